"""The form of a profile: its plain fields, its jobs, and rows of goals."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import (
    ABOUT_LENGTH,
    HEADLINE_LENGTH,
    MAX_GOALS,
    Intensity,
    Language,
    PlayerVoice,
)
from accounts.forms.catalogue import (
    ROLE_GLYPHS,
    Goal,
    GoalField,
    goal_value,
    job_choices,
)
from accounts.models import Profile
from config.lib.forms import RowForm, TextField, formset
from integrations.catalogue import catalogue
from integrations.enums import Role

TICKS = forms.CheckboxSelectMultiple
UNSAID = ("", _("Not said"))


class JobOfRole(NamedTuple):
    id: int
    name: str
    is_chosen: bool


class JobsOfRole(NamedTuple):
    label: Any
    colour: str
    glyph: str
    jobs: list[JobOfRole]


class ProfileForm(forms.Form):
    headline = TextField(
        label=_("Headline"),
        max_length=HEADLINE_LENGTH,
        required=False,
        help_text=_("One line under your name, also in the search of players."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    about = TextField(
        label=_("About you"),
        max_length=ABOUT_LENGTH,
        rows=8,
        required=False,
        help_text=_("How you play, what you enjoy, what a group should know. "
                    "Markdown works."),
    )  # fmt: skip
    jobs = forms.TypedMultipleChoiceField(
        label=_("Jobs you raid on"),
        choices=job_choices,
        coerce=int,
        required=False,
        widget=TICKS,
        error_messages={"invalid_choice": _("Choose jobs from the list.")},
    )
    main_job = forms.TypedChoiceField(
        label=_("Main job"),
        choices=lambda: [UNSAID, *job_choices()],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("The one you would take first. It counts as ticked."),
        error_messages={"invalid_choice": _("Choose a job from the list.")},
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages you speak"),
        choices=Language.choices,
        required=False,
        widget=TICKS,
        error_messages={"invalid_choice": _("Choose languages from the list.")},
    )
    voice = forms.ChoiceField(
        label=_("Voice"),
        choices=[UNSAID, *PlayerVoice.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    intensity = forms.ChoiceField(
        label=_("Intensity"),
        choices=[UNSAID, *Intensity.choices],
        required=False,
        error_messages={"invalid_choice": _("Choose one from the list.")},
    )
    can_travel = forms.BooleanField(
        label=_("I can travel to another data centre for raids"), required=False
    )
    would_transfer = forms.BooleanField(
        label=_("I would transfer to the world of my static"), required=False
    )

    def said(self) -> dict[str, Any]:
        """The profile's columns; of the jobs the main one comes first."""
        data = dict(self.cleaned_data)
        main = data.pop("main_job")
        data["jobs"] = _distinct([*([main] if main else []), *data["jobs"]])
        data["languages"] = _distinct(data["languages"])
        return data

    def jobs_by_role(self) -> list[JobsOfRole]:
        """The ticks of `jobs` as the page shows them."""
        chosen = {str(value) for value in self["jobs"].value() or []}
        return [
            JobsOfRole(
                role.label,
                *ROLE_GLYPHS[role],
                [
                    JobOfRole(job.id, job.abbreviation, str(job.id) in chosen)
                    for job in catalogue().jobs_of(role)
                ],
            )
            for role in Role
        ]


class GoalRow(RowForm):
    blank_when_empty = ("goal",)
    goal = GoalField(
        label=_("Tier or duty"),
        error_messages={"invalid_choice": _("Choose a goal from the list.")},
    )


GoalRows = formset(GoalRow, MAX_GOALS)


class ProfileEditor:
    """`data` is what was posted."""

    def __init__(self, profile: Profile | None, data: Any = None) -> None:
        profile = profile or Profile()
        start = None if data is not None else _initial(profile)
        goals = None if data is not None else _initial_goals(profile)
        self.main = ProfileForm(data, initial=start)
        self.goals = GoalRows(data, prefix="goals", initial=goals)
        if goals is not None:  # a blank row to write into without script
            self.goals.extra = min(1, MAX_GOALS - len(goals))

    def is_valid(self) -> bool:
        parts = [self.main.is_valid(), self.goals.is_valid()]  # asks both
        return all(parts)

    def said(self) -> dict[str, Any]:
        rows = [row for row in self.goals.forms if not row.is_blank]
        goals: list[Goal] = _distinct(row.cleaned_data["goal"] for row in rows)
        return {
            **self.main.said(),
            "duty_goals": [goal.duty_id for goal in goals if goal.duty_id],
            "tier_goals": [goal.tier_id for goal in goals if goal.tier_id],
        }


def _initial(profile: Profile) -> dict[str, Any]:
    plain = [name for name in ProfileForm.base_fields if name != "main_job"]
    shown = {name: getattr(profile, name) for name in plain}
    return {**shown, "main_job": profile.main_job}


def _initial_goals(profile: Profile) -> list[dict[str, str]]:
    known = catalogue()
    tiers = [goal_value(None, id) for id in profile.tier_goals if id in known.tiers]
    duties = [goal_value(id, None) for id in profile.duty_goals if id in known.duties]
    return [{"goal": value} for value in [*tiers, *duties]]


def _distinct(values: Iterable[Any]) -> list[Any]:
    return list(dict.fromkeys(values))
