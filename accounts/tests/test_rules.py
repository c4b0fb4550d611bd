"""Who may do what with teams, and who is seen."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from accounts.enums import Visibility
from accounts.models import Membership, Profile
from accounts.rules import acting, can_lead, can_manage, is_suspended
from accounts.tests.factories import ProfileFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.mark.parametrize(
    ("who", "manages", "leads"),
    [
        ("alice", True, True),
        ("bob", True, False),
        ("charlie", False, False),
        ("eve", False, False),
    ],
)
def test_team_is_managed_by_leader_and_officers_and_led_by_one(
    people, who, manages, leads
):
    member = Membership.objects.of(getattr(people, who), people.team.pk)

    assert (can_manage(member), can_lead(member)) == (manages, leads)


def test_plain_member_and_visitor_manage_nothing(people):
    Membership.objects.filter(user=people.bob).update(role="member")

    assert not can_manage(Membership.objects.of(people.bob, people.team.pk))
    assert Membership.objects.of(AnonymousUser(), people.team.pk) is None


def test_who_left_manages_no_more(people):
    Membership.objects.filter(user=people.bob).update(until=timezone.now())

    assert Membership.objects.of(people.bob, people.team.pk) is None


def test_suspended_member_acts_in_no_team_and_a_visitor_in_none(people):
    bob, sid = (
        Membership.objects.of(u, people.team.pk) for u in (people.bob, people.sid)
    )

    assert acting(people.bob, bob) == bob
    assert acting(people.sid, sid) is None
    assert acting(people.dana, None) is None
    assert acting(AnonymousUser(), bob) is None


def test_only_a_suspension_that_lasts_counts(people):
    assert [is_suspended(p) for p in (people.sid, people.dana)] == [True, False]


@pytest.mark.parametrize(
    ("visibility", "visitor", "member"),
    [
        (Visibility.PUBLIC, True, True),
        (Visibility.MEMBERS, False, True),
        (Visibility.HIDDEN, False, False),
    ],
)
def test_profile_is_seen_by_whom_its_owner_says(people, visibility, visitor, member):
    ProfileFactory(user=people.charlie, visibility=visibility)

    seen = [
        Profile.objects.visible_to(user).exists()
        for user in (AnonymousUser(), people.dana)
    ]
    assert seen == [visitor, member]


def test_who_seeks_is_found_until_it_ends():
    for days in (-1, 1):
        ProfileFactory(seeking_until=timezone.now() + timedelta(days=days))
    ProfileFactory()

    assert Profile.objects.seeking().count() == 1
