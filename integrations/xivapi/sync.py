"""Brings the catalogue up to the game, as far as the game's files say enough."""

from django.db import connection, transaction

from integrations.catalogue import Changes, clear
from integrations.catalogue.loading import LOCK
from integrations.models import CatalogueLoad
from integrations.xivapi.comparing import Difference, compare
from integrations.xivapi.report import Report
from integrations.xivapi.schemas import Game


def sync(game: Game, *, dry_run: bool = False) -> Report:
    """Write names, places of worlds and new worlds; report the rest.

    Nothing is deleted or retired. Raises `Changed`, and writes nothing, where the game
    seems to have renamed most of a table.
    """
    with transaction.atomic():
        with connection.cursor() as cursor:  # no load at the same time
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        found = list(compare(game))
        changes = Changes(tuple(each.told() for each in found))
        if changes and not dry_run:
            for each in found:
                _write(each)
            CatalogueLoad.objects.create(summary=str(changes))
            # Again on commit: until then another thread may read, and keep, old rows.
            transaction.on_commit(clear)
    clear()
    return Report(
        changes=changes,
        gone=tuple(name for each in found for name in each.gone),
        to_add=tuple(name for each in found for name in each.to_add),
        is_written=not dry_run,
    )


def _write(found: Difference) -> None:
    for row in found.added:
        row.save(force_insert=True)
    for row, fields in found.changed.values():
        row.save(update_fields=fields)
