"""Fields for text, for a mail address, for a time of day and for a time zone."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _l

from config.lib.clock import ClockError, clock_text, read_clock
from config.lib.mailbox import canonical_address
from config.lib.validators import validate_calm_text
from config.lib.week import zone as find_zone
from config.lib.week import zone_names

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


class AddressField(forms.EmailField):
    """A mail address; cleans to the one spelling of its mailbox."""

    def to_python(self, value: Any) -> Any:
        typed = super().to_python(value)
        return canonical_address(typed) if typed else typed


class ClockField(forms.CharField):
    """A time of day, in any way people write it; cleans to the minute of the day. Past
    1440 it is of the night that follows."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "numeric"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        if not text:
            return None
        try:
            return read_clock(text)
        except ClockError as error:
            raise ValidationError(str(error), code="clock") from error

    def run_validators(self, value: Any) -> None:
        """They are for text."""

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            return clock_text(value)
        return value


def zone_choices() -> Choices:
    areas: dict[str, Choices] = {}
    for name in zone_names():
        area = name.split("/", 1)[0].replace("_", " ")
        areas.setdefault(area, []).append((name, name.replace("_", " ")))
    return [(a, zones) if len(zones) > 1 else zones[0] for a, zones in areas.items()]


zone_choices_lazily = lazy(zone_choices, list)


class ZoneField(forms.ChoiceField):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=zone_choices_lazily,
            error_messages={"invalid_choice": _l("Choose a time zone from the list.")},
            **kwargs,
        )

    def offer(self, name: str) -> None:
        """Also that zone: a device may still say Asia/Calcutta, and a list without it
        would show another."""
        if name not in zone_names() and find_zone(name):
            self.choices = [(name, name), *zone_choices_lazily()]
