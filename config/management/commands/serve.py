import os
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from config import announce
from config.services import ports
from config.services.errors import ServicesError


class Command(BaseCommand):
    help = "Prepare the database, then run all processes of the Procfile."

    def handle(self, *args: Any, **options: Any) -> None:
        plays = settings.OUTSIDE == "sandbox"
        if plays:
            self._check_sandbox()
        call_command("prepare")
        connections.close_all()
        for connection in connections.all():
            connection.close_pool()  # type: ignore[attr-defined]
        self.stdout.flush()
        # A process of its own: this one is about to become the Procfile's.
        sandbox = [settings.SANDBOX_URL] if plays else []
        words = [sys.executable, announce.__file__, *sandbox]
        subprocess.Popen(words)  # noqa: S603 -- our own
        programs = Path(sys.executable).parent
        os.environ["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        os.chdir(settings.BASE_DIR)
        # No .env for honcho: settings read it, and honcho would pass on its PORT.
        words = ["-m", "honcho", "--env", os.devnull, "start"]
        words += [name for name in _processes() if plays or name != "sandbox"]
        os.execv(sys.executable, [sys.executable, *words])  # noqa: S606 -- our own

    @staticmethod
    def _check_sandbox() -> None:
        parts = urlsplit(settings.SANDBOX_URL)
        port = parts.port or 80
        try:
            ports.check_one(
                port, parts.hostname or ports.HERE, "the sandbox", first=port - 2
            )
        except ServicesError as error:
            raise CommandError(str(error)) from None


def _processes() -> list[str]:
    lines = Path(settings.BASE_DIR, "Procfile").read_text().splitlines()
    return [line.partition(":")[0] for line in lines if line]
