"""The people of our tests. Who they are never changes."""

from dataclasses import dataclass

import pytest
from django.test import Client

from accounts.models import Team, User
from accounts.tests.factories import MembershipFactory, TeamFactory, UserFactory
from accounts.tests.log_in import log_in
from listings.actions import appoint_moderator


@dataclass(frozen=True)
class People:
    alice: User  # leads the team
    bob: User  # is her officer
    charlie: User  # applies
    dana: User  # a stranger
    eve: User  # leads the rivals
    sid: User  # is suspended; an officer of the team, so that only this stops him
    mo: User  # moderates
    team: Team
    rivals: Team


@pytest.fixture
def admin_client(admin_user: User, client: Client) -> Client:
    """pytest-django's, with the second factor that our admin asks for."""
    log_in(client, admin_user)
    return client


@pytest.fixture
def people(db: None) -> People:
    return make_people()


def make_people() -> People:
    names = ("alice", "bob", "charlie", "dana", "eve")
    each = {name: UserFactory(handle=name) for name in names}
    sid = UserFactory(handle="sid", suspended=True)
    mo = appoint_moderator(UserFactory(handle="mo"))
    team = TeamFactory(name="Umbral Dawn", slug="umbral-dawn", leader=each["alice"])
    MembershipFactory(team=team, user=each["bob"], officer=True)
    MembershipFactory(team=team, user=sid, officer=True)
    rivals = TeamFactory(name="Rival Eight", slug="rival-eight", leader=each["eve"])
    return People(**each, sid=sid, mo=mo, team=team, rivals=rivals)
