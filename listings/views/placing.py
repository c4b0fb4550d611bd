"""Ready cards, put into a page after it was drawn.

A template copies the whole text of a part once for every part around it, and cards are
nine tenths of a page.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

# Nothing that people type gets into a page with its brackets.
PLACE = mark_safe("<!-- cards -->")


def render_around_cards(
    request: HttpRequest, template: str, context: dict[str, Any]
) -> HttpResponse:
    """`context["cards"]` are cards as they are sent; the template has their place."""
    cards = b"".join(context["cards"])
    response = render(request, template, {**context, "cards": PLACE if cards else ""})
    response.content = response.content.replace(PLACE.encode(), cards, 1)
    return response
