"""What somebody new does first, and how far they are."""

from dataclasses import dataclass

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


def setting_up(user: User, profile: Profile | None) -> SettingUp:
    """For components/setting_up.html. Costs one query."""
    has_character = Character.objects.filter(user=user).verified().exists()
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
