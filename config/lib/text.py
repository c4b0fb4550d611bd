"""Users' text: Markdown made safe, and words made searchable."""

import re
import unicodedata

import nh3
from markdown_it import MarkdownIt

_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
_markdown.disable(["image"])
_TAGS = {
    "p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code",
    "pre", "hr", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def render_markdown(source: str) -> str:
    """Safe HTML of what a user wrote. Headings begin at the third level, since they
    stand inside a page that has its own."""
    html = _markdown.render(source)
    html = re.sub(r"<(/?)h[12]>", r"<\1h3>", html)
    html = re.sub(r"<(/?)h[56]>", r"<\1h4>", html)
    return nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
    )


_WORD = re.compile(r"\w+")
_CJK = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+"
)


def fold(text: str) -> str:
    """One form for all spellings: width and case folded, accents of Latin dropped."""
    wide = unicodedata.normalize("NFKC", text).casefold()
    decomposed = unicodedata.normalize("NFD", wide)
    kept = [
        c
        for c in decomposed
        if not "\u0300" <= c <= "\u036f"  # Latin accents; Japanese marks stay
    ]
    return unicodedata.normalize("NFC", "".join(kept))


def tokens(text: str) -> list[str]:
    """The words of a text as search sees them: words of scripts with spaces, single
    characters and pairs for Japanese (which has none)."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        rest = 0
        for run in _CJK.finditer(word):
            found += [w for w in (word[rest : run.start()],) if w]
            found += _grams(run.group())
            rest = run.end()
        if rest < len(word):
            found.append(word[rest:])
    return [t[:64] for t in found]


def _grams(run: str) -> list[str]:
    return [*run, *(run[i : i + 2] for i in range(len(run) - 1))]
