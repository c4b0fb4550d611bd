"""Text as people paste it from Discord."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import translation

from config.lib.text import render_markdown

BERLIN = ZoneInfo("Europe/Berlin")
EIGHT = 1796155200  # Tuesday, 1 December 2026, 20:00 UTC


def rendered(source, zone=UTC):
    return render_markdown(source, zone)


def line(source, zone=UTC):
    html = rendered(source, zone)
    assert html.startswith("<p>")
    assert html.endswith("</p>\n")
    return html[3:-5]


def stamp(text, title="Tuesday, 1 December 2026, 20:00 ST"):
    return f'<time datetime="2026-12-01T20:00:00+00:00" title="{title}">{text}</time>'


def hidden(text):
    return f"<details><summary>Spoiler</summary>{text}</details>"


# --- Stamps ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("", "1 December 2026, 20:00 ST"),
        (":f", "1 December 2026, 20:00 ST"),
        (":F", "Tuesday, 1 December 2026, 20:00 ST"),
        (":t", "20:00 ST"),
        (":T", "20:00:00 ST"),
        (":d", "1 Dec 2026"),
        (":D", "1 December 2026"),
        (":s", "1 Dec 2026, 20:00 ST"),
        (":S", "1 Dec 2026, 20:00:00 ST"),
        (":R", "2\xa0days from now"),
    ],
)
@time_machine.travel(datetime(2026, 11, 29, 20, tzinfo=UTC), tick=False)
def test_a_stamp_is_a_time_in_its_style(style, text):
    assert line(f"Raid <t:{EIGHT}{style}>!") == f"Raid {stamp(text)}!".replace(
        "\xa0", "&nbsp;"
    )


@pytest.mark.parametrize(
    ("zone", "clock", "day"),
    [
        ("Europe/Berlin", "21:00 CET", "Tuesday, 1"),
        ("America/Los_Angeles", "12:00 PST", "Tuesday, 1"),
        ("Asia/Tokyo", "05:00 JST", "Wednesday, 2"),
        ("America/Sao_Paulo", "17:00 UTC-03", "Tuesday, 1"),
        ("Asia/Kolkata", "01:30 IST", "Wednesday, 2"),
    ],
)
def test_it_is_the_readers_zone_and_says_which(zone, clock, day):
    said = f"{day} December 2026, {clock}"
    title = f"{said} · 1 December 2026, 20:00 ST"

    assert line(f"<t:{EIGHT}:F>", ZoneInfo(zone)) == stamp(said, title)


@pytest.mark.parametrize(
    "typed",
    [
        "<t:99999999999999>", "<t:9999999999999>", "<t:-9999999999999:F>", "<t:>",
        "<t:abc>", "<t:1796155200:x>", "<t:1796155200:FF>", "<t: 1796155200>",
        "<t:1796155200:f >", "<T:1796155200>", "<t:17961552٠٠>", "<t:1.5>", "<t:253402300799>",
        "<t:-62135596800>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("zone", [UTC, ZoneInfo("Pacific/Kiritimati")])
def test_what_is_no_moment_stays_as_typed(typed, zone):
    assert line(typed, zone) == typed.replace("<", "&lt;").replace(">", "&gt;")


def test_a_moment_before_1970_is_one():
    assert "31 December 1969, 23:59 ST" in line("<t:-1>")


def test_a_links_text_keeps_its_stamp():
    html = line(f"[raid <t:{EIGHT}:F>](https://a.b/)")

    assert f"raid &lt;t:{EIGHT}:F&gt;</a>" in html


# --- Signs ----------------------------------------------------------------------------

ID = "123456789012345678"


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (f"<:tank:{ID}> a", ":tank: a"),
        (f"<a:wiggle_wiggle:{ID}9>", ":wiggle_wiggle:"),
        (f"<@{ID}>, <@!{ID}>", "@someone, @someone"),
        (f"<@&{ID}>", "@role"),
        (f"<#{ID}>", "#channel"),
        ("<id:customize> <id:browse>", "#channel #channel"),
        (f"<id:linked-roles:{ID}>", "#channel"),
        (f"</raid sign-up:{ID}>", "/raid sign-up"),
        (f"**<:t_a_n_k:{ID}>**", "<strong>:t_a_n_k:</strong>"),
        (f"<:{ID}>", f"&lt;:{ID}&gt;"),
        ("<:tank:12>", "&lt;:tank:12&gt;"),
        ("<@everyone> @everyone", "&lt;@everyone&gt; @everyone"),
        (f"<:a<b:{ID}>", f"&lt;:a&lt;b:{ID}&gt;"),
        (f"\\<:tank:{ID}> \\<t:1>", f"&lt;:tank:{ID}&gt; &lt;t:1&gt;"),
    ],
)
def test_signs_become_words(typed, shown):
    assert line(typed) == shown


# --- Formats --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("__a__ **b**", "<u>a</u> <strong>b</strong>"),
        ("___a___", "<em><u>a</u></em>"),
        ("***a***", "<em><strong>a</strong></em>"),
        ("__**a**__", "<u><strong>a</strong></u>"),
        ("_a_ ~~b~~", "<em>a</em> <s>b</s>"),
        ("-#a", "-#a"),
        ("a -# b", "a -# b"),
        ("-# ", "-#"),
        ("#a", "#a"),
    ],
)
def test_formats(typed, html):
    assert line(typed) == html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("a\n-# b\nc", "<p>a</p>\n<p><small>b</small></p>\n<p>c</p>\n"),
        ("-# a\n-# **b**", "<p><small>a</small></p>\n<p><small><strong>b</strong></small></p>\n"),
        ("> -# a", "<blockquote>\n<p><small>a</small></p>\n</blockquote>\n"),
        ("a\n---\nb", "<p>a</p>\n<hr>\n<p>b</p>\n"),
        ("a\n===", "<p>a<br>\n===</p>\n"),
        ("a\n### b", "<p>a</p>\n<h3>b</h3>\n"),
        (">>> a\nb\n\nc", "<blockquote>\n<p>a<br>\nb</p>\n<p>c</p>\n</blockquote>\n"),
        ("a\n>>> b\n\n- c", "<p>a</p>\n<blockquote>\n<p>b</p>\n<ul>\n<li>c</li>\n</ul>\n</blockquote>\n"),
        ("- a\n>>> b", "<ul>\n<li>a</li>\n</ul>\n<blockquote>\n<p>b</p>\n</blockquote>\n"),
        (">>> # a\n-# b", "<blockquote>\n<h3>a</h3>\n<p><small>b</small></p>\n</blockquote>\n"),
        ("> a\n\nb", "<blockquote>\n<p>a</p>\n</blockquote>\n<p>b</p>\n"),
    ],
)  # fmt: skip
def test_lines(typed, html):
    assert rendered(typed) == html


CODE = f"<t:1:F> <:tank:{ID}> <@{ID}> ||a|| __b__"
SHOWN = CODE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@pytest.mark.parametrize(
    ("before", "after", "html"),
    [
        ("`", "`", f"<p><code>{SHOWN}</code></p>\n"),
        ("``", "``", f"<p><code>{SHOWN}</code></p>\n"),
        ("```\n", "\n```", f"<pre><code>{SHOWN}\n</code></pre>\n"),
        ("```\n-# ", "\n>>> a\n```", f"<pre><code>-# {SHOWN}\n&gt;&gt;&gt; a\n</code></pre>\n"),
    ],
)  # fmt: skip
def test_nothing_in_code_is_changed(before, after, html):
    assert rendered(f"{before}{CODE}{after}") == html


# --- Spoilers -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("||a||", hidden("a")),
        ("x || a b || y", f"x {hidden(' a b ')} y"),
        ("||a|| ||b||", f"{hidden('a')} {hidden('b')}"),
        ("||**a** `||`||", hidden("<strong>a</strong> <code>||</code>")),
        ("||a\nb||", hidden("a<br>\nb")),
        ("**a ||b|| c**", f"<strong>a </strong>{hidden('<strong>b</strong>')}<strong> c</strong>"),
        ("__||a||__", hidden('<u>a</u>')),
        ("# ||a||", hidden("a")),
    ],
)  # fmt: skip
def test_a_spoiler_is_a_closed_detail(typed, html):
    assert rendered(typed).strip() == f"<div>{html}</div>"


def test_a_spoiler_divides_the_link_around_it():
    html = rendered("[a ||b||](https://a.b/)")

    assert html.count("<a href") == 2
    assert ">b</a></details>" in html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("-# ||a|| b", f"<div><div>{hidden('a')} b</div></div>\n"),
        ("- ||a||\n- b", f"<ul>\n<li>{hidden('a')}</li>\n<li>b</li>\n</ul>\n"),
        ("> ||a||\n\nb", f"<blockquote>\n<div>{hidden('a')}</div>\n</blockquote>\n<p>b</p>\n"),
        ("||a||\n\nb", f"<div>{hidden('a')}</div>\n<p>b</p>\n"),
        ("||a\n\nb|| \nc", f"{hidden('<p>a</p>' + chr(10) + '<p>b</p>' + chr(10))}\n<p>c</p>\n"),
        ("||a\n\n- b\n- `c`||", f"{hidden('<p>a</p>' + chr(10) + '<ul>' + chr(10) + '<li>b</li>' + chr(10) + '<li><code>c</code></li>' + chr(10) + '</ul>' + chr(10))}\n"),
    ],
)  # fmt: skip
def test_a_spoiler_stands_in_every_block(typed, html):
    assert rendered(typed) == html


@pytest.mark.parametrize("typed", ["||", "||||", "a || b", "||a|", "|a|", r"\||a||"])
def test_what_hides_nothing_stays_as_typed(typed):
    assert line(typed) == typed.replace("\\", "")


def test_words_are_the_readers():
    with translation.override("en"):
        assert "<summary>Spoiler</summary>" in rendered("||a||")


def test_a_whole_post():
    html = rendered(
        f"## <:crystal:{ID}> Dusk Choir LFM\n-# three evenings\n"
        f"Pull <t:{EIGHT}:t>, ask <@&{ID}>\n||up to phase 3|| __SCH__ open\n>>> all\n\nof it",
        BERLIN,
    )

    title = "Tuesday, 1 December 2026, 21:00 CET · 1 December 2026, 20:00 ST"
    assert html == (
        "<h3>:crystal: Dusk Choir LFM</h3>\n<p><small>three evenings</small></p>\n"
        f"<div>Pull {stamp('21:00 CET', title)}, ask @role<br>\n"
        f"{hidden('up to phase 3')} <u>SCH</u> open</div>\n"
        "<blockquote>\n<p>all</p>\n<p>of it</p>\n</blockquote>\n"
    )
