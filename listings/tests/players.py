"""Players who seek, as search finds them."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.models import Character, User
from accounts.tests.factories import (
    CharacterFactory,
    ProfileFactory,
    ProgressFactory,
    UserFactory,
    world_id,
)
from config.lib.week import Window, projection
from listings.actions import reindex_player
from listings.tests.factories import duty_id, job_id


def seeker(
    handle: str = "",
    *,
    jobs: tuple[str, ...] = ("SCH",),
    schedule: tuple[tuple[int, int, int], ...] = (),
    zone: str = "UTC",
    days_ago: float = 1,
    **said: Any,
) -> User:
    """Somebody who seeks since then, and whom everybody may see. Without a character."""
    user = UserFactory(**{"handle": handle} if handle else {})
    windows = [Window(*row) for row in schedule]
    ProfileFactory(
        user=user,
        **{"headline": "Qqq", **said},
        jobs=[job_id(job) for job in jobs],
        schedule=[window.to_json() for window in windows],
        time_zone=zone,
        **projection(windows, ZoneInfo(zone), timezone.now()),
        seeking_since=timezone.now() - timedelta(days=days_ago),
        seeking_until=timezone.now() + timedelta(days=60 - days_ago),
    )
    reindex_player(user.pk)
    return user


def character(
    user: User, world: str = "twintania", *, clears: tuple[str, ...] = (), **said: Any
) -> Character:
    """One more, verified and shown unless said otherwise."""
    main = not Character.objects.filter(user=user, is_main=True).exists()
    said = {"verified": True, "is_shown": True, "is_main": main, **said}
    made = CharacterFactory(user=user, world_id=world_id(world), **said)
    for slug in clears:
        ProgressFactory(character=made, duty_id=duty_id(slug))
    reindex_player(user.pk)
    return made
