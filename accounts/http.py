"""A request of somebody who is logged in: for type checkers."""

from accounts.models import User
from config.lib.http import SiteRequest


class MemberRequest(SiteRequest):
    user: User  # `writes` lets nobody else pass
