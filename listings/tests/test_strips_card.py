"""The listing card prints what stands in it, once, and nothing personal."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from django.template.loader import render_to_string
from django.utils.html import escape

from config.lib.moments import exact_time
from listings.strips.card import renewed
from listings.strips.samples import BERLIN, cards, rosters, styleguide, week, windows

NOW = datetime(2026, 11, 20, 22, 30, tzinfo=UTC)
ST = ZoneInfo("UTC")


def html_of(card):
    return render_to_string("components/listing_card.html", {"card": card})


def test_days_since_the_renewal_are_the_viewer_s_days():
    evening = NOW - timedelta(hours=1)

    assert renewed(evening, NOW, BERLIN).text == "Renewed today"
    assert renewed(evening, NOW, ZoneInfo("Asia/Tokyo")).text == "Renewed today"
    assert (
        renewed(evening, NOW + timedelta(hours=1), BERLIN).text == "Renewed yesterday"
    )
    assert (
        renewed(evening, NOW + timedelta(days=2), BERLIN).text == "Renewed 2 days ago"
    )


def test_the_exact_time_names_both_clocks():
    assert exact_time(NOW, ST) == "20 November 2026, 22:30 ST"
    assert exact_time(NOW, BERLIN) == "20 November 2026, 23:30 CET · 22:30 ST"


def test_the_exact_time_names_server_time_s_date_where_it_differs():
    late = NOW + timedelta(hours=1)

    assert (
        exact_time(late, BERLIN)
        == "21 November 2026, 00:30 CET · 20 November, 23:30 ST"
    )


def test_the_card_is_one_link_with_every_fact():
    card = cards()[0]

    html = html_of(card)

    assert html.count("<a ") == 1
    for text in (
        card.title,
        card.team,
        "Lich, Light",
        "M9S–M12S",
        "1 of 8 open",
        "SCH or SGE",
        "9 h a week",
        "Renewed 2 days ago",
        "English",
        "Voice: Discord",
    ):
        assert text in html
    assert html.count("<li") == 8 + 7 + 2


def test_the_card_shows_server_time_beside_the_viewer_s():
    assert "20:00–\u206023:00&nbsp;· 19:00–\u206022:00\xa0ST" in html_of(cards()[0])


def test_a_recruiting_card_carries_no_closed_label():
    open_card, closed_card = cards()[0], cards()[-1]

    assert "listing-card--closed" not in html_of(open_card)
    assert "listing-card--closed" in html_of(closed_card)
    assert ">Full<" in html_of(closed_card)


def test_a_title_in_another_language_is_marked_as_such():
    japanese = next(card for card in cards() if card.lang == "ja")

    assert f'lang="ja"><a class="listing-card__link" href="{japanese.url}">' in html_of(
        japanese
    )
    assert "lang=" not in html_of(cards()[0])


def test_what_people_typed_is_escaped_everywhere():
    evil = "<script>alert('x')</script>\""
    card = replace(
        cards()[0],
        title=evil,
        team=evil,
        world=evil,
        duty=evil,
        languages=evil,
        voice=evil,
        answers=evil,
    )

    html = html_of(card)

    assert "<script" not in html
    assert html.count(escape(evil)) == 7


def test_geometry_is_attributes_never_inline_style():
    parts = styleguide()

    html = "".join(
        render_to_string(f"styleguide/{name}.html", parts)
        for name in ("_roster", "_week", "_card")
    )

    assert 'y="20.00%"' in html
    assert "style=" not in html


def test_the_large_strips_name_place_holder_and_evening():
    parts = styleguide()

    roster = render_to_string(
        "components/roster_strip_large.html", {"roster": parts["roster_large"]}
    )
    large = render_to_string(
        "components/week_strip_large.html", {"week": week(windows([1], "20:00", 3))}
    )

    assert (
        '<b aria-hidden="true">MT</b><span class="holder" aria-hidden="true">Brann</span>'
        in roster
    )
    assert "Seat 4, shield healer: open for SCH, SGE. H2" in roster
    assert '<text class="w-text" x="50%" y="20.00%" dy="15">20:00</text>' in large
    assert '20:00–23:00 <span class="muted">· 19:00–22:00 ST</span>' in large


def test_every_sample_roster_prints_a_sentence_for_every_seat():
    for roster in rosters():
        html = render_to_string("components/roster_strip.html", {"roster": roster})

        assert html.count("Seat ") == roster.size
