"""Whatever somebody does in another window while their account is erased."""

from collections.abc import Callable
from typing import Any

import pytest

from accounts.actions import accept_invite, create_team, invite_by_link
from accounts.actions.blocks import block
from accounts.actions.characters import add_character
from accounts.actions.erasure import erase_account
from accounts.actions.handles import change_handle
from accounts.actions.profile import edit_profile, seek
from accounts.actions.searching import search_character
from accounts.actions.xivauth import add_from_xivauth, visited_xivauth
from accounts.enums import MemberKind
from accounts.errands import Trouble
from accounts.exceptions import GoneError
from accounts.models import (
    Block,
    Character,
    CharacterSearch,
    Membership,
    Profile,
    Team,
    User,
    XivAuthVisit,
)
from accounts.tests.factories import UserFactory, world_id
from accounts.tests.test_actions_xivauth import person
from accounts.tests.test_races_blocks import meanwhile

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

LINK: dict[str, Any] = {"kind": MemberKind.PERMANENT, "days": 7, "max_uses": 3}
LATE: dict[str, Callable[[User, Any], Any]] = {
    "found a team": lambda user, _: create_team(
        by=user, name="Of nobody", world_id=world_id("lich")
    ),
    "add a character": lambda user, _: add_character(user, 4_242),
    "say something": lambda user, _: edit_profile(user, headline="It is me, Quill"),
    "seek": lambda user, _: seek(user),
    "another handle": lambda user, _: change_handle(user, "quill-again"),
    "search a name": lambda user, _: search_character(
        user, "Quill Feather", world_id("lich")
    ),
    "return from XIVAuth": lambda user, _: visited_xivauth(
        user, code="c", redirect_uri="http://localhost/", shows=True
    ),
    "block": lambda user, people: block(people.charlie, by=user),
}


def nothing_is_left_of(user: User) -> bool:
    """A row that is nobody's, and no other."""
    gone = User.objects.get(pk=user.pk)
    kept = (Character, CharacterSearch, Membership, Profile, XivAuthVisit)
    rows = [kind._base_manager.filter(user=gone).exists() for kind in kept]
    blocks = Block.objects.filter(blocker=gone).exists()
    return gone.handle.startswith("gone-") and not any([*rows, blocks])


@pytest.mark.parametrize("what", LATE)
def test_what_comes_after_the_end_is_not_done(people, what):
    user = UserFactory()
    same = User.objects.get(pk=user.pk)  # as another window knows them

    late = meanwhile(lambda: erase_account(user), lambda: LATE[what](same, people))

    assert isinstance(late, GoneError)
    assert nothing_is_left_of(user)
    assert not Team.objects.filter(name="Of nobody").exists()


def test_invitation_is_not_accepted_by_who_is_gone(people):
    user = UserFactory()
    same = User.objects.get(pk=user.pk)  # as another window knows them
    invite = invite_by_link(people.team, by=people.bob, **LINK)

    late = meanwhile(
        lambda: erase_account(user), lambda: accept_invite(invite, by=same)
    )

    assert isinstance(late, GoneError)
    assert nothing_is_left_of(user)
    invite.refresh_from_db()
    assert invite.uses == 0


def test_what_xivauth_still_says_is_nobodys(people):
    user = UserFactory()
    same = User.objects.get(pk=user.pk)

    told = meanwhile(
        lambda: erase_account(user), lambda: add_from_xivauth(same, [person(777)])
    )

    assert [each["outcome"] for each in told] == [Trouble.GONE]
    assert nothing_is_left_of(user)
