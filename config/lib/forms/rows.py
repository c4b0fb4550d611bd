"""Rows of a form that may be added, left blank and taken out, with script or without."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


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


def with_one_more(data: Any) -> Any:
    """What was posted, with a blank row more where the button `more` asks for one: who
    has no script adds rows by it. More than the set takes is left out by the set."""
    name = f"{data.get('more', '')}-TOTAL_FORMS"
    total = data.get(name, "")
    if not (total.isascii() and total.isdigit() and len(total) < 4):
        return data
    grown = data.copy()
    grown[name] = str(int(total) + 1)
    return grown


def formset(
    row: type[forms.Form], most: int, base: type[Any] = forms.BaseFormSet
) -> Any:
    return forms.formset_factory(
        row, formset=base, extra=0, max_num=most, absolute_max=most, validate_max=True
    )
