"""Dates are those of the reader's calendar, and every exact time names its zones."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.actions.invites import invite_player
from accounts.actions.profile import warn_seeking
from accounts.enums import MemberKind
from accounts.models import Block, FormerHandle, Membership, TeamEvent
from accounts.tests.factories import (
    CharacterFactory,
    ProfileFactory,
    TeamInviteFactory,
    VerificationFactory,
)
from accounts.tests.log_in import log_in, prove_second_factor
from config.testing.pages import html_of, words_in
from listings.actions import warn_expiring
from listings.models import DayViews, Listing
from listings.tests.factories import ListingFactory
from messaging.models import Mail, Notification

pytestmark = pytest.mark.django_db

# Zone, the moment of everything, how its date there differs, and what clocks say.
NEAR_MIDNIGHT = [
    ("Asia/Tokyo", "2026-12-15T15:30+00:00", 1, "00:30 JST", "15:30"),
    ("America/Los_Angeles", "2026-12-15T03:30+00:00", -1, "19:30 PST", "03:30"),
]


@pytest.fixture(params=NEAR_MIDNIGHT, ids=lambda each: each[0])
def night(request):
    """Near midnight there, when the date in ST is another one."""
    zone, at, days, here, st = request.param
    with time_machine.travel(datetime.fromisoformat(at), tick=False):
        yield zone, days, here, st


@pytest.fixture(autouse=True)
def _discord(settings):
    settings.OUTSIDE = "sandbox"  # never asked


@pytest.fixture
def alice(night, people, client):
    alice = people.alice
    alice.time_zone = night[0]
    alice.save()
    log_in(client, alice)
    return alice


def page_of_statistics(people, client):
    ProfileFactory(user=people.alice, seeking=True)
    ListingFactory(team=people.team, recruiting=True, published_at=timezone.now())
    return reverse("listings:statistics")


def team_page(people, client):
    ListingFactory(team=people.team, closed=True, published_at=timezone.now())
    return reverse("listings:team", args=[people.team.slug])


def page_of_member(people, client):
    bob = Membership.objects.get(user=people.bob)
    return reverse("listings:team-member", args=[people.team.slug, bob.pk])


def page_of_members(people, client):
    TeamEvent.objects.create(
        team=people.team, actor=people.alice, subject=people.bob, verb="officer"
    )
    return reverse("listings:team-members", args=[people.team.slug])


def page_of_invites(people, client):
    TeamInviteFactory(team=people.team)
    return reverse("listings:team-invites", args=[people.team.slug])


def page_of_characters(people, client):
    CharacterFactory(user=people.alice, shown=True, missing_since=timezone.now())
    return reverse("accounts:characters")


def page_of_code(people, client):
    code = VerificationFactory(character__user=people.alice)
    return reverse("accounts:character", args=[code.character.pk])


def page_of_player(people, client):
    ProfileFactory(user=people.alice, seeking=True)
    CharacterFactory(user=people.alice, shown=True)
    return reverse("listings:player", args=[people.alice.handle])


def page_of_handles(people, client):
    FormerHandle.objects.create(user=people.alice, handle="alicia")
    return reverse("accounts:handle")


def page_of_blocks(people, client):
    Block.objects.create(blocker=people.alice, blocked=people.dana, handle="dana")
    return reverse("accounts:privacy")


def page_of_sessions(people, client):
    UserSession.objects.create(
        user=people.alice, ip="127.0.0.1", session_key=client.session.session_key,
        user_agent="Firefox",
    )  # fmt: skip
    return reverse("usersessions_list")


def page_of_connections(people, client):
    SocialAccount.objects.create(
        user=people.alice, provider="discord", uid="1", extra_data={"username": "ali"}
    )
    prove_second_factor(client, people.alice)
    return reverse("socialaccount_connections")


def page_of_passkeys(people, client):
    Authenticator.objects.create(
        user=people.alice, type="webauthn", last_used_at=timezone.now(),
        data={"name": "Key", "credential": {"clientExtensionResults": {}}},
    )  # fmt: skip
    prove_second_factor(client, people.alice)
    return reverse("mfa_list_webauthn")


def listing_page(people, client):
    return ListingFactory(
        team=people.team, recruiting=True, published_at=timezone.now()
    ).get_absolute_url()


PAGES = [
    page_of_statistics, team_page, page_of_member, page_of_members, page_of_invites,
    page_of_characters, page_of_code, page_of_player, page_of_handles, page_of_blocks,
    page_of_sessions, page_of_connections, page_of_passkeys, listing_page,
]  # fmt: skip


@pytest.mark.parametrize("prepare", PAGES)
def test_page_shows_the_date_that_it_is_for_its_reader(
    alice, people, client, night, prepare
):
    _zone, days, here, st = night

    response = client.get(prepare(people, client))

    exact = rf"(\d+) \w+ 202\d, {here} · (\d+) \w+, {st} ST"
    dates = [
        (int(mine), int(its)) for mine, its in re.findall(exact, html_of(response))
    ]
    assert dates, (response.status_code, words_in(response))
    assert {mine - its for mine, its in dates} == {days}
    # No date stands there that is today's only in ST.
    words = re.sub(exact, "", words_in(response))
    assert re.findall(r"\b15 Dec", words) == []


def test_views_name_the_zone_of_their_days(alice, people, client):
    listing = ListingFactory(team=people.team, recruiting=True)
    DayViews.objects.create(listing=listing, day=timezone.now().date(), views=3)

    words = words_in(client.get(reverse("listings:statistics")))

    assert "in 30 days of server time (ST), most on 15 Dec: 3" in words


def test_end_of_a_suspension_is_told_in_the_readers_zone(people, client, night):
    zone, _days, here, st = night
    people.sid.time_zone = zone
    people.sid.suspended_until = timezone.now() + timedelta(days=1)
    people.sid.save()
    log_in(client, people.sid)

    told = words_in(client.post(reverse("accounts:handle"), {"handle": "sidney"}))

    assert re.search(rf"until 1\d December 2026, {here} · 16 December, {st} ST", told)


def test_admin_is_in_server_time_and_says_so(night, admin_client, admin_user):
    admin_user.time_zone = night[0]
    admin_user.save()

    page = words_in(admin_client.get("/admin/accounts/user/"))

    assert "Times in server time (ST)" in page
    assert "15 Dec" in page


def test_mail_about_an_account_is_in_its_owners_zone(people, night, mailoutbox):
    zone, _days, here, st = night
    people.dana.time_zone = zone
    people.dana.save()
    request = RequestFactory().get("/")
    request.user = people.alice  # somebody else, as where a moderator does it

    with request_context(request), timezone.override("Europe/Paris"):
        adapter = get_adapter(request)
        adapter.send_notification_mail("account/email/password_changed", people.dana)

    text = " ".join(mailoutbox[0].body.split())
    assert re.search(
        rf"It was done on 1\d December 2026, {here} · 15 December, {st} ST", text
    )


def test_invitation_by_mail_is_in_the_zone_of_who_is_invited(people, night):
    zone, _days, here, st = night
    people.dana.time_zone = zone
    people.dana.save()

    with timezone.override("Europe/Paris"):
        invite_player(
            people.team, by=people.alice, player=people.dana, kind=MemberKind.PERMANENT
        )

    text = " ".join(Mail.objects.get().text.split())
    assert re.search(rf"open until \d+ \w+ 202\d, {here} · \d+ \w+, {st} ST\.", text)


@pytest.mark.usefixtures("night")
def test_news_keep_their_moments_as_data(people):
    listing = ListingFactory(team=people.team, recruiting=True, title="Healer wanted")
    Listing.objects.update(expires_at=timezone.now() + timedelta(days=2))
    until = timezone.now() + timedelta(days=2)
    ProfileFactory(user=people.dana, seeking=True, seeking_until=until)

    warn_expiring()
    warn_seeking()

    told = {each.kind: each for each in Notification.objects.all()}
    for kind, name in (
        ("listings.expiring", "expires_at"),
        ("accounts.seeking_ends_soon", "until"),
    ):
        assert datetime.fromisoformat(told[kind].data[name]) == until
        assert re.findall(r"\d", told[kind].title) == []
    assert listing.title in told["listings.expiring"].title


WRITTEN = re.compile(
    r"\{[{%][^}]*?(\S+)\|(?:date|time|naturaltime|timesince|timeuntil)\b"
)
KEPT = re.compile(r"\{% kept.*?%\}(.*?)\{% endkept %\}", re.DOTALL)


def test_moments_are_written_by_the_tags_that_name_the_zone():
    """What else is written is a date alone, of a calendar that is named beside it."""
    found = {
        word.rpartition("=")[2]
        for file in (settings.BASE_DIR / "templates").rglob("*.*")
        for word in WRITTEN.findall(file.read_text())
    }

    assert found == {"listing.starts_on", "views.best.0", "views.days.0.0", "day", "at"}


def test_nothing_that_is_kept_for_everybody_shows_a_time():
    for file in (settings.BASE_DIR / "templates").rglob("*.html"):
        for part in KEPT.findall(file.read_text()):
            assert (
                re.findall(r"\{% (?:day|ago) |\|(?:exact|date|clock_in)\b", part) == []
            )
