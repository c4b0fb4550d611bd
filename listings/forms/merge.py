"""Two who edit at once: what each changed, told apart part by part.

A page of the editor carries a digest of every part as it was opened. What still reads so
was not touched by who sends it, and gives way to what was saved meanwhile.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField
from django.utils.translation import gettext as _

from accounts.models import Membership
from listings.forms.editor import ListingEditor
from listings.models import Listing

DIGEST_LENGTH = 12
LEFT_OUT = frozenset({"version"})


@dataclass(frozen=True)
class Part:
    """A plain field, a seat, or a whole set of rows. `fields` are drawn from it;
    `prefix` is what the names of its controls begin with."""

    label: str
    prefix: str
    anchor: str
    fields: Sequence[BoundField]

    @property
    def value(self) -> list[list[str]]:
        return [_raw(field) for field in self.fields]

    @property
    def digest(self) -> str:
        text = json.dumps(self.value).encode()
        return hashlib.sha256(text).hexdigest()[:DIGEST_LENGTH]

    @property
    def words(self) -> str:
        """As people read it: labels of what was chosen, what was typed."""
        said = (_in_words(field) for field in self.fields)
        return " · ".join(filter(None, said)) or _("nothing")


@dataclass(frozen=True)
class Difference:
    """What both changed, and not to the same."""

    label: str
    anchor: str
    theirs: str
    mine: str


def parts_of(editor: ListingEditor) -> dict[str, Part]:
    plain = {
        field.name: Part(str(field.label), field.html_name, field.auto_id, [field])
        for field in editor.main
        if field.name not in LEFT_OUT
    }
    sets = (
        (editor.goals, _("Goals"), "step-goal"),
        (editor.windows, _("Raid nights"), "step-week"),
        (editor.clears, _("Clears asked for"), "step-asks"),
        (editor.questions, _("Questions"), "step-asks"),
    )
    rows = {
        rows.prefix: Part(label, f"{rows.prefix}-", anchor, _fields_of(rows))
        for rows, label, anchor in sets
    }
    seats = {
        row.prefix: Part(
            _("Seat %(n)d") % {"n": n}, f"{row.prefix}-", "step-roster", list(row)
        )
        for n, row in enumerate(editor.slots.forms, start=1)
    }
    return {**plain, **rows, **seats}


def base_of(editor: ListingEditor) -> str:
    """What the page carries along."""
    return json.dumps({key: part.digest for key, part in parts_of(editor).items()})


def merge(
    posted: Any, listing: Listing, members: Sequence[Membership]
) -> tuple[Any, list[Difference]]:
    """The form as it would be sent from the listing as it is saved now, with all that
    its sender changed; and what both changed. Of a page without a readable base all is
    taken for changed."""
    saved = ListingEditor(listing, members=members)
    theirs = parts_of(saved)
    mine = parts_of(ListingEditor(listing, members=members, data=posted))
    base = _read(posted.get("base", ""))
    merged = posted.copy()
    differences = []
    for key, part in mine.items():
        their = theirs.get(key)
        if their is None or part.value == their.value:
            continue
        if base.get(key) == part.digest:
            _take_over(merged, their, saved)
        elif base.get(key) != their.digest:
            differences.append(
                Difference(part.label, part.anchor, their.words, part.words)
            )
    if merged.get("size") == str(listing.size):
        _take_over_size(merged, theirs, mine, saved)
    merged["version"] = str(listing.version)
    merged["base"] = base_of(saved)
    return merged, differences


def _take_over(merged: Any, part: Part, saved: ListingEditor) -> None:
    is_row = part.prefix.endswith("-")
    for name in list(merged):
        if name == part.prefix or (is_row and name.startswith(part.prefix)):
            del merged[name]
    for field in part.fields:
        merged.setlist(field.html_name, _raw(field))
    for rows in saved.parts[1:]:
        if part.prefix == f"{rows.prefix}-":
            merged[f"{rows.prefix}-TOTAL_FORMS"] = str(rows.total_form_count())
            merged[f"{rows.prefix}-INITIAL_FORMS"] = str(rows.initial_form_count())


def _take_over_size(
    merged: Any,
    theirs: Mapping[str, Part],
    mine: Mapping[str, Part],
    saved: ListingEditor,
) -> None:
    """They made the roster longer or shorter: its rows follow."""
    for key in theirs.keys() - mine.keys():
        _take_over(merged, theirs[key], saved)
    posted = sum(key.startswith("slots-") for key in mine)
    if posted != len(saved.slots.forms):
        merged["slots-TOTAL_FORMS"] = str(len(saved.slots.forms))


def _read(base: str) -> Mapping[str, str]:
    try:
        read = json.loads(base)
    except ValueError:
        return {}
    return read if isinstance(read, dict) else {}


def _fields_of(rows: Any) -> list[BoundField]:
    """Of rows that say something. Blank ones are there to be written into."""
    known = len(rows.initial or [])
    return [
        field
        for number, row in enumerate(rows.forms)
        if (not row.is_blank if rows.is_bound else number < known)
        for field in row
        if field.name != "remove"
    ]


def _raw(field: BoundField) -> list[str]:
    """As a browser sends it."""
    value = field.value()
    if value is True:
        return ["on"]
    if value is None or value is False or value == "":
        return []
    if isinstance(value, list | tuple):
        return sorted(str(each) for each in value)
    return [str(value).replace("\r\n", "\n").strip()]


def _in_words(field: BoundField) -> str:
    chosen = _raw(field)
    choices = getattr(field.field, "choices", None)
    if choices is None:
        return _("yes") if chosen == ["on"] else " ".join(chosen)
    labels = dict(_flat(choices))
    return ", ".join(str(labels.get(each, each)) for each in chosen)


def _flat(choices: Any) -> Any:
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from ((str(key), each) for key, each in label)
        else:
            yield str(value), label
