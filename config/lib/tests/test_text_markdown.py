import time
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from config.lib.text import render_markdown

pytestmark = pytest.mark.slow

ALLOWED = {
    "p", "br", "strong", "em", "s", "a", "ul", "ol", "li", "blockquote", "code",
    "pre", "hr", "h3", "h4", "table", "thead", "tbody", "tr", "th", "td",
}  # fmt: skip
PIECES = [
    "<script>", "</script>", "alert(1)", "<img src=x onerror=alert(1)>", "<svg/onload=",
    "javascript:", "JaVaScRiPt:", "java\tscript:", "&#106;avascript:", "data:text/html,",
    "vbscript:", "https://example.com", "[a](", "![a](", ")", "<", ">", '"', "'", "`",
    "```\n", "\n", "\n\n", "> ", "- ", "1. ", "# ", "###### ", "*", "**", "_", "~~",
    "|a|b|\n|-|-|\n", "\\", "&lt;", "&quot;", "<!--", "-->", "<![CDATA[", "\0", "\u202e",
    "<a href=", " style=x", " onclick=x", "<style>", "<iframe>", "[a]: ", "[a]", "<math>",
    "<https://example.com>", "<javascript:alert(1)>", "<a@example.com>", "\ud800", "絶",
]  # fmt: skip


class Page(HTMLParser):
    """What a browser would see: every tag with its attributes, and the text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def handle_comment(self, data):
        self.tags.append(("comment", {}))

    handle_decl = handle_pi = unknown_decl = handle_comment


def assert_safe(source):
    for tag, attributes in Page(render_markdown(source)).tags:
        assert tag in ALLOWED
        assert set(attributes) <= {"href", "rel", "title"}
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
    assert Page(render_markdown(words)).words.strip() == words


def test_the_source_of_a_tag_is_shown_not_used():
    assert render_markdown("<b>a</b>") == "<p>&lt;b&gt;a&lt;/b&gt;</p>\n"


@pytest.mark.parametrize(
    ("source", "html"),
    [
        ("# One\n\n## Two", "<h3>One</h3>\n<h3>Two</h3>\n"),
        ("#### Four\n\n###### Six", "<h4>Four</h4>\n<h4>Six</h4>\n"),
        ("a\nb", "<p>a<br>\nb</p>\n"),
        ("**a** *b* ~~c~~", "<p><strong>a</strong> <em>b</em> <s>c</s></p>\n"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n"),
        ("\u202e絶 שלום", "<p>\u202e絶 שלום</p>\n"),
        ("a\ud800b", "<p>a?b</p>\n"),
        ("", ""),
    ],
)
def test_what_markdown_becomes(source, html):
    assert render_markdown(source) == html


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
    assert render_markdown(source) == f"<p>{html}</p>\n"


def test_each_paragraph_has_its_own_brackets():
    html = render_markdown("x [a](https://a.b/)\n\n[a](https://a.b/)")

    assert html == f"<p>x {link('a')}</p>\n<p>{link('a')}</p>\n"


LARGE = 100_000


@pytest.mark.parametrize(
    "unit",
    [
        "[", "![", "[a](", "[`](`", "](", "[" * 8 + "a" + "](b)" * 8, "> ", "- ", "> - ",
        "*a **b ", "_a", "`a``", "<", "&", "|a", '[a](b "', "[a](<", "~~a", "\\[", "1. ",
    ],
)  # fmt: skip
def test_the_time_grows_no_faster_than_the_text(unit):
    def seconds(size):
        begin = time.process_time()
        render_markdown(unit * (size // len(unit)))
        return time.process_time() - begin

    # Four times the text took sixteen times the time, and 16 s, before links were
    # bounded. Processor time, and room for half a second of noise.
    assert seconds(LARGE) <= 8 * seconds(LARGE // 4) + 0.5


@pytest.mark.parametrize("unit", ["*a", "<b", "a_", "!a\n", "[a]("])
def test_brackets_that_never_close_cost_little(unit):
    begin = time.process_time()

    render_markdown("[" * 200 + unit * (LARGE // len(unit)))

    assert time.process_time() - begin < 3


def test_deep_nesting_ends():
    deep = "\n".join("  " * depth + "- a" for depth in range(400))

    assert_safe(deep)
    assert_safe("[" * 9_000 + "a" + "](b)" * 9_000)
