"""What somebody new does first, and how far they are."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import Character, Profile, User


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

    @property
    def following(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)


@dataclass(frozen=True)
class Known:
    """What a member has told so far."""

    profile: Profile | None
    has_character: bool
    world_id: int | None  # of the main character, once verified


def known_of(user: User) -> Known:
    """In one query."""
    mine = Character.objects.of(OuterRef("pk")).verified()
    found = (
        User.objects.select_related("profile")
        .annotate(
            has_character=Exists(mine), world_id=Subquery(mine.values("world")[:1])
        )
        .get(pk=user.pk)
    )
    profile = getattr(found, "profile", None)
    return Known(profile, found.has_character, found.world_id)


def setting_up(user: User, known: Known) -> SettingUp:
    """For components/setting_up.html."""
    profile, has_character = known.profile, known.has_character
    return SettingUp(
        (
            Step(
                _("Choose a handle"),
                _("Teams find and invite you by it."),
                reverse("accounts:handle"),
                user.handle != user.first_handle,
            ),
            Step(
                _("Say who you are"),
                _("A headline and the jobs you raid on."),
                reverse("accounts:profile"),
                bool(profile and profile.headline and profile.jobs),
            ),
            Step(
                _("Verify a character"),
                _("Levels and progress then fill in by themselves."),
                reverse("accounts:characters"),
                has_character,
            ),
            Step(
                _("Say when you can raid"),
                _("Each listing then shows how many of its hours fit you."),
                reverse("accounts:availability"),
                bool(profile and profile.schedule),
            ),
        )
    )
