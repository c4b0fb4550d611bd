from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from integrations.errors import OutsideError
from integrations.xivapi.client import Xivapi
from integrations.xivapi.sync import sync


class Command(BaseCommand):
    help = "Compares the game catalogue with XIVAPI and writes what has changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what would change"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = sync(Xivapi().read(), dry_run=options["dry_run"])
        except OutsideError as error:
            raise CommandError(f"{error} (nothing was changed)") from None
        self.stdout.write(str(report))
