"""The first step of a listing: for which team, whom, and for what."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.models import Team
from integrations.catalogue import catalogue
from listings.enums import Kind
from listings.forms.fields import GoalField


class NewListingForm(forms.Form):
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

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(team.pk): team for team in teams}
        self.fields["team"] = forms.ChoiceField(
            label=_("Team"),
            choices=[(key, team.name) for key, team in self.teams.items()],
        )

    def clean_team(self) -> Team:
        return self.teams[self.cleaned_data["team"]]

    @property
    def size(self) -> int:
        """Seats that the chosen goal needs."""
        return party_sizes([self.cleaned_data["goal"]]).pop()


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
