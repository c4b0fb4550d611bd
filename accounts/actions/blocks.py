"""Somebody wants to have nothing to do with somebody, or lets that go again."""

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.enums import MAX_BLOCKS, TeamRole
from accounts.exceptions import (
    ErasedError,
    GoneError,
    OneselfError,
    SuspendedError,
    TooManyBlocksError,
)
from accounts.models import Block, Membership, TeamInvite, User
from accounts.rules import is_suspended
from accounts.signals import user_blocked


def lock_people(*people: UUID) -> dict[UUID, User]:
    """These people, locked until the transaction ends: what two of them do with each
    other happens one after the other. Locked after any team."""
    locked = User.objects.select_for_update(no_key=True).filter(pk__in=people)
    return {user.pk: user for user in locked.order_by("pk")}


def lock_living(user_id: UUID) -> User:
    """The same for who says something of themself: whatever was under way while the
    account ended comes too late. ErasedError."""
    user = lock_people(user_id).get(user_id)
    if user is None or user.erased_at:
        raise ErasedError
    return user


def lock_actor(by: User, *others: UUID) -> User:
    """Who acts, locked together with the others whom it concerns, and as they are now:
    they may have been suspended, or be gone, since they asked. Raises SuspendedError or
    ErasedError."""
    user = lock_people(by.pk, *others).get(by.pk)
    if user is None or user.erased_at:
        raise ErasedError
    if is_suspended(user):
        raise SuspendedError(user)
    return user


@transaction.atomic
def block(user: User, *, by: User, handle: str = "") -> Block:
    """From now on neither finds the other. `handle` is the name they are known by.

    A moderator who plays is blocked like anybody: what they do as a moderator is not
    touched by it, and a refusal would tell who moderates. Done twice, it is once.
    """
    if user.pk == by.pk:
        raise OneselfError
    people = lock_people(user.pk, by.pk)
    if len(people) < 2 or any(each.erased_at for each in people.values()):
        raise GoneError
    mine = Block.objects.of(by)
    if mine.exclude(blocked=user).count() >= MAX_BLOCKS:
        raise TooManyBlocksError
    made, is_new = Block.objects.get_or_create(
        blocker=by, blocked=user, defaults={"handle": handle or user.handle}
    )
    if is_new:
        _end_invites(user, by)
        user_blocked.send(Block, blocker_id=by.pk, blocked_id=user.pk)
    return made


def unblock(block: Block) -> None:
    """Nothing of what ended by it comes back. Done twice, it is once."""
    Block.objects.filter(pk=block.pk).delete()


def _end_invites(one: User, other: User) -> None:
    """Whoever of them asked the other into a team, or leads the one they were asked
    into."""
    for invitee, host in ((one, other), (other, one)):
        led = Membership.objects.current().filter(user=host, role=TeamRole.LEADER)
        by_host = Q(created_by=host) | Q(team__in=led.values("team"))
        pending = TeamInvite.objects.live().filter(by_host, invitee=invitee)
        pending.update(revoked_at=timezone.now())
