"""Hours of a week in words."""

from django.utils.translation import gettext

_FRACTIONS = {0: "", 15: "¼", 30: "½", 45: "¾"}


def hours_number(minutes: int) -> str:
    """ "7½", "3"; odd minutes as "2:20"."""
    hours, rest = divmod(minutes, 60)
    if rest not in _FRACTIONS:
        return f"{hours}:{rest:02}"
    return f"{hours or ''}{_FRACTIONS[rest]}" or "0"


def hours(minutes: int) -> str:
    return gettext("%(hours)s h") % {"hours": hours_number(minutes)}
