from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

DEMO = {"listings": 400, "seed": 1}


class Command(BaseCommand):
    help = (
        "Make the database ready: migrations, cache table, game catalogue and, where"
        " demo content is allowed and there is no team yet, demo content."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        commands = get_commands()
        if "load_catalogue" in commands:
            call_command("load_catalogue", verbosity=0)
        if settings.DEMO and "load_demo" in commands and self._is_empty():
            self.stdout.write("Making demo content for the first run.")
            call_command("load_demo", verbosity=0, **DEMO)

    @staticmethod
    def _is_empty() -> bool:
        return not apps.get_model("accounts", "Team")._default_manager.exists()
