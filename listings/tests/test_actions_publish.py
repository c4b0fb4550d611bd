"""Publishing, its completeness, expiry by the clock, the warning, and renewing."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions import archive_team
from listings import actions
from listings.enums import LIFETIME, State
from listings.exceptions import AlreadyRecruitingError, ListingIncompleteError
from listings.models import Listing
from listings.tests.factories import ListingFactory
from messaging.models import Notification

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SECOND = timedelta(seconds=1)


def told(kind, user):
    return Notification.objects.filter(kind=f"listings.{kind}", recipient=user).count()


def test_published_listing_is_on_the_board_for_fourteen_days(people):
    listing = ListingFactory(team=people.team)
    with time_machine.travel(timezone.now(), tick=False):
        actions.publish(listing, by=people.alice)
        published = timezone.now()

    assert [*Listing.objects.recruiting()] == [listing]
    stored = Listing.objects.get(pk=listing.pk)
    assert (stored.published_at, stored.renewed_at) == (published, published)
    assert stored.expires_at == published + LIFETIME
    with time_machine.travel(published + LIFETIME - SECOND, tick=False):
        assert Listing.objects.recruiting().exists()
        assert not stored.is_overdue


def test_listing_is_off_the_board_by_the_clock_before_the_sweep(people):
    listing = ListingFactory(team=people.team)
    actions.publish(listing, by=people.alice)
    listing.refresh_from_db()

    with time_machine.travel(listing.expires_at, tick=False):
        assert not Listing.objects.recruiting().exists()
        assert [*Listing.objects.overdue()] == [listing]
        assert (listing.state, listing.shown_state) == ("recruiting", "expired")


@pytest.mark.parametrize(
    ("parts", "lacks"),
    [
        ({"title": "  "}, ["a title"]),
        ({"goal": False}, ["a goal"]),
        ({"schedule": []}, ["a schedule"]),
        ({"open_at": ()}, ["an open slot"]),
        ({"open_at": False}, ["an open slot"]),
        (
            {"title": "", "goal": False, "schedule": [], "open_at": ()},
            ["a title", "a goal", "a schedule", "an open slot"],
        ),
    ],
)
def test_incomplete_listing_is_told_what_it_lacks(people, parts, lacks):
    listing = ListingFactory(team=people.team, **parts)

    with pytest.raises(ListingIncompleteError) as refused:
        actions.publish(listing, by=people.alice)

    assert [str(lack) for lack in refused.value.lacks] == lacks
    assert Listing.objects.get(pk=listing.pk).state == State.PRIVATE


def test_second_permanent_listing_waits_but_a_substitute_does_not(people):
    ListingFactory(team=people.team, recruiting=True)
    permanent = ListingFactory(team=people.team)
    substitute = ListingFactory(team=people.team, substitute=True)

    with pytest.raises(AlreadyRecruitingError):
        actions.publish(permanent, by=people.alice)
    actions.publish(substitute, by=people.alice)

    assert Listing.objects.recruiting().filter(team=people.team).count() == 2


def test_publishing_first_ends_what_the_clock_ended_already(people):
    old = ListingFactory(team=people.team, overdue=True)
    new = ListingFactory(team=people.team)

    actions.publish(new, by=people.alice)

    old.refresh_from_db()
    assert old.state == State.EXPIRED
    assert [e.verb for e in old.events.all()] == ["expired"]
    assert told("expired", people.bob) == 1


def test_listing_written_in_winter_is_found_at_its_summer_hours(people):
    with time_machine.travel("2026-01-15T12:00Z", tick=False):
        listing = ListingFactory(team=people.team, schedule=[[1, 1200, 60]])
        assert listing.week == [(1440 + 19 * 60, 1440 + 20 * 60)]
    with time_machine.travel("2026-07-15T12:00Z", tick=False):
        actions.publish(listing, by=people.alice)

    stored = Listing.objects.get(pk=listing.pk)
    assert stored.week == [(1440 + 18 * 60, 1440 + 19 * 60)]


def test_sweep_writes_the_end_down_and_tells_the_team_once(people):
    listing = ListingFactory(team=people.team, overdue=True)

    assert actions.sweep() == {"expired": 1, "warned": 0}
    assert actions.sweep() == {"expired": 0, "warned": 0}

    listing.refresh_from_db()
    events = [(e.actor, e.verb, e.before, e.after) for e in listing.events.all()]
    assert listing.state == State.EXPIRED
    assert events == [(None, "expired", "recruiting", "expired")]
    assert [told("expired", u) for u in (people.alice, people.bob)] == [1, 1]
    assert [told("expired", u) for u in (people.dana, people.eve)] == [0, 0]


def test_team_is_warned_three_days_before_once_for_each_end(people):
    listing = ListingFactory(team=people.team)
    actions.publish(listing, by=people.alice)
    listing.refresh_from_db()

    with time_machine.travel(listing.expires_at - timedelta(days=3, seconds=1)):
        assert actions.warn_expiring() == 0
    with time_machine.travel(listing.expires_at - timedelta(days=3)):
        assert actions.warn_expiring() == 1
        assert actions.warn_expiring() == 0
        actions.renew(listing, by=people.bob)
        assert actions.warn_expiring() == 0
    assert told("expiring", people.alice) == 1
    listing.refresh_from_db()
    with time_machine.travel(listing.expires_at - timedelta(days=1)):
        assert actions.warn_expiring() == 1
    assert told("expiring", people.alice) == 2


def test_nobody_is_warned_of_what_is_hidden_or_over(people):
    soon = timezone.now() + timedelta(days=1)
    for number, trait in enumerate(("hidden", "expired", "filled", "closed")):
        team = people.team if number else people.rivals
        recruits = {"recruiting": True} if trait == "hidden" else {}
        listing = ListingFactory(team=team, **{trait: True}, **recruits)
        Listing.objects.filter(pk=listing.pk).update(expires_at=soon)

    assert actions.warn_expiring() == 0


def test_renewing_counts_fourteen_days_from_now(people):
    listing = ListingFactory(team=people.team, recruiting=True)
    later = timezone.now() + timedelta(days=10)

    with time_machine.travel(later, tick=False):
        actions.renew(listing, by=people.bob)

    stored = Listing.objects.get(pk=listing.pk)
    assert (stored.renewed_at, stored.expires_at) == (later, later + LIFETIME)
    assert stored.published_at == listing.published_at
    assert [e.verb for e in stored.events.all()] == ["renewed"]


@pytest.mark.parametrize("trait", ["expired", "overdue"])
def test_expired_listing_recruits_again_when_renewed_and_nobody_is_alarmed(
    people, trait
):
    listing = ListingFactory(team=people.team, **{trait: True})

    actions.renew(listing, by=people.alice)

    assert [*Listing.objects.recruiting()] == [listing]
    assert told("expired", people.alice) == 0


def test_expired_listing_stays_so_while_another_recruits(people):
    ListingFactory(team=people.team, recruiting=True)
    expired = ListingFactory(team=people.team, expired=True)

    with pytest.raises(AlreadyRecruitingError):
        actions.renew(expired, by=people.alice)
    assert Listing.objects.get(pk=expired.pk).state == State.EXPIRED


def test_listings_close_with_their_team(people):
    listings = [
        ListingFactory(team=people.team, **{state: True}) for state in State.values
    ]
    untouched = ListingFactory(team=people.rivals, recruiting=True)

    archive_team(people.team, by=people.alice)

    states = {each.state for each in people.team.listings.all()}
    assert states == {State.CLOSED}
    assert Listing.objects.get(pk=untouched.pk).state == State.RECRUITING
    verbs = [[e.verb for e in each.events.all()] for each in listings]
    assert verbs == [["closed"]] * 4 + [[]]


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("state", State.values)
def test_strangers_see_what_was_published_and_the_team_all_of_its_own(
    people, state, hidden
):
    listing = ListingFactory(team=people.team, **{state: True}, hidden=hidden)

    seen = [
        listing in Listing.objects.visible_to(user)
        for user in (people.dana, people.eve, people.bob)
    ]
    public = state != "private" and not hidden
    assert seen == [public, public, True]


def test_hidden_listing_leaves_the_board_with_its_reason_and_comes_back(people):
    listing = ListingFactory(team=people.team, recruiting=True)

    actions.hide(listing, by=people.mo, reason="Sells carries.")
    actions.hide(listing, by=people.mo, reason="Twice.")
    hidden = Listing.objects.get(pk=listing.pk)
    assert (hidden.hidden_reason, hidden.state) == ("Sells carries.", "recruiting")
    assert not Listing.objects.recruiting().exists()
    assert told("hidden", people.alice) == 1

    actions.restore(listing, by=people.mo, reason="A joke.")
    actions.restore(listing, by=people.mo, reason="Twice.")
    assert [*Listing.objects.recruiting()] == [listing]
    events = [(e.actor, e.verb, e.note) for e in listing.events.all()]
    assert events == [
        (people.mo, "hidden", "Sells carries."),
        (people.mo, "restored", "A joke."),
    ]
