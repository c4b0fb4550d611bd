import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from listings.demo.ground import SHOWN
from listings.demo.loading import DemoError, load


class Command(BaseCommand):
    help = (
        "Writes an invented board: teams, people and listings. The same seed makes the "
        "same board within one day (UTC), since its times count back from midnight."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--listings", type=int, default=400)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument(
            "--yes-really", action="store_true", help="even in production"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began, wanted = time.monotonic(), options["listings"]
        if wanted < SHOWN:
            raise CommandError(f"--listings is a number from {SHOWN}")
        midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
        try:
            loaded = load(
                wanted, options["seed"], midnight, really=options["yes_really"]
            )
        except DemoError as error:
            raise CommandError(str(error)) from None
        seconds = time.monotonic() - began
        states = ", ".join(f"{count:,} {name}" for name, count in loaded.states.items())
        self.stdout.write(
            f"{sum(loaded.states.values()):,} listings ({states}) of {loaded.teams:,} "
            f"teams, {loaded.people:,} people: {seconds:.1f} s"
        )
        self.stdout.write(_log_ins(loaded.handles, loaded.password))


def _log_ins(handles: list[str], password: str) -> str:
    addresses = ", ".join(f"{handle}@example.com" for handle in handles)
    if not password:
        return f"Nobody can log in as one of: {addresses}"
    return f"Log in as one of: {addresses}, with the password {password}"
