"""The rules and what is said of privacy.

The texts beside this file hold unless the operator's folder (TEXTS_FOLDER) has a file of the
same name.
"""

from functools import partial
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from markdown_it import MarkdownIt

OURS = Path(__file__).parent
TITLES = {"rules": _("Rules"), "privacy": _("Privacy")}
_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


@require_safe
def page(request: HttpRequest, *, name: str) -> HttpResponse:
    context = {"title": TITLES[name], "text": _drawn(source(name))}
    return render(request, "house_text.html", context)


def source(name: str) -> str:
    """Read anew for each page: what the operator changes holds at once."""
    folder = settings.TEXTS_FOLDER
    file = Path(folder, f"{name}.md") if folder else OURS / f"{name}.md"
    if not file.is_file():
        file = OURS / f"{name}.md"
    return file.read_text("utf-8-sig", "replace")


def _drawn(text: str) -> SafeString:
    drawn: SafeString = mark_safe(_markdown.render(text))  # noqa: S308 -- no HTML of its own
    return drawn


urlpatterns = [path(f"{name}/", partial(page, name=name), name=name) for name in TITLES]
