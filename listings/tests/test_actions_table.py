"""The state machine of a listing: every pair of states, by hand and through the verbs."""

from itertools import product

import pytest
from django.utils import timezone

from config.lib.states import TransitionError
from listings import actions
from listings.enums import LIFETIME, MOVES, State
from listings.models import Listing
from listings.tests.factories import ListingFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

# As the product says it, not as the code does.
ALLOWED = {
    ("private", "recruiting"),
    ("private", "closed"),
    ("recruiting", "private"),
    ("recruiting", "filled"),
    ("recruiting", "expired"),
    ("recruiting", "closed"),
    ("filled", "recruiting"),
    ("filled", "private"),
    ("filled", "closed"),
    ("expired", "recruiting"),
    ("expired", "private"),
    ("expired", "closed"),
}
PAIRS = [*product(State.values, State.values)]
VERBS = {
    "publish": ("recruiting", {"private", "filled", "expired"}),
    "pause": ("private", {"recruiting", "filled", "expired"}),
    "close": ("closed", {"private", "recruiting", "filled", "expired"}),
    "renew": ("recruiting", {"recruiting", "expired"}),
}
DONE = {
    "publish": "published",
    "pause": "paused",
    "close": "closed",
    "renew": "renewed",
}


def needed(target):
    """What a row in that state must hold besides."""
    now = timezone.now()
    stamps = {"renewed_at": now, "published_at": now, "expires_at": now + LIFETIME}
    return {"recruiting": stamps, "closed": {"closed_at": now}}.get(target, {})


def row(listing):
    return Listing.objects.filter(pk=listing.pk).values().get()


def listing_in(state, **parts):
    trait = "renewable" if state == State.RECRUITING else state
    return ListingFactory(**{trait: True}, open_at=[3], **parts)


def test_table_of_moves_is_the_products():
    assert {(a, b) for a, targets in MOVES.items() for b in targets} == ALLOWED
    assert set(MOVES) == set(State.values)


@pytest.mark.parametrize(("before", "after"), PAIRS)
def test_row_moves_only_along_the_table(before, after):
    listing = listing_in(before)
    kept = row(listing)

    if (before, after) in ALLOWED:
        assert Listing.objects.move(listing, after, **needed(after)) == before
        assert row(listing)["state"] == after == listing.state
    else:
        with pytest.raises(TransitionError) as refused:
            Listing.objects.move(listing, after, **needed(after))
        assert row(listing) == kept
        assert refused.value.allowed == {b for a, b in ALLOWED if a == before}


@pytest.mark.parametrize(("before", "after"), sorted(ALLOWED))
def test_row_that_moved_meanwhile_does_not_move_again(before, after):
    stale = listing_in(before)
    Listing.objects.filter(pk=stale.pk).update(
        state="closed" if before != "closed" else "private", closed_at=timezone.now()
    )
    kept = row(stale)

    with pytest.raises(TransitionError):
        Listing.objects.move(stale, after, **needed(after))
    assert row(stale) == kept


@pytest.mark.parametrize(("verb", "before"), [*product(VERBS, State.values)])
def test_verb_moves_and_leaves_a_history_row_or_changes_nothing(people, verb, before):
    listing = listing_in(before, team=people.team)
    kept = row(listing)
    target, allowed_from = VERBS[verb]

    if before in allowed_from:
        getattr(actions, verb)(listing, by=people.alice)
        events = listing.events.values_list("actor", "verb", "before", "after")
        moved = ("", "") if before == target else (before, target)
        assert [*events] == [(people.alice.pk, DONE[verb], *moved)]
        assert row(listing)["state"] == target
        assert row(listing)["card_version"] > kept["card_version"]
    else:
        with pytest.raises(TransitionError):
            getattr(actions, verb)(listing, by=people.alice)
        assert row(listing) == kept
        assert not listing.events.exists()


@pytest.mark.parametrize("before", State.values)
def test_last_slot_fills_only_what_recruits(people, before):
    listing = listing_in(before, team=people.team)
    slot = listing.slots.get(position=3)

    if before == "closed":
        with pytest.raises(TransitionError):
            actions.fill_slot(slot, by=people.alice, job_id=slot.jobs[0])
        assert slot.seats.count() == 0
        return
    actions.fill_slot(slot, by=people.alice, job_id=slot.jobs[0])
    listing.refresh_from_db()
    assert listing.state == ("filled" if before == "recruiting" else before)
    assert listing.open_slots == 0


@pytest.mark.parametrize("before", State.values)
def test_sweep_ends_only_what_recruits(before):
    listing = listing_in(before)
    long_ago = timezone.now() - 2 * LIFETIME
    Listing.objects.filter(pk=listing.pk).update(
        published_at=long_ago, renewed_at=long_ago, expires_at=long_ago + LIFETIME
    )

    swept = actions.sweep()

    listing.refresh_from_db()
    assert swept == {"expired": int(before == "recruiting"), "warned": 0}
    assert listing.state == ("expired" if before == "recruiting" else before)
