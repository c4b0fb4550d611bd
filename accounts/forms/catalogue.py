"""What a form offers of the catalogue: goals, duties, jobs, worlds."""

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as _

from integrations.catalogue import DutyEntry, catalogue

Choices = list[tuple[str, Any]]


# The colour (data-role) and the drawing of each role.
ROLE_GLYPHS = {
    "tank": ("tank", "tank"),
    "healer": ("healer", "healer"),
    "melee": ("dps", "melee"),
    "physical_ranged": ("dps", "ranged"),
    "magical_ranged": ("dps", "caster"),
}


class Goal(NamedTuple):
    """Either of them."""

    duty_id: int | None
    tier_id: int | None


def goal_choices() -> Choices:
    """Whole tiers and single duties, grouped; the current tier comes first."""
    known = catalogue()
    of_tiers = [
        (
            _("Current tier") if tier.is_current else tier.name,
            [
                (f"tier:{tier.slug}", _("All of %(tier)s") % {"tier": tier.name}),
                *((f"duty:{d.slug}", label(d)) for d in known.duties_of(tier)),
            ],
        )
        for tier in known.offered_tiers
    ]
    singles: dict[str, Choices] = {}
    for duty in known.offered_duties:
        if duty.tier is None:
            group = singles.setdefault(duty.kind_label, [])
            group.append((f"duty:{duty.slug}", label(duty)))
    return [*of_tiers[:1], *singles.items(), *of_tiers[1:]]


def label(duty: DutyEntry) -> str:
    short = duty.abbreviation
    return f"{short} · {duty.name}" if short else duty.name


class GoalField(forms.ChoiceField):
    """A duty or a tier; cleans to a Goal."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: [("", _("Choose …")), *goal_choices()], **kwargs
        )

    def clean(self, value: Any) -> Any:
        chosen = super().clean(value)
        if not chosen:
            return None
        kind, slug = chosen.split(":", 1)
        if kind == "tier":
            return Goal(None, catalogue().tier_by_slug[slug].id)
        return Goal(catalogue().duty_by_slug[slug].id, None)


def goal_value(duty_id: int | None, tier_id: int | None) -> str:
    """What the field shows for a stored goal."""
    known = catalogue()
    if tier_id is not None:
        return f"tier:{known.tiers[tier_id].slug}"
    return f"duty:{known.duties[duty_id].slug}" if duty_id is not None else ""


def world_choices() -> Choices:
    """Worlds under their data centre, the regions in their order."""
    known = catalogue()
    return [
        ("", _("Choose …")),
        *(
            (
                f"{dc.name} ({dc.region.name})",
                [(str(world.id), world.name) for world in known.worlds_of(dc)],
            )
            for dc in known.offered_data_centres
        ),
    ]


def job_choices() -> Choices:
    return [(str(job.id), job.abbreviation) for job in catalogue().offered_jobs]


def duty_choices() -> Choices:
    """Single duties, grouped and ordered as goals are."""
    return [
        (group, single)
        for group, choices in goal_choices()
        if (single := [c for c in choices if c[0].startswith("duty:")])
    ]


class DutyField(forms.ChoiceField):
    """A single duty; cleans to its id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=lambda: [("", _("Choose …")), *duty_choices()], **kwargs
        )

    def clean(self, value: Any) -> Any:
        goal = super().clean(value)
        return catalogue().duty_by_slug[goal.split(":", 1)[1]].id if goal else None
