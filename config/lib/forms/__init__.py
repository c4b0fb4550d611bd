"""Fields and rows that forms of several apps share. They know no word of the domain."""

from config.lib.forms.fields import AddressField, ClockField, TextField, ZoneField
from config.lib.forms.rows import RowForm, formset, with_one_more
from config.lib.forms.week import (
    WindowRow,
    WindowRows,
    week_grid,
    window_initial,
)

__all__ = [
    "AddressField",
    "ClockField",
    "RowForm",
    "TextField",
    "WindowRow",
    "WindowRows",
    "ZoneField",
    "formset",
    "week_grid",
    "window_initial",
    "with_one_more",
]
