"""Listings that a journey meets."""

from typing import Any

from accounts.models import Team
from accounts.tests.factories import TeamFactory, world_id
from listings.enums import AnswerKind
from listings.models import Listing, Question
from listings.tests.factories import ListingFactory

LONDON = {"time_zone": "Europe/London"}  # all year one hour behind Berlin
TUESDAY, THURSDAY, SATURDAY = 1, 3, 5
EVENING = (19 * 60, 180)
WEEK = [[TUESDAY, *EVENING], [THURSDAY, *EVENING]]
PURE_HEALER, SHIELD_HEALER, TANK = 3, 4, 1

PITCH = """We have raided together since Omega and still like each other.

- No shouting, ever.
- A break at half time.
"""


def on(world: str, name: str) -> Team:
    return TeamFactory(name=name, world_id=world_id(world))


def recruiting(team: Team, title: str, **fields: Any) -> Listing:
    fields = {"schedule": WEEK, "open_at": (SHIELD_HEALER,), **LONDON, **fields}
    return ListingFactory(team=team, title=title, recruiting=True, **fields)


def sought(team: Team) -> Listing:
    """The one that a shield healer on Light with free Tuesdays wants to find."""
    listing = recruiting(
        team,
        "Shield healer for the last door",
        languages=["en", "de"],
        languages_required=["en"],
        min_item_level=780,
        pitch=PITCH,
    )
    Question.objects.create(
        listing=listing,
        position=1,
        text="Which fights have you healed?",
        answer=AnswerKind.LONG,
        required=True,
    )
    return listing


def board(team: Team) -> Listing:
    """One fits; of each other one thing does not. Returns the one that fits."""
    recruiting(on("omega", "Chaotic Good"), "Shield healer, but on Chaos")
    recruiting(on("lich", "Wall of Iron"), "A tank on Light", open_at=(TANK,))
    recruiting(
        on("odin", "Weekenders"),
        "Shield healer at the weekend",
        schedule=[[SATURDAY, *EVENING]],
    )
    return sought(team)


def full_board(count: int) -> None:
    """More than one page of them."""
    for number in range(count):
        recruiting(on("omega", f"Team {number}"), f"Healer wanted, {number:02}")
