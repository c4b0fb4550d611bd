"""What the factories promise: whole listings that the board, search and admin accept."""

import pytest
from django.db import connection

from listings.actions.states import lacking
from listings.enums import Kind, State
from listings.models import Listing
from listings.tests.factories import ListingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", [*State.values])
@pytest.mark.parametrize("kind", [*Kind.values])
def test_factory_makes_a_whole_listing_in_each_state(state, kind):
    listing = ListingFactory(**{state: True}, substitute=kind == Kind.SUBSTITUTE)

    stored = Listing.objects.get(pk=listing.pk)
    slots = 8 if kind == Kind.PERMANENT else 2
    assert (stored.state, stored.kind) == (state, kind)
    assert stored.slots.count() == slots
    assert stored.open_slots == (0 if state == State.FILLED else slots)
    assert stored.facets
    assert stored.words
    assert stored.week
    assert "1" in stored.week_bits
    assert stored.events.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_factory_makes_what_may_recruit():
    assert lacking(ListingFactory()) == []


def test_overdue_listing_is_off_the_board_before_the_sweep_ran():
    ListingFactory(overdue=True)
    fresh = ListingFactory(recruiting=True, open_at=[3])

    assert [*Listing.objects.recruiting()] == [fresh]
    assert fresh.open_slots == 1


def test_people_keep_their_parts(people):
    roles = dict(people.team.memberships.values_list("user__handle", "role"))

    assert roles == {"alice": "leader", "bob": "officer", "sid": "officer"}
    assert people.mo.is_staff
    assert not people.mo.is_superuser
    assert people.mo.has_perm("listings.change_listing")
    assert not people.mo.has_perm("listings.delete_listing")
