"""Old rows, as a database may hold them that is brought up to date."""

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from accounts.models import FormerHandle, User
from accounts.tests.factories import UserFactory

pytestmark = pytest.mark.django_db

ALIKE = next(
    each
    for each in User._meta.constraints
    if each.name == "user_handle_looks_like_no_other"
)
THEN = datetime(2026, 1, 1, tzinfo=UTC)


def came(handle, *, day):
    return UserFactory(handle=handle, date_joined=THEN + timedelta(days=day))


def bring_up_to_date():
    """As the migration does it: the rows first, then the constraint on them."""
    step = import_module("accounts.migrations.0010_handles_that_differ")
    with connection.schema_editor(atomic=False) as editor:
        step.tell_apart(apps, editor)
        editor.add_constraint(User, ALIKE)


@pytest.fixture
def _before():
    """A database that lets two handles look alike."""
    with connection.schema_editor(atomic=False) as editor:
        editor.remove_constraint(User, ALIKE)


@pytest.mark.usefixtures("_before")
def test_of_handles_that_look_alike_the_oldest_stays():
    third = came("m_oss", day=3)
    first = came("Moss", day=1)
    second = came("m0ss", day=2)
    other = came("fern", day=4)

    bring_up_to_date()

    people = {each.pk: each.handle for each in User.objects.all()}
    assert people[first.pk] == "Moss"
    assert people[second.pk] == "m0ss-2"
    assert people[third.pk] == "m_oss-3"
    assert people[other.pk] == "fern"


@pytest.mark.usefixtures("_before")
def test_who_got_another_handle_is_found_by_the_one_before():
    first, second = came("Moss", day=1), came("m0ss", day=2)

    bring_up_to_date()

    assert User.objects.by_handle("moss") == (first, False)
    assert User.objects.by_handle("m0ss") == (second, True)
    first.full_clean(exclude=["password"])  # moderators may still save them


@pytest.mark.usefixtures("_before")
def test_number_that_is_or_was_somebodys_is_passed_over():
    came("Moss", day=1)
    FormerHandle.objects.create(user=came("m0ss-2", day=2), handle="moss3")
    late = came("m0ss", day=3)

    bring_up_to_date()

    late.refresh_from_db()
    assert late.handle == "m0ss-4"


@pytest.mark.usefixtures("_before")
def test_longest_handles_stay_short_enough():
    came("m" + "o" * 29, day=1)
    late = came("m" + "0" * 29, day=2)

    bring_up_to_date()

    late.refresh_from_db()
    assert late.handle == "m" + "0" * 27 + "-2"
    assert FormerHandle.objects.get(user=late).handle == "m" + "0" * 29


@pytest.mark.usefixtures("_before")
def test_former_handle_that_leads_elsewhere_already_goes_on_doing_so():
    first = came("Moss", day=1)
    late = came("m0ss", day=2)
    FormerHandle.objects.create(user=first, handle="M0ss")

    bring_up_to_date()

    late.refresh_from_db()
    assert late.handle == "m0ss-2"
    assert FormerHandle.objects.get().user == first
