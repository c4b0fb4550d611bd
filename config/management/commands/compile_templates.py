from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.template import TemplateSyntaxError
from django.template.loader import get_template


class Command(BaseCommand):
    help = "Compile every template of the project: a wrong tag is found before a visitor does."

    def handle(self, *args: Any, **options: Any) -> None:
        folder = Path(settings.BASE_DIR, "templates")
        names = sorted(
            str(path.relative_to(folder))
            for path in folder.rglob("*")
            if path.suffix in {".html", ".txt", ".svg", ".xml"}
        )
        wrong = []
        for name in names:
            try:
                get_template(name)
            except TemplateSyntaxError as error:
                wrong.append(f"{name}: {error}")
        if wrong:
            raise CommandError("\n".join(wrong))
        self.stdout.write(f"{len(names)} templates compile.")
