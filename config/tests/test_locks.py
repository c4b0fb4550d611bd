"""The watch over the order of locks sees what it is for."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from accounts.models import Team, User
from accounts.tests.factories import TeamFactory, UserFactory
from config.testing import locks
from listings.models import Listing
from listings.tests.factories import ListingFactory

# Inside a test's transaction, and in one of its own.
pytestmark = pytest.mark.parametrize(
    "listing",
    [
        pytest.param("inside", marks=pytest.mark.django_db),
        pytest.param("own", marks=pytest.mark.django_db(transaction=True)),
    ],
    indirect=True,
)


@pytest.fixture
def listing(request: pytest.FixtureRequest) -> Listing:
    return ListingFactory()


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What was complained of, by its first line."""
    found: list[str] = []
    yield found
    assert [each.partition("\n")[0] for each in locks.violations] == found
    locks.violations.clear()


def lock(row: object) -> None:
    rows = type(row)._default_manager.select_for_update(no_key=True)  # type: ignore[attr-defined]
    assert rows.get(pk=row.pk)  # type: ignore[attr-defined]


def test_whoever_locks_along_the_order_is_let_be(listing, complaints):
    user = UserFactory()

    with transaction.atomic():
        for row in (listing.team, user, listing, user, listing.team):
            lock(row)
    with transaction.atomic():
        lock(listing.team)


def test_team_locked_after_its_listing_is_complained_of(listing, complaints):
    with transaction.atomic():
        lock(listing)
        with transaction.atomic():
            lock(listing.team)

    complaints.append("accounts_team is locked after ['listings_listing']")


def test_lower_id_locked_after_a_higher_one_is_complained_of(listing, complaints):
    lower, higher = sorted([UserFactory(), UserFactory()], key=lambda user: user.pk)

    with transaction.atomic():
        lock(higher)
        lock(lower)

    complaints.append("accounts_user is locked after ['accounts_user']")


def test_several_locked_in_no_order_are_complained_of(listing, complaints):
    users = User.objects.filter(pk__in=[UserFactory().pk, UserFactory().pk])

    with transaction.atomic():
        assert len(users.order_by("pk").select_for_update(no_key=True)) == 2
    with transaction.atomic():
        assert len(users.select_for_update(no_key=True)) == 2

    complaints.append("rows of accounts_user are locked in any order")


def test_lock_given_back_is_forgotten(listing, complaints):
    with transaction.atomic():
        try:
            with transaction.atomic():
                lock(listing)
                raise LookupError
        except LookupError:
            lock(listing.team)


def test_update_that_waits_for_a_row_is_a_lock(listing, complaints):
    other = TeamFactory()

    with transaction.atomic():
        lock(listing)
        Listing.objects.filter(pk=listing.pk).update(title="Renamed")
        Team.objects.filter(pk=other.pk).update(about="Hi")

    complaints.append("accounts_team is locked after ['listings_listing']")
