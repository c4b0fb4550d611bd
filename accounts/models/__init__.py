from accounts.models.team import Membership, Team
from accounts.models.user import Profile, User

__all__ = ["Membership", "Profile", "Team", "User"]
