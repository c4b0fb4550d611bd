"""What Discord's Markdown has beside the common one, for text that is pasted from there.

Stamps become times of the reader's zone (`env["zone"]`), emoji their name, mentions a
neutral word, spoilers a closed detail. Nothing in code is changed, and whatever is not
exactly Discord's form stays as typed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import MAXYEAR, MINYEAR, UTC, datetime
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock, heading
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Delimiter
from markdown_it.token import Token

from config.lib.stamps import stamp_text, stamp_title

_STAMP = re.compile(r"<t:(-?[0-9]{1,13})(?::([tTdDfFsSR]))?>")
_ID = "[0-9]{15,22}"
_SIGN = re.compile(
    rf"<(?:a?(?P<emoji>:[A-Za-z0-9_]{{2,32}}:){_ID}|(?P<command>/[\w -]{{1,100}}):{_ID}"
    rf"|(?P<user>@!?){_ID}|(?P<role>@&){_ID}"
    rf"|(?P<channel>#{_ID}|id:[a-z-]{{1,32}}(?::{_ID})?))>"
)
_WORDS = {"user": _("@someone"), "role": _("@role"), "channel": _("#channel")}
_QUOTE_TO_END, _SMALL, _SPOILER = ">>> ", "-# ", "||"
_DEEPEST_HEADING = 3
_DEEPEST_SPOILER = 8  # formats around one, beyond which nobody means them
_PHRASING = {"p", "small", "h1", "h2", "h3"}  # what holds no blocks
_INTERRUPTS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def discord_text(markdown: MarkdownIt) -> None:
    markdown.disable("lheading")  # on Discord a line of - or = is a line
    markdown.inline.add_terminator_char("|")
    inline, block = markdown.inline, markdown.block
    inline.ruler.before("autolink", "discord_sign", _sign)
    inline.ruler.before("emphasis", "spoiler", _spoiler_mark)
    inline.ruler2.before("fragments_join", "spoiler", _spoilers)
    block.ruler.before("blockquote", "quote_to_end", _quote_to_end, _INTERRUPTS)
    block.ruler.before("list", "small", _small, _INTERRUPTS)
    block.ruler.before("paragraph", "spoiler_block", _spoiler_block)
    block.ruler.at(
        "heading", _heading, {"alt": ["paragraph", "reference", "blockquote"]}
    )
    markdown.core.ruler.after("inline", "spoiler_parents", _free_spoilers)
    markdown.add_render_rule("stamp", _render_stamp)
    markdown.add_render_rule("spoiler_open", _render_spoiler)
    for side in ("strong_open", "strong_close"):
        markdown.add_render_rule(side, _render_strong)


# --- Signs in angle brackets ----------------------------------------------------------


def _sign(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "<":
        return False
    if found := _STAMP.match(state.src, state.pos, state.posMax):
        # A link's text is its writer's, for every reader the same.
        if state.linkLevel or (moment := _moment(found[1])) is None:
            return False
        if not silent:
            token = state.push("stamp", "time", 0)
            token.meta = {"at": moment, "style": found[2] or "f"}
        state.pos = found.end()
        return True
    found = _SIGN.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        kind = str(found.lastgroup)
        state.push("text", "", 0).content = str(_WORDS.get(kind) or found[kind])
    state.pos = found.end()
    return True


def _moment(seconds: str) -> datetime | None:
    try:
        at = datetime.fromtimestamp(int(seconds), UTC)
    except (ValueError, OverflowError, OSError):
        return None
    # The first and the last year may lie outside the calendar in the reader's zone.
    return at if MINYEAR < at.year < MAXYEAR else None


def _render_stamp(
    renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    moment, style, zone = tokens[at].meta["at"], tokens[at].meta["style"], env["zone"]
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        moment.isoformat(),
        stamp_title(moment, zone),
        stamp_text(moment, style, zone),
    )


def _render_strong(
    renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    if tokens[at].markup == "__":
        tokens[at].tag = "u"
    return str(renderer.renderToken(tokens, at, options, env))


# --- Lines ----------------------------------------------------------------------------


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.src.startswith("#" * (_DEEPEST_HEADING + 1), begin):
        return False
    return heading(state, start, end, silent)


def _small(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if state.is_code_block(start) or not state.src.startswith(_SMALL, begin, stop):
        return False
    words = state.src[begin + len(_SMALL) : stop].strip()
    if not words:
        return False
    if silent:
        return True
    state.line = start + 1
    state.push("paragraph_open", "p", 1).block = False
    state.push("small_open", "small", 1).block = False
    token = state.push("inline", "", 0)
    token.content, token.map, token.children = words, [start, state.line], []
    state.push("small_close", "small", -1).block = False
    state.push("paragraph_close", "p", -1)
    return True


def _quote_to_end(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if state.level or state.is_code_block(start):
        return False
    if not state.src.startswith(_QUOTE_TO_END, begin, state.eMarks[start]):
        return False
    if not silent:
        state.push("blockquote_open", "blockquote", 1)
        _within(state, start, end, begin + len(_QUOTE_TO_END))
        state.push("blockquote_close", "blockquote", -1)
    return True


def _within(state: StateBlock, start: int, end: int, begin: int) -> None:
    """Read the lines as blocks of their own, whose first begins there."""
    text = state.src[begin : state.eMarks[start]]
    spaces = len(text) - len(text.lstrip(" "))
    state.bMarks[start] = begin
    state.tShift[start] = state.sCount[start] = spaces
    before, state.lineMax = state.lineMax, end
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.line = before, end


# --- Spoilers -------------------------------------------------------------------------


def _spoiler_mark(state: StateInline, silent: bool) -> bool:
    """Note each `||` down, as the parser does with the signs of emphasis."""
    if silent or state.src[state.pos] != "|":
        return False
    run = state.scanDelims(state.pos, True).length
    if run < len(_SPOILER):
        return False
    if run % 2:
        state.push("text", "", 0).content = "|"
    for _pair in range(run // 2):
        state.push("text", "", 0).content = _SPOILER
        mark = Delimiter(ord("|"), 0, len(state.tokens) - 1, -1, open=True, close=True)
        state.delimiters.append(mark)
    state.pos += run
    return True


def _spoilers(state: StateInline) -> None:
    nested = (meta["delimiters"] for meta in state.tokens_meta if meta)
    for delimiters in (state.delimiters, *nested):
        for mark in delimiters:
            if mark.marker == ord("|") and mark.end != -1:
                opened = state.tokens[mark.token]
                closed = state.tokens[delimiters[mark.end].token]
                opened.type, opened.nesting, opened.content = "spoiler_open", 1, ""
                closed.type, closed.nesting, closed.content = "spoiler_close", -1, ""
                opened.tag = closed.tag = "details"


def _spoiler_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """One that goes on behind an empty line: from a line's beginning to a line's end."""
    begin = state.bMarks[start] + state.tShift[start]
    if silent or state.level or not state.src.startswith(_SPOILER, begin):
        return False
    blank = next((n for n in range(start, end) if state.isEmpty(n)), end)
    if _SPOILER in state.src[begin + len(_SPOILER) : state.eMarks[blank - 1]]:
        return False
    closing = _lines_that_close(state)
    place = bisect_left(closing, blank)
    if place == len(closing):
        return False
    last = closing[place]
    state.eMarks[last] = state.src.rindex(_SPOILER, 0, state.eMarks[last])
    state.push("spoiler_open", "details", 1)
    _within(state, start, last + 1, begin + len(_SPOILER))
    state.push("spoiler_close", "details", -1)
    return True


def _lines_that_close(state: StateBlock) -> list[int]:
    """Found once for the whole text: a look ahead from each line would be many."""
    if "lines_that_close" not in state.env:
        state.env["lines_that_close"] = [
            n
            for n in range(state.lineMax)
            if state.src[state.bMarks[n] : state.eMarks[n]].rstrip().endswith(_SPOILER)
        ]
    found: list[int] = state.env["lines_that_close"]
    return found


def _free_spoilers(state: StateCore) -> None:
    """A detail may stand neither in a paragraph nor in emphasis, a link or a heading:
    there the blocks become plain ones, and what is around the detail is divided."""
    tokens = state.tokens
    for place, token in enumerate(tokens):
        children = token.children or []
        if any(child.type == "spoiler_open" for child in children):
            token.children = _divided(children)
            _make_plain(reversed(tokens[max(place - 2, 0) : place]), nesting=1)
            _make_plain(tokens[place + 1 : place + 3], nesting=-1)


def _make_plain(around: Iterable[Token], *, nesting: int) -> None:
    for token in around:
        if token.nesting != nesting or token.tag not in _PHRASING:
            return
        token.tag = "div"


def _divided(children: list[Token]) -> list[Token]:
    found: list[Token] = []
    opened: list[Token] = []
    for child in children:
        if child.type.startswith("spoiler_"):
            kept = opened[:_DEEPEST_SPOILER]
            for each in reversed(kept):
                _close(found, _closing(each))
            found += [child, *kept]
            continue
        if child.nesting == -1:
            opened.pop()
        if len(opened) < _DEEPEST_SPOILER or child.nesting == 0:
            (_close if child.nesting == -1 else list.append)(found, child)
        if child.nesting == 1:
            opened.append(child)
    return found


def _close(found: list[Token], closing: Token) -> None:
    """Nothing is left of what would be empty."""
    if found[-1].nesting == 1 and found[-1].tag == closing.tag:
        found.pop()
    else:
        found.append(closing)


def _closing(opened: Token) -> Token:
    name = opened.type.replace("_open", "_close")
    return Token(name, opened.tag, -1, markup=opened.markup)


def _render_spoiler(
    renderer: Any, tokens: Sequence[Token], at: int, options: Any, env: Any
) -> str:
    return format_html("<details><summary>{}</summary>", _("Spoiler"))
