"""The roster strip: seats in raid order on benches of eight, open ones lit."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.utils.translation import gettext, ngettext

from listings.strips.jobs import (
    ANY,
    Catalogue,
    JobLike,
    any_of_kind,
    either,
    kind_name,
    kind_of,
)

BENCH = 8
LETTERS = "ABCDEFGH"
NAMED_WANTS = 4  # more would push the strip off a phone's first screen


@dataclass(frozen=True)
class SlotFacts:
    position: int
    place: str
    jobs: tuple[JobLike, ...]
    filled_by: JobLike | None
    holder: str = ""


@dataclass(frozen=True)
class Seat:
    position: int
    css: str
    role: str  # the colour: tank, healer, dps, any
    glyph: str
    codes: tuple[str, ...]
    is_open: bool
    gap: bool
    place: str
    holder: str
    sentence: str

    @property
    def detail(self) -> str:
        """The sentence with place and holder, for the large strip."""
        foot = ", ".join(part for part in (self.place, self.holder) if part)
        return f"{self.sentence}. {foot}" if foot else self.sentence


@dataclass(frozen=True)
class Bench:
    letter: str  # of the alliance; "" where one bench holds all
    label: str
    seats: tuple[Seat, ...]

    @property
    def has_feet(self) -> bool:
        return any(seat.place or seat.holder for seat in self.seats)


@dataclass(frozen=True)
class RosterStrip:
    size: int
    open_count: int
    words: str
    wanted: str
    benches: tuple[Bench, ...]

    @property
    def has_alliances(self) -> bool:
        return len(self.benches) > 1


def roster_strip(
    slots: Sequence[SlotFacts], *, all_jobs: Sequence[JobLike]
) -> RosterStrip:
    catalogue = Catalogue(all_jobs)
    slots = sorted(slots, key=lambda slot: slot.position)
    sought = [slot for slot in slots if slot.filled_by is None]
    rows = [slots[i : i + BENCH] for i in range(0, len(slots), BENCH)]
    letters = LETTERS if len(rows) > 1 else " "
    return RosterStrip(
        size=len(slots),
        open_count=len(sought),
        words=_words(len(slots), len(sought)),
        wanted=_wanted(sought, catalogue),
        benches=tuple(
            _bench(row, letter.strip(), catalogue)
            for row, letter in zip(rows, letters, strict=False)
        ),
    )


def _words(size: int, open_count: int) -> str:
    if open_count == 0:
        return ngettext("The seat is filled", "All %(n)d seats are filled", size) % {
            "n": size
        }
    if open_count == size:
        return ngettext("1 seat open", "%(n)d seats open", size) % {"n": size}
    return gettext("%(open)d of %(size)d open") % {"open": open_count, "size": size}


def _wanted(sought: Sequence[SlotFacts], catalogue: Catalogue) -> str:
    name = partial(_want, catalogue=catalogue)
    if len({frozenset(job.id for job in slot.jobs) for slot in sought}) == 1:
        name = partial(name, with_codes=True)
    counts = Counter(name(slot.jobs) for slot in sought)
    wants = [
        want if n == 1 else gettext("%(n)d × %(want)s") % {"n": n, "want": want}
        for want, n in counts.items()
    ]
    if len(wants) > NAMED_WANTS:
        rest = len(wants) - NAMED_WANTS + 1
        more = ngettext("%(n)d more", "%(n)d more", rest) % {"n": rest}
        wants = [*wants[: NAMED_WANTS - 1], more]
    return " · ".join(wants)


def _want(
    jobs: Sequence[JobLike], catalogue: Catalogue, with_codes: bool = False
) -> str:
    """What one seat seeks. Few jobs go by their codes, but beside other wants a whole
    kind goes by its name."""
    kind = kind_of(jobs)
    codes = [job.abbreviation for job in catalogue.in_order(jobs)]
    if catalogue.is_whole(kind, jobs) and not (with_codes and len(codes) <= 3):
        return any_of_kind(kind)
    if len(codes) <= 3:
        return either(codes)
    if whole := catalogue.whole_kinds(jobs):
        return gettext("any %(kinds)s") % {"kinds": either([*map(kind_name, whole)])}
    if kind is ANY:
        return gettext("%(n)d jobs") % {"n": len(codes)}
    return gettext("%(n)d %(kind)s jobs") % {"n": len(codes), "kind": kind_name(kind)}


def _bench(slots: Sequence[SlotFacts], letter: str, catalogue: Catalogue) -> Bench:
    seats: list[Seat] = []
    for number, slot in enumerate(slots, 1):
        name = f"{letter}{number if letter else slot.position}"
        seats.append(_seat(slot, name, seats[-1].role if seats else "", catalogue))
    if letter:
        label = gettext("Alliance %(letter)s") % {"letter": letter}
    else:
        n = len(slots)
        label = ngettext("Roster, 1 seat", "Roster, %(n)d seats", n) % {"n": n}
    return Bench(letter, label, tuple(seats))


def _seat(slot: SlotFacts, name: str, role_before: str, catalogue: Catalogue) -> Seat:
    is_open = slot.filled_by is None
    jobs = catalogue.in_order(
        slot.jobs if slot.filled_by is None else (slot.filled_by,)
    )
    kind = kind_of(jobs)
    gap = role_before not in ("", kind.colour)
    codes = tuple(job.abbreviation for job in jobs)
    whole = catalogue.is_whole(kind, jobs)
    said = {"seat": name, "kind": kind_name(kind), "jobs": ", ".join(codes)}
    if not is_open:
        sentence = gettext("Seat %(seat)s, %(kind)s: %(jobs)s")
    elif whole and len(codes) > 2:
        sentence = gettext("Seat %(seat)s, %(kind)s: open")
    else:
        sentence = gettext("Seat %(seat)s, %(kind)s: open for %(jobs)s")
    return Seat(
        position=slot.position,
        css=f"seat seat--{'open' if is_open else 'filled'}{' seat--gap' * gap}",
        role=kind.colour,
        glyph=kind.glyph,
        codes=_shown(codes, whole and kind.has_own_glyph),
        is_open=is_open,
        gap=gap,
        place=slot.place,
        holder=slot.holder,
        sentence=sentence % said,
    )


def _shown(codes: tuple[str, ...], any_will_do: bool) -> tuple[str, ...]:
    """What fits on a seat of 30 pixels: two lines of a code's length."""
    if len(codes) <= 2:
        return codes
    if any_will_do:
        return (gettext("any"),)
    return (str(len(codes)), ngettext("job", "jobs", len(codes)))
