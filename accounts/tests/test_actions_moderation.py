"""Suspending an account, and letting it write again."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from accounts.actions import suspend, unsuspend
from accounts.rules import is_suspended

pytestmark = pytest.mark.django_db


def test_suspended_account_is_suspended_until_the_end_and_no_longer(people):
    until = timezone.now() + timedelta(days=3)

    dana = suspend(people.dana, by=people.mo, until=until, reason="Sells carries.")

    assert is_suspended(dana)
    with time_machine.travel(until, tick=False):
        assert not is_suspended(dana)
    dana.refresh_from_db()
    assert (dana.suspended_until, dana.suspension_reason) == (until, "Sells carries.")


def test_suspension_is_lifted_at_once(people):
    sid = unsuspend(people.sid, by=people.mo, reason="Said sorry.")

    sid.refresh_from_db()
    assert not is_suspended(sid)
    assert sid.suspension_reason == ""


def test_both_are_logged_with_who_and_why(people):
    until = timezone.now() + timedelta(days=3)

    suspend(people.dana, by=people.mo, until=until, reason="Sells carries.")
    unsuspend(people.dana, by=people.mo, reason="Said sorry.")

    lifted, suspended = LogEntry.objects.filter(object_id=str(people.dana.pk))
    assert (lifted.user, suspended.user) == (people.mo, people.mo)
    assert lifted.get_change_message() == "Suspension lifted: Said sorry."
    assert suspended.get_change_message().endswith("ST: Sells carries.")


@pytest.mark.parametrize(("days", "reason"), [(-1, "Late."), (0, "Now."), (3, "  ")])
def test_suspension_needs_an_end_ahead_and_a_reason(people, days, reason):
    until = timezone.now() + timedelta(days=days)

    with pytest.raises(ValueError, match="reason"):
        suspend(people.dana, by=people.mo, until=until, reason=reason)
    people.dana.refresh_from_db()
    assert people.dana.suspended_until is None
    assert not LogEntry.objects.exists()
