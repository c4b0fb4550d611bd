"""People who do not exist, with everything that their pages say."""

from dataclasses import replace

from integrations.lodestone.pages.markup import avatar_of, icon, portrait_of
from integrations.lodestone.schemas import (
    Affiliation,
    Character,
    Found,
    GrandCompany,
    JobProgress,
)

FIGHTERS = (
    "Paladin / Gladiator",
    "Marauder",
    "Dark Knight",
    "Gunbreaker",
    "White Mage / Conjurer",
    "Scholar",
    "Astrologian",
    "Sage",
    "Monk / Pugilist",
    "Lancer",
    "Ninja / Rogue",
    "Samurai",
    "Reaper",
    "Viper",
    "Archer",
    "Machinist",
    "Dancer",
    "Black Mage / Thaumaturge",
    "Arcanist",
    "Red Mage",
    "Pictomancer",
    "Blue Mage (Limited Job)",
)
OTHERS = (
    "Carpenter",
    "Blacksmith",
    "Armorer",
    "Goldsmith",
    "Leatherworker",
    "Weaver",
    "Alchemist",
    "Culinarian",
    "Miner",
    "Botanist",
    "Fisher",
)
LEVELS = {
    name: None if place % 5 == 3 else 100 - 3 * place
    for place, name in enumerate(FIGHTERS + OTHERS)
}

TAMSIN = Character(
    id=41000001,
    name="Tamsin O'rell",
    title="Warden of Tea & Toast",
    world="Lich",
    data_centre="Light",
    avatar_url=avatar_of(41000001),
    language="eu",
    race="Miqo'te",
    clan="Keeper of the Moon",
    gender="female",
    nameday="3rd Sun of the 2nd Umbral Moon",
    guardian="Menphina, the Lover",
    city_state="Ul'dah",
    grand_company=GrandCompany("Order of the Twin Adder", "Second Serpent Lieutenant"),
    free_company=Affiliation("9231112598714000000", "Lanterns & Lace"),
    pvp_team=Affiliation("4db96525339b69aac24329a13aaa086994bc0000", "Mild Peril"),
    bio="Raids on <Tuesday> & Thursday.\n\nMUSTER-4F7K\nどうぞよろしく♂",
    job_levels=LEVELS,
    portrait_url=portrait_of(41000001),
    active_level=100,
    active_job_icon_url=icon("Machinist"),
    item_level=735,
)
# Joined nothing, wrote nothing, owns no title.
BRAN = replace(
    TAMSIN,
    id=41000002,
    name="Bran Ashdown",
    title=None,
    gender="male",
    avatar_url=avatar_of(41000002),
    grand_company=None,
    free_company=None,
    pvp_team=None,
    bio="-",
    job_levels={**dict.fromkeys(LEVELS), "Archer": 1},
    active_level=1,
    item_level=None,
)
PIP = Character(
    id=41000003,
    name="Pip Pip-pip",
    title="The Unseen",
    world="Cactuar",
    data_centre="Aether",
    avatar_url=avatar_of(41000003),
    language="na",
    is_private=True,
)
JOBS = tuple(
    JobProgress(name.partition(" / ")[0], name, level, "-- / --" if level else "- / -")
    for name, level in LEVELS.items()
)


def found(number: int = 1, name: str = "Tamsin O'rell", world: str = "Lich") -> Found:
    return Found(
        id=number,
        name=name,
        world=world,
        data_centre="Light",
        avatar_url=avatar_of(number),
        active_level=100,
        grand_company="Maelstrom / Storm Captain" if number % 2 else None,
        free_company=Affiliation("9231112598714000000", "Lace") if number % 3 else None,
        languages="EN/DE",
    )
