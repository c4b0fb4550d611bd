"""When somebody is free: hours of their own week, kept as hours of everybody's."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from django.utils import timezone

from accounts.actions.profile import write
from accounts.models import Profile, User
from config.lib.week import Window, projection, reproject_rows


def set_availability(user: User, windows: Sequence[Window], zone: ZoneInfo) -> None:
    write(
        user,
        schedule=[window.to_json() for window in sorted(windows)],
        time_zone=zone.key,
        **projection(windows, zone, timezone.now()),
    )


def reproject() -> int:
    """Project what people said anew where a clock changes about now, or
    the zone data have."""
    return reproject_rows(Profile.objects.exclude(schedule=[]))
