"""Somebody suspended knows why on every page, and types nothing that is then refused."""

from datetime import timedelta
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Profile
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    VerificationFactory,
)
from accounts.tests.log_in import log_in
from config.lib.ids import shorten
from config.refusals import TITLES
from config.testing.pages import html_of, words_in
from listings.tests.factories import ListingFactory
from listings.tests.people import People
from tests.test_limits import addresses

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# What stays open: log out, the zone, the way out, and how one signs in.
OPEN = ("/accounts/", "/settings/zone/", "/settings/erase/")


class Controls(HTMLParser):
    """The live controls of every POST form, by the form's address."""

    def __init__(self) -> None:
        super().__init__()
        self.action: str | None = None
        self.locks: list[bool] = []
        self.live: list[tuple[str, str]] = []
        self.forms: set[str] = set()

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if tag == "form" and said.get("method") == "post":
            self.action = said.get("action", "")
            self.forms.add(self.action)
        elif tag == "fieldset":
            self.locks.append("disabled" in said)
        elif tag in ("input", "button", "select", "textarea") and self.action:
            locked = any(self.locks) or "disabled" in said
            if not locked and said.get("type") != "hidden":
                self.live.append((self.action, said.get("name") or tag))

    def handle_endtag(self, tag):
        if tag == "form":
            self.action = None
        elif tag == "fieldset":
            self.locks.pop()


def pages(people: People) -> list[str]:
    listing = ListingFactory(team=people.team, recruiting=True)
    character = VerificationFactory(character__user=people.sid).character
    CharacterFactory(user=people.sid, shown=True)
    CharacterFactory(user=people.sid)
    now = timezone.now()
    Profile.objects.create(
        user=people.sid, seeking_since=now, seeking_until=now + timedelta(days=9)
    )
    team = people.team.get_absolute_url()
    return [
        "/", "/listings/", "/players/", "/teams/", team, f"{team}members/",
        listing.get_absolute_url(), people.dana.get_absolute_url(),
        people.sid.get_absolute_url(),
        "/settings/profile/", "/settings/availability/", "/settings/characters/",
        f"/settings/characters/{short(character)}/", "/settings/privacy/",
        "/settings/handle/", "/settings/statistics/", "/settings/zone/",
        "/settings/erase/", "/accounts/email/", "/no-such-page/",
    ]  # fmt: skip


def short(thing):

    return shorten(thing.pk)


@pytest.fixture
def sid(client: Client, people: People) -> Client:
    people.sid.suspension_reason = "Sold a clear."
    people.sid.suspended_until = timezone.now() + timedelta(days=5)
    people.sid.time_zone = "Asia/Tokyo"
    people.sid.save()
    log_in(client, people.sid)
    return client


def test_every_page_says_why_and_until_when(sid, people):
    for address in pages(people):
        said = words_in(sid.get(address, follow=True))

        assert "Your account is suspended until" in said, address
        assert "JST" in said, address
        assert "Sold a clear." in said, address


def test_no_form_takes_anything_but_the_ways_that_stay_open(sid, people):
    seen = set()
    for address in pages(people):
        controls = Controls()
        controls.feed(html_of(sid.get(address, follow=True)))
        seen |= controls.forms
        shut = [each for each in controls.live if not each[0].startswith(OPEN)]

        assert not shut, address
    assert {"/settings/profile/", "/settings/availability/"} <= seen


def test_forms_of_everybody_else_are_open(client, people):
    client.force_login(people.dana)
    controls = Controls()
    controls.feed(html_of(client.get("/settings/profile/")))

    assert ("/settings/profile/", "headline") in controls.live
    assert "suspended" not in html_of(client.get("/settings/profile/"))


def test_suspension_that_is_over_is_not_spoken_of(sid, people):
    people.sid.suspended_until = timezone.now() - timedelta(seconds=1)
    people.sid.save()

    assert "suspended" not in words_in(sid.get("/settings/profile/"))


def test_what_may_still_be_done_works(sid):
    sid.post("/settings/zone/", {"zone": "Europe/Berlin"})
    assert "CET" in words_in(sid.get("/"))
    assert sid.post("/accounts/logout/").status_code == 302
    assert "suspended" not in words_in(sid.get("/"))


def test_whatever_refuses_somebody_suspended_has_a_title_of_its_own(sid):
    ours = {n: p for n, p in addresses().items() if n.startswith(("listings:", "acc"))}
    refused = {}
    for name, path in ours.items():
        response = sid.post(path)
        if response.status_code == 403:
            refused[name] = words_in(response)

    assert "listings:new" in refused
    assert set(refused) <= set(TITLES)
    for name, said in refused.items():
        assert TITLES[name] in said
        assert "Sold a clear." in said


@pytest.mark.parametrize(
    ("who", "address", "title", "cause"),
    [
        ("dana", "edit", "You can't edit this listing", "Only members of this static"),
        ("charlie", "edit", "You can't edit this listing", "Your role in this static"),
        ("sid", "edit", "You can't edit this listing", "Your account is suspended"),
        (
            "alice",
            "shut",
            "You can't edit this listing",
            "a closed listing never opens",
        ),
        ("bob", "team", "You can't change this static", "Your role in this static"),
        ("dana", "team", "You can't change this static", "Only members"),
    ],
)
def test_refusal_names_the_one_cause(client, people, who, address, title, cause):

    MembershipFactory(team=people.team, user=people.charlie)
    recruits = ListingFactory(team=people.team, recruiting=True)
    closed = ListingFactory(team=people.team, closed=True)
    client.force_login(getattr(people, who))
    paths = {
        "edit": f"/listings/{short(recruits)}/edit/",
        "shut": f"/listings/{short(closed)}/edit/",
        "team": f"{people.team.get_absolute_url()}edit/",
    }

    page = client.get(paths[address])

    assert page.status_code == 403
    assert f"<h1>{title.replace(chr(39), '&#x27;')}</h1>" in html_of(page)
    assert cause in words_in(page)
    causes = ["Only members", "Your role", "Your account is suspended until", "closed"]
    main = words_in(page).split(title)[-1]
    assert sum(each in main for each in causes) == 1


def test_form_from_another_time_says_so():
    visitor = Client(enforce_csrf_checks=True)

    page = visitor.post("/accounts/login/", {"login": "alice@example.com"})

    assert "This page is out of date" in words_in(page)
    assert "reload the page" in words_in(page)
