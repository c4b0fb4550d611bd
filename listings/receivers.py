"""News from below: a team changed, a team ended."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from accounts.models import User
from accounts.signals import team_archived, team_changed
from listings.actions import close_all_of, touch_cards_of


@receiver(team_changed)
def on_team_changed(team_id: UUID, **_: Any) -> None:
    touch_cards_of(team_id)


@receiver(team_archived)
def on_team_archived(team_id: UUID, by_id: UUID, **_: Any) -> None:
    close_all_of(team_id, by=User.objects.get(pk=by_id))
