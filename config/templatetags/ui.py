"""Tags for components that every page may use."""

from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

import lucide
from django import template
from django.template.context import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@lru_cache(maxsize=256)
def _icon(name: str) -> SafeString:
    drawing = ElementTree.fromstring(lucide._render_icon(name, None))  # noqa: S314
    inner = "".join(
        ElementTree.tostring(part, encoding="unicode").strip() for part in drawing
    )
    return mark_safe(  # noqa: S308 -- the package's own drawing
        f'<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{inner}</svg>'
    )


@register.simple_tag
def icon(name: str) -> SafeString:
    """An icon of lucide, always beside a word or inside something that has a label."""
    return _icon(name)


@register.simple_tag
def glyph(name: str, mark: str = "") -> SafeString:
    """A drawing of our own: role, seat, tick. `mark` is a class, for instance is-yes."""
    return format_html(
        '<svg class="glyph{}" viewBox="0 0 16 16" aria-hidden="true">'
        '<use href="{}#{}"></use></svg>',
        f" {mark}" if mark else "",
        static("img/glyphs.svg"),
        name,
    )


@register.simple_tag(takes_context=True)
def current(context: Context, address: str) -> SafeString:
    """Marks the link to this page, or to the part of the site this page is in."""
    here: Any = getattr(context.get("request"), "path", "")
    if address and here == address:
        return mark_safe(' aria-current="page"')
    if address and here.startswith(address):
        return mark_safe(' aria-current="true"')
    return mark_safe("")


@register.inclusion_tag("components/avatar.html")
def avatar(name: str, *, size: str = "", role: str = "") -> dict[str, str]:
    """The first letters of a name; one where the script needs no second."""
    words = name.replace("-", " ").replace("_", " ").split()
    first = "".join(word[0] for word in words[:2]) or "?"
    letters = first.upper() if first.isascii() else first[0]
    return {"letters": letters, "size": size, "role": role}


@register.filter
def zone_name(zone: Any) -> str:
    """Europe/Berlin, America/New York; UTC is server time."""
    name = str(getattr(zone, "key", zone))
    return "ST" if name == "UTC" else name.replace("_", " ")
