from accounts.models.block import Block
from accounts.models.character import Character, Progress
from accounts.models.invite import TeamInvite
from accounts.models.lookup import CharacterSearch, XivAuthVisit
from accounts.models.profile import Profile
from accounts.models.session import Session
from accounts.models.submission import SubmittedForm
from accounts.models.team import Membership, Team, TeamEvent
from accounts.models.user import FormerHandle, User
from accounts.models.verification import Verification

__all__ = [
    "Block",
    "Character",
    "CharacterSearch",
    "FormerHandle",
    "Membership",
    "Profile",
    "Progress",
    "Session",
    "SubmittedForm",
    "Team",
    "TeamEvent",
    "TeamInvite",
    "User",
    "Verification",
    "XivAuthVisit",
]
