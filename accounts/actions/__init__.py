from accounts.actions.invites import (
    accept_invite,
    decline_invite,
    invite_by_link,
    invite_player,
    revoke_invite,
    works_for,
)
from accounts.actions.members import (
    change_member,
    hand_over,
    leave_all_teams,
    leave_team,
    remove_member,
    set_kind,
    set_play,
    set_role,
)
from accounts.actions.moderation import lock_moderator, suspend, unsuspend
from accounts.actions.teams import (
    archive_team,
    create_team,
    edit_team,
    lock_active_team,
    lock_team,
    lock_to_manage,
)

__all__ = [
    "accept_invite",
    "archive_team",
    "change_member",
    "create_team",
    "decline_invite",
    "edit_team",
    "hand_over",
    "invite_by_link",
    "invite_player",
    "leave_all_teams",
    "leave_team",
    "lock_active_team",
    "lock_moderator",
    "lock_team",
    "lock_to_manage",
    "remove_member",
    "revoke_invite",
    "set_kind",
    "set_play",
    "set_role",
    "suspend",
    "unsuspend",
    "works_for",
]
