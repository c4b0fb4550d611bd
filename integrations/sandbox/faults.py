"""What may go wrong, on request."""

from enum import StrEnum


class Fault(StrEnum):
    NONE = "none"
    SLOW = "slow"
    MISSING = "404"
    TOO_MANY = "429"
    UNAVAILABLE = "503"
    CUT = "cut"
    GARBAGE = "garbage"
    CHANGED = "changed"
    HIDDEN = "hidden"
    RENAMED = "renamed"  # XIVAPI only

    @property
    def label(self) -> str:
        return LABELS[self]


LABELS = {
    Fault.NONE: "none",
    Fault.SLOW: "slow: answers after everybody gave up",
    Fault.MISSING: "404: nothing is there",
    Fault.TOO_MANY: "429: too many requests, Retry-After",
    Fault.UNAVAILABLE: "503: closed for maintenance",
    Fault.CUT: "cut off in the middle",
    Fault.GARBAGE: "garbage instead of an answer",
    Fault.CHANGED: "changed layout: parts have moved",
    Fault.HIDDEN: "hidden, or not allowed",
    Fault.RENAMED: "one world has a new name",
}
STATUSES = {Fault.MISSING: 404, Fault.TOO_MANY: 429, Fault.UNAVAILABLE: 503}
EVERYWHERE = tuple(fault for fault in Fault if fault != Fault.RENAMED)


def fault_named(name: str) -> Fault:
    """NONE for a name that is none."""
    return Fault(name) if name in set(Fault) else Fault.NONE
