"""What somebody new does first, and how far they are."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.http import MemberRequest
from accounts.models import Character, Profile, Team, User


@dataclass(frozen=True)
class Step:
    label: str
    why: str
    address: str
    is_done: bool


@dataclass(frozen=True)
class SettingUp:
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.steps)

    def has_done(self, address: str) -> bool:
        return any(step.is_done for step in self.steps if step.address == address)

    @property
    def following(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)


@dataclass(frozen=True)
class Known:
    """What a member has told so far."""

    profile: Profile | None
    has_character: bool
    world_id: int | None  # of the main character, once verified
    apart: frozenset[UUID]  # teams that they shall not meet


def known_of(user: User) -> Known:
    """In one query."""
    mine = Character.objects.of(OuterRef("pk")).verified()
    found = (
        User.objects.select_related("profile")
        .annotate(
            has_character=Exists(mine),
            world_id=Subquery(mine.values("world")[:1]),
            apart=ArraySubquery(Team.objects.kept_apart_from(user).values("pk")),
        )
        .get(pk=user.pk)
    )
    profile = getattr(found, "profile", None)
    apart = frozenset(found.apart)
    return Known(profile, found.has_character, found.world_id, apart)


def setting_up(user: User, known: Known) -> SettingUp:
    """For components/setting_up.html."""
    profile, has_character = known.profile, known.has_character
    return SettingUp(
        (
            Step(
                _("Choose your jobs"),
                _("Search then starts with your main job."),
                reverse("accounts:profile"),
                bool(profile and profile.jobs),
            ),
            Step(
                _("Verify a character"),
                _("Your levels and progress fill in automatically."),
                reverse("accounts:characters"),
                has_character,
            ),
            Step(
                _("Set your raid times"),
                _("Search can then sort by how well raid times fit yours."),
                reverse("accounts:availability"),
                bool(profile and profile.schedule),
            ),
        )
    )


def after_step(request: MemberRequest, before: SettingUp, here: str) -> HttpResponse:
    """On to the next step, once the one on page `here` is done for the first time; else
    stay. The last one leads home, which says what it opened."""
    after = setting_up(request.user, known_of(request.user))
    if not (after.has_done(here) and not before.has_done(here)):
        return redirect(here)
    if following := after.following:
        said = _("Next: %(step)s.") % {"step": following.label.lower()}
        messages.info(request, said)
        return redirect(following.address)
    messages.success(request, _("You're set up. Now find a static."))
    return redirect("home")
