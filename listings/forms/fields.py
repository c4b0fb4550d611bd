"""A goal of a listing, as its forms choose it."""

from typing import Any

from accounts.forms import catalogue
from listings.draft import GoalDraft


class GoalField(catalogue.GoalField):
    """Cleans to a GoalDraft without words."""

    def clean(self, value: Any) -> Any:
        goal = super().clean(value)
        return goal and GoalDraft(*goal)
