"""Inviting into a team, and what becomes of it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts import actions
from accounts.enums import MAX_INVITES
from accounts.exceptions import (
    AlreadyInvitedError,
    AlreadyMemberError,
    CannotBeInvitedError,
    InviteEndedError,
    InviteNotForYouError,
    NotYoursToDoError,
    TeamArchivedError,
    TeamFullError,
    TooManyInvitesError,
    TooManyTeamsError,
)
from accounts.models import Block, Membership, TeamInvite
from accounts.signals import member_joined, team_invited
from accounts.tests.factories import MembershipFactory, TeamFactory, UserFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def link(people, *, by=None, days=7, max_uses=1, kind="permanent"):
    return actions.invite_by_link(
        people.team, by=by or people.alice, kind=kind, days=days, max_uses=max_uses
    )


def invite(people, player, by=None):
    return actions.invite_player(
        people.team, by=by or people.alice, player=player, kind="permanent"
    )


def ends(invite, user):
    with pytest.raises(InviteEndedError) as ended:
        actions.accept_invite(invite, by=user)
    return ended.value.reason


@pytest.fixture
def sent():
    """The news that were sent: what is said beside the sender."""
    news = []

    def hear(sender, signal, **said):
        news.append(said)

    for signal in (team_invited, member_joined):
        signal.connect(hear)
    yield news
    for signal in (team_invited, member_joined):
        signal.disconnect(hear)


def test_link_lets_in_as_many_as_it_says(people, sent):
    invite = link(people, max_uses=2, kind="substitute", by=people.bob)

    for user in (people.charlie, people.dana):
        actions.accept_invite(invite, by=user)

    joined = Membership.objects.get(user=people.charlie, team=people.team)
    assert (joined.role, joined.kind) == ("member", "substitute")
    assert [news["user_id"] for news in sent] == [people.charlie.pk, people.dana.pk]
    assert ends(invite, people.eve) == "used_up"
    assert [e.verb for e in people.team.events.all()] == ["joined", "joined"]


def test_codes_are_long_and_never_the_same(people):
    codes = {link(people).code for _n in range(20)}

    assert len(codes) == 20
    assert min(map(len, codes)) >= 22


def test_link_ends_by_the_clock_or_when_it_is_taken_back(people):
    expired, revoked = link(people, days=1), link(people)
    actions.revoke_invite(revoked, by=people.bob)

    with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
        assert ends(expired, people.charlie) == "expired"
        assert ends(revoked, people.charlie) == "revoked"
    assert not Membership.objects.filter(user=people.charlie).exists()


def test_team_that_ended_invites_nobody(people):
    open_still = link(people)
    actions.archive_team(people.team, by=people.alice)

    assert ends(open_still, people.charlie) == "team_ended"
    with pytest.raises(TeamArchivedError):
        link(people)


@pytest.mark.parametrize("who", ["charlie", "eve"])
def test_only_leader_and_officers_invite(people, who):
    MembershipFactory(team=people.team, user=people.charlie)
    theirs = link(people)

    for act in (
        lambda by: link(people, by=by),
        lambda by: invite(people, people.dana, by=by),
        lambda by: actions.revoke_invite(theirs, by=by),
    ):
        with pytest.raises(NotYoursToDoError):
            act(getattr(people, who))


def test_invited_player_is_told_and_joins(people, sent):
    asked = invite(people, people.charlie, by=people.bob)

    assert sent == [
        {
            "invite_id": asked.pk,
            "team_id": people.team.pk,
            "user_id": people.charlie.pk,
            "by_id": people.bob.pk,
        }
    ]
    assert [*TeamInvite.objects.waiting_for(people.charlie)] == [asked]
    assert [*TeamInvite.objects.waiting_for(people.dana)] == []

    actions.accept_invite(asked, by=people.charlie)

    assert [*TeamInvite.objects.waiting_for(people.charlie)] == []
    assert Membership.objects.of(people.charlie, people.team.pk) is not None


def test_invitation_for_one_lets_nobody_else_in_nor_decline(people):
    asked = invite(people, people.charlie)

    with pytest.raises(InviteNotForYouError):
        actions.accept_invite(asked, by=people.dana)
    with pytest.raises(NotYoursToDoError):
        actions.decline_invite(asked, by=people.dana)


def test_who_declined_is_left_in_peace_for_a_month(people):
    asked = invite(people, people.charlie)
    actions.decline_invite(asked, by=people.charlie)

    assert ends(asked, people.charlie) == "declined"
    with pytest.raises(InviteEndedError):
        actions.decline_invite(asked, by=people.charlie)
    with pytest.raises(CannotBeInvitedError):
        invite(people, people.charlie)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert invite(people, people.charlie).ended is None


def test_who_was_not_asked_in_time_is_asked_again(people):
    first = invite(people, people.charlie)

    with pytest.raises(AlreadyInvitedError):
        invite(people, people.charlie, by=people.bob)
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        assert ends(first, people.charlie) == "expired"
        second = invite(people, people.charlie)
        assert [*TeamInvite.objects.waiting_for(people.charlie)] == [second]


def test_member_is_not_invited_and_uses_up_no_link(people):
    invitation = link(people)

    for player in (people.bob, people.alice):
        with pytest.raises(AlreadyMemberError):
            invite(people, player)
    with pytest.raises(AlreadyMemberError):
        actions.accept_invite(invitation, by=people.bob)
    invitation.refresh_from_db()
    assert invitation.uses == 0


@pytest.mark.parametrize("way", ["to", "from"])
@pytest.mark.parametrize("host", ["alice", "bob"])
def test_block_between_player_and_host_stands_in_the_way_unsaid(people, host, way):
    invitation = link(people, by=people.bob)
    asked = invite(people, people.charlie, by=people.bob)
    pair = (getattr(people, host), people.charlie)
    Block.objects.create(blocker=pair[way == "to"], blocked=pair[way == "from"])

    for each in (invitation, asked):
        with pytest.raises(InviteNotForYouError):
            actions.accept_invite(each, by=people.charlie)
    actions.revoke_invite(asked, by=people.bob)
    with pytest.raises(CannotBeInvitedError):
        invite(people, people.charlie, by=people.bob)
    if host == "bob":
        assert not TeamInvite.objects.waiting_for(people.charlie).exists()


def test_account_that_is_gone_is_not_invited(people):
    with pytest.raises(CannotBeInvitedError):
        invite(people, UserFactory(is_active=False))


def test_who_joins_by_a_link_is_invited_no_more(people):
    invite(people, people.charlie)
    member = actions.accept_invite(link(people), by=people.charlie)
    assert not TeamInvite.objects.waiting_for(people.charlie).exists()

    actions.remove_member(member, by=people.alice)

    assert not TeamInvite.objects.waiting_for(people.charlie).exists()
    actions.accept_invite(invite(people, people.charlie), by=people.charlie)


def test_who_was_removed_does_not_come_back_by_an_older_link(people):
    older = link(people, max_uses=9)
    member = actions.accept_invite(older, by=people.charlie)
    actions.remove_member(member, by=people.alice)

    with pytest.raises(InviteNotForYouError):
        actions.accept_invite(older, by=people.charlie)
    actions.accept_invite(invite(people, people.charlie), by=people.charlie)
    assert Membership.objects.of(people.charlie, people.team.pk) is not None


def test_who_left_by_themself_comes_back_by_the_link(people):
    invitation = link(people, max_uses=9)
    member = actions.accept_invite(invitation, by=people.charlie)
    actions.leave_team(member, by=people.charlie)

    again = actions.accept_invite(invitation, by=people.charlie)

    assert again.pk != member.pk


def test_team_has_its_limits(people, monkeypatch):
    invitation = link(people, max_uses=9)
    monkeypatch.setattr("accounts.actions.invites.MAX_MEMBERS", 4)
    actions.accept_invite(invitation, by=people.charlie)
    with pytest.raises(TeamFullError):
        actions.accept_invite(invitation, by=people.dana)

    for _n in range(MAX_INVITES - 1):
        link(people)
    with pytest.raises(TooManyInvitesError):
        link(people)


@pytest.mark.parametrize("how", ["removed", "left", "plain member"])
def test_links_of_who_may_not_invite_any_more_let_nobody_in(people, how):
    """Else who was removed comes back by another account."""
    theirs, alices = link(people, by=people.bob), link(people, by=people.alice)
    asked = invite(people, people.dana, by=people.bob)
    bob = Membership.objects.get(team=people.team, user=people.bob)
    if how == "removed":
        actions.remove_member(bob, by=people.alice)
    elif how == "left":
        actions.leave_team(bob, by=people.bob)
    else:
        actions.set_role(bob, by=people.alice, role="member")

    assert ends(theirs, people.charlie) == "revoked"
    assert ends(asked, people.dana) == "revoked"
    assert actions.accept_invite(alices, by=people.charlie).user == people.charlie


def test_nobody_is_in_more_teams_than_a_page_can_list(people, monkeypatch):
    monkeypatch.setattr("accounts.actions.teams.MAX_TEAMS", 2)
    TeamFactory(leader=people.charlie)
    TeamFactory(leader=people.charlie)
    invitation = link(people)

    with pytest.raises(TooManyTeamsError):
        actions.accept_invite(invitation, by=people.charlie)

    invitation.refresh_from_db()
    assert invitation.uses == 0
    assert actions.accept_invite(invitation, by=people.dana).user == people.dana


def test_invitation_taken_back_twice_keeps_its_first_moment(people):
    invitation = actions.revoke_invite(link(people), by=people.bob)

    again = actions.revoke_invite(invitation, by=people.alice)

    assert again.revoked_at == invitation.revoked_at
