"""The search page: with and without script, page by page, and when nothing is found."""

import random
import re
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.availability import set_availability
from accounts.tests.factories import (
    CharacterFactory,
    ProfileFactory,
    TeamFactory,
    world_id,
)
from config.lib.week import Window
from integrations.catalogue import catalogue
from listings.actions import renew
from listings.enums import LIFETIME
from listings.models import Listing
from listings.tests.factories import ListingFactory
from listings.tests.pages import cards_in, form_in, html_of, words_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HTMX = {"HX-Request": "true"}


def next_in(page) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', html_of(page))
    return found[1].replace("&amp;", "&") if found else ""


def walk(client: Client, address: str) -> list[list[str]]:
    """The cards of every page from that address on."""
    pages = []
    while address:
        page = client.get(address)
        pages.append(cards_in(page))
        address = next_in(page)
    return pages


def substitute(**said: object) -> Listing:
    return ListingFactory(recruiting=True, substitute=True, open_at=[1], **said)


@pytest.fixture
def sixty(db) -> list[Listing]:
    """Last renewed first. Many were renewed at the very same moment."""
    chance = random.Random(3)
    now = timezone.now()
    made = []
    team = TeamFactory()
    for _n in range(60):
        at = now - timedelta(days=1, hours=chance.choice((1, 2, 2, 2, 3)))
        times = {"published_at": at, "renewed_at": at, "expires_at": at + LIFETIME}
        made.append(substitute(team=team, **times))
    return sorted(made, key=lambda each: (each.renewed_at, each.pk), reverse=True)


@pytest.mark.parametrize("sort", ["renewed", "newest", "overlap"])
def test_pages_show_each_listing_once_and_in_order(client, sixty, sort):
    pages = walk(client, f"/listings/?sort={sort}&days=tue&tz=UTC")

    assert [len(page) for page in pages] == [25, 25, 10]
    shown = [card for page in pages for card in page]
    order = sixty
    if sort == "overlap":  # all share the same evening
        order = sorted(sixty, key=lambda each: each.pk, reverse=True)
    assert shown == [each.get_absolute_url() for each in order]


def test_what_changes_meanwhile_shows_nothing_twice(client, sixty):
    first = client.get("/listings/")
    shown = cards_in(first)
    for listing in (sixty[40], sixty[30], sixty[3]):
        renew(listing, by=listing.team.memberships.get().user)
    ListingFactory(recruiting=True)

    rest = [card for page in walk(client, next_in(first)) for card in page]

    assert set(shown).isdisjoint(rest)
    assert len(rest) == len(set(rest))
    renewed = {sixty[40].get_absolute_url(), sixty[30].get_absolute_url()}
    assert (
        set(shown) | set(rest) == {each.get_absolute_url() for each in sixty} - renewed
    )


def test_page_that_ran_empty_says_so(client, sixty):
    second = next_in(client.get("/listings/"))
    Listing.objects.update(hidden_at=timezone.now())

    page = client.get(second)

    assert page.status_code == 200
    assert "This was the last page" in words_in(page)


def test_htmx_gets_the_results_alone_and_the_address_for_everybody(client):
    shown = ListingFactory(recruiting=True)
    client.cookies["zone"] = "Asia/Tokyo"
    asked = "/listings/?nonsense=1&days=wed&role=tank&role=bard&role=healer&to=late"

    part = client.get(asked, headers=HTMX)
    whole = client.get(asked)

    address = part.headers["HX-Push-Url"]
    assert address == "/listings/?role=healer&role=tank&days=wed&tz=Asia%2FTokyo"
    assert "HX-Request" in part.headers["Vary"]
    assert "HX-Request" in whole.headers["Vary"]
    assert "HX-Push-Url" not in whole.headers
    assert "<html" not in html_of(part)
    assert html_of(part).strip().startswith('<section class="stack" id="results"')
    assert cards_in(part) == cards_in(whole) == [shown.get_absolute_url()]


def test_address_shows_the_same_to_whoever_opens_it(people):
    """Tuesday 20:00 in Berlin, found from Tokyo, opened in New York."""
    wanted = ListingFactory(
        recruiting=True, schedule=[[1, 1200, 120]], time_zone="Europe/Berlin"
    )
    ListingFactory(recruiting=True, schedule=[[3, 1200, 120]], time_zone="Asia/Tokyo")
    finder, friend = Client(), Client()
    finder.cookies["zone"] = "Asia/Tokyo"
    friend.cookies["zone"] = "America/New_York"
    asked = "/listings/?days=wed&from=03:00&to=06:00"

    found = finder.get(asked, headers=HTMX)
    opened = friend.get(found.headers["HX-Push-Url"])

    assert cards_in(found) == [wanted.get_absolute_url()]
    assert cards_in(opened) == [wanted.get_absolute_url()]
    assert cards_in(friend.get(asked)) == []
    assert form_in(opened, "/listings/", "get").data["tz"] == ["Asia/Tokyo"]


QUERIES = [
    "q=night&role=tank&days=tue&from=19:00&to=23:00&tz=Europe%2FBerlin",
    "job=SCH&job=WHM&language=en&sort=newest",
    "duty=m12s&duty=t5&tier=the-binding-coil-of-bahamut&stage=fresh",
    "region=europe&dc=light&kind=permanent&voice=listen&intensity=midcore",
]


@pytest.mark.parametrize("query", QUERIES)
def test_form_without_script_asks_for_what_it_shows(client, query):
    ListingFactory(recruiting=True, title="Night shift")

    page = client.get(f"/listings/?{query}")
    form = form_in(page, "/listings/", "get")
    again = client.get("/listings/", form.data)

    said = parse_qs(query)
    kept = {key: sorted(filter(None, form.data[key])) for key in said}
    assert kept == {key: sorted(values) for key, values in said.items()}
    assert cards_in(again) == cards_in(page)
    assert words_in(again) == words_in(page)
    pushed = client.get("/listings/", form.data, headers=HTMX).headers["HX-Push-Url"]
    assert parse_qs(urlsplit(pushed).query) == {
        **{key: sorted(values) for key, values in said.items()},
        **({} if "sort" in said else {"sort": ["renewed"]}),
    }


def test_sentence_of_the_home_page_leads_to_the_search(client):
    wanted = ListingFactory(recruiting=True, open_at=[3])
    ListingFactory(recruiting=True, open_at=[1])

    form = form_in(client.get("/"), "/listings/", "get")
    form.data.update(role=["healer"], days=["tue"])
    page = client.get("/listings/", form.data)

    assert cards_in(page) == [wanted.get_absolute_url()]


def test_overlap_compares_with_the_hours_that_a_member_has_said_once(client, people):
    free = {"time_zone": "UTC", "schedule": [[4, 20 * 60, 180]]}
    fits = ListingFactory(
        recruiting=True, renewed_at=timezone.now() - timedelta(1), **free
    )
    newer = ListingFactory(recruiting=True)  # on other evenings
    set_availability(people.dana, [Window(4, 20 * 60, 120)], ZoneInfo("UTC"))

    strangers = client.get("/listings/?sort=overlap")
    client.force_login(people.dana)
    hers = client.get("/listings/?sort=overlap")
    asked = client.get("/listings/?sort=overlap&days=mon&tz=UTC")

    both = [fits.get_absolute_url(), newer.get_absolute_url()]
    assert cards_in(strangers) == both[::-1]
    assert cards_in(hers) == both
    assert "whose hours fit yours best" in words_in(hers)
    assert fits.get_absolute_url() not in cards_in(asked)
    assert "whose hours fit yours best" not in words_in(asked)


def test_overlap_without_hours_says_that_it_is_by_renewal(client):
    older = ListingFactory(recruiting=True, renewed_at=timezone.now() - timedelta(1))
    newer = ListingFactory(recruiting=True)
    order = [newer.get_absolute_url(), older.get_absolute_url()]

    page = client.get("/listings/?sort=overlap")

    assert cards_in(page) == order
    assert "To sort by overlap, say when you are free" in words_in(page)
    told = client.get("/listings/?sort=overlap&days=tue&tz=UTC")
    assert "To sort by overlap" not in words_in(told)


def test_empty_result_names_the_filter_to_drop_and_leads_there(client):
    for dc in ("twintania", "twintania", "aegis"):
        ListingFactory(
            recruiting=True, team=TeamFactory(world_id=world_id(dc)), open_at=[1]
        )

    page = client.get("/listings/?role=healer&dc=light")

    assert "No static matches all 2 filters" in words_in(page)
    assert "Without Healer 2 statics" in words_in(page)
    assert "Without Light" not in words_in(page)
    ways = re.findall(r'<li><a href="([^"]+)"><span><b>Without', html_of(page))
    assert ways == ["/listings/?dc=light"]
    assert len(cards_in(client.get(ways[0]))) == 2


def test_only_filter_is_named_too(client):
    ListingFactory(recruiting=True)

    page = client.get("/listings/?q=nobodywritesthis")

    assert "Without “nobodywritesthis” 1 static" in words_in(page)
    assert "No single filter is to blame" not in words_in(page)


def test_empty_board_invites_to_post(client):
    page = client.get("/listings/")

    assert "The board is empty" in words_in(page)
    assert "No static recruits right now" in words_in(page)


def test_chips_take_one_filter_back_each(client):
    ListingFactory(recruiting=True)

    html = html_of(
        client.get("/listings/?role=tank&role=healer&q=last&days=tue&tz=UTC")
    )

    chips = html[html.index("chips") : html.index("Clear all")]
    links = [link.replace("&amp;", "&") for link in re.findall('href="([^"]+)"', chips)]
    assert links == [
        "/listings/?role=healer&role=tank&days=tue&tz=UTC",
        "/listings/?q=last&days=tue&tz=UTC",
        "/listings/?q=last&role=healer&role=tank",
        "/listings/",  # all of them
    ]


def test_long_searches_that_begin_alike_are_counted_apart(client):
    """More than a page each, so that both are counted."""
    team = TeamFactory()
    for n in range(30):
        language = ["en"] if n < 27 else ["en", "ja"]
        substitute(team=team, languages=language)
    jobs = "&".join(f"job={job}" for job in ("PLD", "WAR", "DRK", "GNB", "SCH", "SGE"))
    duties = "&".join(f"duty={d}" for d in ("m12s", "the-minstrels-ballad-zodiarks-fall",
        "the-minstrels-ballad-necrons-embrace", "containment-bay-p1t6-extreme",
        "the-minstrels-ballad-sphenes-burden", "the-voidcast-dais-extreme"))  # fmt: skip

    counts = [
        re.search(r"(\d+) statics? recruit", words_in(client.get(address)))
        for address in (
            f"/listings/?{jobs}&{duties}&voice=listen",
            f"/listings/?{jobs}&{duties}&voice=listen&days=tue&tz=UTC&q=looking",
            f"/listings/?{jobs}&{duties}&voice=listen&days=tue&tz=UTC&q=looking&language=ja",
        )
    ]

    assert [found and found[1] for found in counts] == ["30", "30", "3"]


def test_counts_follow_the_viewers_zone(client):
    ListingFactory(recruiting=True, schedule=[[1, 1200, 60]], time_zone="Europe/Berlin")
    asked = "/listings/counts/?days=wed"

    assert client.get(asked).json()["total"] == 0
    client.cookies["zone"] = "Asia/Tokyo"
    assert client.get(asked).json()["total"] == 1
    assert client.get(asked + "&tz=UTC").json()["total"] == 0


def test_search_and_listing_pages_leave_search_engines_the_plain_board(client):
    ListingFactory(recruiting=True)

    assert "noindex" not in html_of(client.get("/listings/"))
    assert "noindex" in html_of(client.get("/listings/?role=tank"))


@pytest.mark.parametrize("address", ["/", "/listings/", "/players/", "/teams/"])
def test_who_merely_reads_is_given_no_cookie_and_no_token(client, address):
    page = client.get(address)

    assert not page.cookies
    assert "csrf" not in html_of(page).lower()


def test_a_member_writes_by_htmx_with_the_token(client, people):
    client.force_login(people.dana)

    assert "x-csrftoken" in html_of(client.get("/listings/"))


@pytest.mark.parametrize(
    "after", ["x", "W10", "WyJuZXdlc3QiLCJ4Iiwi", "%F0%9F%A6%8A", "a" * 300]
)
def test_a_broken_place_shows_the_first_page(client, sixty, after):
    first = client.get("/listings/")

    page = client.get(f"/listings/?after={after}")

    assert cards_in(page) == cards_in(first)
    assert "Back to the first" not in words_in(page)


def test_search_offers_a_member_what_they_play(client, people):
    scholar = catalogue().job_by_abbreviation["SCH"]
    ProfileFactory(user=people.dana, jobs=[scholar.id], schedule=[[1, 1200, 180]])
    CharacterFactory(user=people.dana, verified=True, is_main=True)
    client.force_login(people.dana)

    begun = client.get("/listings/")
    link = "Show only statics recruiting for Scholar on Light"
    address = re.search(rf'href="([^"]+)"[^>]*>(?:(?!</a>).)*{link}', html_of(begun))

    assert address
    assert address[1] == "/listings/?dc=light&amp;job=SCH&amp;sort=overlap"
    for asked in ("?role=healer", "?sort=overlap", "?days=mon"):
        assert link not in html_of(client.get(f"/listings/{asked}"))
    client.logout()
    assert link not in html_of(client.get("/listings/"))
