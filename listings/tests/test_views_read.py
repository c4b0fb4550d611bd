"""Reading a listing: by whom, in which state, under which address, and safely."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from accounts.actions import archive_team
from accounts.actions.availability import set_availability
from accounts.actions.blocks import block
from accounts.actions.moderation import suspend
from accounts.enums import TeamRole, Visibility
from accounts.tests.factories import (
    MembershipFactory,
    ProfileFactory,
    TeamFactory,
    UserFactory,
)
from config.lib.ids import shorten
from config.lib.text import render_markdown
from config.lib.week import Window
from integrations.catalogue import catalogue
from listings.enums import Voice
from listings.models import Goal, Question
from listings.tests.factories import ListingFactory
from listings.tests.pages import cards_in, forms_in, html_of, words_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ENDED = {
    "filled": "Every seat is taken",
    "expired": "This listing has expired",
    "overdue": "This listing has expired",
    "closed": "The static closed this listing",
}


@pytest.mark.parametrize(("state", "words"), ENDED.items())
def test_ended_listing_says_so_to_everybody_and_to_no_search_engine(
    client, state, words
):
    listing = ListingFactory(**{state: True}, title="Last of eight")

    page = client.get(listing.get_absolute_url())

    assert page.status_code == 200
    assert words in words_in(page)
    assert '<meta name="robots" content="noindex' in html_of(page)
    assert [form.action for form in forms_in(page) if form.method == "post"] == []


def test_recruiting_listing_says_until_when_and_may_be_indexed(client):
    listing = ListingFactory(recruiting=True)

    page = client.get(listing.get_absolute_url())

    assert "open until" in words_in(page)
    assert "noindex" not in html_of(page)


def test_member_reads_how_many_hours_of_a_listing_fit(client, people):
    listing = ListingFactory(
        recruiting=True, time_zone="UTC", schedule=[[1, 1200, 180], [3, 1200, 180]]
    )
    set_availability(people.dana, [Window(1, 1260, 180)], ZoneInfo("UTC"))

    strangers = words_in(client.get(listing.get_absolute_url()))
    client.force_login(people.dana)
    hers = words_in(client.get(listing.get_absolute_url()))

    assert "2 of 6 h fit you" in hers
    assert "fit you" not in strangers


def test_private_listing_is_nobodys_but_the_teams(client, people):
    listing = ListingFactory(private=True, team=people.team)
    member = UserFactory()
    MembershipFactory(team=people.team, user=member, role=TeamRole.MEMBER)
    gone = UserFactory()
    MembershipFactory(team=people.team, user=gone, ended=True)

    def status(user):
        client.logout()
        if user:
            client.force_login(user)
        return client.get(listing.get_absolute_url()).status_code

    assert [status(user) for user in (None, people.dana, people.mo, gone)] == [404] * 4
    assert [status(user) for user in (people.alice, people.bob, member)] == [200] * 3


def test_hidden_listing_tells_its_team_the_reason(client, people):
    listing = ListingFactory(recruiting=True, hidden=True, team=people.team)

    assert client.get(listing.get_absolute_url()).status_code == 404
    client.force_login(people.alice)
    page = client.get(listing.get_absolute_url())
    assert "Offers a paid carry." in words_in(page)
    assert "open until" not in words_in(page)
    assert ">Hidden</span>" in html_of(page)
    assert "Copy link" not in words_in(page)


def test_every_other_address_leads_to_the_present_one(client):
    listing = ListingFactory(recruiting=True, title="Ätherische Ruhe: H1!")
    short = shorten(listing.pk)
    present = f"/listings/{short}-atherische-ruhe-h1/"

    assert listing.get_absolute_url() == present
    for address in (f"/listings/{short}/", f"/listings/{short}-an-old-title/"):
        answer = client.get(address)
        # Were it for ever, two titles in turn would send a browser back and forth.
        assert (answer.status_code, answer.headers["Location"]) == (302, present)
    assert client.get(present).status_code == 200


def test_title_of_another_script_has_the_bare_address(client):
    listing = ListingFactory(recruiting=True, title="固定メンバー募集")

    assert listing.get_absolute_url() == f"/listings/{shorten(listing.pk)}/"
    assert client.get(listing.get_absolute_url()).status_code == 200


def test_titles_reading_tells_the_other_listing_nothing(client):
    """The slug of one listing does not lead to another."""
    mine = ListingFactory(recruiting=True, title="Mine")
    other = ListingFactory(private=True, title="Secret")

    answer = client.get(f"/listings/{shorten(other.pk)}-mine/")

    assert answer.status_code == 404
    assert client.get(mine.get_absolute_url()).status_code == 200


def rows_of(page) -> list[str]:
    """What they raid, row by row."""
    rows = re.findall(r'<li class="goal[^"]*">(.*?)</li>', html_of(page), re.DOTALL)
    return [" | ".join(re.findall(r">([^<>]+)<", row)) for row in rows]


def test_progress_of_a_tier_stands_at_the_fight_it_names(client):
    listing = ListingFactory(recruiting=True, goal=False)
    tier = catalogue().tier_by_slug["aac-heavyweight-savage"]
    goal = Goal.objects.create(listing=listing, position=1, tier_id=tier.id)

    def rows(progress):
        Goal.objects.filter(pk=goal.pk).update(progress=progress)
        return rows_of(client.get(listing.get_absolute_url()))

    assert rows("M10S phase 2") == [
        "M9S | AAC Heavyweight M1 (Savage) | Cleared",
        "M10S | AAC Heavyweight M2 (Savage) | Phase 2",
        "M11S | AAC Heavyweight M3 (Savage) | Not yet",
        "M12S | AAC Heavyweight M4 (Savage) | Not yet",
    ]
    assert rows("Fun first") == [
        "M9S\N{EN DASH}M12S | AAC Heavyweight (Savage) | Fun first"
    ]
    assert rows("") == ["M9S\N{EN DASH}M12S | AAC Heavyweight (Savage)"]


def test_page_claims_progress_only_where_there_is_some(client):
    listing = ListingFactory(recruiting=True, goal="fru")

    def words():
        return words_in(client.get(listing.get_absolute_url()))

    assert "self-declared" not in words()
    listing.goals.update(progress="P4")
    assert "Where they stand self-declared FRU" in words()


def test_requirements_are_never_shortened(client):
    listing = ListingFactory(recruiting=True)
    known = catalogue().duty_by_slug
    listing.clears.set([known[f"m{n}s"].id for n in range(5, 13)])

    words = words_in(client.get(listing.get_absolute_url()))

    assert " more " not in words[: words.index("In their words")].replace("or more", "")
    assert all(f"M{n}S cleared at least once" in words for n in range(5, 13))


def test_link_to_copy_is_short_and_leads_here(client):
    listing = ListingFactory(recruiting=True, title="A quite long title")

    page = client.get(listing.get_absolute_url())

    short = f"http://testserver/listings/{shorten(listing.pk)}/"
    assert f'id="share-link">{short}</code>' in html_of(page)
    assert page.context["share"].endswith(short)
    assert client.get(short, follow=True).redirect_chain == [
        (listing.get_absolute_url(), 302)
    ]


def box_of(page) -> str:
    """The team box, without the rest of the page."""
    html = html_of(page)
    aside = html[html.index("<aside") : html.index("</aside")]
    return aside[: aside.index("</section>")]


def leader_link(handle: str) -> str:
    return f'<a href="/players/{handle}/">{handle}</a>'


def test_team_box_says_who_leads_and_how_they_talk(client, people):
    listing = ListingFactory(
        recruiting=True, team=people.team, languages=["en", "de"], voice=Voice.SPEAK
    )

    box = box_of(client.get(listing.get_absolute_url()))

    assert leader_link("alice") in box
    for fact in ("Twintania, Light", "English, Deutsch", "Speaking expected"):
        assert f"<dd>{fact}</dd>" in box
    assert "On Muster since" in box


def test_team_box_has_no_row_without_a_fact(client, people):
    listing = ListingFactory(recruiting=True, team=people.team, languages=[])

    box = box_of(client.get(listing.get_absolute_url()))

    assert "Languages" not in box
    assert "Answers" not in box


@pytest.mark.parametrize(
    ("visibility", "viewer", "is_linked"),
    [
        (Visibility.PUBLIC, None, True),
        (Visibility.MEMBERS, None, False),
        (Visibility.MEMBERS, "dana", True),
        (Visibility.HIDDEN, "dana", False),
        (Visibility.HIDDEN, "alice", True),
    ],
)
def test_leader_is_linked_where_the_page_may_be_read(
    client, people, visibility, viewer, is_linked
):
    ProfileFactory(user=people.alice, visibility=visibility)
    listing = ListingFactory(recruiting=True, team=people.team)
    if viewer:
        client.force_login(getattr(people, viewer))

    box = box_of(client.get(listing.get_absolute_url()))

    assert ">alice<" in box
    assert (leader_link("alice") in box) is is_linked
    assert (client.get("/players/alice/").status_code == 200) is is_linked


def test_nobody_is_sent_to_a_suspended_leader(client, people):
    listing = ListingFactory(recruiting=True, team=people.team)
    end = timezone.now() + timedelta(days=3)
    suspend(people.alice, by=people.mo, until=end, reason="Carries.")

    box = box_of(client.get(listing.get_absolute_url()))

    assert ">alice<" in box
    assert "/players/alice/" not in box
    assert "Carries" not in box


def test_member_who_blocks_their_leader_reads_the_name_without_a_link(client, people):
    listing = ListingFactory(recruiting=True, team=people.team)
    block(people.alice, by=people.bob)
    client.force_login(people.bob)

    box = box_of(client.get(listing.get_absolute_url()))

    assert ">alice<" in box
    assert "/players/alice/" not in box


@pytest.mark.parametrize("state", ["recruiting", "expired", "filled"])
def test_listing_of_an_ended_static_says_so_and_links_nothing_that_is_gone(
    client, people, state
):
    listing = ListingFactory(**{state: True}, team=people.rivals)
    archive_team(people.rivals, by=people.eve)

    page = client.get(listing.get_absolute_url())

    assert "This static has ended" in words_in(page)
    box = box_of(page)
    assert "Leader" not in box
    assert "Copy link" not in words_in(page)
    main = html_of(page)
    main = main[main.index("<main") : main.index("</main")]
    links = set(re.findall(r'<a [^>]*href="(/[^"]*)"', main))
    assert people.rivals.get_absolute_url() in links
    assert {client.get(address).status_code for address in links} == {200}


def test_team_tells_a_draft_from_a_paused_listing(client, people):
    client.force_login(people.alice)
    draft = ListingFactory(private=True, team=people.team)
    paused = ListingFactory(private=True, team=people.team, published_at=timezone.now())

    for listing, word in ((draft, "draft"), (paused, "paused")):
        page = client.get(listing.get_absolute_url())
        assert f"This listing is {word}" in words_in(page).replace("is a ", "is ")
        assert f">{word.title()}</span>" in html_of(page)


SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'&"
RTL = "مرحبا بالجميع"


def everywhere(client, people, said: str) -> dict[str, str]:
    """Every page on which a team's words stand, when all of them are `said`."""
    team = TeamFactory(name=said[:60], about=said, leader=people.alice)
    listing = ListingFactory(
        recruiting=True, team=team, title=said, pitch=said, open_at=[3]
    )
    Goal.objects.update(progress=said)
    Question.objects.create(listing=listing, position=1, text=said)
    listing.slots.filter(position=1).update(place=said[:8])
    client.force_login(people.alice)
    addresses = {
        "home": "/",
        "search": "/listings/",
        "read": listing.get_absolute_url(),
        "edit": f"/listings/{shorten(listing.pk)}/edit/",
        "new": "/listings/new/",
        "team": team.get_absolute_url(),
        "teams": "/teams/",
        "team-edit": f"/teams/{team.slug}/edit/",
        "search for it": f"/listings/?q={said[:20]}",
    }
    pages = {}
    for name, address in addresses.items():
        page = client.get(address)
        assert page.status_code == 200, name
        pages[name] = html_of(page)
    return pages


def test_html_in_every_field_is_text_on_every_page(client, people):
    pages = everywhere(client, people, SCRIPT)

    for name, html in pages.items():
        assert "alert(&#x27;x&#x27;)" in html or "alert('x')" not in html, name
        assert "<script>alert" not in html, name
        assert "<img" not in html, name
    shown = [name for name, html in pages.items() if "&lt;script&gt;alert" in html]
    assert shown == list(pages)


def test_right_to_left_words_turn_nothing_around_them(client, people):
    pages = everywhere(client, people, RTL)

    del pages["search for it"]  # the words that stand there are the reader's own
    for name, html in pages.items():
        body = html[html.index("<body") :]
        inside = re.sub(
            r"<(bdi|textarea|option|pre)\b.*?</\1>", "", body, flags=re.DOTALL
        )
        inside = re.sub(r'<(\w+)[^>]* dir="auto".*?</\1>', "", inside, flags=re.DOTALL)
        inside = re.sub(r"<[^>]+>", "", inside)
        assert RTL not in inside, (name, inside[max(0, inside.find(RTL) - 200) :][:300])
    assert RTL in pages["read"]


def test_markdown_of_the_pitch_is_drawn_and_tamed(client):
    pitch = (
        "# Big\n\n**bold** [site](https://example.com) [bad](javascript:alert(1))\n\n"
        "![pic](https://example.com/x.png)\n\n<iframe src=//x></iframe>\n\n- one\n- two"
    )
    listing = ListingFactory(recruiting=True, pitch=pitch)

    html = html_of(client.get(listing.get_absolute_url()))

    assert "<strong>bold</strong>" in html
    assert "<li>one</li>" in html
    assert re.search(r'<a href="https://example.com"[^>]*rel="nofollow ugc', html)
    assert 'href="javascript' not in html
    assert "<iframe" not in html
    assert "<img" not in html
    assert len(re.findall("<h1", html)) == 1


STAMP = "Raid <t:1796155200:t>, ||phase 3||"


@pytest.mark.parametrize(
    ("zone", "clock"), [("", "20:00 ST"), ("Asia/Tokyo", "05:00 JST")]
)
def test_times_in_a_pitch_and_a_teams_words_are_the_readers(client, zone, clock):
    team = TeamFactory(about=STAMP)
    listing = ListingFactory(recruiting=True, pitch=STAMP, team=team)
    client.cookies["zone"] = zone

    for address in (listing.get_absolute_url(), team.get_absolute_url()):
        html = html_of(client.get(address))
        assert f">{clock}</time>, <details><summary>Spoiler</summary>" in html


def test_the_post_for_discord_reads_well_here_too(client):
    """Somebody pastes into a pitch what Muster wrote for Discord."""
    listing = ListingFactory(recruiting=True, time_zone="UTC")
    post = client.get(listing.get_absolute_url()).context["share"]

    html = render_markdown(post, ZoneInfo("Asia/Tokyo"))

    assert post.count("<t:") == html.count("<time ") == 5  # two nights and the next one
    assert "05:00 JST" in html
    assert "&lt;" not in html


def test_listing_page_shows_its_buttons_by_state(client, people):
    client.force_login(people.bob)
    moves = {
        "private": {"publication", "closure"},
        "recruiting": {"pause", "closure"},
        "renewable": {"renewal", "pause", "closure"},
        "overdue": {"renewal", "pause", "closure"},
        "filled": {"publication", "pause", "closure"},
        "expired": {"renewal", "pause", "closure"},
        "closed": set(),
    }
    for state, expected in moves.items():
        listing = ListingFactory(**{state: True}, substitute=True, team=people.team)
        page = client.get(listing.get_absolute_url())
        posts = [form.action for form in forms_in(page) if form.method == "post"]
        offered = {path.split("/")[-2] for path in posts if shorten(listing.pk) in path}
        assert offered == expected, state


def test_board_shows_only_what_recruits_now(client):
    shown = ListingFactory(recruiting=True)
    for state in ("private", "filled", "expired", "overdue", "closed"):
        ListingFactory(**{state: True})
    ListingFactory(recruiting=True, hidden=True)

    for address in ("/listings/", "/", "/listings/?kind=permanent"):
        assert cards_in(client.get(address)) == [shown.get_absolute_url()], address
    assert client.get("/listings/counts/").json()["total"] == 1


SEARCH = "/listings/?role=healer&dc=light"


@pytest.mark.parametrize(
    ("came", "results"),
    [
        (f"http://testserver{SEARCH}", SEARCH),
        ("http://testserver/listings/", "/listings/"),
        (f"https://evil.example{SEARCH}", ""),
        ("http://testserver/teams/", ""),
        ("nonsense", ""),
        ("", ""),
    ],
)
def test_back_leads_to_the_results_that_one_came_from(client, came, results):
    listing = ListingFactory(recruiting=True)

    page = client.get(listing.get_absolute_url(), headers={"Referer": came})

    assert page.context["results"] == results
    assert ("Back to results" in words_in(page)) is bool(results)
