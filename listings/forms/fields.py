"""Fields that choose from the catalogue, and a field for a time of day."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from config.lib.validators import validate_calm_text
from config.lib.week import zone_names
from integrations.catalogue import DutyEntry, catalogue
from listings.draft import GoalDraft

Choices = list[tuple[str, Any]]


_BREAKS = re.compile(r"[\t\n\r\x85\u2028\u2029]+")


class TextField(forms.CharField):
    """One line, or several with `rows`. A line break that no browser sends in a single
    line becomes a space, since the text goes on into subjects of mails."""

    def __init__(self, *, max_length: int, rows: int = 0, **kwargs: Any) -> None:
        if rows:
            kwargs["widget"] = forms.Textarea(attrs={"rows": rows})
        self.has_lines = bool(rows)
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text if self.has_lines or not text else _BREAKS.sub(" ", text)

    def run_validators(self, value: Any) -> None:
        super().run_validators(value)
        # Not on what is too long anyway: ten megabytes would take seconds.
        validate_calm_text(value)


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
    """A duty or a tier; cleans to a GoalDraft without words."""

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
            return GoalDraft(tier_id=catalogue().tier_by_slug[slug].id)
        return GoalDraft(duty_id=catalogue().duty_by_slug[slug].id)


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
    return [(str(d.id), label(d)) for d in catalogue().offered_duties]


def zone_choices() -> Choices:
    areas: dict[str, Choices] = {}
    for name in zone_names():
        area = name.split("/", 1)[0].replace("_", " ")
        areas.setdefault(area, []).append((name, name.replace("_", " ")))
    return [(a, zones) if len(zones) > 1 else zones[0] for a, zones in areas.items()]


zone_choices_lazily = lazy(zone_choices, list)

_CLOCK = re.compile(
    r"^\s*(\d{1,2})\s*(?:[:.h]?\s*(\d{2}))?\s*(am|pm)?\s*$", re.IGNORECASE
)


class ClockField(forms.CharField):
    """A time of day; cleans to the minute of the day. 24:00 is the end of it."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        found = _CLOCK.match(text[:20])
        minute = _minute(*found.groups()) if found else None
        if minute is None:
            raise ValidationError(_("Write a time like 20:00."), code="clock")
        return minute

    def run_validators(self, value: Any) -> None:
        """They are for text."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return f"{value // 60 % 24:02}:{value % 60:02}"
        return value


def _minute(hours: str, minutes: str | None, half: str | None) -> int | None:
    hour, minute = int(hours), int(minutes or 0)
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.lower() == "pm" else 0)
    if minute > 59 or hour * 60 + minute > 1440:
        return None
    return hour * 60 + minute
