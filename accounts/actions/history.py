"""What becomes of a team is written down."""

from accounts.enums import TeamVerb
from accounts.models import Team, TeamEvent, User


def record_team(
    team: Team, verb: TeamVerb, *, by: User | None, of: User | None = None
) -> TeamEvent:
    """A row of the team's history, in the caller's transaction."""
    return TeamEvent.objects.create(team=team, verb=verb, actor=by, subject=of or by)
