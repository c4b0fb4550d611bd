"""The game beside the catalogue: what differs, table by table. Writes nothing."""

from collections.abc import Callable, Collection, Container, Iterator, Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify

from integrations.catalogue.cells import LARGEST
from integrations.catalogue.changes import TableChanges
from integrations.enums import LANGUAGES
from integrations.errors import Changed
from integrations.models import DataCentre, Duty, Job, NamedRow, Region, World
from integrations.xivapi.naming import is_same, tidy, tidy_job
from integrations.xivapi.parsers import XIVAPI
from integrations.xivapi.schemas import Game, GameWorld, Names

Tidy = Callable[[str, str], str]
MANY = 5  # rows
LONGEST_SLUG = 80


def _as_it_is(name: str, language: str) -> str:
    return tidy(name)


@dataclass
class Difference:
    """Rows are as they are to be written; `changed` has the fields of each."""

    table: str
    added: list[NamedRow] = field(default_factory=list)
    changed: dict[int, tuple[NamedRow, list[str]]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    to_add: list[str] = field(default_factory=list)

    def note(self, row: NamedRow, fields: list[str]) -> None:
        if fields:
            self.changed.setdefault(row.pk, (row, []))[1].extend(fields)

    def told(self) -> TableChanges:
        return TableChanges(
            table=self.table,
            added=tuple(str(row) for row in self.added),
            changed=tuple(
                f"{row} ({', '.join(fields)})" for row, fields in self.changed.values()
            ),
        )


def compare(game: Game) -> Iterator[Difference]:
    """In the order of writing."""
    yield _data_centres(game)
    yield _worlds(game)
    yield _jobs(game)
    yield _duties(game)


def _data_centres(game: Game) -> Difference:
    found = Difference("data_centres")
    rows = {row.pk: row for row in DataCentre.objects.current()}
    regions = set(Region.objects.values_list("pk", flat=True))
    peopled = {world.data_centre_id for world in game.worlds if world.is_public}
    for each in game.data_centres:
        if each.id not in peopled or each.region_id not in regions:
            continue
        row = rows.get(each.id)
        if row is None:
            found.to_add.append(f"data centre {each.id} {each.name}")
            continue
        found.note(row, _renamed(row, dict.fromkeys(LANGUAGES, each.name)))
        if row.region_id != each.region_id:
            found.to_add.append(f"data centre {row} in region {each.region_id}")
    _finish(found, rows.values(), {each.id for each in game.data_centres} & peopled)
    return found


def _worlds(game: Game) -> Difference:
    found = Difference("worlds")
    known = {row.pk: row for row in World.objects.all()}
    current = {pk: row for pk, row in known.items() if row.retired_at is None}
    homes = set(DataCentre.objects.current().values_list("pk", flat=True))
    regions = set(Region.objects.values_list("pk", flat=True))
    ours = homes | {dc.id for dc in game.data_centres if dc.region_id in regions}
    public = {world.id: world for world in game.worlds if world.is_public}
    for each in public.values():
        if row := current.get(each.id):
            _look_at_world(found, row, each, homes)
        elif each.data_centre_id in ours:
            _add_world(found, each, homes, known)
    _finish(found, current.values(), public)
    return found


def _look_at_world(
    found: Difference, row: World, world: GameWorld, homes: Collection[int]
) -> None:
    found.note(row, _renamed(row, dict.fromkeys(LANGUAGES, world.name)))
    home = world.data_centre_id
    if row.data_centre_id == home:
        return
    if home is not None and home in homes:
        row.data_centre_id = home
        found.note(row, ["data_centre"])
    else:
        found.to_add.append(_placed(world))


def _add_world(
    found: Difference,
    world: GameWorld,
    homes: Collection[int],
    known: Mapping[int, World],
) -> None:
    name, slug = tidy(world.name), slugify(world.name)
    taken = {row.slug for row in (*known.values(), *found.added)}
    is_free = slug not in taken and world.id not in known
    fits = 0 < len(slug) <= LONGEST_SLUG and 0 < world.id <= LARGEST
    home = world.data_centre_id
    if home is None or home not in homes or not (is_free and fits):
        found.to_add.append(_placed(world))
        return
    names = {f"name_{language}": name for language in LANGUAGES}
    found.added.append(World(id=world.id, slug=slug, data_centre_id=home, **names))


def _placed(world: GameWorld) -> str:
    return f"world {world.id} {world.name} on data centre {world.data_centre_id}"


def _jobs(game: Game) -> Difference:
    found = Difference("jobs")
    known = {row.pk: row for row in Job.objects.all()}
    current = {pk: row for pk, row in known.items() if row.retired_at is None}
    for each in game.jobs:
        if row := current.get(each.id):
            found.note(row, _renamed(row, each.names, tidy_job))
        elif each.id not in known and each.is_job and each.names["en"]:
            name = tidy_job(each.names["en"], "en")
            found.to_add.append(f"job {each.id} {name} ({each.abbreviation})")
    _finish(
        found, current.values(), {each.id for each in game.jobs if each.names["en"]}
    )
    return found


def _duties(game: Game) -> Difference:
    found = Difference("duties")
    known = {row.pk: row for row in Duty.objects.all()}
    current = {
        pk: row
        for pk, row in known.items()
        if row.retired_at is None and pk < Duty.OWN_KEYS
    }
    for each in game.duties:
        if row := current.get(each.id):
            found.note(row, _renamed(row, each.names))
        elif each.id not in known and each.is_high_end and each.names["en"]:
            found.to_add.append(f"duty {each.id} {tidy(each.names['en'])}")
    named = {each.id for each in game.duties if each.names["en"]}
    _finish(found, current.values(), named)
    return found


def _renamed(row: NamedRow, names: Names, tidied: Tidy = _as_it_is) -> list[str]:
    """Give the row its new names; which ones. A name the game leaves empty stays."""
    fields = []
    for language, name in names.items():
        old, new = row.name_in(language), tidied(name, language)
        if new and not is_same(old, new):
            setattr(row, f"name_{language}", new)
            fields.append(f"name_{language}")
    return fields


def _finish(
    found: Difference, rows: Collection[NamedRow], there: Container[int]
) -> None:
    """Name what is gone. Refuse what would rename half of a table: no patch does."""
    found.gone += [f"{found.table}: {row}" for row in rows if row.pk not in there]
    if len(found.changed) > MANY and len(found.changed) > len(rows) / 2:
        raise Changed(XIVAPI, f"most {found.table}")
