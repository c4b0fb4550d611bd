"""Roles, kinds, what one plays, leaving, being removed, handing over."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts import actions
from accounts.exceptions import (
    CannotLeadError,
    LastMemberError,
    LeaderStaysError,
    MemberGoneError,
    NotYoursToDoError,
    TeamArchivedError,
)
from accounts.models import Membership, Team, TeamEvent
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    TeamFactory,
    UserFactory,
)
from accounts.tests.refusals import end_of_transaction
from integrations.catalogue import catalogue

pytestmark = pytest.mark.django_db


def of(user, team):
    return Membership.objects.of(user, team.pk)


@pytest.fixture
def charlie(people):
    """Charlie plays with the team, as a plain member."""
    return MembershipFactory(team=people.team, user=people.charlie)


def history(team):
    events = TeamEvent.objects.filter(team=team)
    return [*events.values_list("verb", "actor__handle", "subject__handle")]


def test_leader_makes_officers_and_plain_members_of_the_others(people, charlie):
    actions.set_role(charlie, by=people.alice, role="officer")
    assert of(people.charlie, people.team).role == "officer"

    actions.set_role(charlie, by=people.alice, role="member")
    assert of(people.charlie, people.team).role == "member"
    assert history(people.team) == [
        ("officer", "alice", "charlie"),
        ("member", "alice", "charlie"),
    ]


def test_role_that_stays_is_no_news(people, charlie):
    actions.set_role(charlie, by=people.alice, role="member")

    assert history(people.team) == []


@pytest.mark.parametrize(
    ("who", "whom", "role"),
    [
        ("bob", "bob", "leader"),
        ("bob", "charlie", "officer"),
        ("bob", "alice", "member"),
        ("charlie", "charlie", "officer"),
        ("alice", "alice", "member"),
        ("alice", "charlie", "leader"),
        ("eve", "charlie", "officer"),
    ],
)
def test_nobody_else_gives_roles_and_leadership_is_no_role_to_give(
    people, charlie, who, whom, role
):
    before = sorted(Membership.objects.values_list("pk", "role"))

    with pytest.raises(NotYoursToDoError):
        actions.set_role(
            of(getattr(people, whom), people.team), by=getattr(people, who), role=role
        )

    assert sorted(Membership.objects.values_list("pk", "role")) == before


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    [
        ("alice", "alice", True),
        ("alice", "bob", True),
        ("bob", "charlie", True),
        ("bob", "alice", False),
        ("bob", "bob", False),
        ("bob", "sid", False),
        ("charlie", "charlie", False),
        ("eve", "charlie", False),
    ],
)
def test_kind_is_for_the_leader_and_of_plain_members_for_officers(
    people, charlie, who, whom, may
):
    member = of(getattr(people, whom), people.team)

    if may:
        actions.set_kind(member, by=getattr(people, who), kind="substitute")
    else:
        with pytest.raises(NotYoursToDoError):
            actions.set_kind(member, by=getattr(people, who), kind="substitute")

    member.refresh_from_db()
    assert member.kind == ("substitute" if may else "permanent")


def test_everybody_says_for_themself_what_they_play(people, charlie):
    hers = CharacterFactory(user=people.charlie)
    job = catalogue().job_by_abbreviation["SCH"].id

    actions.set_play(charlie, by=people.charlie, character=hers, job_id=job)
    charlie.refresh_from_db()
    assert (charlie.character, charlie.job_id) == (hers, job)

    with pytest.raises(NotYoursToDoError):
        actions.set_play(charlie, by=people.alice, character=None, job_id=None)
    other = CharacterFactory(user=people.dana)
    with pytest.raises(NotYoursToDoError):
        actions.set_play(charlie, by=people.charlie, character=other, job_id=None)
    charlie.refresh_from_db()
    assert charlie.character == hers

    actions.set_play(charlie, by=people.charlie, character=None, job_id=None)
    charlie.refresh_from_db()
    assert (charlie.character, charlie.job_id) == (None, None)


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    [
        ("alice", "bob", True),
        ("alice", "charlie", True),
        ("bob", "charlie", True),
        ("bob", "sid", False),
        ("bob", "alice", False),
        ("bob", "bob", False),
        ("alice", "alice", False),
        ("charlie", "bob", False),
        ("eve", "charlie", False),
    ],
)
def test_who_removes_whom(people, charlie, who, whom, may):
    member = of(getattr(people, whom), people.team)

    if may:
        actions.remove_member(member, by=getattr(people, who))
    else:
        with pytest.raises(NotYoursToDoError):
            actions.remove_member(member, by=getattr(people, who))

    assert (of(getattr(people, whom), people.team) is None) == may
    assert history(people.team) == ([("removed", who, whom)] if may else [])


def test_leader_hands_over_and_stays_as_an_officer(people, charlie):
    actions.hand_over(charlie, by=people.alice)
    end_of_transaction()

    assert of(people.charlie, people.team).role == "leader"
    assert of(people.alice, people.team).role == "officer"
    assert history(people.team) == [("leader", "alice", "charlie")]


@pytest.mark.parametrize("who", ["bob", "charlie", "eve"])
def test_leadership_is_handed_over_by_nobody_else(people, charlie, who):
    with pytest.raises(NotYoursToDoError):
        actions.hand_over(charlie, by=getattr(people, who))


def test_leadership_goes_to_nobody_who_cannot_use_it(people):
    gone = MembershipFactory(team=people.team, user=UserFactory(is_active=False))
    elsewhere = of(people.eve, people.rivals)

    for member in (of(people.sid, people.team), gone):
        with pytest.raises(CannotLeadError):
            actions.hand_over(member, by=people.alice)
    for member in (of(people.alice, people.team), elsewhere):
        with pytest.raises(NotYoursToDoError):
            actions.hand_over(member, by=people.alice)
    assert of(people.alice, people.team).role == "leader"


def test_member_leaves_and_is_a_member_no_more(people, charlie):
    actions.leave_team(charlie, by=people.charlie)

    assert of(people.charlie, people.team) is None
    assert history(people.team) == [("left", "charlie", "charlie")]
    with pytest.raises(MemberGoneError):
        actions.leave_team(charlie, by=people.charlie)


def test_nobody_leaves_for_another(people, charlie):
    with pytest.raises(NotYoursToDoError):
        actions.leave_team(charlie, by=people.alice)


def test_leader_of_others_stays_until_the_team_is_handed_over(people):
    with pytest.raises(LeaderStaysError):
        actions.leave_team(
            of(people.alice, people.team), by=people.alice, ends_team=True
        )

    assert of(people.alice, people.team).role == "leader"
    assert Team.objects.get(pk=people.team.pk).archived_at is None


def test_last_one_ends_the_team_if_they_mean_it(people):
    eve = of(people.eve, people.rivals)

    with pytest.raises(LastMemberError):
        actions.leave_team(eve, by=people.eve)
    assert Team.objects.active().filter(pk=people.rivals.pk).exists()

    left = actions.leave_team(eve, by=people.eve, ends_team=True)
    end_of_transaction()

    assert left.until is not None
    assert not Team.objects.active().filter(pk=people.rivals.pk).exists()
    assert history(people.rivals) == [("ended", "eve", "eve")]


def test_team_that_ended_changes_nobody(people, charlie):
    actions.archive_team(people.team, by=people.alice)

    for act in (
        lambda: actions.set_role(charlie, by=people.alice, role="officer"),
        lambda: actions.remove_member(charlie, by=people.alice),
        lambda: actions.hand_over(charlie, by=people.alice),
        lambda: actions.leave_team(charlie, by=people.charlie),
    ):
        with pytest.raises(TeamArchivedError):
            act()


def test_account_that_ends_leaves_its_teams_to_the_officer_of_longest_standing():
    ago = timezone.now() - timedelta(days=9)
    user = UserFactory()
    led, alone, joined = (TeamFactory(leader=user) for _n in range(3))
    MembershipFactory(team=led, since=ago - timedelta(days=9))
    MembershipFactory(team=led, officer=True)
    officer = MembershipFactory(team=led, officer=True, since=ago)
    inactive = UserFactory(is_active=False)
    MembershipFactory(team=led, officer=True, since=ago - timedelta(1), user=inactive)
    heir = MembershipFactory(team=joined)

    actions.leave_all_teams(user)
    end_of_transaction()

    for member in (officer, heir):
        member.refresh_from_db()
        assert (member.role, member.until) == ("leader", None)
    alone.refresh_from_db()
    assert alone.archived_at is not None
    assert not Membership.objects.current().filter(user=user).exists()
