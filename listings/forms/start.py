"""The first step of a listing: for which team, whom, and for what."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.forms.catalogue import goal_value
from accounts.models import Team
from integrations.catalogue import catalogue
from listings.enums import Kind
from listings.forms.fields import GoalField
from listings.models import Listing


class NewListingForm(forms.Form):
    """`last` is the last published listing of each team that has one, by the team's key:
    the first step begins with what it was for, and offers to repeat it."""

    AS_LAST_TIME, STANDARD = "last", "standard"
    team = forms.ChoiceField(label=_("Team"))
    kind = forms.ChoiceField(
        label=_("You look for"),
        choices=Kind.choices,
        initial=Kind.PERMANENT,
        widget=forms.RadioSelect,
    )
    goal = GoalField(
        label=_("Tier or duty"),
        help_text=_("It decides whether the roster has 4, 8 or 24 seats. A field raid needs "
                    "no list of seats. More goals can follow."),
    )  # fmt: skip

    start = forms.ChoiceField(
        label=_("Start with"),
        choices=[
            (AS_LAST_TIME, _("The same as last time")),
            (STANDARD, _("A standard roster")),
        ],
        initial=AS_LAST_TIME,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("The last listing of the static brings its roster, raid nights, words "
                    "and questions. You can change all of it."),
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        teams: Sequence[Team],
        last: Mapping[str, Listing] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        last = last or {}
        self.teams = {str(team.pk): team for team in teams}
        self.fields["team"] = forms.ChoiceField(
            label=_("Team"),
            choices=[(key, team.name) for key, team in self.teams.items()],
        )
        if not last:
            del self.fields["start"]
        chosen = self.initial.get("team") or next(iter(self.teams), "")
        self.fields["goal"].initial = _usual_goal(last.get(chosen))
        if chosen in last:
            self.fields["kind"].initial = last[chosen].kind

    def clean_team(self) -> Team:
        return self.teams[self.cleaned_data["team"]]

    @property
    def is_as_last_time(self) -> bool:
        return self.cleaned_data.get("start") == self.AS_LAST_TIME

    @property
    def size(self) -> int:
        """Seats that the chosen goal needs."""
        return party_sizes([self.cleaned_data["goal"]]).pop()


def _usual_goal(last: Listing | None) -> str:
    """What the team sought people for last time, or else the current tier."""
    goal = last.goals.first() if last else None
    if goal is not None:
        return goal_value(goal.duty_id, goal.tier_id)
    current = (tier for tier in catalogue().offered_tiers if tier.is_current)
    return goal_value(None, tier.id) if (tier := next(current, None)) else ""


def party_sizes(goals: Sequence[Any]) -> set[int]:
    known = catalogue()
    sizes: set[int] = set()
    for goal in goals:
        if goal.duty_id is not None:
            sizes.add(known.duties[goal.duty_id].party_size)
        else:
            tier = known.tiers[goal.tier_id]
            sizes |= {d.party_size for d in known.duties_of(tier)}
    return sizes
