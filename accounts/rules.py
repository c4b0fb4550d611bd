"""Who may do what with people and teams: plain questions, no query.

What a member of a team may do in it, by role:

| what                              | leader          | officer       | member |
|-----------------------------------|-----------------|---------------|--------|
| change or end the team            | yes             |               |        |
| hand the leadership over          | yes             |               |        |
| make officers and plain members   | of all others   |               |        |
| write listings, answer applicants | yes             | yes           |        |
| invite, and take invites back     | yes             | yes           |        |
| remove somebody                   | all others      | plain members |        |
| permanent member or substitute    | all             | plain members |        |
| character and job                 | their own       | their own     | their own |
| leave                             | handed over, or alone | yes     | yes    |

A suspended member may do none of it (see `acting`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from accounts.enums import TeamRole

if TYPE_CHECKING:
    from accounts.models import Membership, User


def is_suspended(user: User) -> bool:
    return user.is_suspended


def acting(user: Any, membership: Membership | None) -> Membership | None:
    """The membership as far as its holder may use it now: a page offers a suspended
    member nothing that would be refused."""
    if membership is None or not user.is_authenticated or is_suspended(user):
        return None
    return membership


def can_moderate(user: User, permission: str) -> bool:
    """`permission` names what is moderated: "listings.change_listing"."""
    is_staff = user.is_active and user.is_staff and not is_suspended(user)
    return is_staff and user.has_perm(permission)


def can_suspend(moderator: User, user: User) -> bool:
    """Nobody moderates who stands above them, nor themselves."""
    if moderator.pk == user.pk or not can_moderate(moderator, "accounts.change_user"):
        return False
    return moderator.is_superuser or not user.is_staff


def can_manage(membership: Membership | None) -> bool:
    """Write the team's listings and answer its applicants."""
    return membership is not None and membership.role in (
        TeamRole.LEADER,
        TeamRole.OFFICER,
    )


def can_lead(membership: Membership | None) -> bool:
    """Change the team itself, or end it."""
    return membership is not None and membership.role == TeamRole.LEADER


def can_invite(membership: Membership | None) -> bool:
    return can_manage(membership)


def can_remove(actor: Membership | None, member: Membership) -> bool:
    if actor is None or not _are_two_of_a_team(actor, member):
        return False
    if can_lead(actor):
        return True
    return can_manage(actor) and member.role == TeamRole.MEMBER


def can_set_role(actor: Membership | None, member: Membership) -> bool:
    """Make an officer or a plain member of somebody; the leader's own role is handed
    over."""
    return actor is not None and can_lead(actor) and _are_two_of_a_team(actor, member)


def can_hand_over(actor: Membership | None, member: Membership) -> bool:
    return can_set_role(actor, member)


def can_set_kind(actor: Membership | None, member: Membership) -> bool:
    """Say who is a permanent member and who a substitute."""
    if actor is not None and can_lead(actor) and actor.pk == member.pk:
        return True
    return can_remove(actor, member)


def can_set_play(actor: Membership | None, member: Membership) -> bool:
    """Say with which character and job: everybody for themself."""
    return actor is not None and actor.pk == member.pk


def _are_two_of_a_team(actor: Membership, member: Membership) -> bool:
    return actor.team_id == member.team_id and actor.pk != member.pk
