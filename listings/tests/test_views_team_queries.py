"""How many queries the pages of a team cost: the same for one row and for many."""

import pytest

from accounts.models import TeamEvent
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    ProfileFactory,
    TeamFactory,
    TeamInviteFactory,
    UserFactory,
)
from config.lib.ids import shorten
from config.testing.caches import empty_cache
from listings.tests.factories import ListingFactory, SeatFactory, job_id

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

ROWS = pytest.mark.parametrize("rows", [1, 3, 24])


@pytest.fixture
def costs(client, django_assert_num_queries):
    """Twice the same page: with nothing ready, and with the cards and the session."""

    def measure(address, *, cold, warm):
        empty_cache()
        for expected in (cold, warm):
            with django_assert_num_queries(expected):
                assert client.get(address).status_code == 200

    return measure


def rich_team(people, rows):
    """So many members who say everything, seats, listings, invitations and events."""
    team = people.team
    roster = ListingFactory(team=team, recruiting=True, open_at=[*range(1, 9)])
    for n in range(rows):
        user = ProfileFactory().user
        character = CharacterFactory(user=user, shown=True)
        member = MembershipFactory(
            team=team, user=user, character=character, job_id=job_id("SCH")
        )
        if n < 7:
            slot = roster.slots.get(position=n + 1)
            SeatFactory(slot=slot, membership=member)
        ListingFactory(team=team, recruiting=True, substitute=True)
        ListingFactory(team=team, closed=True)
        TeamInviteFactory(team=team)
        TeamInviteFactory(team=team, invitee=UserFactory())
        TeamEvent.objects.create(team=team, verb="joined", actor=user, subject=user)
    return team


@ROWS
def test_team_page_costs_a_visitor(people, costs, rows):
    team = rich_team(people, rows)

    costs(team.get_absolute_url(), cold=5, warm=4)


@ROWS
def test_team_page_costs_its_leader(client, people, costs, rows):
    team = rich_team(people, rows)
    client.force_login(people.alice)

    costs(team.get_absolute_url(), cold=6, warm=5)


@ROWS
def test_members_page_costs(client, people, costs, rows):
    team = rich_team(people, rows)
    client.force_login(people.alice)

    costs(f"{team.get_absolute_url()}members/", cold=6, warm=6)


@ROWS
def test_invitations_cost(client, people, costs, rows):
    team = rich_team(people, rows)
    client.force_login(people.alice)

    costs(f"{team.get_absolute_url()}invites/", cold=4, warm=4)


@ROWS
def test_one_member_costs(client, people, costs, rows):
    team = rich_team(people, rows)
    member = team.memberships.order_by("since").last()
    client.force_login(member.user)

    costs(f"{team.get_absolute_url()}members/{shorten(member.pk)}/", cold=7, warm=7)


@ROWS
def test_invitation_costs_a_visitor(people, costs, rows):
    invite = TeamInviteFactory(team=rich_team(people, rows))

    costs(f"/teams/invites/{invite.code}/", cold=3, warm=3)


@ROWS
def test_my_teams_and_invitations_cost(client, people, costs, rows):
    for _n in range(rows):
        TeamFactory(leader=people.dana)
        TeamInviteFactory(invitee=people.dana)
    client.force_login(people.dana)

    costs("/teams/", cold=5, warm=5)
