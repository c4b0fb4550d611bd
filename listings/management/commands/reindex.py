from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand

from listings.actions.reindexing import Looked, reindex_listings, reindex_players

SHOWN = 12  # words of one row


class Command(BaseCommand):
    help = (
        "Brings up to date what listings and players are found by. Only what differs is"
        " written, so it may be ended and begun again, and run beside the site."
        " -v 2 names each row."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="say what differs, write nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        write, each = not options["dry_run"], options["verbosity"] > 1
        for name, rows in (
            ("listings", reindex_listings(write=write)),
            ("players", reindex_players(write=write)),
        ):
            looked, stale = self._run(rows, each=each)
            done = "brought up to date" if write else "to be brought up to date"
            self.stdout.write(f"{name}: {looked:,} looked at, {stale:,} {done}")

    def _run(self, rows: Iterator[Looked], *, each: bool) -> tuple[int, int]:
        looked = stale = 0
        for row in rows:
            looked += 1
            stale += row.is_stale
            if each and row.is_stale:
                self.stdout.write(f"{row.key} {row.name}: {_what(row)}")
        return looked, stale


def _what(row: Looked) -> str:
    said = [
        *(f"+{word}" for word in sorted(row.words_missing)[:SHOWN]),
        *(f"-{word}" for word in sorted(row.words_in_vain)[:SHOWN]),
    ]
    return " ".join([*said, *(["filters"] if row.filters_differ else [])])
