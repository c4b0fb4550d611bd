"""Handles: which look alike, and who may take which."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.actions.handles import change_handle
from accounts.enums import HANDLE_CHANGES_EVERY
from accounts.exceptions import HandleTakenError, HandleTooSoonError
from accounts.models import FormerHandle, User
from accounts.models.handle import skeleton
from accounts.signals import profile_changed
from accounts.tests.factories import UserFactory
from accounts.tests.refusals import refused_by

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ALIKE = [
    ("Moss-Lantern", "moss_lantern"),
    ("Moss-Lantern", "MossLantern"),
    ("ill", "1l1"),
    ("Otto", "0tt0"),
    ("corner", "comer"),
    ("vvyn", "wyn"),
    ("r-n-tail", "m_tail"),
]


@pytest.fixture
def moss():
    return UserFactory(handle="moss")


def later(user, **age):
    User.objects.filter(pk=user.pk).update(
        handle_changed_at=timezone.now() - timedelta(**age)
    )


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_handles_that_look_alike_belong_to_one_person(one, other):
    UserFactory(handle=one)

    refused_by(
        "user_handle_looks_like_no_other",
        lambda: UserFactory(handle=other, email="other@example.com"),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("moss", "mass"),
        ("tail-2", "tail-3"),
        ("raider-12", "raider-21"),
        ("vex", "wex"),
    ],
)
def test_handles_that_differ_are_two(one, other):
    UserFactory(handle=one)

    assert UserFactory(handle=other).handle == other


@given(st.from_regex(r"[A-Za-z0-9][A-Za-z0-9_-]{1,29}", fullmatch=True))
def test_database_draws_the_same_shape_as_the_code(handle):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT replace(replace(translate(lower(%s), '01i_-', 'oll'),"
            " 'rn', 'm'), 'vv', 'w')",
            [handle],
        )
        assert cursor.fetchone()[0] == skeleton(handle)


def test_old_handle_leads_to_the_new_one(moss):
    change_handle(moss, "fern")

    assert User.objects.by_handle("FERN") == (moss, False)
    assert User.objects.by_handle("Moss") == (moss, True)
    assert User.objects.by_handle("moss\0") is None
    assert User.objects.by_handle("мoss") is None
    assert User.objects.by_handle("nobody") is None


def test_change_is_told(moss):
    told = []

    def listen(user_id, **_):
        told.append(user_id)

    profile_changed.connect(listen)
    change_handle(moss, "fern")
    change_handle(User.objects.get(pk=moss.pk), "fern")  # is called that already
    profile_changed.disconnect(listen)

    assert told == [moss.pk]


def test_nobody_else_takes_a_handle_that_somebody_had(moss):
    change_handle(moss, "fern")
    other = UserFactory(handle="olive")

    for handle in ("moss", "MOSS", "m0ss", "fern", "m-o-s-s"):
        with pytest.raises(HandleTakenError):
            change_handle(other, handle)

    other.refresh_from_db()
    assert (other.handle, other.handle_changed_at) == ("olive", None)
    assert not FormerHandle.objects.filter(user=other).exists()


def test_own_former_handle_is_taken_back(moss):
    change_handle(moss, "fern")
    later(moss, days=8)

    change_handle(moss, "moss")

    assert User.objects.by_handle("moss") == (moss, False)
    assert User.objects.by_handle("fern") == (moss, True)
    assert [row.handle for row in FormerHandle.objects.all()] == ["fern"]


def test_own_handle_is_written_in_other_letters(moss):
    change_handle(moss, "Moss")
    assert not FormerHandle.objects.exists()
    later(moss, days=8)

    change_handle(moss, "M0SS")
    later(moss, days=8)
    change_handle(moss, "mo-ss")

    assert User.objects.by_handle("moss") == (moss, True)
    assert User.objects.by_handle("m0ss") == (moss, True)
    assert User.objects.by_handle("Mo-sS") == (moss, False)


def test_handle_changes_once_in_a_week(moss):
    change_handle(moss, "fern")

    with pytest.raises(HandleTooSoonError) as refused:
        change_handle(moss, "olive")

    moss.refresh_from_db()
    assert refused.value.allowed_at == moss.handle_changed_at + HANDLE_CHANGES_EVERY
    later(moss, days=6, hours=23)
    with pytest.raises(HandleTooSoonError):
        change_handle(moss, "olive")
    later(moss, days=7)
    assert change_handle(moss, "olive").handle == "olive"
