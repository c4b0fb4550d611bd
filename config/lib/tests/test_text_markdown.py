import gc
import time
from datetime import UTC
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.lib.text import render_markdown

pytestmark = pytest.mark.slow

ALLOWED = {
    "p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code",
    "pre", "hr", "h3", "table", "thead", "tbody", "tr", "th", "td", "u", "small", "time",
    "details", "summary", "div",
}  # fmt: skip
PHRASING = {"p", "h3", "small", "strong", "em", "u", "s", "a", "code", "summary"}
PIECES = [
    "<script>", "</script>", "alert(1)", "<img src=x onerror=alert(1)>", "<svg/onload=",
    "javascript:", "JaVaScRiPt:", "java\tscript:", "&#106;avascript:", "data:text/html,",
    "vbscript:", "https://example.com", "[a](", "![a](", ")", "<", ">", '"', "'", "`",
    "```\n", "\n", "\n\n", "> ", "- ", "1. ", "# ", "###### ", "*", "**", "_", "~~",
    "|a|b|\n|-|-|\n", "\\", "&lt;", "&quot;", "<!--", "-->", "<![CDATA[", "\0", "\u202e",
    "<a href=", " style=x", " onclick=x", "<style>", "<iframe>", "[a]: ", "[a]", "<math>",
    "<https://example.com>", "<javascript:alert(1)>", "<a@example.com>", "\ud800", "絶",
    "||", "|", "-# ", ">>> ", "__", "~~", "<t:1:F>", "<t:", "<t:99999999999999>", "<@1",
    "<:tank:123456789012345678>", "<@&123456789012345678>", "</up:123456789012345678>",
]  # fmt: skip
ATTRIBUTES = {"a": {"href", "rel", "title"}, "time": {"datetime", "title"}}


def rendered(source):
    return render_markdown(source, UTC)


class Page(HTMLParser):
    """What a browser would see: every tag with its attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words, self.open = [], "", []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        # As HTML has it: nothing that holds only words holds a block.
        assert tag not in {"details", "div", "p"} or not PHRASING & {*self.open}
        self.tags.append((tag, dict(attrs)))
        if tag not in {"br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        self.tags.append(("comment", {}))

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_safe(source):
    for tag, attributes in Page(rendered(source)).tags:
        assert tag in ALLOWED
        assert set(attributes) <= ATTRIBUTES.get(tag, set())
        if tag == "a":
            assert attributes["rel"] == "nofollow ugc noopener"
            scheme = urlsplit(attributes.get("href", "")).scheme
            assert scheme in {"", "http", "https"}


@settings(max_examples=400)
@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
@example("<script>alert(1)</script>")
@example("[a](javascript:alert(1))")
@example("[a](&#x6A;avascript:alert(1))")
@example("[a](data:text/html;base64,PHNjcmlwdD4=)")
@example('[a](https://example.com "onclick=alert(1)")')
@example("![a](https://example.com/x.png)")
@example('<a href="https://example.com" onclick="alert(1)">a</a>')
def test_no_source_gives_script_handler_or_other_address(source):
    assert_safe(source)


@given(st.text(max_size=200))
def test_no_text_at_all_does(source):
    assert_safe(source)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=50))
def test_plain_words_are_shown_as_typed(words):
    assert Page(rendered(words)).words.strip() == words


def test_the_source_of_a_tag_is_shown_not_used():
    assert rendered("<b>a</b>") == "<p>&lt;b&gt;a&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# One\n\n## Two", "<h3>One</h3>\n<h3>Two</h3>\n"),
        ("### Three\n#### Four", "<h3>Three</h3>\n<p>#### Four</p>\n"),
        ("a\nb", "<p>a<br>\nb</p>\n"),
        ("**a** *b* ~~c~~", "<p><strong>a</strong> <em>b</em> <s>c</s></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("\u202e絶 שלום", "<p>\u202e絶 שלום</p>\n"),
        ("a\ud800b", "<p>a?b</p>\n"),
        ("", ""),
    ],
)
def test_what_markdown_becomes(source, html):
    assert rendered(source) == html


def link(text):
    return f'<a href="https://a.b/" rel="nofollow ugc noopener">{text}</a>'


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("[a](https://a.b/)", link("a")),
        ("[*a* `[b]`](https://a.b/) `c`", f"{link('<em>a</em> <code>[b]</code>')} <code>c</code>"),
        ("[a `]`](https://a.b/)", "[a <code>]</code>](https://a.b/)"),
        ("[a [b] c](https://a.b/)", link("a [b] c")),
        (r"[a\]](https://a.b/)", link("a]")),
        (r"\[a](https://a.b/)", "[a](https://a.b/)"),
        ("[[a](https://a.b/)](x)", f"[{link('a')}](x)"),
        ("`[a](https://a.b/)`", "<code>[a](https://a.b/)</code>"),
        ("[a] (https://a.b/)", "[a] (https://a.b/)"),
        ("[a][b] [open", "[a][b] [open"),
        ("<https://a.b/>", link("https://a.b/")),
        ("`x [a](https://a.b/) y` `z", "<code>x [a](https://a.b/) y</code> `z"),
    ],
)  # fmt: skip
def test_what_is_a_link_and_what_is_not(source, html):
    assert rendered(source) == f"<p>{html}</p>\n"


def test_each_paragraph_has_its_own_brackets():
    html = rendered("x [a](https://a.b/)\n\n[a](https://a.b/)")

    assert html == f"<p>x {link('a')}</p>\n<p>{link('a')}</p>\n"


LARGE = 24_000


def seconds(source):
    """The best of three, as nothing else in the process should count."""

    def once():
        begin = time.process_time()
        rendered(source)
        return time.process_time() - begin

    gc.disable()
    try:
        return min(once() for _ in range(3))
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "unit",
    [
        "[", "![", "[a](", "[`](`", "](", "[" * 8 + "a" + "](b)" * 8, "> ", "- ", "> - ",
        "*a **b ", "_a", "`a``", "<", "&", "|a", '[a](b "', "[a](<", "~~a", "\\[", "1. ",
        "||", "||a ", "||a\n\n", "**||a||", "[||a](b)", "-# ||a\n", ">>> a\n", "<t:1",
        "<:a:", "</a ", "__a",
    ],
)  # fmt: skip
def test_the_time_grows_no_faster_than_the_text(unit):
    # Four times the text took sixteen times the time, and a second and a half, before
    # links were bounded. Processor time, and room for noise.
    large, small = (unit * (size // len(unit)) for size in (LARGE, LARGE // 4))

    assert seconds(large) <= 8 * seconds(small) + 0.2


@pytest.mark.parametrize("unit", ["*a", "<b", "a_", "!a\n", "[a]("])
def test_brackets_that_never_close_cost_little(unit):
    """They cost two hundred times the text they stand before."""
    body = unit * (LARGE // 4 // len(unit))

    assert seconds("[" * 200 + body) <= 4 * seconds(body) + 0.2


def test_formats_around_many_spoilers_cost_little():
    """Each spoiler divides what is around it."""
    deep, many = LARGE // 16, LARGE // 64

    source = "**a " * deep + "||b|| " * many + "c**" * deep

    assert len(rendered(source)) < 20 * len(source)


def test_deep_nesting_ends():
    deep = "\n".join("  " * depth + "- a" for depth in range(400))

    assert_safe(deep)
    assert_safe("[" * 9_000 + "a" + "](b)" * 9_000)
