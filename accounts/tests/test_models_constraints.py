"""What the database itself refuses of people and teams."""

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from accounts.enums import RESERVED
from accounts.models import Membership, Profile, Team, TeamEvent, TeamInvite, User
from accounts.tests.factories import (
    MembershipFactory,
    ProfileFactory,
    TeamFactory,
    TeamInviteFactory,
    UserFactory,
    world_id,
)
from accounts.tests.refusals import end_of_transaction, refused_by

pytestmark = pytest.mark.django_db


def leader_of(team):
    return Membership.objects.filter(team=team, role="leader")


def test_team_founded_without_a_leader_is_refused():
    refused_by(
        "team_has_a_leader",
        lambda: Team.objects.create(name="N", slug="n-n", world_id=world_id("odin")),
    )


@pytest.mark.parametrize(
    "change", [{"role": "member"}, {"until": timezone.now()}, {"team": None}]
)
def test_team_cannot_lose_its_leader(change):
    team = TeamFactory()
    if "team" in change:
        # Handed to a team that has ended, which needs no leader of its own.
        change = {"team": TeamFactory(archived=True)}

    refused_by("team_has_a_leader", lambda: leader_of(team).update(**change))


def test_leader_cannot_be_deleted():
    team = TeamFactory()

    refused_by("team_has_a_leader", leader_of(team).delete)


def test_second_leader_is_refused():
    team = TeamFactory()

    refused_by(
        "membership_team_has_one_leader",
        lambda: MembershipFactory(team=team, role="leader"),
    )


def test_lead_is_handed_over_in_one_transaction():
    team = TeamFactory()
    heir = MembershipFactory(team=team)

    end_of_transaction()
    leader_of(team).update(role="member")
    Membership.objects.filter(pk=heir.pk).update(role="leader")
    end_of_transaction()

    assert leader_of(team).get() == heir


def test_team_that_ended_needs_no_leader_but_comes_back_only_with_one():
    team = TeamFactory(archived=True)

    refused_by(
        "team_has_a_leader",
        lambda: Team.objects.filter(pk=team.pk).update(archived_at=None),
    )


def test_member_belongs_once_and_may_come_back():
    first = MembershipFactory()

    refused_by(
        "membership_is_single",
        lambda: MembershipFactory(team=first.team, user=first.user),
    )
    Membership.objects.filter(pk=first.pk).update(until=timezone.now())
    assert MembershipFactory(team=first.team, user=first.user).until is None


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("membership_role_is_known", {"role": "king"}),
        ("membership_kind_is_known", {"kind": "ghost"}),
    ],
)
def test_member_is_of_a_known_role_and_kind(name, fields):
    member = MembershipFactory()

    refused_by(name, lambda: Membership.objects.filter(pk=member.pk).update(**fields))


def test_team_has_a_name():
    team = TeamFactory()

    refused_by(
        "team_has_a_name", lambda: Team.objects.filter(pk=team.pk).update(name="")
    )


def test_profile_is_of_a_known_visibility():
    profile = ProfileFactory()

    refused_by(
        "profile_visibility_is_known",
        lambda: Profile.objects.filter(pk=profile.pk).update(visibility="x"),
    )


def test_handle_is_single_whatever_its_case():
    UserFactory(handle="Ashgrove")

    refused_by(
        "user_handle_is_unique",
        lambda: UserFactory(handle="ashGROVE", email="other@example.com"),
    )


@pytest.mark.parametrize("handle", ["a", "-ab", "a b", "été", "a" * 30 + "b", "a/b"])
def test_handle_that_breaks_an_address_is_refused(handle):
    user = UserFactory()

    user.handle = handle
    with pytest.raises(ValidationError) as refused:
        user.clean_fields()
    assert set(refused.value.message_dict) == {"handle"}
    if len(handle) <= 30:
        refused_by(
            "user_handle_is_well_formed",
            lambda: User.objects.filter(pk=user.pk).update(handle=handle),
        )


@pytest.mark.parametrize("handle", [*sorted(RESERVED), "Admin"])
def test_handle_that_would_pass_for_ours_is_refused(handle):
    with pytest.raises(ValidationError) as refused:
        User(email="x@example.com", handle=handle).clean_fields(exclude=["password"])

    assert set(refused.value.message_dict) == {"handle"}


def test_address_of_mail_is_kept_in_lower_case():
    user = User.objects.create_user(" Mixed@Example.COM ", "muster-demo")

    assert user.email == "mixed@example.com"
    assert User.objects.get_by_natural_key("MIXED@example.com") == user
    refused_by(
        "user_email_is_lower_case",
        lambda: User.objects.filter(pk=user.pk).update(email="X@example.com"),
    )


def test_person_who_chose_no_handle_has_one_that_tells_nothing():
    user = User.objects.create_user("new@example.com", "muster-demo")

    user.clean_fields()
    assert user.handle.startswith("player-")
    assert "new" not in user.handle


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"uses": 2}, "teaminvite_is_not_overused"),
        ({"kind": "guest"}, "teaminvite_kind_is_known"),
    ],
)
def test_invitation_keeps_its_limits(change, name):
    invite = TeamInviteFactory()

    refused_by(name, lambda: TeamInvite.objects.filter(pk=invite.pk).update(**change))


def test_invitation_for_one_is_for_one_and_open_once():
    user = UserFactory()
    invite = TeamInviteFactory(invitee=user)

    refused_by(
        "teaminvite_for_one_is_used_once",
        lambda: TeamInviteFactory(invitee=user, max_uses=2),
    )
    refused_by(
        "teaminvite_one_for_each",
        lambda: TeamInviteFactory(team=invite.team, invitee=user),
    )
    TeamInvite.objects.filter(pk=invite.pk).update(declined_at=timezone.now())
    TeamInviteFactory(team=invite.team, invitee=user)


def test_history_of_a_team_knows_its_verbs():
    team = TeamFactory()

    refused_by(
        "teamevent_verb_is_known",
        lambda: TeamEvent.objects.create(team=team, verb="vanished"),
    )
