"""What the filters of the search offer, ready to print."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _l

from accounts.enums import Intensity, Language, PlayerVoice
from accounts.forms.catalogue import ROLE_GLYPHS
from integrations.catalogue import Catalogue, catalogue
from listings.enums import Kind, Role, Stage, Voice
from listings.search import LISTINGS, PLAYERS, Filters, Subject
from listings.search.filters import DAYS

DAY_NAMES: dict[str, Promise] = {
    "mon": _l("Mon"), "tue": _l("Tue"), "wed": _l("Wed"), "thu": _l("Thu"),
    "fri": _l("Fri"), "sat": _l("Sat"), "sun": _l("Sun"),
}  # fmt: skip
TICKS = {"duty": 11, "tier": 3, "language": 4}  # first ones; all others in a select

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    chosen: bool = False
    colour: str = ""  # data-role
    glyph: str = ""


@dataclass(frozen=True)
class FilterGroup:
    key: str
    title: str
    options: tuple[Option, ...]
    more: tuple[Option, ...] = ()  # beyond the ticks: a select


TITLES = {
    "role": _l("Role"),
    "job": _l("Job"),
    "region": _l("Region"),
    "dc": _l("Data centre"),
    "tier": _l("Tier"),
    "duty": _l("Duty"),
    "stage": _l("Stage"),
    "intensity": _l("Intensity"),
    "language": _l("Language"),
    "voice": _l("Voice"),
    "kind": _l("Looking for"),
}


OF_PLAYERS = {"duty": _l("Duty cleared"), "tier": _l("Tier cleared")}


def titles_of(subject: Subject) -> dict[str, Any]:
    own = OF_PLAYERS if subject == PLAYERS else {}
    return {key: own.get(key, t) for key, t in TITLES.items() if key in subject.groups}


def filter_groups(filters: Filters) -> dict[str, str]:
    """Every group of ticks by its key, drawn, with what is chosen."""
    known, language, subject = catalogue(), get_language(), filters.subject
    return {
        key: drawn_group(known, language, subject.name, key, chosen)
        for key in titles_of(subject)
        for chosen in [filters.chosen.get(key, ())]
    }


SUBJECTS = {subject.name: subject for subject in (LISTINGS, PLAYERS)}


@lru_cache(maxsize=1024)
def drawn_group(
    known: Catalogue, language: str, of: str, key: str, chosen: tuple[str, ...]
) -> str:
    """Hundreds of ticks are most of a page's work, and nearly always the same ones."""
    template = get_template("listings/_ticks.html")
    return template.render({"group": group_of(key, chosen, SUBJECTS[of])})


def options_of(subject: Subject = LISTINGS) -> dict[str, list[str]]:
    """The values whose counts a page shows."""
    return {
        key: [value for value, _label in all_options(key, subject)]
        for key in titles_of(subject)
    }


def all_options(key: str, subject: Subject = LISTINGS) -> Options:
    """Values and labels of one filter."""
    return _options(catalogue(), get_language(), subject.name, key)


@lru_cache(maxsize=128)
def _options(known: Catalogue, language: str, of: str, key: str) -> Options:
    if key == "voice" and of == PLAYERS.name:
        return tuple((str(v), str(label)) for v, label in PlayerVoice.choices)
    if key in ENUMS:
        return tuple((str(v), str(label)) for v, label in ENUMS[key].choices)
    if key == "job":
        return tuple((job.abbreviation,) * 2 for job in known.offered_jobs)
    if key == "duty":
        return tuple((d.slug, d.short_name) for d in known.offered_duties)
    entries: dict[str, Iterable[Any]] = {
        "region": known.offered_regions,
        "dc": known.offered_data_centres,
        "tier": known.offered_tiers,
    }
    return tuple((entry.slug, entry.name) for entry in entries[key])


ENUMS = {
    "kind": Kind,
    "role": Role,
    "stage": Stage,
    "intensity": Intensity,
    "language": Language,
    "voice": Voice,
}


def group_of(
    key: str, chosen: Collection[str], subject: Subject = LISTINGS
) -> FilterGroup:
    options = [
        Option(value, label, value in chosen, *ROLE_GLYPHS.get(value, ("", "")))
        for value, label in all_options(key, subject)
    ]
    most = TICKS.get(key, len(options))
    # What is chosen is always a tick, so that it can be taken back where it stands.
    ticks = [o for n, o in enumerate(options) if n < most or o.chosen]
    rest = [o for n, o in enumerate(options) if n >= most and not o.chosen]
    title = str(titles_of(subject)[key])
    return FilterGroup(key, title, tuple(ticks), tuple(rest))


def ask_options(open_by_role: dict[str, int]) -> dict[str, Any]:
    """The answers of the home page's sentence."""
    return {
        "role": all_options("role"),
        "roles": [
            (Option(value, label, False, *ROLE_GLYPHS[value]), open_by_role.get(value))
            for value, label in all_options("role")
        ],
        "dc": all_options("dc"),
        "tier": all_options("tier")[:6],
        "days": [(day, DAY_NAMES[day]) for day in DAYS],
    }
