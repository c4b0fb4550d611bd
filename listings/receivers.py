"""News from below: a team changed or ended, somebody came into it or went."""

from typing import Any
from uuid import UUID

from django.dispatch import receiver

from accounts.models import User
from accounts.signals import (
    account_erased,
    member_changed,
    member_joined,
    member_left,
    profile_changed,
    team_archived,
    team_changed,
)
from listings.actions import (
    close_all_of,
    reindex_player,
    tell_who_joined,
    tell_who_leads,
    tell_who_was_removed,
    touch_cards_of,
    vacate_seats_of,
)


@receiver(team_changed)
def on_team_changed(team_id: UUID, **_: Any) -> None:
    touch_cards_of(team_id)


@receiver(team_archived)
def on_team_archived(team_id: UUID, by_id: UUID, **_: Any) -> None:
    close_all_of(team_id, by=User.objects.get(pk=by_id))


@receiver(member_left)
def on_member_left(membership_id: UUID, user_id: UUID, by_id: UUID, **_: Any) -> None:
    vacate_seats_of(membership_id, by=User.objects.get(pk=by_id))
    if user_id != by_id:
        tell_who_was_removed(membership_id)


@receiver(member_joined)
def on_member_joined(membership_id: UUID, **_: Any) -> None:
    tell_who_joined(membership_id)


@receiver(member_changed)
def on_member_changed(membership_id: UUID, by_id: UUID, **_: Any) -> None:
    tell_who_leads(membership_id, by_id)


@receiver(profile_changed)
@receiver(account_erased)
def on_person_changed(user_id: UUID, **_: Any) -> None:
    reindex_player(user_id)
