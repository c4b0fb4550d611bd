"""Somebody's own listings on their pages, and invitations in the head of every page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Block, TeamInvite
from accounts.tests.factories import TeamInviteFactory
from config.testing.pages import forms_in, html_of, words_in
from listings.models import DayViews, Listing
from listings.tests.factories import ListingFactory

pytestmark = pytest.mark.django_db


def renewable(listing):
    ago = timezone.now() - timedelta(days=2)
    Listing.objects.filter(pk=listing.pk).update(renewed_at=ago)


def actions_in(page):
    return {form.action for form in forms_in(page) if form.method == "post"}


@pytest.mark.parametrize("address", ["/", "/teams/"])
def test_each_listing_shows_its_state_and_what_comes_next(client, people, address):
    old = ListingFactory(team=people.team, recruiting=True, title="Old one")
    renewable(old)
    fresh = ListingFactory(
        team=people.team, recruiting=True, substitute=True, title="Fresh one"
    )
    ListingFactory(team=people.team, title="Draft one")
    ListingFactory(team=people.team, closed=True, title="Closed one")
    paused = ListingFactory(team=people.team, title="Paused one")
    Listing.objects.filter(pk=paused.pk).update(published_at=timezone.now())
    DayViews.objects.create(listing=old, day=timezone.now().date(), views=7)
    client.force_login(people.alice)

    page = client.get(address)
    said = words_in(page)

    for words in ("Draft one", "Draft", "Paused one", "Paused", "Recruiting",
                  "7 views in 30 days", "Finish and publish", "Recruit again"):  # fmt: skip
        assert words in said, words
    assert "Closed one" not in said
    renewals = {each for each in actions_in(page) if each.endswith("/renewal/")}
    assert len(renewals) == 1
    assert client.post(renewals.pop()).status_code == 302
    assert Listing.objects.get(pk=old.pk).renewable_at is not None
    assert Listing.objects.get(pk=fresh.pk).renewed_at == fresh.renewed_at


@pytest.mark.parametrize("who", ["dana", "eve", "charlie"])
def test_others_see_nothing_of_it(client, people, who):
    ListingFactory(team=people.team, title="Draft one")
    client.force_login(getattr(people, who))

    assert "Draft one" not in words_in(client.get("/"))
    assert "Draft one" not in words_in(client.get("/teams/"))


def test_suspended_officer_sees_the_listings_and_no_buttons(client, people):
    ListingFactory(team=people.team, title="Draft one")
    client.force_login(people.sid)

    page = client.get("/teams/")

    assert "Draft one" in words_in(page)
    assert "/edit/" not in html_of(page)


@pytest.mark.parametrize("rows", [1, 12])
def test_they_cost_one_query(client, people, rows, django_assert_num_queries):
    client.force_login(people.alice)
    for _n in range(rows):
        ListingFactory(team=people.team)
    client.get("/teams/")

    with django_assert_num_queries(5):
        client.get("/teams/")


def test_waiting_invitation_stands_in_the_head_until_it_is_answered(client, people):
    TeamInviteFactory(team=people.team, invitee=people.dana, created_by=people.alice)
    invite = TeamInvite.objects.get(invitee=people.dana)
    client.force_login(people.dana)

    for address in ("/", "/listings/", "/settings/profile/", "/no-such-page/"):
        assert "1 invitation waiting" in words_in(client.get(address)), address
    client.post(f"/teams/invites/{invite.code}/refusal/")

    assert "invitation waiting" not in words_in(client.get("/"))


def test_only_live_invitations_of_whom_one_may_meet_are_counted(client, people):
    now = timezone.now()
    TeamInviteFactory(invitee=people.dana, expires_at=now - timedelta(days=1))
    TeamInviteFactory(invitee=people.dana, revoked_at=now)
    TeamInviteFactory(invitee=people.charlie)
    TeamInviteFactory(team=people.team, invitee=people.dana, created_by=people.bob)
    TeamInviteFactory(team=people.rivals, invitee=people.dana, created_by=people.eve)
    Block.objects.create(blocker=people.alice, blocked=people.dana)  # who leads it
    client.force_login(people.dana)

    assert "1 invitation waiting" in words_in(client.get("/listings/"))
    assert TeamInvite.objects.waiting_for(people.dana).count() == 1
    Block.objects.create(blocker=people.dana, blocked=people.eve)
    assert "invitation waiting" not in words_in(client.get("/listings/"))
