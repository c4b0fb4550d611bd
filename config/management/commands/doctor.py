import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from config import doctor
from config.doctor import tables

PATIENCE = 5.0  # seconds: a process that has only just begun is slow


class Command(BaseCommand):
    help = (
        "Tell how every setting, part and outside service is, and what to do."
        " Exit status: 0 all is well, 1 something needs care, 2 something is broken."
        " No secret is ever printed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--probe",
            action="store_true",
            help="ask each outside service and the mail server once; else nobody is",
        )
        parser.add_argument("--json", action="store_true", help="for scripts")

    def handle(self, *args: Any, **options: Any) -> None:
        groups = doctor.examine(probe=options["probe"], patience=PATIENCE)
        worst = doctor.worst(groups)
        if options["json"]:
            self.stdout.write(json.dumps(tables.as_json(groups, worst), indent=2))
        else:
            self.stdout.write(tables.as_text(groups))
        if worst:
            self.stdout.flush()
            sys.exit(worst)
