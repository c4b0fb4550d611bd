"""Who a player's page is about, in two queries: the person with their teams, and their
shown characters with what the logs say. Nothing of any other character is fetched."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from accounts.models import (
    Character,
    Membership,
    Progress,
    Team,
)
from accounts.models.user import called
from accounts.rules import is_suspended
from listings.seen import people_seen_by

MOST_HOSTS = 3  # offered on a player's page; whoever runs more goes by the team


def find_player(handle: str, viewer: Any) -> Any:
    """Whoever is called so, or was; None where the viewer may not know of them."""
    found = called(_with_teams(viewer), handle)
    return found.user if found else None


def _with_teams(viewer: Any) -> QuerySet[Any]:
    teams = (
        Membership.objects.current()
        .filter(user=OuterRef("pk"), team__in=Team.objects.active().visible_to(viewer))
        .order_by("since", "pk")
        .values(
            row=JSONObject(id="team", name="team__name", slug="team__slug", role="role")
        )
    )
    seen = people_seen_by(viewer).select_related("profile")
    found: QuerySet[Any] = seen.annotate(team_rows=ArraySubquery(teams))
    return found


def may_invite(viewer: Any, player: Any) -> list[Team]:
    """The viewer's teams that could invite this player. One query."""
    if not viewer.is_authenticated or viewer.pk == player.pk or is_suspended(viewer):
        return []
    inside = Membership.objects.current().filter(user=player.pk)
    found = Team.objects.managed_by(viewer).exclude(pk__in=inside.values("team"))
    return list(found.order_by("name")[:MOST_HOSTS])


def shown_characters(player: Any) -> list[Any]:
    """The main one first, each with what the logs say of it."""
    progress = (
        Progress.objects.filter(character=OuterRef("pk"), kills__gt=0)
        .order_by("duty")
        .values(
            row=JSONObject(
                duty="duty",
                kills="kills",
                percentile="percentile",
                job="job",
                date="date",
            )
        )
    )
    found = Character.objects.of(player).shown()
    return list(found.annotate(progress_rows=ArraySubquery(progress)))
