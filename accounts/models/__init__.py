from accounts.models.block import Block
from accounts.models.character import Character, Progress
from accounts.models.invite import TeamInvite
from accounts.models.profile import Profile
from accounts.models.team import Membership, Team, TeamEvent
from accounts.models.user import FormerHandle, User

__all__ = [
    "Block",
    "Character",
    "FormerHandle",
    "Membership",
    "Profile",
    "Progress",
    "Team",
    "TeamEvent",
    "TeamInvite",
    "User",
]
