"""Blocks at the very same moment as something else."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, connections, transaction

from accounts.actions.blocks import block
from accounts.actions.invites import invite_player
from accounts.enums import MemberKind
from accounts.exceptions import CannotBeInvitedError
from accounts.models import Block, TeamInvite
from accounts.tests.factories import UserFactory
from config.testing.race import PATIENCE, ROUNDS, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_two_block_each_other_at_the_same_second(people):
    for _n in range(ROUNDS):
        race(
            lambda: block(people.charlie, by=people.alice),
            lambda: block(people.alice, by=people.charlie),
        )

        assert Block.objects.count() == 2
        Block.objects.all().delete()


def test_block_pressed_twice_at_the_same_second_is_one(people):
    for _n in range(ROUNDS):
        first, second = race(*[lambda: block(people.charlie, by=people.alice)] * 2)

        assert first == second == Block.objects.get()
        Block.objects.all().delete()


WAITING = """
    SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)
    WHERE NOT granted AND datname = current_database()
"""


def meanwhile(first: Callable[[], Any], second: Callable[[], Any]) -> Any:
    """`second` begins when `first` is done and not yet committed; what it returned, or
    the exception it raised."""
    [result] = all_meanwhile(first, second)
    return result


def all_meanwhile(first: Callable[[], Any], *others: Callable[[], Any]) -> list[Any]:
    """The same with several, each begun when the one before it is done or waits."""

    def run(action: Callable[[], Any]) -> Any:
        try:
            return action()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(others)) as pool:
        with transaction.atomic():
            first()
            begun: list[Future[Any]] = []
            for action in others:
                begun.append(pool.submit(run, action))
                _let_them_come_to_a_halt(begun)
        return [each.result(PATIENCE) for each in begun]


def _let_them_come_to_a_halt(begun: list[Future[Any]]) -> None:
    """Each is done, or waits for what another one holds."""
    end = time.monotonic() + PATIENCE
    with connection.cursor() as cursor:
        while time.monotonic() < end:
            # Of this database: another process of the run races in its own.
            cursor.execute(WAITING)
            if cursor.fetchone()[0] >= sum(not each.done() for each in begun):
                return


@pytest.mark.parametrize("whom", ["who invites", "who leads"])
def test_invitation_at_the_second_of_the_block_waits_for_nobody(people, whom):
    other = people.bob if whom == "who invites" else people.alice
    player = UserFactory()

    def invite() -> TeamInvite:
        return invite_player(
            people.team, by=people.bob, player=player, kind=MemberKind.PERMANENT
        )

    meanwhile(invite, lambda: block(other, by=player))
    assert TeamInvite.objects.count() == 1
    assert not TeamInvite.objects.live().exists()

    TeamInvite.objects.all().delete()
    Block.objects.all().delete()
    late = meanwhile(lambda: block(other, by=player), invite)
    assert isinstance(late, CannotBeInvitedError)
    assert not TeamInvite.objects.exists()
