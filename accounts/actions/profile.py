"""What people say of themselves, whom they show it to, and that they look for a team.

Each verb writes the columns it is about and no other, so two of them at once lose
nothing. A profile begins with the first thing that is said.
"""

from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, When
from django.utils import timezone

from accounts.actions.blocks import lock_living
from accounts.actions.syncing import hurry
from accounts.enums import MOVES_UP_EVERY, SEEKING_FOR
from accounts.models import Profile, User
from accounts.signals import profile_changed, seeking_ends_soon

BATCH = 500
SAID = frozenset(
    ["headline", "about", "languages", "voice", "intensity", "jobs", "duty_goals",
     "tier_goals", "can_travel", "would_transfer"]
)  # fmt: skip


def edit_profile(user: User, **said: Any) -> None:
    """`said` are columns of SAID; of the jobs the first is the main one."""
    if unknown := said.keys() - SAID:
        raise TypeError(f"not said in a profile: {sorted(unknown)}")
    write(user, **said)


def set_privacy(user: User, *, visibility: str, shows_percentiles: bool) -> None:
    write(user, visibility=visibility, shows_percentiles=shows_percentiles)


def seek(user: User) -> None:
    """For sixty days from now; said again, from then. Whoever stops and begins again
    keeps their place in the search for a while."""
    now = timezone.now()
    lately = When(seeking_since__gt=now - MOVES_UP_EVERY, then=F("seeking_since"))
    write(
        user,
        seeking_since=Case(lately, default=now),
        seeking_until=now + SEEKING_FOR,
        seeking_warned_at=None,
    )
    hurry(user.pk)


def stop_seeking(user: User) -> None:
    write(user, seeking_until=None, seeking_warned_at=None)


@transaction.atomic
def write(user: User, **columns: Any) -> None:
    lock_living(user.pk)
    Profile.objects.get_or_create(user=user)
    columns["changed_at"] = timezone.now()
    Profile.objects.filter(user=user).update(**columns)
    profile_changed.send(Profile, user_id=user.pk)


def warn_seeking() -> int:
    """Tell whoever stops seeking in three days, so that they can go on."""
    soon = Profile.objects.seeking_ends_soon().values_list("pk", flat=True)[:BATCH]
    return sum(map(_warn, list(soon)))


@transaction.atomic
def _warn(user_id: UUID) -> bool:
    # Asked again in full: they may have gone on or stopped since.
    due = Profile.objects.seeking_ends_soon().filter(pk=user_id)
    if due.update(seeking_warned_at=timezone.now()) != 1:
        return False
    until = Profile.objects.values_list("seeking_until", flat=True).get(pk=user_id)
    seeking_ends_soon.send(Profile, user_id=user_id, until=until)
    return True
