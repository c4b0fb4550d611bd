"""Tags for components that every page may use. An unknown prop is an error at parse time."""

import secrets
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree
from zlib import crc32

import lucide
from django import template
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.forms import BoundField
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.template.context import Context
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from config.lib import mailbox
from config.lib.fields import control, group_kind, problems
from config.lib.moments import day_of, exact_time
from config.lib.week import zone_label

register = template.Library()
MOST_KEPT = 4096  # by one tag, whatever values come


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


HUES = 6
FIGURES = (
    *("bend", "chevron", "pale", "fess", "quarter", "saltire", "pile", "lozenge"),
)  # in crests.svg


@register.simple_tag
def face(name: str, *, of: Any, size: str = "", role: str = "") -> SafeString:
    """A person's tile: the first letters of the name, one where the script needs no
    second. The hue follows from `of`, the person's id, so a new name keeps it."""
    words = name.replace("-", " ").replace("_", " ").split() or ["?"]
    two = words[0][0] + words[1][0] if len(words) > 1 else words[0][:2]
    letters = two.upper() if two[0].isascii() else two[0]
    return format_html(
        '<span class="face{}"{} data-hue="{}" aria-hidden="true">{}</span>',
        f" face--{size}" if size else "",
        format_html(' data-role="{}"', role) if role else "",
        _seed(of) % HUES + 1,
        letters,
    )


@register.simple_tag
def static_face(*, of: Any, size: str = "") -> SafeString:
    """A static's banner. Hue and figure follow from `of`, the static's id."""
    figure, hue = divmod(_seed(of), HUES)
    return format_html(
        '<span class="face face--static{}" data-hue="{}" aria-hidden="true">'
        '<svg viewBox="0 0 16 16"><use href="{}#{}"/></svg></span>',
        f" face--{size}" if size else "",
        hue + 1,
        static("img/crests.svg"),
        FIGURES[figure % len(FIGURES)],
    )


def _seed(key: Any) -> int:
    """The same in every process and release, unlike hash()."""
    return crc32(str(key).encode())


@register.inclusion_tag("components/field.html")
def field(
    bound: BoundField,
    *,
    label: str = "",
    help: str = "",
    small: bool = False,
    mark_optional: bool = True,
) -> dict[str, Any]:
    """One field of a form with its label, its errors and its help."""
    if not isinstance(bound, BoundField):
        raise template.TemplateSyntaxError("field needs a field of a form")
    kind = group_kind(bound)
    help_text = help or bound.help_text
    return {
        "field": bound,
        "kind": kind,
        "control": control(bound, small=small, has_help=bool(help_text), kind=kind),
        "label": label or bound.label,
        "help": help_text,
        "optional": mark_optional and not bound.field.required,
    }


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: Any) -> dict[str, Any]:
    """Every error of forms and formsets, each a link to its field."""
    return {
        "problems": [problem for form in forms if form for problem in problems(form)]
    }


@register.simple_tag
def form_key() -> SafeString:
    """Makes a form create once, however often it is sent (accounts.http.once)."""
    return format_html(
        '<input type="hidden" name="form_key" value="{}">', secrets.token_urlsafe(16)
    )


@register.simple_block_tag(takes_context=True)
def writable(context: Context, content: str) -> SafeString | str:
    """The inside of a form that writes: switched off for somebody suspended, so that
    nothing is typed that would then be refused."""
    user = context.get("user")
    if not getattr(user, "is_suspended", False):
        return content
    return format_html('<fieldset class="locked" disabled>{}</fieldset>', content)


NOTICES = {"": "info", "done": "check", "alert": "circle-alert", "yours": "bell"}


@register.simple_block_tag
def notice(content: str, *, kind: str = "", role: str = "") -> SafeString:
    """A word to the reader: plain, done, alert (care is needed) or yours (waits for you)."""
    return format_html(
        '<div class="notice{}"{}>{}<div>{}</div></div>',
        f" notice--{kind}" if kind else "",
        format_html(' role="{}"', role) if role else "",
        _icon(NOTICES[kind]),
        content,
    )


@register.simple_block_tag
def empty_state(content: str, *, title: str, level: int = 2) -> SafeString:
    """Nothing is here yet; the content says what would bring something."""
    return format_html(
        '<div class="empty"><div class="empty__bench" aria-hidden="true">'
        "<span></span><span></span><span></span><span></span></div>"
        "<h{}>{}</h{}>{}</div>",
        level,
        title,
        level,
        content,
    )


@lru_cache(maxsize=64)
def _address(view: str) -> str:
    return reverse(view)


@register.simple_tag(takes_context=True)
def link_to(context: Context, view: str) -> SafeString:
    """Address of a part of the site, marked where it is the present one."""
    address = _address(view)
    return format_html('href="{}"{}', address, current(context, address))


@register.simple_tag(takes_context=True)
def current(context: Context, address: str) -> SafeString:
    """Marks the link to this page, or to the part of the site this page is in."""
    here: Any = getattr(context.get("request"), "path", "") or context.get("here", "")
    if address and here == address:
        return mark_safe(' aria-current="page"')
    if address and here.startswith(address):
        return mark_safe(' aria-current="true"')
    return mark_safe("")


@register.tag
def kept(parser: Parser, token: Token) -> Node:
    """Drawn once in each language and for each value of what is named, then kept:
    `{% kept theme zone_key=request.zone.key %}`.

    It sees nothing else of the page's context, so nothing personal gets into it that is
    not named. Values are hashable.
    """
    values = {}
    for word in token.split_contents()[1:]:
        name, _, said = word.partition("=")
        values[name] = parser.compile_filter(said or name)
    content = parser.parse(("endkept",))
    parser.delete_first_token()
    return _Kept(values, content)


class _Kept(Node):
    def __init__(self, values: dict[str, FilterExpression], content: NodeList) -> None:
        self.values = values
        self.content = content
        self.drawn: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: Context) -> SafeString:
        values = [
            said.resolve(context, ignore_failures=True) for said in self.values.values()
        ]
        # Asking for the language costs more than all else here; the context knows it.
        key = (context.get("language") or get_language(), *values)
        drawn = self.drawn.get(key)
        if drawn is None:
            seen = Context(dict(zip(self.values, values, strict=True)))
            seen.template = context.template
            if len(self.drawn) >= MOST_KEPT:
                self.drawn = {}
            drawn = self.drawn[key] = self.content.render(seen)
        return drawn


register.filter("zone_name", zone_label)


@register.filter
def readable_address(address: str) -> str:
    """A mail address with its domain in letters that people read."""
    return mailbox.readable_address(address)


@register.filter
def clock_in(moment: datetime, zone: tzinfo = UTC) -> str:
    """20:05, as it is there. On every page, where |timezone|date costs ten times as much."""
    return f"{moment.astimezone(zone):%H:%M}"


register.filter("exact", exact_time)


@register.simple_tag
def day(at: datetime, form: str = "DATE_FORMAT") -> SafeString:
    """The viewer's date; the exact time, with its zone and ST, on hover."""
    return _time(at, day_of(at, form))


@register.simple_tag
def ago(at: datetime) -> SafeString:
    """ "3 hours ago", the exact time on hover."""
    return _time(at, naturaltime(at))


def _time(at: datetime, words: str) -> SafeString:
    iso = at.astimezone(UTC).isoformat("T", "minutes")
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', iso, exact_time(at), words
    )
