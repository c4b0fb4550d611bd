"""Teams: their pages, and who is shown on them."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.actions import archive_team
from accounts.models import Team
from accounts.tests.factories import ProfileFactory, UserFactory, world_id
from listings.enums import LIFETIME, State
from listings.models import Listing
from listings.tests.factories import ListingFactory
from listings.tests.pages import cards_in, form_in, html_of, words_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def history_in(page):
    """Addresses of the listings in the team's history."""
    _before, found, rest = html_of(page).partition('<ul class="past">')
    return re.findall(r'<a href="([^"]+)"', rest.split("</ul>")[0]) if found else []


def recruiting_in(page):
    """Addresses of the listings that recruit: the one whose roster is shown, then those
    with a card."""
    lead = re.findall(r'class="team-lead__link" href="([^"]+)"', html_of(page))
    return [*lead, *cards_in(page)]


def test_team_page_shows_what_recruits_apart_from_what_ended(client, people):
    now = ListingFactory(team=people.team, recruiting=True)
    past = ListingFactory(team=people.team, overdue=True, substitute=True)
    closed = ListingFactory(team=people.team, closed=True)
    ListingFactory(team=people.team, recruiting=True, hidden=True, substitute=True)
    ListingFactory(team=people.team, private=True)

    page = client.get(people.team.get_absolute_url())

    html = html_of(page)
    before = html.index("Other listings")
    places = {
        each: html.index(f'href="{each.get_absolute_url()}"') > before
        for each in (now, past, closed)
    }
    assert places == {now: False, past: True, closed: True}
    assert recruiting_in(page) == [now.get_absolute_url()]
    assert set(history_in(page)) == {
        past.get_absolute_url(),
        closed.get_absolute_url(),
    }


def test_listing_that_the_clock_ended_is_history_before_anybody_wrote_that_down(
    client, people
):
    listing = ListingFactory(team=people.team, recruiting=True)
    address = people.team.get_absolute_url()
    assert recruiting_in(client.get(address)) == [listing.get_absolute_url()]

    with time_machine.travel(timezone.now() + LIFETIME + timedelta(minutes=1)):
        page = client.get(address)

    assert recruiting_in(page) == []
    assert history_in(page) == [listing.get_absolute_url()]
    assert "Expired" in words_in(page).split("Other listings")[1]
    assert "Nobody is sought right now." in words_in(page)


def test_listing_that_recruits_is_shown_however_many_ended_since(client, people):
    now = ListingFactory(
        team=people.team,
        recruiting=True,
        created_at=timezone.now() - timedelta(days=300),
    )
    for _n in range(26):
        ListingFactory(team=people.team, closed=True, open_at=[1])

    page = client.get(people.team.get_absolute_url())

    assert recruiting_in(page) == [now.get_absolute_url()]
    assert len(history_in(page)) == 24


def test_team_sees_its_private_listings(client, people):
    private = ListingFactory(team=people.team, private=True)
    address = people.team.get_absolute_url()

    assert history_in(client.get(address)) == []
    client.force_login(people.eve)
    assert history_in(client.get(address)) == []
    client.force_login(people.bob)
    assert history_in(client.get(address)) == [private.get_absolute_url()]


def found_one(client, name="Another"):
    data = {"name": name, "world": world_id("odin")}
    return client.post("/teams/new/", data)


def test_teams_are_not_founded_without_end(client, people):
    client.force_login(people.charlie)

    seen = [found_one(client).status_code for _n in range(11)]

    assert seen == [302] * 10 + [429]


def test_who_is_in_too_many_teams_reads_why_and_keeps_what_was_typed(
    client, people, monkeypatch
):
    monkeypatch.setattr("accounts.actions.teams.MAX_TEAMS", 1)
    client.force_login(people.eve)

    page = found_one(client, name="Second Eight")

    assert page.status_code == 422
    assert "leave one first" in words_in(page)
    assert 'value="Second Eight"' in html_of(page)


def test_leader_renames_the_team_and_its_address_stays(client, people):
    client.force_login(people.alice)
    listing = ListingFactory(team=people.team, recruiting=True)
    address = f"{people.team.get_absolute_url()}edit/"

    form = form_in(client.get(address))
    assert form.data["name"] == ["Umbral Dawn"]
    form.data.update(name=["Astral Dusk"], about=["*new*"])
    page = client.post(address, form.data, follow=True)

    assert page.redirect_chain == [("/teams/umbral-dawn/", 302)]
    assert "<h1><bdi>Astral Dusk</bdi></h1>" in html_of(page)
    assert "<em>new</em>" in html_of(page)
    assert "Astral Dusk" in words_in(Client().get(listing.get_absolute_url()))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"name": "N" * 61}, "at most 60"),
        ({"world": "999999"}, "valid choice"),
        ({"about": "a" * 4001}, "at most 4000"),
        ({"name": "\u202eturned"}, "invisible control characters"),
    ],
)
def test_team_form_says_what_is_wrong_and_keeps_what_was_typed(
    client, people, changes, words
):
    client.force_login(people.alice)
    address = f"{people.team.get_absolute_url()}edit/"
    form = form_in(client.get(address))
    form.data["about"] = ["Typed and kept"]
    form.data.update({name: [value] for name, value in changes.items()})

    page = client.post(address, form.data)

    assert page.status_code == 422
    assert words in words_in(page)
    assert form_in(page).data["about"] == form.data["about"]
    assert Team.objects.get(pk=people.team.pk).name == "Umbral Dawn"


def test_team_that_ended_is_read_and_no_more_changed(client, people):
    listing = ListingFactory(team=people.team, recruiting=True)
    archive_team(people.team, by=people.alice)
    client.force_login(people.alice)
    address = people.team.get_absolute_url()

    page = client.get(address)

    assert "This team has ended." in words_in(page)
    assert f"?team={people.team.pk}" not in html_of(page)  # nothing to post for it
    assert client.get(f"{address}edit/").status_code == 404
    assert client.post(f"{address}archive/").status_code == 404
    assert Listing.objects.get().state == State.CLOSED
    assert roster_in(page) == ""
    assert history_in(page) == [listing.get_absolute_url()]
    assert Client().get(listing.get_absolute_url()).status_code == 200


def test_my_teams_are_mine(client, people):
    assert "You're not in a static yet" in words_in(client.get("/teams/"))
    client.force_login(people.bob)
    page = words_in(client.get("/teams/"))
    assert "Umbral Dawn" in page
    assert "Officer" in page
    assert "Rival Eight" not in page


def test_no_address_of_a_person_stands_on_any_page(client, people):
    listing = ListingFactory(team=people.team, recruiting=True)
    ProfileFactory(user=UserFactory(handle="lalafell"), seeking=True)
    client.force_login(people.eve)

    for address in (
        "/", "/listings/", "/players/", people.team.get_absolute_url(),
        listing.get_absolute_url(),
    ):  # fmt: skip
        html = html_of(client.get(address))
        assert "@example.com" not in html.replace("eve@example.com", ""), address


@pytest.mark.parametrize(
    "there",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
    ],
)
def test_nobody_is_led_away_from_the_site(client, people, there):
    zone = client.post("/settings/zone/", {"zone": "Asia/Tokyo", "next": there})
    log_in = client.post(
        f"/accounts/login/?next={there}",
        {"login": "dana@example.com", "password": "muster-demo", "next": there},
    )

    assert zone.headers["Location"] == "/"
    assert (log_in.status_code, log_in.headers["Location"]) == (302, "/")


def roster_in(page):
    """The jobs and holders of the large strip."""
    found = re.search(r'<h2 id="seats">(.*?)</h2>', html_of(page))
    return found[1] if found else ""


def test_roster_is_of_the_permanent_listing_that_recruits(client, people):
    ago = timezone.now() - timedelta(days=1)
    ListingFactory(
        team=people.team, closed=True, open_at=[1], renewed_at=timezone.now()
    )
    now = ListingFactory(
        team=people.team, recruiting=True, open_at=[2, 3], renewed_at=ago
    )
    ListingFactory(team=people.team, recruiting=True, substitute=True, open_at=[1])

    page = client.get(people.team.get_absolute_url())

    assert roster_in(page) == "2 of 8 open"
    assert f'class="team-lead__link" href="{now.get_absolute_url()}"' in html_of(page)
    assert len(cards_in(page)) == 1


def test_roster_is_else_of_the_permanent_listing_last_renewed(client, people):
    ago = timezone.now() - timedelta(days=40)
    ListingFactory(team=people.team, filled=True, renewed_at=ago)
    ListingFactory(team=people.team, expired=True, open_at=[2, 3, 4])
    ListingFactory(team=people.team, private=True, open_at=[1])
    ListingFactory(team=people.team, expired=True, open_at=[1], hidden=True)

    page = client.get(people.team.get_absolute_url())

    assert roster_in(page) == "Roster"
    assert "3 of 8 open · last renewed" in words_in(page)
    assert "Nobody is sought right now." in words_in(page)


def test_paused_roster_is_for_the_team_alone(client, people):
    ListingFactory(
        team=people.team, private=True, open_at=[1], renewed_at=timezone.now()
    )
    address = people.team.get_absolute_url()

    assert roster_in(client.get(address)) == ""
    assert "No roster yet" in words_in(client.get(address))
    client.force_login(people.bob)
    assert roster_in(client.get(address)) == "Roster"


def test_schedule_is_in_the_viewers_zone_with_server_time(client, people):
    ListingFactory(team=people.team, recruiting=True)
    client.post("/settings/zone/", {"zone": "Asia/Tokyo"})

    with time_machine.travel(timezone.now()):
        words = words_in(client.get(people.team.get_absolute_url()))

    assert "Your time, Asia/Tokyo" in words
    assert re.search(r"Wed Wednesday 0\d:00–0\d:00 · Tue \d\d:00–\d\d:00 ST", words)
