import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connections

from config import announce


class Command(BaseCommand):
    help = "Prepare the database, then run all processes of the Procfile."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("prepare")
        connections.close_all()
        for connection in connections.all():
            connection.close_pool()  # type: ignore[attr-defined]
        self.stdout.flush()
        # A process of its own: this one is about to become the Procfile's.
        subprocess.Popen([sys.executable, announce.__file__])  # noqa: S603 -- our own
        programs = Path(sys.executable).parent
        os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        os.chdir(settings.BASE_DIR)
        # No .env for honcho: settings read it, and honcho would pass on its PORT.
        words = ["-m", "honcho", "--env", os.devnull, "start"]
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 -- our own
