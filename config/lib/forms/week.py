"""The week in a form: a row for each window, and the grid of hours above them."""

from typing import Any

from django import forms
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.lib.forms.fields import ClockField
from config.lib.forms.rows import RowForm
from config.lib.week import Window, colliding

DAY = 1440
DAYS = [("", _("Day")), *((str(number), name) for number, name in WEEKDAYS.items())]
# A column of the grid begins here, so that a night belongs to the day before it. The
# script counts from the same hour: it reads it from the grid.
GRID_BEGINS = 6
RARE = (range(9), range(20, 24))  # hours of a column that are shown on demand


class WindowRow(RowForm):
    """A day, from and to. `longest` and what is said about it are the form's own."""

    longest = DAY
    too_long = _("Ends when it begins. A whole day is 00:00 to 24:00.")
    blank_when_empty = ("day", "start", "end")
    day = forms.TypedChoiceField(label=_("Day"), choices=DAYS, coerce=int)
    start = ClockField(label=_("From"))
    end = ClockField(label=_("To"))

    def clean(self) -> None:
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start is None or end is None:
            return
        if not 0 < _length(start, end) <= self.longest:
            self.add_error("end", self.too_long)

    @property
    def window(self) -> Window:
        """From 25:00 it is a window of the next day."""
        start, end = self.cleaned_data["start"], self.cleaned_data["end"]
        days, minute = divmod(start, DAY)
        weekday = (self.cleaned_data["day"] + days) % 7
        return Window(weekday, minute, _length(start, end))


def _length(start: int, end: int) -> int:
    return end - start if end >= start else (end - start) % DAY


def window_initial(window: Window) -> dict[str, int]:
    """What the row of a stored window shows."""
    is_whole_day = window.length == DAY and not window.start
    end = DAY if is_whole_day else window.end % DAY
    return {"day": window.weekday, "start": window.start, "end": end}


class WindowRows(forms.BaseFormSet):  # type: ignore[type-arg]  # not subscriptable when run
    def clean(self) -> None:
        rows = [r for r in self.forms if not r.is_blank and r.is_valid()]
        if len(rows) < len([r for r in self.forms if not r.is_blank]):
            return
        for first, second in colliding([row.window for row in rows]):
            rows[second].add_error(
                "start",
                _t("This overlaps %(window)s of another row.")
                % {"window": _in_words(rows[first])},
            )

    def is_valid(self) -> bool:
        return super().is_valid() and all(not form.errors for form in self.forms)

    def windows(self) -> list[Window]:
        """What the rows say, once they are valid."""
        return [row.window for row in self.forms if not row.is_blank]


def _in_words(row: WindowRow) -> str:
    day = WEEKDAYS[row.cleaned_data["day"]]
    clock = row.fields["start"].prepare_value
    start, end = row.cleaned_data["start"], row.cleaned_data["end"]
    return f"{day} {clock(start)}–{clock(end)}"


def week_grid() -> dict[str, Any]:
    """What forms/_week_grid.html shows."""
    return {
        "grid_days": [(n, str(WEEKDAYS_ABBR[n])) for n in range(7)],
        "grid_hours": [
            (n, f"{(n + GRID_BEGINS) % 24:02}:00", any(n in part for part in RARE))
            for n in range(24)
        ],
        "grid_begins": GRID_BEGINS,
    }
