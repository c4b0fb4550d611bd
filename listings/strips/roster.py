"""The roster strip: seats in raid order on benches of eight, open ones lit."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from listings.strips.jobs import (
    ANY,
    Catalogue,
    Choice,
    JobLike,
    any_of_kind,
    catalogue_of,
    either,
    kind_name,
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
    page: str = ""  # address of the holder's, where the viewer may read it


@dataclass(frozen=True)
class Seat:
    position: int
    css: str
    role: str  # the colour: tank, healer, dps, any
    glyphs: tuple[str, ...]
    codes: tuple[str, ...]
    is_open: bool
    gap: bool
    place: str
    holder: str
    page: str
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
    wanted: str  # shortened, for a card
    sought: tuple[Choice, ...]
    benches: tuple[Bench, ...]

    @property
    def has_alliances(self) -> bool:
        return len(self.benches) > 1

    @property
    def wanted_in_full(self) -> str:
        """Every seat and every job of it; no card pays for it."""
        return " · ".join(_counted(_want_in_full(choice) for choice in self.sought))


def roster_strip(
    slots: Sequence[SlotFacts], *, all_jobs: Sequence[JobLike]
) -> RosterStrip:
    catalogue = catalogue_of(tuple(all_jobs))
    slots = sorted(slots, key=lambda slot: slot.position)
    sought = tuple(
        catalogue.choice(slot.jobs) for slot in slots if slot.filled_by is None
    )
    rows = [slots[i : i + BENCH] for i in range(0, len(slots), BENCH)]
    letters = LETTERS if len(rows) > 1 else " "
    return RosterStrip(
        size=len(slots),
        open_count=len(sought),
        words=_words(len(slots), len(sought)),
        wanted=_wanted(sought),
        sought=sought,
        benches=tuple(
            _bench(row, letter.strip(), catalogue)
            for row, letter in zip(rows, letters, strict=False)
        ),
    )


def sought_strip(
    jobs: Sequence[JobLike],
    *,
    smallest: int | None,
    size: int,
    all_jobs: Sequence[JobLike],
) -> RosterStrip:
    """For a field raid, which has no list of seats: the sought jobs, role by role."""
    catalogue = catalogue_of(tuple(all_jobs))
    by_role: dict[str, list[JobLike]] = {}
    for job in jobs:
        by_role.setdefault(job.role, []).append(job)
    choices = tuple(catalogue.choice(tuple(some)) for some in by_role.values())
    seats = tuple(_sought(choice) for choice in choices)
    label = gettext("Jobs that are sought")
    return RosterStrip(
        size=size,
        open_count=len(jobs),
        words=_players(smallest, size),
        wanted=_wanted_jobs(catalogue.choice(tuple(jobs)), choices) if jobs else "",
        sought=choices,
        benches=(Bench("", label, seats),) if seats else (),
    )


def _players(smallest: int | None, size: int) -> str:
    if smallest is None or smallest == size:
        return ngettext("%(n)d player", "%(n)d players", size) % {"n": size}
    return gettext("%(least)d to %(most)d players") % {"least": smallest, "most": size}


def _wanted_jobs(all_of_them: Choice, by_role: Sequence[Choice]) -> str:
    """All of them, however many: this is what a field raid's listing says."""
    if all_of_them.whole_kinds:
        return _want(all_of_them, with_codes=False)
    return " · ".join(
        any_of_kind(choice.kind) if choice.is_whole else either(choice.codes)
        for choice in by_role
    )


def _sought(choice: Choice) -> Seat:
    said = {"kind": kind_name(choice.kind), "jobs": ", ".join(choice.codes)}
    return Seat(
        position=0,
        css="seat seat--open",
        role=choice.kind.colour,
        glyphs=(choice.kind.glyph,),
        codes=_shown(choice),
        is_open=True,
        gap=False,
        place="",
        holder="",
        page="",
        sentence=gettext("%(kind)s: %(jobs)s") % said,
    )


def _words(size: int, open_count: int) -> str:
    if open_count == 0:
        return ngettext("The seat is filled", "All %(n)d seats are filled", size) % {
            "n": size
        }
    if open_count == size:
        return ngettext("1 seat open", "%(n)d seats open", size) % {"n": size}
    return gettext("%(open)d of %(size)d open") % {"open": open_count, "size": size}


def _wanted(sought: Sequence[Choice]) -> str:
    only_one = len(set(sought)) == 1
    wants = _counted(_want(choice, with_codes=only_one) for choice in sought)
    if len(wants) > NAMED_WANTS:
        rest = len(wants) - NAMED_WANTS + 1
        more = ngettext("%(n)d more", "%(n)d more", rest) % {"n": rest}
        wants = [*wants[: NAMED_WANTS - 1], more]
    return " · ".join(wants)


def _counted(wants: Iterable[str]) -> list[str]:
    return [
        want if n == 1 else gettext("%(n)d × %(want)s") % {"n": n, "want": want}
        for want, n in Counter(wants).items()
    ]


def _want_in_full(choice: Choice) -> str:
    if len(choice.codes) <= 3:
        return either(choice.codes)
    if choice.is_whole:
        return any_of_kind(choice.kind)
    return _any_of_kinds(choice) or either(choice.codes)


def _any_of_kinds(choice: Choice) -> str:
    kinds = [kind_name(kind) for kind in choice.whole_kinds]
    return gettext("any %(kinds)s") % {"kinds": either(kinds)} if kinds else ""


def _want(choice: Choice, with_codes: bool) -> str:
    """What one seat seeks. Few jobs go by their codes, but beside other wants a whole
    kind goes by its name."""
    n = len(choice.codes)
    if choice.is_whole and not (with_codes and n <= 3):
        return any_of_kind(choice.kind)
    if n <= 3:
        return either(choice.codes)
    if kinds := _any_of_kinds(choice):
        return kinds
    if choice.kind is ANY:
        return gettext("%(n)d jobs") % {"n": n}
    return gettext("%(n)d %(kind)s jobs") % {"n": n, "kind": kind_name(choice.kind)}


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
    jobs = slot.jobs if slot.filled_by is None else (slot.filled_by,)
    choice = catalogue.choice(jobs)
    role = choice.kind.colour
    gap = role_before not in ("", role)
    return Seat(
        position=slot.position,
        css=f"seat seat--{'open' if is_open else 'filled'}{' seat--gap' * gap}",
        role=role,
        glyphs=tuple(k.glyph for k in choice.parts or (choice.kind,)),
        codes=_shown(choice),
        is_open=is_open,
        gap=gap,
        place=slot.place,
        holder=slot.holder,
        page=slot.page,
        sentence=_sentence(name, choice, is_open),
    )


def _sentence(name: str, choice: Choice, is_open: bool) -> str:
    kind, jobs = kind_name(choice.kind), ", ".join(choice.codes)
    said = {"seat": name, "kind": kind, "jobs": jobs}
    if not is_open:
        return gettext("Seat %(seat)s, %(kind)s: %(jobs)s") % said
    if choice.is_any:
        return gettext("Seat %(seat)s, %(kind)s: open") % said
    return gettext("Seat %(seat)s, %(kind)s: open for %(jobs)s") % said


def _shown(choice: Choice) -> tuple[str, ...]:
    """What fits on a seat of 30 pixels: two lines of a code's length."""
    n = len(choice.codes)
    if n <= 2:
        return choice.codes
    if choice.parts or (choice.is_any and choice.kind.has_own_glyph):
        return (gettext("any"),)
    return (str(n), ngettext("job", "jobs", n))
