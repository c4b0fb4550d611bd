"""Who may do what with people and teams: plain questions, no query."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from accounts.enums import TeamRole

if TYPE_CHECKING:
    from accounts.models import Membership, User


def is_suspended(user: User) -> bool:
    until = user.suspended_until
    return until is not None and until > timezone.now()


def can_manage(membership: Membership | None) -> bool:
    """Write the team's listings and answer its applicants."""
    return membership is not None and membership.role in (
        TeamRole.LEADER,
        TeamRole.OFFICER,
    )


def can_lead(membership: Membership | None) -> bool:
    """Change the team itself, or end it."""
    return membership is not None and membership.role == TeamRole.LEADER
