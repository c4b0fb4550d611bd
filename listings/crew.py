"""Who belongs to a team, as its pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property

from accounts.enums import CharacterState, MemberKind, TeamRole
from accounts.models import Membership
from integrations.catalogue import JobEntry, catalogue
from listings.seen import people_seen_by

RANKS = [TeamRole.LEADER, TeamRole.OFFICER, TeamRole.MEMBER]
# Of a character a row of this list shows its name and world.
UNSHOWN = [f"character__{name}" for name in ("job_levels", "avatar_url", "xivauth_key")]


@dataclass(frozen=True)
class Face:
    """One member as others see them. A character is shown where its owner shows it."""

    membership: Membership
    handle: str
    has_page: bool  # for this viewer
    job: JobEntry | None
    character: str
    world: str

    @property
    def role(self) -> str:
        """Leader or officer; nothing is said of a plain member."""
        role = TeamRole(self.membership.role)
        return "" if role == TeamRole.MEMBER else str(role.label)


@dataclass(frozen=True)
class Crew:
    faces: Sequence[Face]  # the leader, then officers, then the others by seniority

    @cached_property
    def permanent(self) -> list[Face]:
        """Whom the roster counts on."""
        return self._of(MemberKind.PERMANENT)

    @cached_property
    def substitutes(self) -> list[Face]:
        return self._of(MemberKind.SUBSTITUTE)

    def _of(self, kind: MemberKind) -> list[Face]:
        return [face for face in self.faces if face.membership.kind == kind]


def crew_of(team_id: UUID, viewer: Any) -> Crew:
    """In one query."""
    pages = people_seen_by(viewer).filter(pk=OuterRef("user"))
    found = (
        Membership.objects.current()
        .filter(team=team_id)
        .shown_to(viewer)
        .select_related("user", "character")
        .defer(*UNSHOWN)
        .annotate(has_page=Exists(pages))
        .order_by("since", "pk")
    )
    faces = [_face(member) for member in found]
    return Crew(sorted(faces, key=_rank))


def _face(member: Any) -> Face:
    known = catalogue()
    character = member.character
    shown = (
        character is not None
        and character.is_shown
        and character.state == CharacterState.VERIFIED
    )
    lives = shown and character.world_id is not None
    return Face(
        membership=member,
        handle=member.user.handle,
        has_page=member.has_page,
        job=known.jobs[member.job_id] if member.job_id else None,
        character=character.name if shown else "",
        world=known.worlds[character.world_id].name if lives else "",
    )


def _rank(face: Face) -> int:
    return RANKS.index(TeamRole(face.membership.role))
