"""The sandbox's own pages, from templates that escape everything."""

from functools import cache
from pathlib import Path
from typing import Any

from django.template import Context, Engine

from integrations.sandbox.exchange import Reply, html

HERE = Path(__file__).resolve().parent


def drawn(template: str, status: int = 200, **given: Any) -> Reply:
    page = _engine().get_template(template).render(Context(given))
    return html(page, status)


@cache
def _engine() -> Engine:
    return Engine(dirs=[str(HERE / "templates")])
