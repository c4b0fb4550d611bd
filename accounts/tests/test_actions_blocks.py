"""Blocking somebody, and taking it back."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.blocks import block, unblock
from accounts.enums import MAX_BLOCKS
from accounts.exceptions import GoneError, OneselfError, TooManyBlocksError
from accounts.models import Block, FormerHandle, Team, TeamInvite, User
from accounts.signals import user_blocked
from accounts.tests.factories import MembershipFactory, TeamFactory, UserFactory

pytestmark = pytest.mark.django_db


def invited(team: Team, invitee: User | None, by: User, **said: object) -> TeamInvite:
    fields = {"expires_at": timezone.now() + timedelta(days=7), **said}
    code = f"code-{TeamInvite.objects.count()}"
    return TeamInvite.objects.create(
        team=team, invitee=invitee, created_by=by, code=code, **fields
    )


@pytest.fixture
def told():
    """What the signal said."""
    heard: list[tuple[object, object]] = []

    def hear(blocker_id: object, blocked_id: object, **_: object) -> None:
        heard.append((blocker_id, blocked_id))

    user_blocked.connect(hear)
    yield heard
    user_blocked.disconnect(hear)


def test_block_keeps_both_apart(people, told):
    block(people.charlie, by=people.alice)

    assert Block.objects.apart_from(people.alice) == {people.charlie.pk}
    assert Block.objects.apart_from(people.charlie) == {people.alice.pk}
    assert Block.objects.apart_from(people.dana) == set()
    assert told == [(people.alice.pk, people.charlie.pk)]


def test_block_done_twice_is_once(people, told):
    first = block(people.charlie, by=people.alice)

    assert block(people.charlie, by=people.alice) == first
    assert Block.objects.count() == 1
    assert len(told) == 1


def test_unblock_leaves_the_others_own_block(people):
    mine = block(people.charlie, by=people.alice)
    theirs = block(people.alice, by=people.charlie)

    unblock(mine)
    unblock(mine)

    assert [*Block.objects.all()] == [theirs]
    assert Block.objects.apart_from(people.alice) == {people.charlie.pk}
    unblock(theirs)
    assert Block.objects.apart_from(people.alice) == set()


def test_nobody_blocks_themself(people):
    with pytest.raises(OneselfError):
        block(people.alice, by=people.alice)


@pytest.mark.parametrize("gone", ["alice", "charlie"])
def test_who_has_left_neither_blocks_nor_is_blocked(people, gone):
    User.objects.filter(handle=gone).update(erased_at=timezone.now())

    with pytest.raises(GoneError):
        block(people.charlie, by=people.alice)

    assert not Block.objects.exists()


def test_moderator_is_blocked_like_anybody(people):
    assert block(people.mo, by=people.alice).blocked == people.mo


def test_blocks_of_one_person_have_an_end(people):
    others = UserFactory.create_batch(3)
    crowd = User.objects.bulk_create(
        User(email=f"{n}@example.com", handle=f"crowd-{n}")
        for n in range(MAX_BLOCKS - 1)
    )
    Block.objects.bulk_create(Block(blocker=people.alice, blocked=u) for u in crowd)

    block(others[0], by=people.alice)
    block(others[0], by=people.alice)  # once more is no more

    with pytest.raises(TooManyBlocksError):
        block(others[1], by=people.alice)


def test_who_is_blocked_stays_so_under_another_name(people):
    made = block(people.charlie, by=people.alice)

    FormerHandle.objects.create(user=people.charlie, handle="charlie")
    User.objects.filter(pk=people.charlie.pk).update(handle="somebody-new")

    made.refresh_from_db()
    assert Block.objects.apart_from(people.alice) == {people.charlie.pk}
    assert made.handle == "charlie"  # and the new name is not told
    found = User.objects.called("Charlie")
    assert found is not None
    assert found == people.charlie
    assert block(found, by=people.alice) == made


def test_block_ends_what_they_asked_each_other(people):
    theirs = TeamFactory(leader=people.charlie)
    helper = UserFactory()
    MembershipFactory(team=people.team, user=helper)
    ended = [
        invited(people.team, people.charlie, people.alice),
        invited(theirs, people.alice, people.charlie),
        # The one who leads is who counts, whoever wrote it.
        invited(TeamFactory(leader=people.alice), people.charlie, people.bob),
        # As does the one who wrote it, whoever leads.
        invited(people.rivals, people.charlie, people.alice),
    ]
    kept = [
        invited(people.rivals, people.alice, people.eve),
        invited(TeamFactory(), people.charlie, people.dana),
        invited(people.team, None, people.alice),  # a link, for others too
        invited(people.team, people.dana, people.alice),
    ]

    block(people.charlie, by=people.alice)

    assert {*TeamInvite.objects.live()} == set(kept)
    assert all(TeamInvite.objects.get(pk=each.pk).revoked_at for each in ended)


def test_unblocking_brings_no_invitation_back(people):
    invited(people.team, people.charlie, people.alice)

    unblock(block(people.charlie, by=people.alice))

    assert not TeamInvite.objects.live().exists()
