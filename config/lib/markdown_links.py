"""Links in users' Markdown: `[text](address)` alone, found in linear time.

At every opening bracket the parser looks for the closing one as far as the end of
the paragraph: 100 KB with 200 brackets that never close took it 16 seconds. Here
brackets are paired beforehand, and only a pair that an address follows is parsed
(so a lone bracket in code within a link's text makes it no link).
"""

from markdown_it import MarkdownIt
from markdown_it.helpers import parseLinkLabel
from markdown_it.rules_inline import StateInline, link

from config.lib.web_addresses import is_web_address

DEEPEST = 8  # brackets within brackets, beyond which nobody means a link
_PAIRS = "bracket_pairs"


def only_plain_links(markdown: MarkdownIt) -> None:
    markdown.disable("reference")
    markdown.inline.ruler.at("link", _link)
    # What is asked before an address is brought into form, since that makes characters
    # that nobody sees into ones that everybody does.
    usual = markdown.normalizeLink
    markdown.normalizeLink = (  # type: ignore[method-assign]
        lambda url: usual(url) if is_web_address(url) else ""
    )
    markdown.validateLink = bool  # type: ignore[method-assign,assignment]


def _link(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "[":
        return False
    close = _pairs(state).get(state.pos)
    if close is None or close >= state.posMax:
        return False
    return _label_ends_at(close, state) and link(state, silent)


def _label_ends_at(close: int, state: StateInline) -> bool:
    """Whether the parser, which knows of code and escapes, sees the same pair."""
    end, state.posMax = state.posMax, close + 1
    scanned, backticks = state.backticksScanned, dict(state.backticks)
    found = parseLinkLabel(state, state.pos, True)
    # What it learnt of code spans held only up to the bracket.
    state.posMax, state.backticksScanned, state.backticks = end, scanned, backticks
    return found == close


def _pairs(state: StateInline) -> dict[int, int]:
    kept = state.env.get(_PAIRS)
    if kept is None or kept[0] is not state.src:
        kept = state.env[_PAIRS] = (state.src, _paired(state.src))
    pairs: dict[int, int] = kept[1]
    return pairs


def _paired(text: str) -> dict[int, int]:
    """Where the bracket opened at each place closes, if an address follows."""
    pairs: dict[int, int] = {}
    # Of each open bracket its place, and how deep it goes.
    opened: list[list[int]] = []
    escaped = False
    for place, character in enumerate(text):
        if escaped or character == "\\":
            escaped = not escaped
        elif character == "[":
            opened.append([place, 0])
        elif character == "]" and opened:
            start, depth = opened.pop()
            if depth < DEEPEST and text.startswith("(", place + 1):
                pairs[start] = place
            if opened:
                opened[-1][1] = max(opened[-1][1], depth + 1)
    return pairs
