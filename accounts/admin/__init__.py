"""The moderators' desk: each module registers its part."""

from accounts.admin import characters, people, teams

__all__ = ["characters", "people", "teams"]
