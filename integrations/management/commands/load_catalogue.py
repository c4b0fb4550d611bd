from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from integrations.catalogue import DATA, BrokenFileError, load


class Command(BaseCommand):
    help = "Writes the game catalogue's data files into the database."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--path", type=Path, default=DATA, help="folder with the data files"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            changes = load(options["path"])
        except BrokenFileError as error:
            raise CommandError(f"{error} (nothing was changed)") from None
        self.stdout.write(str(changes))
