"""Two people and one character, at the same second."""

import pytest

from accounts.actions import set_play
from accounts.actions.characters import (
    add_character,
    make_main,
    own_character,
    remove_character,
)
from accounts.actions.verification import ask_for_check, issue_code, look_for_code
from accounts.enums import Proof
from accounts.exceptions import CharacterGoneError
from accounts.models import Character, Membership, Verification
from accounts.signals import character_taken_over
from accounts.tests.factories import CharacterFactory, UserFactory
from accounts.tests.sandbox_people import WREN
from accounts.tests.test_races_blocks import meanwhile
from config.testing.race import ROUNDS, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def taken_over():
    told = []

    def listen(user_id, **said):
        told.append(user_id)

    character_taken_over.connect(listen)
    yield told
    character_taken_over.disconnect(listen)


def ready(user):
    mine = issue_code(add_character(user, WREN))
    ask_for_check(mine, shows=True)
    return mine


def test_two_codes_in_one_profile_are_one_owner_the_later(world_outside, taken_over):
    for round_number in range(1, ROUNDS + 1):
        users = UserFactory(), UserFactory()
        first, second = (ready(user) for user in users)
        world_outside.state.set_bio(WREN, f"{first.code} {second.code}")

        found = race(lambda: look_for_code(first.pk), lambda: look_for_code(second.pk))  # noqa: B023

        assert found == [None, None]
        # Who read the page before the other did, and came after them, looks once more.
        for again in Verification.objects.filter(state="queued"):
            look_for_code(again.pk)
        owned = Character.objects.verified().get(lodestone_id=WREN)
        assert owned.user in users
        assert (owned.is_main, owned.is_shown) == (True, True)
        states = Verification.objects.filter(character__user__in=users)
        assert set(states.values_list("state", flat=True)) == {"done"}
        loser = Character.objects.get(user__in={*users} - {owned.user})
        assert loser.lost_at is not None
        assert (loser.is_main, loser.is_shown) == (False, False)
        # The one of the round before, and the loser.
        assert len(taken_over) == 2 * round_number - 1


def test_two_of_one_person_at_once_make_one_main():
    for _ in range(ROUNDS):
        user = UserFactory()
        mine = [CharacterFactory(user=user) for _ in range(2)]

        found = race(
            *(lambda row=row: own_character(row, proof=Proof.LODESTONE) for row in mine)
        )

        assert not [each for each in found if isinstance(each, Exception)]
        assert Character.objects.filter(user=user, is_main=True).count() == 1


def test_two_people_who_swap_two_characters_at_once_do_not_wait_for_ever():
    for number in range(ROUNDS):
        ids = 5_000 + 2 * number, 5_001 + 2 * number
        one, other = UserFactory(), UserFactory()
        for user, owned, wanted in ((one, *ids), (other, *reversed(ids))):
            CharacterFactory(user=user, lodestone_id=owned, shown=True)
            CharacterFactory(user=user, lodestone_id=wanted)
        rows = [
            Character.objects.get(user=user, lodestone_id=wanted)
            for user, wanted in ((one, ids[1]), (other, ids[0]))
        ]

        found = race(
            *(lambda row=row: own_character(row, proof=Proof.LODESTONE) for row in rows)
        )

        assert not [each for each in found if isinstance(each, Exception)]
        for row in rows:
            row.refresh_from_db()
            assert (row.is_verified, row.is_main) == (True, True)


def test_added_twice_at_once_it_is_once():
    for _ in range(ROUNDS):
        user = UserFactory()

        found = race(*([lambda user=user: add_character(user, WREN)] * 2))

        assert found[0] == found[1]


def test_two_mains_at_once_are_one():
    for _ in range(ROUNDS):
        user = UserFactory()
        mine = [CharacterFactory(user=user, verified=True) for _ in range(2)]

        found = race(*(lambda row=row: make_main(row) for row in mine))

        assert found == [None, None]
        assert Character.objects.filter(user=user, is_main=True).count() == 1


def test_removed_while_it_is_said_in_a_team_it_is_gone_and_nothing_fails(people):
    member = Membership.objects.get(team=people.team, user=people.bob)
    mine = CharacterFactory(user=people.bob, verified=True)

    late = meanwhile(
        lambda: remove_character(Character.objects.get(pk=mine.pk)),
        lambda: set_play(member, by=people.bob, character=mine, job_id=None),
    )

    assert isinstance(late, CharacterGoneError)
    member.refresh_from_db()
    assert member.character is None


def test_removed_while_it_is_verified_it_is_gone_and_nothing_fails(world_outside):
    for _ in range(ROUNDS):
        mine = ready(UserFactory())
        world_outside.state.set_bio(WREN, mine.code)
        character = mine.character

        found = race(
            lambda: look_for_code(mine.pk),  # noqa: B023
            lambda: remove_character(character),  # noqa: B023
        )

        assert not [each for each in found if isinstance(each, Exception)]
        assert not Character.objects.filter(pk=character.pk).exists()
