"""The rows of a listing: goals, slots, evenings, questions. Blank rows are ignored."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.lib.week import Window, colliding
from listings.draft import QuestionDraft, SlotDraft
from listings.enums import (
    MAX_GOALS,
    MAX_QUESTIONS,
    MAX_WINDOWS,
    PROGRESS_LENGTH,
    QUESTION_LENGTH,
    AnswerKind,
)
from listings.forms.fields import ClockField, GoalField, TextField, job_choices

LONGEST = 12 * 60  # minutes of one evening; more is a mistake in the times
DAYS = [
    ("", _("Day")),
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]


def _is_typed(raw: Any) -> bool:
    return bool(raw.strip() if isinstance(raw, str) else raw)


class RowForm(forms.Form):
    """A row that may be taken out, or left blank."""

    remove = forms.BooleanField(label=_("Remove"), required=False)
    blank_when_empty: tuple[str, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A formset lets its added rows pass unread; which row is blank we say ourselves.
        self.empty_permitted = False

    @property
    def is_blank(self) -> bool:
        """Nothing typed that counts, or taken out: its faults are nobody's concern."""
        raw = (self[name].data for name in self.blank_when_empty)
        return bool(self["remove"].data) or not any(map(_is_typed, raw))

    def full_clean(self) -> None:
        super().full_clean()
        if self.is_bound and self.is_blank:
            self._errors = forms.utils.ErrorDict()


class GoalRow(RowForm):
    blank_when_empty = ("goal", "progress")
    goal = GoalField(label=_("Tier or duty"))
    progress = TextField(
        label=_("How far you are"),
        max_length=PROGRESS_LENGTH,
        required=False,
        widget=forms.TextInput(attrs={"placeholder": _("M12S phase 2")}),
    )


class WindowRow(RowForm):
    blank_when_empty = ("day", "start", "end")
    day = forms.TypedChoiceField(label=_("Day"), choices=DAYS, coerce=int)
    start = ClockField(
        label=_("From"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )
    end = ClockField(
        label=_("To"), widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def clean(self) -> None:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is None or end is None:
            return
        if start == 1440:
            self.add_error("start", _t("A day begins at 00:00."))
        elif not 0 < (end - start) % 1440 <= LONGEST:
            self.add_error(
                "end",
                _t("Ends before it begins, or lasts over 12 hours. Past midnight? "
                   "Write 01:00."),
            )  # fmt: skip

    @property
    def window(self) -> Window:
        start = self.cleaned_data["start"]
        length = (self.cleaned_data["end"] - start) % 1440
        return Window(self.cleaned_data["day"], start, length)


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
        label=_("State"), choices=[(OPEN, _("Open")), (FILLED, _("Filled"))]
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


class WindowRows(forms.BaseFormSet):  # type: ignore[type-arg]  # not subscriptable when run
    def clean(self) -> None:
        rows = [r for r in self.forms if not r.is_blank and r.is_valid()]
        if len(rows) < len([r for r in self.forms if not r.is_blank]):
            return
        for _first, second in colliding([row.window for row in rows]):
            rows[second].add_error(
                "start", _t("This overlaps another evening of the week.")
            )

    def is_valid(self) -> bool:
        return super().is_valid() and all(not form.errors for form in self.forms)


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


def formset(
    row: type[forms.Form], most: int, base: type[Any] = forms.BaseFormSet
) -> Any:
    return forms.formset_factory(
        row, formset=base, extra=0, max_num=most, absolute_max=most, validate_max=True
    )


GoalRows = formset(GoalRow, MAX_GOALS)
WindowRowSet = formset(WindowRow, MAX_WINDOWS, WindowRows)
QuestionRows = formset(QuestionRow, MAX_QUESTIONS)
SlotRowSet = formset(SlotRow, 24, SlotRows)
