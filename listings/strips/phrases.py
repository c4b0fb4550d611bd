"""What a week strip says: of a team that raids, or of a player who is free."""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from django.utils.translation import get_language, gettext


class Whose(Enum):
    TEAM = "team"
    PLAYER = "player"


@dataclass(frozen=True)
class Phrases:
    day: str  # one day's hours, for a screen reader
    day_fits: str  # and how many of them are the viewer's too
    no_day: str
    nothing: str  # in the whole week
    sum: str
    sum_fits: str  # of these hours, or of those that the viewer asked for
    sum_on_days: str  # where whole days were asked for


def phrases(whose: Whose) -> Phrases:
    return _phrases(whose, get_language())


@cache
def _phrases(whose: Whose, language: str | None) -> Phrases:
    if whose == Whose.TEAM:
        return Phrases(
            day=gettext("%(day)s: team %(times)s"),
            day_fits=gettext(
                "%(day)s: team %(times)s; %(fitting)s of %(hours)s hours fit you"
            ),
            no_day=gettext("%(day)s: no raid"),
            nothing=gettext("No raid times yet"),
            sum=gettext("%(hours)s a week"),
            sum_fits=gettext("%(fitting)s of %(hours)s fit you"),
            sum_on_days=gettext("%(fitting)s of %(hours)s fit you"),
        )
    return Phrases(
        day=gettext("%(day)s: free %(times)s"),
        day_fits=gettext(
            "%(day)s: free %(times)s; %(fitting)s of %(hours)s hours are asked for"
        ),
        no_day=gettext("%(day)s: not free"),
        nothing=gettext("Free times not said"),
        sum=gettext("Free %(hours)s a week"),
        sum_fits=gettext("Free for %(fitting)s of %(asked)s"),
        sum_on_days=gettext("Free for %(fitting_hours)s on these days"),
    )
