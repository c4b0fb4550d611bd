"""The rows of a listing: goals, slots, evenings, questions. Blank rows are ignored."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from accounts.forms.catalogue import DutyField, job_choices
from config.lib.forms import RowForm, TextField, WindowRow, WindowRows, formset
from listings.draft import QuestionDraft, SlotDraft
from listings.enums import (
    MAX_CLEARS,
    MAX_GOALS,
    MAX_QUESTIONS,
    MAX_WINDOWS,
    PROGRESS_LENGTH,
    QUESTION_LENGTH,
    AnswerKind,
)
from listings.forms.fields import GoalField
from listings.forms.job_ticks import SeatJobs, seat_jobs

LONGEST = 12 * 60  # minutes of one evening; more is a mistake in the times


class GoalRow(RowForm):
    blank_when_empty = ("goal", "progress")
    goal = GoalField(label=_("Tier or duty"))
    progress = TextField(
        label=_("How far you are"),
        max_length=PROGRESS_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("M12S phase 2")}),
    )


class ClearRow(RowForm):
    blank_when_empty = ("duty",)
    duty = DutyField(label=_("Cleared duty"))


class EveningRow(WindowRow):
    longest = LONGEST
    too_long = _("Ends before it begins, or lasts over 12 hours. Past midnight? "
                 "Write 01:00.")  # fmt: skip


class QuestionRow(RowForm):
    blank_when_empty = ("text",)
    text = TextField(label=_("Question"), max_length=QUESTION_LENGTH)
    answer = forms.ChoiceField(
        label=_("Answer"), choices=AnswerKind.choices, initial=AnswerKind.SHORT
    )
    required = forms.BooleanField(
        label=_("Must be answered"), required=False, initial=True
    )

    @property
    def question(self) -> QuestionDraft:
        data = self.cleaned_data
        return QuestionDraft(data["text"], data["answer"], data["required"])


class SlotRow(forms.Form):
    OPEN, FILLED = "open", "filled"
    place = TextField(label=_("Place"), max_length=8, required=False)
    state = forms.ChoiceField(
        label=_("State"),
        choices=[(OPEN, _("Open")), (FILLED, _("Filled"))],
        initial=OPEN,
        widget=forms.RadioSelect,
    )
    jobs = forms.TypedMultipleChoiceField(
        label=_("Accepts"),
        choices=job_choices,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    job = forms.TypedChoiceField(
        label=_("Job"),
        choices=lambda: [("", _("Choose …")), *job_choices()],
        coerce=int,
        empty_value=None,
        required=False,
    )
    member = forms.ChoiceField(label=_("Member"), required=False)

    def __init__(
        self,
        *args: Any,
        members: list[tuple[str, str]],
        may_be_blank: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.empty_permitted = False  # as in RowForm
        self.may_be_blank = may_be_blank
        self.fields["member"] = forms.ChoiceField(
            label=_("Member"),
            choices=[("", _("Not on Muster")), *members],
            required=False,
        )

    @property
    def is_open(self) -> bool:
        return bool(self["state"].value() == self.OPEN)

    @property
    def jobs_by_role(self) -> SeatJobs:
        """Jobs of the seat's own role, which are shown, and the others."""
        held = self["job"].value()
        return seat_jobs(self["jobs"], held=str(held) if held else "")

    @property
    def is_blank(self) -> bool:
        """A row of a substitute listing that nobody wrote into."""
        raw = (self[name].data for name in ("jobs", "job", "member"))
        return self.may_be_blank and not any(raw)

    def clean(self) -> None:
        data = self.cleaned_data
        if data.get("state") == self.FILLED and not data.get("job"):
            self.add_error("job", _t("Say which job holds this seat."))
        lacks_jobs = not data.get("jobs") and "jobs" not in self.errors
        if data.get("state") == self.OPEN and lacks_jobs and not self.is_blank:
            self.add_error("jobs", _t("Tick at least one job for this seat."))

    def slot(self, position: int) -> SlotDraft:
        data = self.cleaned_data
        jobs = set(data["jobs"])
        if data["state"] == self.OPEN:
            return SlotDraft(position, data["place"], frozenset(jobs))
        return SlotDraft(
            position,
            data["place"],
            frozenset(jobs | {data["job"]}),
            job_id=data["job"],
            membership_id=UUID(data["member"]) if data["member"] else None,
        )


class SlotRows(forms.BaseFormSet):  # type: ignore[type-arg]  # not subscriptable when run
    def clean(self) -> None:
        seen: set[str] = set()
        for row in self.forms:
            member = getattr(row, "cleaned_data", {}).get("member")
            if member and row.cleaned_data.get("state") == SlotRow.FILLED:
                if member in seen:
                    row.add_error("member", _t("They hold another seat already."))
                seen.add(member)

    def is_valid(self) -> bool:
        return super().is_valid() and all(not form.errors for form in self.forms)


GoalRows = formset(GoalRow, MAX_GOALS)
ClearRows = formset(ClearRow, MAX_CLEARS)
WindowRowSet = formset(EveningRow, MAX_WINDOWS, WindowRows)
QuestionRows = formset(QuestionRow, MAX_QUESTIONS)
SlotRowSet = formset(SlotRow, 24, SlotRows)
