from accounts.actions.teams import archive_team, create_team, edit_team, lock_team

__all__ = ["archive_team", "create_team", "edit_team", "lock_team"]
