"""Every verb asks who may, under its lock: whoever lost the right while it waited for the
lock comes too late."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.utils import timezone

from accounts import actions as teams
from accounts.actions.characters import unverify
from accounts.actions.erasure import erase_account
from accounts.exceptions import (
    ErasedError,
    NotAModeratorError,
    NotYoursToDoError,
    SuspendedError,
)
from accounts.models import Membership, Team, TeamInvite, User
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    TeamFactory,
    TeamInviteFactory,
    UserFactory,
)
from accounts.tests.test_races_blocks import meanwhile
from listings import actions
from listings.draft import GoalDraft
from listings.enums import Kind
from listings.models import Listing, Seat
from listings.tests.drafts import draft_of
from listings.tests.factories import ListingFactory, duty_id

pytestmark = pytest.mark.slow


@dataclass
class Scene:
    leader: Membership
    officer: Membership
    member: Membership
    private: Listing
    live: Listing  # a substitute's, so that the private one may be published
    invite: TeamInvite

    @property
    def team(self) -> Team:
        return self.leader.team

    @property
    def seat(self) -> Seat:
        return self.live.seats.all()[0]


def scene() -> Scene:
    team = TeamFactory()
    live = ListingFactory(team=team, substitute=True, renewable=True, open_at=[1])
    return Scene(
        leader=team.memberships.get(),
        officer=MembershipFactory(team=team, officer=True),
        member=MembershipFactory(team=team),
        private=ListingFactory(team=team),
        live=live,
        invite=TeamInviteFactory(team=team),
    )


def draft(on: Scene, by: User) -> Any:
    goal = GoalDraft(duty_id=duty_id("m12s"))
    return actions.draft_listing(on.team, by=by, kind=Kind.PERMANENT, goal=goal, size=8)


def save(on: Scene, by: User) -> Any:
    said = draft_of(on.private, title="Mine now")
    return actions.save_listing(on.private, said, by=by, version=1)


def fill(on: Scene, by: User) -> Any:
    slot = on.live.slots.get(position=1)
    return actions.fill_slot(slot, by=by, job_id=slot.jobs[0])


def invite_link(on: Scene, by: User) -> Any:
    return teams.invite_by_link(on.team, by=by, kind="permanent", days=7, max_uses=3)


def invite_somebody(on: Scene, by: User) -> Any:
    player = UserFactory()
    return teams.invite_player(on.team, by=by, player=player, kind="permanent")


def edit_team(on: Scene, by: User) -> Any:
    world = on.team.world_id
    return teams.edit_team(on.team, by=by, name="Mine", world_id=world, about="")


Verb = Callable[[Scene, User], Any]
OF_OFFICERS: dict[str, Verb] = {
    "draft": draft,
    "save": save,
    "publish": lambda on, by: actions.publish(on.private, by=by),
    "renew": lambda on, by: actions.renew(on.live, by=by),
    "pause": lambda on, by: actions.pause(on.live, by=by),
    "close": lambda on, by: actions.close(on.live, by=by),
    "fill": fill,
    "vacate": lambda on, by: actions.vacate_seat(on.seat, by=by),
    "invite by link": invite_link,
    "invite a player": invite_somebody,
    "take an invite back": lambda on, by: teams.revoke_invite(on.invite, by=by),
    "remove": lambda on, by: teams.remove_member(on.member, by=by),
    "say who substitutes": lambda on, by: teams.set_kind(
        on.member, by=by, kind="substitute"
    ),
}
OF_LEADERS: dict[str, Verb] = {
    "change the team": edit_team,
    "end the team": lambda on, by: teams.archive_team(on.team, by=by),
    "make an officer": lambda on, by: teams.set_role(on.member, by=by, role="officer"),
    "hand over": lambda on, by: teams.hand_over(on.member, by=by),
}
OF_EVERYBODY: dict[str, Verb] = {
    "play": lambda on, by: teams.set_play(
        on.team.memberships.get(user=by), by=by, character=None, job_id=None
    ),
    "leave": lambda on, by: teams.leave_team(on.team.memberships.get(user=by), by=by),
    "found another": lambda on, by: teams.create_team(
        by=by, name="Another", world_id=on.team.world_id
    ),
    "accept an invite": lambda on, by: teams.accept_invite(TeamInviteFactory(), by=by),
    "decline an invite": lambda on, by: teams.decline_invite(
        TeamInviteFactory(invitee=by), by=by
    ),
}
ALL = OF_OFFICERS | OF_LEADERS | OF_EVERYBODY


def suspend(user: User) -> None:
    mo = UserFactory(superuser=True)
    until = timezone.now() + timedelta(days=1)
    teams.suspend(user, by=mo, until=until, reason="Insults.")


def as_before(user: User) -> User:
    """As another request knows them, which began earlier."""
    return User.objects.get(pk=user.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OF_OFFICERS)
def test_verb_of_officers_is_nobody_elses(verb):
    on = scene()
    of_another_team = TeamFactory().memberships.get().user
    gone = MembershipFactory(team=on.team, officer=True, ended=True).user

    for user in (on.member.user, of_another_team, gone):
        with pytest.raises(NotYoursToDoError):
            OF_OFFICERS[verb](on, user)
    OF_OFFICERS[verb](on, on.officer.user)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OF_LEADERS)
def test_verb_of_leaders_is_nobody_elses(verb):
    on = scene()

    for user in (on.officer.user, TeamFactory().memberships.get().user):
        with pytest.raises(NotYoursToDoError):
            OF_LEADERS[verb](on, user)
    OF_LEADERS[verb](on, on.leader.user)


@pytest.mark.django_db
@pytest.mark.parametrize("verb", ALL)
def test_whoever_is_suspended_since_does_nothing(verb):
    on = scene()
    user = as_before(on.leader.user)
    suspend(user)

    with pytest.raises(SuspendedError):
        ALL[verb](on, user)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", OF_OFFICERS)
def test_officer_who_is_removed_while_the_verb_waits_is_refused(verb):
    on = scene()
    officer = as_before(on.officer.user)

    late = meanwhile(
        lambda: teams.remove_member(on.officer, by=on.leader.user),
        lambda: OF_OFFICERS[verb](on, officer),
    )

    assert isinstance(late, NotYoursToDoError)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("verb", OF_LEADERS)
def test_leader_who_handed_over_while_the_verb_waits_is_refused(verb):
    on = scene()
    leader = as_before(on.leader.user)

    late = meanwhile(
        lambda: teams.hand_over(on.officer, by=on.leader.user),
        lambda: OF_LEADERS[verb](on, leader),
    )

    assert isinstance(late, NotYoursToDoError)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_whoever_is_suspended_or_gone_while_the_verb_waits_is_refused():
    for verb in ALL:
        on = scene()
        user = as_before(on.leader.user)
        late = meanwhile(partial(suspend, user), partial(ALL[verb], on, user))
        assert isinstance(late, SuspendedError), verb
    for verb in OF_OFFICERS:
        on = scene()
        user = as_before(on.officer.user)
        late = meanwhile(
            partial(erase_account, user), partial(OF_OFFICERS[verb], on, user)
        )
        assert isinstance(late, ErasedError), verb


def hide(by: User) -> Any:
    return actions.hide(ListingFactory(recruiting=True), by=by, reason="Why")


def restore(by: User) -> Any:
    return actions.restore(ListingFactory(hidden=True), by=by, reason="Why")


def suspend_somebody(by: User) -> Any:
    until = timezone.now() + timedelta(days=1)
    return teams.suspend(UserFactory(), by=by, until=until, reason="Why")


OF_MODERATORS: dict[str, Callable[[User], Any]] = {
    "hide": hide,
    "restore": restore,
    "suspend": suspend_somebody,
    "unsuspend": lambda by: teams.unsuspend(
        UserFactory(suspended=True), by=by, reason="Why"
    ),
    "unverify": lambda by: unverify(CharacterFactory(shown=True), by=by, reason="Why"),
}


@pytest.mark.django_db
@pytest.mark.parametrize("verb", OF_MODERATORS)
def test_only_moderators_moderate(people, verb):
    staff = UserFactory(staff=True)  # without a moderator's rights
    former = as_before(people.mo)
    suspended = actions.appoint_moderator(UserFactory(suspended=True))

    for user in (people.alice, staff, suspended):
        with pytest.raises(NotAModeratorError):
            OF_MODERATORS[verb](user)
    OF_MODERATORS[verb](people.mo)
    User.objects.filter(pk=former.pk).update(is_staff=False)
    with pytest.raises(NotAModeratorError):
        OF_MODERATORS[verb](former)


@pytest.mark.django_db
def test_nobody_moderates_themselves_or_who_stands_above_them(people):
    until = timezone.now() + timedelta(days=1)
    boss = UserFactory(superuser=True)

    for user, by in ((people.mo, people.mo), (boss, people.mo), (boss, boss)):
        with pytest.raises(NotAModeratorError):
            teams.suspend(user, by=by, until=until, reason="Why")
    teams.suspend(people.mo, by=boss, until=until, reason="Why")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_moderator_who_is_dismissed_while_the_verb_waits_is_refused():
    for verb, do in OF_MODERATORS.items():
        mo = actions.appoint_moderator(UserFactory())
        row = User.objects.filter(pk=mo.pk)
        late = meanwhile(partial(row.update, is_staff=False), partial(do, mo))
        assert isinstance(late, NotAModeratorError), verb
