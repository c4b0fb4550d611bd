"""The form of somebody's week: its zone, a row for each window, and presets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.enums import MAX_WINDOWS
from accounts.models import Profile
from config.lib.forms import (
    ClockField,
    WindowRow,
    WindowRows,
    ZoneField,
    formset,
    window_initial,
)
from config.lib.week import Window, join_windows

SPARE = 1  # row to write into without script
WEEKDAYS, WEEKEND = range(5), (5, 6)
RowSet = formset(WindowRow, MAX_WINDOWS, WindowRows)


@dataclass(frozen=True)
class Preset:
    key: str
    label: Any
    times: Any
    windows: tuple[Window, ...]


def _preset(
    key: str, label: Any, times: str, days: Sequence[int], start: int, hours: int
) -> Preset:
    windows = tuple(Window(day, start * 60, hours * 60) for day in days)
    return Preset(key, label, times, windows)


PRESETS = (
    _preset("evenings", _("Weekday evenings"), "19:00–23:00", WEEKDAYS, 19, 4),
    _preset("nights", _("Late weekday nights"), "22:00–02:00", WEEKDAYS, 22, 4),
    _preset("weekend-days", _("Weekend days"), "12:00–18:00", WEEKEND, 12, 6),
    _preset("weekend-evenings", _("Weekend evenings"), "18:00–00:00", WEEKEND, 18, 6),
)
BY_KEY = {preset.key: preset for preset in PRESETS}


class ZoneForm(forms.Form):
    time_zone = ZoneField(
        label=_("Time zone of these hours"),
        help_text=_("Everybody else sees them in their own."),
    )

    def __init__(self, data: Any, *, zone: str) -> None:
        super().__init__(data, initial={"time_zone": zone})
        self.fields["time_zone"].offer(zone)  # type: ignore[attr-defined]  # it is a ZoneField


class AvailabilityEditor:
    """`data` is what was posted; `zone` is the viewer's, for who has said no hours."""

    def __init__(self, profile: Profile | None, *, zone: str, data: Any = None) -> None:
        windows = profile.windows if profile else []
        if profile and windows:
            zone = profile.time_zone
        self.main = ZoneForm(data, zone=zone)
        initial = None if data is not None else [*map(window_initial, windows)]
        self.rows = RowSet(data, prefix="windows", initial=initial)
        if data is None:
            self.rows.extra = min(SPARE, MAX_WINDOWS - len(windows))

    def is_valid(self) -> bool:
        parts = [self.main.is_valid(), self.rows.is_valid()]  # asks both
        return all(parts)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.main.cleaned_data["time_zone"])

    @property
    def windows(self) -> list[Window]:
        return list(self.rows.windows())


def with_preset(data: Any, preset: Preset) -> Any:
    """What was posted, with the preset's hours among the rows: hours that touch become
    one row. A row with a fault stays as it was typed."""
    typed = RowSet(data, prefix="windows").forms
    rows = [row for row in typed if not row.is_blank]
    good = [row.window for row in rows if row.is_valid()]
    joined = map(window_initial, join_windows([*good, *preset.windows]))
    faulty = [_typed(row) for row in rows if not row.is_valid()]
    return _posted(data, [*map(_written, joined), *faulty])


def without_rows(data: Any) -> Any:
    return _posted(data, [])


def _written(values: dict[str, int]) -> dict[str, Any]:
    clock = ClockField().prepare_value
    return {
        "day": values["day"],
        "start": clock(values["start"]),
        "end": clock(values["end"]),
    }


def _typed(row: WindowRow) -> dict[str, Any]:
    return {name: row[name].data or "" for name in row.blank_when_empty}


def _posted(data: Any, rows: list[dict[str, Any]]) -> dict[str, Any]:
    shown = min(len(rows) + SPARE, MAX_WINDOWS)
    posted = {
        "time_zone": data.get("time_zone", ""),
        "windows-TOTAL_FORMS": max(shown, len(rows)),
        "windows-INITIAL_FORMS": 0,
        "windows-MIN_NUM_FORMS": 0,
        "windows-MAX_NUM_FORMS": MAX_WINDOWS,
    }
    for number, row in enumerate(rows):
        posted |= {f"windows-{number}-{name}": value for name, value in row.items()}
    return posted
