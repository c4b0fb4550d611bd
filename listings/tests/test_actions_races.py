"""Two at once, on real connections: one wins, the other learns it, nothing is lost."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import OperationalError
from django.utils import timezone

from accounts.actions import archive_team, create_team, edit_team
from accounts.actions.erasure import erase_account
from accounts.exceptions import TeamArchivedError
from accounts.models import Team
from accounts.tests.factories import (
    MembershipFactory,
    TeamFactory,
    UserFactory,
    world_id,
)
from accounts.tests.test_races_blocks import all_meanwhile
from config.lib.states import TransitionError
from config.lib.visits import note_visit
from config.testing.race import ROUNDS, race
from listings import actions
from listings.draft import GoalDraft
from listings.enums import LIFETIME, Kind, State
from listings.exceptions import (
    AlreadyRecruitingError,
    EditConflictError,
    SlotTakenError,
)
from listings.models import DayViews, Listing, Seat
from listings.tests.drafts import draft_of
from listings.tests.factories import ListingFactory, duty_id
from listings.tests.people import make_people
from messaging.models import Notification

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def kinds(results):
    return sorted(type(result).__name__ for result in results)


def another_team(people):
    """Alice leads it too, and Bob is her officer."""
    team = TeamFactory(leader=people.alice)
    MembershipFactory(team=team, user=people.bob, officer=True)
    return team


def state_of(listing):
    return Listing.objects.values_list("state", flat=True).get(pk=listing.pk)


def fill(slot, by):
    return actions.fill_slot(slot, by=by, job_id=slot.jobs[0])


def save(listing, draft, by):
    return actions.save_listing(listing, draft, by=by, version=listing.version)


def lasts(listing):
    return listing.expires_at - timezone.now()


def make_overdue(listing):
    long_ago = timezone.now() - LIFETIME - timedelta(hours=1)
    Listing.objects.filter(pk=listing.pk).update(
        renewed_at=long_ago, expires_at=long_ago + LIFETIME
    )


def test_two_permanent_listings_published_at_once_leave_one():
    people = make_people()
    for _round in range(ROUNDS):
        first = ListingFactory(team=people.team)
        second = ListingFactory(team=people.team)

        results = race(
            partial(actions.publish, first, by=people.alice),
            partial(actions.publish, second, by=people.bob),
        )

        assert kinds(results) == ["AlreadyRecruitingError", "Listing"]
        assert sorted([state_of(first), state_of(second)]) == ["private", "recruiting"]
        winner = next(r for r in results if not isinstance(r, AlreadyRecruitingError))
        actions.close(winner, by=people.alice)


def test_slot_filled_by_two_at_once_has_one_seat():
    people = make_people()
    for _round in range(ROUNDS):
        listing = ListingFactory(
            team=another_team(people), recruiting=True, open_at=[1, 2]
        )
        slot = listing.slots.get(position=1)

        results = race(*(partial(fill, slot, by) for by in (people.alice, people.bob)))

        assert kinds(results) == ["Seat", "SlotTakenError"]
        assert Seat.objects.held().filter(slot=slot).count() == 1
        assert any(isinstance(r, SlotTakenError) for r in results)


def test_last_two_slots_filled_at_once_fill_the_listing():
    people = make_people()
    for _round in range(ROUNDS):
        listing = ListingFactory(
            team=another_team(people), recruiting=True, open_at=[1, 2]
        )
        one, two = listing.slots.filter(position__in=(1, 2))

        results = race(
            partial(fill, one, people.alice),
            partial(fill, two, people.bob),
        )

        assert kinds(results) == ["Seat", "Seat"]
        assert state_of(listing) == State.FILLED
        assert Listing.objects.get(pk=listing.pk).open_slots == 0


def test_last_slot_filled_against_closing_ends_closed():
    people = make_people()
    for _round in range(ROUNDS):
        listing = ListingFactory(
            team=another_team(people), recruiting=True, open_at=[1]
        )
        slot = listing.slots.get(position=1)

        filled, closed = race(
            partial(fill, slot, people.bob),
            partial(actions.close, listing, by=people.alice),
        )

        assert isinstance(closed, Listing)
        assert isinstance(filled, Seat | TransitionError)
        assert state_of(listing) == State.CLOSED
        verbs = [*listing.events.values_list("verb", flat=True)]
        # Nobody sits down on a listing that was closed before.
        assert verbs == (
            ["filled", "closed"] if isinstance(filled, Seat) else ["closed"]
        )
        assert Seat.objects.filter(slot=slot).exists() == isinstance(filled, Seat)


def test_publishing_against_ending_the_team_leaves_nothing_recruiting():
    people = make_people()
    for _round in range(ROUNDS):
        team = TeamFactory(leader=people.alice)
        listing = ListingFactory(team=team)

        published, ended = race(
            partial(actions.publish, listing, by=people.alice),
            partial(archive_team, team, by=people.alice),
        )

        assert isinstance(ended, Team)
        assert isinstance(published, Listing | TeamArchivedError)
        assert state_of(listing) == State.CLOSED


def test_beginning_a_listing_against_ending_the_team_leaves_nothing_alive():
    people = make_people()
    for _round in range(ROUNDS):
        team = TeamFactory(leader=people.alice)

        begun, ended = race(
            partial(
                actions.draft_listing,
                team,
                by=people.alice,
                kind=Kind.PERMANENT,
                goal=GoalDraft(duty_id=duty_id("m12s")),
                size=8,
            ),
            partial(archive_team, team, by=people.alice),
        )

        assert isinstance(ended, Team)
        assert isinstance(begun, Listing | TeamArchivedError)
        alive = Listing.objects.filter(team=team).exclude(state=State.CLOSED)
        assert not alive.exists()


def test_two_officers_who_save_at_once_overwrite_nothing():
    people = make_people()
    listing = ListingFactory(team=people.team)
    for round_ in range(ROUNDS):
        listing.refresh_from_db()
        drafts = [draft_of(listing, title=f"{who} {round_}") for who in ("A", "B")]

        results = race(*(partial(save, listing, d, people.bob) for d in drafts))

        assert kinds(results) == ["EditConflictError", "Listing"]
        lost = next(
            d
            for d, r in zip(drafts, results, strict=True)
            if isinstance(r, EditConflictError)
        )
        kept = next(d for d in drafts if d is not lost)
        stored = Listing.objects.get(pk=listing.pk)
        assert stored.title == kept.fields["title"]
        assert stored.version == listing.version + 1


def test_seat_filled_while_an_officer_edits_is_not_taken_back():
    people = make_people()
    for _round in range(ROUNDS):
        listing = ListingFactory(team=people.team, open_at=[1, 2])
        slot = listing.slots.get(position=1)
        draft = draft_of(listing, title="Edited")

        filled, saved = race(
            partial(fill, slot, people.alice),
            partial(save, listing, draft, people.bob),
        )

        assert isinstance(filled, Seat)
        assert isinstance(saved, Listing | EditConflictError)
        assert Seat.objects.held().filter(pk=filled.pk).exists()


def test_renewing_against_the_sweep_ends_recruiting():
    people = make_people()
    for _round in range(ROUNDS):
        listing = ListingFactory(team=another_team(people), recruiting=True)
        make_overdue(listing)

        renewed, swept = race(
            partial(actions.renew, listing, by=people.alice), actions.sweep
        )

        assert isinstance(renewed, Listing)
        assert isinstance(swept, dict)
        stored = Listing.objects.get(pk=listing.pk)
        assert stored.state == State.RECRUITING
        assert lasts(stored) > timedelta(days=13)


def test_warning_against_renewing_leaves_the_new_end_unwarned():
    people = make_people()
    for _round in range(ROUNDS):
        listing = ListingFactory(team=another_team(people), recruiting=True)
        soon = timezone.now() + timedelta(days=1)
        Listing.objects.filter(pk=listing.pk).update(
            expires_at=soon, renewed_at=soon - LIFETIME
        )

        race(actions.warn_expiring, partial(actions.renew, listing, by=people.bob))

        stored = Listing.objects.get(pk=listing.pk)
        assert stored.warned_at is None
        assert lasts(stored) > timedelta(days=13)


def test_two_sweeps_at_once_tell_once():
    people = make_people()
    for _round in range(ROUNDS):
        listing = ListingFactory(team=people.team, recruiting=True)
        make_overdue(listing)

        results = race(actions.expire_overdue, actions.expire_overdue)

        assert sum(results) == 1
        assert listing.events.filter(verb="expired").count() == 1
        told = Notification.objects.filter(url__contains=listing.get_absolute_url())
        assert told.filter(recipient=people.alice).count() == 1


def test_seat_given_up_against_publishing_another_leaves_one_recruiting():
    people = make_people()
    for _round in range(ROUNDS):
        filled = ListingFactory(team=people.team, filled=True)
        other = ListingFactory(team=people.team)
        seat = filled.seats.first()

        vacated, published = race(
            partial(actions.vacate_seat, seat, by=people.alice),
            partial(actions.publish, other, by=people.bob),
        )

        assert isinstance(vacated, Seat)
        assert isinstance(published, Listing | AlreadyRecruitingError)
        states = (state_of(filled), state_of(other))
        assert states in {("private", "recruiting"), ("recruiting", "private")}
        for listing in (filled, other):
            actions.close(listing, by=people.alice)


def test_all_verbs_at_once_never_wait_for_each_other_in_a_ring():
    people = make_people()
    for _round in range(ROUNDS):
        first = ListingFactory(team=people.team, recruiting=True, open_at=[1, 2])
        second = ListingFactory(team=people.team, filled=True)
        third = ListingFactory(team=people.team, substitute=True, overdue=True)
        seat, slot = second.seats.first(), first.slots.get(position=1)

        results = race(
            partial(fill, slot, people.bob),
            partial(actions.vacate_seat, seat, by=people.alice),
            partial(actions.renew, third, by=people.alice),
            partial(
                edit_team,
                people.team,
                by=people.alice,
                name=f"Renamed {_round}",
                world_id=world_id("odin"),
                about="",
            ),
            partial(save, first, draft_of(first, title="Edited"), people.bob),
            actions.sweep,
        )

        assert not [r for r in results if isinstance(r, OperationalError)], results
        assert {type(r) for r in results if isinstance(r, Exception)} <= {
            EditConflictError
        }
        for listing in (first, second, third):
            actions.close(listing, by=people.alice)


def test_teams_of_one_name_founded_at_once_have_two_addresses():
    users = [UserFactory(), UserFactory()]
    for round_ in range(ROUNDS):
        results = race(
            *(
                partial(
                    create_team, by=u, name=f"Twin {round_}", world_id=world_id("odin")
                )
                for u in users
            )
        )

        assert kinds(results) == ["Team", "Team"]
        assert len({team.slug for team in results}) == 2


def test_views_are_kept_while_a_reader_of_both_erases_their_account():
    """Three rows, so that each of two would hold what the other one waits for."""
    people = make_people()
    member = MembershipFactory(team=people.team, user=people.dana)
    first = ListingFactory(team=people.team, filled=True)
    first.seats.filter(slot__position=1).update(membership=member)
    last = ListingFactory()
    today = timezone.now().date()
    for name in (
        f"listing:{first.pk}",
        f"listing:{last.pk}",
        f"player:{member.user_id}",
    ):
        note_visit(name, "a", today)

    kept, erased = all_meanwhile(
        lambda: Listing.objects.select_for_update(no_key=True).get(pk=last.pk),
        actions.keep_views,
        lambda: erase_account(people.dana),
    )

    assert kept == 3
    assert erased.erased_at is not None
    assert not DayViews.objects.filter(player=people.dana).exists()
    assert Listing.objects.get(pk=first.pk).state == State.RECRUITING
