"""The page on which players are searched: its cards, its address, what it costs."""

import re
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.utils import timezone

from accounts.actions.blocks import block
from accounts.actions.profile import edit_profile
from accounts.enums import LogsStatus, Visibility
from accounts.models import User
from config.testing.caches import empty_cache
from listings.models import Listing
from listings.tests.factories import ListingFactory
from listings.tests.pages import cards_in, form_in, html_of, words_in
from listings.tests.players import character, seeker

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

HTMX = {"HX-Request": "true"}


def page_of(player: User) -> str:
    return f"/players/{player.handle}/"


def next_in(page) -> str:
    found = re.search(r'rel="next" href="([^"]+)"', html_of(page))
    return found[1].replace("&amp;", "&") if found else ""


def card(page) -> str:
    """What the only card says, with plain spaces."""
    [html] = re.findall(r"<article.*?</article>", html_of(page), re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", html)).replace("\N{WORD JOINER}", "")
    return " ".join(text.split())


def test_card_says_who_they_are_what_they_play_and_when(client):
    player = seeker(
        "vex_mits",
        headline="Two evenings a week",
        jobs=("SCH", "WHM", "RPR"),
        languages=["en", "de"],
        voice="listen",
        intensity="midcore",
        schedule=((1, 1200, 180), (3, 1200, 180)),
        days_ago=3,
    )
    character(
        player,
        name="Vex Fern",
        clears=("m9s", "m11s", "fru", "top"),
        logs_status=LogsStatus.OK,
        logs_synced_at=timezone.now(),
    )

    page = client.get("/players/")

    assert cards_in(page) == [page_of(player)]
    said = card(page)
    for words in (
        "Twintania, Light , verified",
        "Midcore",
        "vex_mits",
        "Two evenings a week",
        "Scholar first shield healer pure healer melee SCH WHM RPR",
        "M11S cleared · FRU, TOP from logs,",
        "Free 6 h a week Tue, Thu 20:00–23:00",
        "Tuesday: free 20:00 to 23:00 ST",
        "Monday: not free",
        "English, Deutsch",
        "I listen",
        "Seeking for 3 days",
    ):
        assert words in said, words


def test_card_of_who_says_nothing_is_whole(client):
    seeker("quiet", headline="", jobs=())

    said = card(client.get("/players/"))

    assert "No character shown" in said
    assert "Jobs not said" in said
    assert "Free times not said" in said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (LogsStatus.HIDDEN, "Logs hidden"),
        (LogsStatus.NO_LOGS, "No logs"),
        (LogsStatus.OK, "No clears in the logs yet"),
    ],
)
def test_card_says_why_no_clear_is_known(client, status, said):
    clears = ("m9s",) if status == LogsStatus.HIDDEN else ()
    character(seeker(), logs_status=status, clears=clears)

    assert said in card(client.get("/players/"))
    assert "M9S" not in card(client.get("/players/"))


def test_card_tells_nothing_of_a_hidden_character(client):
    player = seeker()
    hidden = character(player, "aegis", name="Zzyzx", clears=("m12s",), is_shown=False)

    page = client.get("/players/")
    html = html_of(page)

    assert "Zzyzx" not in html
    assert "Aegis" not in html
    assert str(hidden.lodestone_id) not in html
    assert "M12S cleared" not in words_in(page)


def test_typed_text_stays_text(client):
    seeker(headline="<script>alert(1)</script>")

    html = html_of(client.get("/players/"))

    assert "&lt;script&gt;alert(1)" in html
    assert "<script>alert" not in html


def test_changed_profile_has_a_new_card(client):
    player = seeker(headline="Before")
    assert "Before" in card(client.get("/players/"))

    edit_profile(player, headline="Afterwards")

    assert "Afterwards" in card(client.get("/players/"))


def test_members_and_others_are_shown_whom_they_may_see(client, people):
    seeker("open")
    seeker("for-members", visibility=Visibility.MEMBERS)
    seeker("hidden", visibility=Visibility.HIDDEN)

    assert cards_in(client.get("/players/")) == ["/players/open/"]
    assert client.get("/players/counts/").json()["total"] == 1
    client.force_login(people.dana)
    assert len(cards_in(client.get("/players/"))) == 2
    assert client.get("/players/counts/").json()["total"] == 2


def test_who_keeps_apart_is_in_no_page_and_no_count(client, people):
    kept = seeker("kept-apart")
    seeker("other")
    block(kept, by=people.dana)
    assert len(cards_in(client.get("/players/"))) == 2
    client.force_login(people.dana)

    assert cards_in(client.get("/players/")) == ["/players/other/"]
    assert client.get("/players/counts/").json()["total"] == 1
    assert "1 player seeks" in words_in(client.get("/players/"))
    empty = client.get("/players/?q=kept-apart&duty=ucob")
    assert "Without UCoB" not in words_in(empty)


@pytest.mark.parametrize("sort", ["renewed", "overlap"])
def test_pages_show_each_player_once(client, sort):
    made = [seeker(schedule=((1, 1200, 60),), days_ago=n % 3 + 1) for n in range(30)]

    address = f"/players/?sort={sort}&days=tue&tz=UTC"
    first = client.get(address)
    second = client.get(next_in(first))

    shown = cards_in(first) + cards_in(second)
    assert len(cards_in(first)) == 25
    assert sorted(shown) == sorted(page_of(each) for each in made)
    assert not next_in(second)
    assert "30 players seek a static" in words_in(first)


def test_htmx_gets_the_results_alone_and_the_address_for_everybody(client):
    player = seeker(schedule=((1, 1200, 60),))
    asked = "/players/?nonsense=1&kind=permanent&stage=farm&job=sch&days=tue&team=no"

    part = client.get(asked, headers=HTMX)

    address = part.headers["HX-Push-Url"]
    assert address == "/players/?job=SCH&days=tue&tz=UTC"
    assert html_of(part).strip().startswith('<section class="stack" id="results"')
    assert "HX-Request" in part.headers["Vary"]
    assert cards_in(part) == cards_in(client.get(address)) == [page_of(player)]


QUERIES = [
    "q=qqq&role=healer&days=tue&from=19:00&to=23:00&tz=Europe%2FBerlin",
    "job=SCH&job=WHM&language=en&sort=overlap&days=tue&tz=UTC",
    "duty=m12s&duty=t5&tier=aac-heavyweight-savage&intensity=casual&voice=speak",
]


@pytest.mark.parametrize("query", QUERIES)
def test_form_without_script_asks_for_what_it_shows(client, query):
    character(
        seeker(
            languages=["en"],
            schedule=((1, 1200, 60),),
            intensity="casual",
            voice="speak",
        ),
        clears=("m12s",),
    )

    page = client.get(f"/players/?{query}")
    form = form_in(page, "/players/", "get")
    again = client.get("/players/", form.data)

    kept = {key: sorted(filter(None, form.data[key])) for key in parse_qs(query)}
    assert kept == {key: sorted(values) for key, values in parse_qs(query).items()}
    assert len(cards_in(page)) == 1
    assert words_in(again) == words_in(page)


def test_chips_take_one_filter_back_each(client):
    seeker()

    html = html_of(client.get("/players/?role=tank&q=last&days=tue&tz=UTC"))

    chips = html[html.index("chips") : html.index("Clear all")]
    links = [link.replace("&amp;", "&") for link in re.findall('href="([^"]+)"', chips)]
    assert links == [
        "/players/?role=tank&days=tue&tz=UTC",
        "/players/?q=last&days=tue&tz=UTC",
        "/players/?q=last&role=tank",
        "/players/",
    ]


def test_empty_result_names_the_filter_to_drop_and_leads_there(client):
    for _n in range(2):
        character(seeker(jobs=("PLD",)))

    page = client.get("/players/?role=healer&dc=light")

    assert "No player matches all 2 filters" in words_in(page)
    assert "Without Healer 2 players" in words_in(page)
    ways = re.findall(r'<li><a href="([^"]+)"><span><b>Without', html_of(page))
    assert ways == ["/players/?dc=light"]
    assert len(cards_in(client.get(ways[0]))) == 2


def test_nobody_at_all_invites_to_post(client):
    page = words_in(client.get("/players/"))

    assert "Nobody seeks a static right now" in page
    assert "Post a listing" in page


def test_overlap_without_hours_says_what_it_lacks(client):
    seeker()

    assert "choose your team, evenings" in words_in(
        client.get("/players/?sort=overlap")
    )
    told = client.get("/players/?sort=overlap&days=tue&tz=UTC")
    assert "choose your team, evenings" not in words_in(told)


# --- My team's hours -------------------------------------------------------------


@pytest.fixture
def raids(people) -> Listing:
    """Umbral Dawn, on Tuesdays and Thursdays from 20:00 to 23:00 in Berlin."""
    return ListingFactory(team=people.team, recruiting=True)


@pytest.fixture
def free(db) -> dict[str, User]:
    berlin: dict[str, Any] = {"zone": "Europe/Berlin"}
    return {
        "all": seeker("all", schedule=((1, 1200, 180), (3, 1200, 180)), **berlin),
        "some": seeker("some", schedule=((1, 1320, 180),), days_ago=0.5, **berlin),
        "none": seeker("none", schedule=((2, 1200, 180),), **berlin),
    }


def test_team_finds_who_is_free_when_it_raids_most_first(client, people, raids, free):
    client.force_login(people.alice)

    page = client.get("/players/?team=umbral-dawn&sort=overlap")

    assert cards_in(page) == [page_of(free["all"]), page_of(free["some"])]
    assert "Free for 6 of 6 h" in words_in(page)
    assert "Free for 1 of 6 h" in words_in(page)
    assert "Hours of Umbral Dawn" in words_in(page)  # the chip
    assert form_in(page, "/players/", "get").data["team"] == ["umbral-dawn"]
    part = client.get("/players/?team=umbral-dawn&sort=overlap", headers=HTMX)
    assert cards_in(part) == cards_in(page)
    assert part.headers["HX-Push-Url"] == "/players/?team=umbral-dawn&sort=overlap"
    counts = client.get("/players/counts/?team=umbral-dawn").json()
    assert (counts["total"], counts["facets"]["job:SCH"]) == (2, 2)


def test_roster_that_expired_still_says_when_the_team_raids(client, people, free):
    ListingFactory(team=people.team, expired=True)
    client.force_login(people.bob)

    assert len(cards_in(client.get("/players/?team=umbral-dawn"))) == 2


@pytest.mark.parametrize("who", [None, "eve"])
def test_somebody_elses_team_narrows_nothing(client, people, raids, free, who):
    if who:
        client.force_login(getattr(people, who))

    page = client.get("/players/?team=umbral-dawn&sort=overlap")

    assert len(cards_in(page)) == 3
    assert "Umbral Dawn" not in words_in(page)
    part = client.get("/players/?team=umbral-dawn", headers=HTMX)
    assert part.headers["HX-Push-Url"] == "/players/"


def test_dropping_the_team_is_a_way_out(client, people, raids, free):
    client.force_login(people.alice)

    page = client.get("/players/?team=umbral-dawn&q=none")

    assert "Without Hours of Umbral Dawn 1 player" in words_in(page)
    assert "Without “none” 2 players" in words_in(page)


# --- What it costs ---------------------------------------------------------------


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_search_costs_a_visitor(client, django_assert_num_queries, rows):
    for _n in range(rows):
        character(seeker(), clears=("m12s", "fru"))
    empty_cache()

    with django_assert_num_queries(2 + (rows > 25)):
        client.get("/players/?role=healer")
    with django_assert_num_queries(1):
        client.get("/players/?role=healer")


@pytest.mark.parametrize("rows", [1, 3, 30])
def test_search_costs_a_member(people, raids, django_assert_num_queries, rows):
    for _n in range(rows):
        player = seeker(schedule=((1, 1200, 180),))
        character(player)
        block(seeker(), by=people.alice)
    client = Client()
    client.force_login(people.alice)
    empty_cache()
    asked = "/players/?role=healer&team=umbral-dawn&sort=overlap"

    with django_assert_num_queries(4 + (rows > 25)):
        page = client.get(asked)

    assert len(cards_in(page)) == min(rows, 25)


def test_empty_search_costs_a_member(people, raids, django_assert_num_queries):
    client = Client()
    client.force_login(people.alice)
    empty_cache()

    with django_assert_num_queries(4):
        client.get("/players/?role=healer&team=umbral-dawn&q=nobody")


def test_search_engines_get_the_plain_page(client):
    seeker()

    assert "noindex" not in html_of(client.get("/players/"))
    assert "noindex" in html_of(client.get("/players/?role=tank"))


def test_address_shows_the_same_to_whoever_opens_it(client):
    wanted = seeker(schedule=((1, 1200, 120),), zone="Europe/Berlin")
    client.cookies["zone"] = "Asia/Tokyo"

    asked = client.get("/players/?days=wed&from=03:00&to=06:00", headers=HTMX)

    address = asked.headers["HX-Push-Url"]
    assert parse_qs(urlsplit(address).query)["tz"] == ["Asia/Tokyo"]
    assert cards_in(Client().get(address)) == [page_of(wanted)]


def test_seeking_since_is_counted_in_the_viewers_days(client):
    seeker(days_ago=timedelta(hours=1) / timedelta(days=1))

    assert re.search(
        "Seeking since (today|yesterday)", words_in(client.get("/players/"))
    )
