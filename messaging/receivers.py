"""News from below: each is a call of an action."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.dispatch import receiver

from accounts.signals import (
    account_erased,
    character_taken_over,
    seeking_ends_soon,
    team_invited,
    verification_given_up,
)
from messaging import actions


@receiver(account_erased)
def on_account_erased(user_id: UUID, emails: Sequence[str], **_: Any) -> None:
    actions.forget_person(user_id, emails)


@receiver(character_taken_over)
def on_character_taken_over(character_id: UUID, user_id: UUID, **_: Any) -> None:
    actions.tell_of_take_over(character_id, user_id)


@receiver(team_invited)
def on_team_invited(invite_id: UUID, **_: Any) -> None:
    actions.tell_of_invitation(invite_id)


@receiver(seeking_ends_soon)
def on_seeking_ends_soon(user_id: UUID, until: datetime, **_: Any) -> None:
    actions.tell_seeking_ends(user_id, until)


@receiver(verification_given_up)
def on_verification_given_up(
    character_id: UUID, user_id: UUID, outcome: str, **_: Any
) -> None:
    actions.tell_code_not_found(character_id, user_id, outcome)
