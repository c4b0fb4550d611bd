"""What the outside says of somebody who does not exist."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from integrations.lodestone.pages.markup import avatar_of, icon, portrait_of
from integrations.lodestone.schemas import Affiliation, Character, GrandCompany
from integrations.sandbox.jobs import levels


class Page(StrEnum):
    """What the Lodestone shows of somebody."""

    PUBLIC = "public"
    PRIVATE = "private profile"
    HIDDEN = "hidden (403)"
    MAINTENANCE = "always under maintenance"


class Logs(StrEnum):
    """What FF Logs knows of somebody."""

    KILLS = "logs"
    FRESH = "logs not ranked yet"
    HIDDEN = "hidden logs"
    NONE = "no logs"


@dataclass(frozen=True)
class Person:
    """`kills`: slug of a duty to how often, and the best percentile."""

    character: Character
    page: Page = Page.PUBLIC
    logs: Logs = Logs.NONE
    spec: str = ""  # the job as FF Logs writes it
    kills: Mapping[str, tuple[int, float]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        return self.character.id


ADDER = "Order of the Twin Adder"
FLAMES = "Immortal Flames"
STORM = "Maelstrom"


def who(
    number: int,
    name: str,
    home: str,
    body: str,
    jobs: Mapping[str, int],
    *,
    title: str | None = None,
    company: GrandCompany | None = None,
    group: Affiliation | None = None,
    bio: str = "",
    item_level: int | None = None,
    language: str = "na",
) -> Character:
    """`home` is "World, Data Centre", `body` "race, clan, gender"; the first job is on."""
    world, data_centre = home.split(", ")
    race, clan, gender = body.split(", ")
    active, level = next(iter(jobs.items()))
    return Character(
        id=number,
        name=name,
        title=title,
        world=world,
        data_centre=data_centre,
        avatar_url=avatar_of(number),
        language=language,
        race=race,
        clan=clan,
        gender="female" if gender == "female" else "male",
        nameday=f"{number % 30 + 1}th Sun of the 4th Astral Moon",
        guardian="Nophica, the Matron",
        city_state="Gridania" if company is None or company.name == ADDER else "Ul'dah",
        grand_company=company,
        free_company=group,
        bio=bio,
        job_levels=levels(jobs),
        portrait_url=portrait_of(number),
        active_level=level,
        active_job_icon_url=icon(active),
        item_level=item_level,
    )
