"""Users' text: Markdown made safe, and words made searchable."""

import re
import unicodedata
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from config.lib.markdown_links import only_plain_links

_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
_markdown.disable(["image"])
_markdown.use(only_plain_links)
_TAGS = {
    "p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code",
    "pre", "hr", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip


def render_markdown(source: str) -> SafeString:
    """Safe HTML of what a user wrote. Headings begin at the third level, since they
    stand inside a page that has its own."""
    # Half a character pair, as JSON can spell it, is no text.
    html = _markdown.render(source.encode("utf-8", "replace").decode())
    html = re.sub(r"<(/?)h[12]>", r"<\1h3>", html)
    html = re.sub(r"<(/?)h[56]>", r"<\1h4>", html)
    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
    )
    return mark_safe(clean)  # noqa: S308 -- what is left are the tags named above


_CJK = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\U00020000-\U0003ffff]+"
)
# Voicing marks that stand beside their character, which NFKC would tear off it.
_VOICED = str.maketrans({"\u309b": "\u3099", "\u309c": "\u309a"})
# Marks that no word needs: Latin accents and their extensions, the marks left over
# where no Japanese character could take them, and those that enclose.
_LOOSE = re.compile(
    "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f\u0488\u0489]+"
)
_LEFT_OVER = re.compile("[\u3099\u309a]+")


def fold(text: str) -> str:
    """One form for all spellings: width and case folded, accents of Latin dropped."""
    wide = unicodedata.normalize("NFKC", text.translate(_VOICED)).casefold()
    plain = _LOOSE.sub("", unicodedata.normalize("NFD", wide))
    return _LEFT_OVER.sub("", unicodedata.normalize("NFKC", plain))


def tokens(text: str) -> list[str]:
    """The words of a text as search sees them: words of scripts with spaces, single
    characters and pairs for Japanese (which has none)."""
    found: list[str] = []
    for word in _words(fold(text)):
        rest = 0
        for run in _CJK.finditer(word):
            found += [w for w in (word[rest : run.start()],) if w]
            found += _grams(run.group())
            rest = run.end()
        if rest < len(word):
            found.append(word[rest:])
    return [t[:64] for t in found]


def _words(text: str) -> list[str]:
    return "".join(c if _is_of_a_word(c) else " " for c in text).split()


@lru_cache(10_000)
def _is_of_a_word(character: str) -> bool:
    # Marks too, since in Hindi or Thai they are the vowels.
    return character == "_" or unicodedata.category(character)[0] in "LMN"


def _grams(run: str) -> list[str]:
    return [*run, *(run[i : i + 2] for i in range(len(run) - 1))]


def search_tokens(text: str) -> list[str]:
    """The tokens that a searched text must contain, in the order they were typed.

    Where pairs of Japanese characters say more, the single ones are left out.
    """
    found = tokens(text)
    in_pairs = {
        c for token in found if len(token) == 2 and _CJK.match(token) for c in token
    }
    return list(dict.fromkeys(t for t in found if len(t) != 1 or t not in in_pairs))
