from accounts.actions.moderation import suspend, unsuspend
from accounts.actions.teams import (
    archive_team,
    create_team,
    edit_team,
    lock_active_team,
    lock_team,
)

__all__ = [
    "archive_team",
    "create_team",
    "edit_team",
    "lock_active_team",
    "lock_team",
    "suspend",
    "unsuspend",
]
