"""Founding, changing and ending a team."""

import pytest

from accounts.actions import archive_team, create_team, edit_team
from accounts.enums import RESERVED
from accounts.exceptions import NotYoursToDoError, TeamArchivedError
from accounts.models import Membership, Team
from accounts.tests.factories import TeamFactory, UserFactory, world_id

pytestmark = pytest.mark.django_db


def found(name, by=None):
    return create_team(by=by or UserFactory(), name=name, world_id=world_id("odin"))


def test_founder_leads_the_team():
    alice = UserFactory()

    team = found("Umbral Dawn", by=alice)

    leader = Membership.objects.get(team=team)
    assert (leader.user, leader.role, leader.until) == (alice, "leader", None)
    assert team.slug == "umbral-dawn"


@pytest.mark.parametrize("name", ["絶対零式", "★★★", "x", "—", *sorted(RESERVED)[:5]])
def test_name_that_yields_no_address_gives_one_by_id(name):
    team = found(name)

    assert team.slug.startswith("team-")
    assert team.slug.isascii()
    assert len(team.slug) == len("team-") + 22
    assert team.slug == team.slug.lower()


def test_name_taken_by_another_team_gives_an_address_of_its_own():
    first, second, third = (found("Fan Club") for _ in range(3))

    assert first.slug == "fan-club"
    assert second.slug.startswith("fan-club-")
    assert len({first.slug, second.slug, third.slug}) == 3


def test_long_or_accented_name_gives_a_short_plain_address():
    assert found("Éclair à l'Aube").slug == "eclair-a-laube"
    assert len(found("a-" * 30).slug) <= 80


def test_address_stays_when_the_team_is_renamed(people):
    team = found("Old Name", by=people.dana)

    edit_team(
        team, by=people.dana, name="New Name", world_id=world_id("lich"), about="Hi"
    )

    team.refresh_from_db()
    assert (team.slug, team.name, team.about) == ("old-name", "New Name", "Hi")
    assert team.world_id == world_id("lich")


def test_team_that_ended_lets_everybody_go_and_changes_no_more():
    team = TeamFactory()
    leader = team.memberships.get().user

    archive_team(team, by=leader)

    team.refresh_from_db()
    assert team.archived_at is not None
    assert not Membership.objects.current().filter(team=team).exists()
    assert Membership.objects.filter(team=team).count() == 1
    with pytest.raises(TeamArchivedError):
        archive_team(team, by=leader)
    with pytest.raises(TeamArchivedError):
        edit_team(team, by=leader, name="X", world_id=team.world_id, about="")
    assert Team.objects.get(pk=team.pk).name == team.name


@pytest.mark.parametrize("who", ["bob", "charlie", "eve", "dana"])
def test_who_does_not_lead_the_team_neither_changes_nor_ends_it(people, who):
    """Nor who led it a moment ago: it is judged with the team locked."""
    by, team = getattr(people, who), people.team

    with pytest.raises(NotYoursToDoError):
        archive_team(team, by=by)
    with pytest.raises(NotYoursToDoError):
        edit_team(team, by=by, name="X", world_id=team.world_id, about="")

    team.refresh_from_db()
    assert (team.name, team.archived_at) == ("Umbral Dawn", None)


def test_team_is_managed_by_its_current_leader_and_officers(people):
    assert [*Team.objects.managed_by(people.alice)] == [people.team]
    assert [*Team.objects.managed_by(people.bob)] == [people.team]
    assert [*Team.objects.managed_by(people.eve)] == [people.rivals]
    assert [*Team.objects.managed_by(people.dana)] == []

    archive_team(people.team, by=people.alice)

    assert [*Team.objects.managed_by(people.alice)] == []


def test_team_is_never_at_the_address_of_invitations():
    assert found("Invites").slug.startswith("team-")


def test_founding_and_ending_stand_in_the_history(people):
    team = found("Umbral Dawn Two", by=people.dana)
    archive_team(team, by=people.dana)

    assert [*team.events.values_list("verb", "actor", "subject")] == [
        ("founded", people.dana.pk, people.dana.pk),
        ("ended", people.dana.pk, people.dana.pk),
    ]
