"""How far a team is in a tier, fight by fight, out of what its leader typed.

"up to M10S": M9S is cleared, M10S in progress, the rest not yet. Fights of a tier open
one after another, so what is said of one says something of its neighbours. What is not
clear beyond doubt says nothing of any fight: it stands at the tier as typed.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from django.utils.translation import gettext

from config.lib.letters import fold
from integrations.catalogue import DutyEntry
from listings.strips.progress_words import CLEAR, DOUBT, PART, Clause, Token, scan

NONE = "none"
APOSTROPHES = re.compile("['`\u00b4\u02bc\u2018\u2019\uff07]")


@dataclass(frozen=True)
class Step:
    """Where one fight stands. `words` are the leader's own where they are `typed`."""

    duty: DutyEntry
    state: str
    words: str
    typed: bool = False


class _UnclearError(Exception):
    """It could be read in two ways."""


@dataclass
class _Group:
    """Fights, and what is said of them: "M9S and M10S cleared"."""

    opened_by_state: bool
    floors: list[int] = field(default_factory=list)
    states: set[str] = field(default_factory=set)

    @property
    def state(self) -> str:
        return next(iter(self.states), "")


_Rows = Sequence[tuple[list[_Group], bool]]  # of each clause; whether it is plain


def standing(text: str, floors: Sequence[DutyEntry]) -> tuple[Step, ...]:
    """A step for each fight of a tier; none where the text names no fight of it, or is
    not clear."""
    # To search, an apostrophe and a hyphen are one sign; here one ends "haven't" and the
    # other one stands in "M9S-M11S".
    said = "'".join(map(fold, APOSTROPHES.split(text)))
    if not floors or DOUBT.search(said):
        return ()
    clauses = scan(said, floors)
    try:
        at, here = _farthest(_groups(clauses))
    except _UnclearError:
        return ()
    words = _words(here, clauses) if all(c.is_plain for c in clauses) else ""
    return tuple(_steps(floors, at, Step(floors[at], here, words or text, not words)))


def _steps(floors: Sequence[DutyEntry], at: int, here: Step) -> Iterator[Step]:
    yield from (Step(duty, CLEAR, gettext("Cleared")) for duty in floors[:at])
    yield here
    yield from (Step(duty, NONE, gettext("Not yet")) for duty in floors[at + 1 :])


def _words(here: str, clauses: Iterable[Clause]) -> str:
    """Empty where only the leader's own say it."""
    if here == CLEAR:
        return gettext("Cleared")
    phases = {t.phase for clause in clauses for t in clause.tokens if t.phase}
    if len(phases) > 1:
        return ""
    return (
        gettext("Phase %(n)s") % {"n": phases.pop()}
        if phases
        else gettext("In progress")
    )


def _farthest(groups: Iterable[_Group]) -> tuple[int, str]:
    """The last fight that is named, and its state."""
    said: dict[str, set[int]] = {CLEAR: set(), PART: set()}
    for group in groups:
        said[group.state or PART].update(group.floors)
    named = said[CLEAR] | said[PART]
    # In progress is one fight, behind all that are cleared.
    if not named or said[PART] - {max(named)} or said[PART] & said[CLEAR]:
        raise _UnclearError
    return max(named), PART if said[PART] else CLEAR


def _groups(clauses: Sequence[Clause]) -> list[_Group]:
    rows = [(_grouped_of(clause), clause.is_plain) for clause in clauses]
    rows = [row for row in rows if row[0]]
    # What follows a list reaches its first fight, what stands before it the last one.
    for number in (*reversed(range(len(rows))), *range(len(rows))):
        groups, is_plain = rows[number]
        if is_plain and len(groups) == 1 and not groups[0].states:
            _borrow(groups[0], rows[:number], rows[number + 1 :])
    groups = [group for row, _is_plain in rows for group in row]
    for before, lone in pairwise(groups):
        # "M9S cleared, progging": who knows what.
        if not lone.floors and lone.states != (before.states or {PART}):
            raise _UnclearError
    return groups


def _borrow(bare: _Group, rows_before: _Rows, rows_after: _Rows) -> None:
    """Of a list only one end says what holds of all: "M9S, M10S cleared"."""
    before = rows_before[-1][0][-1] if rows_before else None
    if before and before.opened_by_state and before.floors:
        bare.states |= before.states
        bare.opened_by_state = True
    if rows_after:
        (after, *_rest), is_plain = rows_after[0]
        if after.floors and not after.opened_by_state:
            bare.states |= after.states
            if after.floors[0] < bare.floors[-1]:
                raise _UnclearError
        elif is_plain and not after.floors:
            bare.states |= after.states
    if len(bare.states) > 1:
        raise _UnclearError


def _grouped_of(clause: Clause) -> list[_Group]:
    groups = _grouped(clause.tokens)
    if not clause.is_of_other_tier:
        return groups
    if any(group.floors for group in groups):
        raise _UnclearError
    return []


def _grouped(tokens: Iterable[Token]) -> list[_Group]:
    groups: list[_Group] = []
    joined = False
    for token in tokens:
        if token.joins:
            joined = True
            continue
        if not groups or _begins(groups[-1], token, joined):
            groups.append(_Group(opened_by_state=bool(token.state)))
        _add(groups[-1], token)
        joined = False
    return groups


def _begins(group: _Group, token: Token, joined: bool) -> bool:
    """Whether what follows is about something else than the group."""
    if token.floors:
        return bool(group.floors and group.states) and not group.opened_by_state
    if token.state in group.states:
        return False
    return (
        bool(group.floors) if group.opened_by_state else joined and bool(group.states)
    )


def _add(group: _Group, token: Token) -> None:
    if token.floors and group.floors and token.floors[0] < group.floors[-1]:
        raise _UnclearError
    group.floors.extend(token.floors)
    if token.state:
        group.states.add(token.state)
    if len(group.states) > 1:
        raise _UnclearError
