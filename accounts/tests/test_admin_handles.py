"""Handles at the desk of a superuser."""

import pytest
from django.urls import reverse

from accounts.actions.handles import change_handle
from accounts.models import User
from accounts.tests.factories import UserFactory
from accounts.tests.log_in import log_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def root(client):
    log_in(client, UserFactory(handle="root-of-all", superuser=True))
    return client


def give(root, user, handle):
    return root.post(
        reverse("admin:accounts_user_change", args=[user.pk]),
        {"handle": handle, "time_zone": "UTC", "is_active": "on"},
    )


def test_person_renamed_at_the_desk_is_still_found_by_the_old_name(root):
    moss = UserFactory(handle="moss")

    assert give(root, moss, "fern").status_code == 302

    assert User.objects.by_handle("fern") == (moss, False)
    assert User.objects.by_handle("moss") == (moss, True)
    # They may choose another one themselves at once.
    assert change_handle(User.objects.get(pk=moss.pk), "olive").handle == "olive"


@pytest.mark.parametrize("handle", ["fern", "moss", "M0SS", "F-ern"])
def test_handle_that_is_or_was_somebodys_is_refused_at_the_desk(root, handle):
    change_handle(UserFactory(handle="moss"), "fern")
    other = UserFactory(handle="olive")

    answer = give(root, other, handle)

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors
    assert User.objects.get(pk=other.pk).handle == "olive"
