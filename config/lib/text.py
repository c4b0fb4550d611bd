"""Users' text: Markdown made safe, and words made searchable."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import tzinfo
from functools import lru_cache

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

from config.lib.letters import JOINER, spellings
from config.lib.markdown_discord import discord_text
from config.lib.markdown_links import only_plain_links

_markdown = MarkdownIt("js-default", {"html": False, "linkify": False, "breaks": True})
_markdown.disable(["image"])
_markdown.use(only_plain_links)
_markdown.use(discord_text)
_TAGS = {
    "p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code",
    "pre", "hr", "h3", "table", "thead", "tbody", "tr", "th", "td", "u", "small", "time",
    "details", "summary", "div",
}  # fmt: skip


def render_markdown(source: str, zone: tzinfo) -> SafeString:
    """Safe HTML of what a user wrote, with its times in the reader's zone. Headings are
    of the third level, since they stand inside a page that has its own."""
    # Half a character pair, as JSON can spell it, is no text.
    html = _markdown.render(source.encode("utf-8", "replace").decode(), {"zone": zone})
    clean = nh3.clean(
        re.sub(r"<(/?)h[12]>", r"<\1h3>", html),
        tags=_TAGS,
        attributes={"a": {"href"}, "time": {"datetime", "title"}},
        url_schemes={"http", "https"},
        link_rel="nofollow ugc noopener",
    )
    return mark_safe(clean)  # noqa: S308 -- what is left are the tags named above


_CJK = re.compile(
    "[\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af"
    "\U00020000-\U0003ffff]+"
)
_CJK_APART = re.compile(f"({_CJK.pattern})")
_BETWEEN_NUMBERS = re.compile(rf"(?<=\d){JOINER}+(?=\d)")  # 3-4 is not 34
LONGEST_RUN = 4  # parts of one word that are found written as one

# Tokens that stand together in a text: a word, or the pairs of a Japanese one.
Unit = tuple[str, ...]


def tokens(text: str) -> list[str]:
    """The words that find a text: words of scripts with spaces, single characters and
    pairs for Japanese (which has none); of "mid-core" also "midcore"."""
    return _indexed(run for word in _words_of_all(text) for run in _runs(word))


def name_tokens(name: str) -> list[str]:
    """The words that find a name, which may also be written without its spaces."""
    return [
        *tokens(name),
        *_indexed(
            run
            for folded in spellings(name)
            for run in _runs(["".join(word) for word in _words(folded)])
        ),
    ]


def search_words(text: str, most: int) -> list[list[list[Unit]]]:
    """What a searched text must contain, word by word: one of several spellings, each
    of them units that must all be there. `most` parts of words count."""
    found: list[list[list[Unit]]] = []
    for word in zip(*map(_words, spellings(text)), strict=True):
        if most <= 0:
            break
        parts = [spelling[:most] for spelling in word]
        most -= len(parts[0])
        ways = [way for spelling in parts for way in (["".join(spelling)], spelling)]
        alternatives = [[unit for part in way for unit in _units(part)] for way in ways]
        found.append(
            [a for n, a in enumerate(alternatives) if a not in alternatives[:n]]
        )
    return found


def _words_of_all(text: str) -> Iterator[list[str]]:
    return (word for folded in spellings(text) for word in _words(folded))


def _words(folded: str) -> list[list[str]]:
    """Each word as the parts that its apostrophes and hyphens join."""
    kept = "".join(c if _is_of_a_word(c) else " " for c in folded)
    words = _BETWEEN_NUMBERS.sub(" ", kept).split()
    found = ([part for part in word.split(JOINER) if part] for word in words)
    return [parts for parts in found if parts]


@lru_cache(10_000)
def _is_of_a_word(character: str) -> bool:
    # Marks too, since in Hindi or Thai they are the vowels.
    return character == JOINER or unicodedata.category(character)[0] in "LMN"


def _runs(parts: list[str]) -> Iterator[str]:
    """The parts, and neighbours as one word. No run begins with the `s` of a genitive:
    it would look like another word."""
    for start, part in enumerate(parts):
        yield part
        if start == 0 or len(part) > 1:
            ends = range(start + 2, min(start + LONGEST_RUN, len(parts)) + 1)
            yield from ("".join(parts[start:end]) for end in ends)


def _indexed(runs: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for run in dict.fromkeys(runs):
        for piece in _pieces(run):
            if _CJK.match(piece):
                found.update(dict.fromkeys(piece))
            found.update(dict.fromkeys(_unit(piece)))
    return list(found)


def _units(part: str) -> list[Unit]:
    return [_unit(piece) for piece in _pieces(part)]


def _unit(piece: str) -> Unit:
    if _CJK.match(piece) and len(piece) > 1:
        return tuple(piece[i : i + 2] for i in range(len(piece) - 1))
    return (piece[:64],)


def _pieces(word: str) -> list[str]:
    """The word split where Japanese begins and ends."""
    return [piece for piece in _CJK_APART.split(word) if piece]
