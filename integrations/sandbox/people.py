"""People who do not exist, with everything that the outside says of them."""

from integrations.lodestone.schemas import Affiliation, GrandCompany
from integrations.sandbox.person import (
    ADDER,
    FLAMES,
    STORM,
    Logs,
    Page,
    Person,
    who,
)
from integrations.sandbox.regulars import REGULARS

__all__ = ["BY_ID", "PEOPLE", "Logs", "Page", "Person"]

LANTERN = Affiliation("9231112598715000001", "Lantern Watch")
KETTLE = Affiliation("9231112598715000002", "Copper Kettle & Co.")
DUSK = Affiliation("9231112598715000003", "Dusk Till Dungeon")

_FLOORS = ("m9s", "m10s", "m11s", "m12s")

PEOPLE = (
    Person(
        who(
            90000011,
            "Wren Hollowell",
            "Lich, Light",
            "Miqo'te, Keeper of the Moon, female",
            {"White Mage": 100, "Scholar": 100, "Sage": 96, "Bard": 71, "Botanist": 80},
            title="The Stalwart",
            company=GrandCompany(ADDER, "Second Serpent Lieutenant"),
            group=LANTERN,
            bio="Healer main. Tea before pulls.",
            item_level=768,
            language="eu",
        ),
        logs=Logs.KILLS,
        spec="WhiteMage",
        kills={
            **dict(
                zip(_FLOORS, [(9, 88.4), (7, 91.2), (4, 64.0), (1, 47.9)], strict=True)
            ),
            "fru": (2, 71.3),
        },
    ),
    Person(
        who(
            90000012,
            "Ondrej Vale",
            "Twintania, Light",
            "Hyur, Highlander, male",
            {"Warrior": 100, "Paladin": 100, "Gunbreaker": 90, "Miner": 100},
            title="Breaker of Mountains",
            company=GrandCompany(STORM, "Second Storm Lieutenant"),
            group=LANTERN,
            bio="Main tank. EN / CZ.\nTue, Thu, Sun.",
            item_level=771,
            language="eu",
        ),
        logs=Logs.KILLS,
        spec="Warrior",
        kills={each: (12 - 2 * place, 96.1) for place, each in enumerate(_FLOORS)},
    ),
    Person(
        who(
            90000013,
            "Kokoba Noba",
            "Gilgamesh, Aether",
            "Lalafell, Dunesfolk, female",
            {"Black Mage": 100, "Pictomancer": 100, "Summoner": 91, "Culinarian": 100},
            company=GrandCompany(FLAMES, "Second Flame Lieutenant"),
            group=KETTLE,
            bio="<b>Small</b> & on fire.",
            item_level=765,
        ),
        logs=Logs.KILLS,
        spec="Pictomancer",
        kills={"m9s": (3, 99.2), "m10s": (1, 83.0)},
    ),
    Person(
        who(
            90000014,
            "Sable Ferncourt",
            "Balmung, Crystal",
            "Viera, Veena, female",
            {"Viper": 100, "Ninja": 100, "Reaper": 84, "Weaver": 61},
            title="Hunter of Shadows",
            company=GrandCompany(ADDER, "Chief Serpent Sergeant"),
            group=DUSK,
            bio="Looking for a static for the new tier.",
            item_level=752,
        ),
        logs=Logs.FRESH,
        spec="Viper",
        kills={"m9s": (1, 0.0)},
    ),
    Person(
        who(
            90000015,
            "Haruna Shiraito",
            "Tonberry, Elemental",
            "Au Ra, Raen, female",
            {"Dancer": 100, "Machinist": 92, "Astrologian": 100},
            company=GrandCompany(ADDER, "Serpent Captain"),
            bio="固定募集中です。\nよろしくお願いします。",
            item_level=760,
            language="jp",
        ),
        logs=Logs.KILLS,
        spec="Dancer",
        kills={"m9s": (5, 76.5), "m10s": (5, 80.1), "m11s": (2, 55.5)},
    ),
    Person(
        who(
            90000016,
            "Brigida Stahlweg",
            "Shiva, Light",
            "Roegadyn, Hellsguard, female",
            {"Dark Knight": 100, "Gunbreaker": 100, "Samurai": 78, "Blacksmith": 100},
            title="The Unbroken",
            company=GrandCompany(STORM, "Storm Captain"),
            group=Affiliation("9231112598715000004", "Eisen & Äpfel"),
            bio="Feste Gruppe gesucht, gern mit Geduld.",
            item_level=763,
            language="de",
        ),
        logs=Logs.HIDDEN,
    ),
    Person(
        who(
            90000017,
            "Corentin Aubrac",
            "Moogle, Chaos",
            "Elezen, Wildwood, male",
            {"Dragoon": 100, "Monk": 100, "Fisher": 100},
            company=GrandCompany(FLAMES, "Flame Captain"),
            bio="Dispo le soir en semaine.",
            item_level=749,
            language="fr",
        ),
        logs=Logs.KILLS,
        spec="Dragoon",
        kills={"m5s": (6, 61.0), "m6s": (4, 58.7), "m7s": (2, 44.4), "m8s": (1, 31.8)},
    ),
    Person(
        who(
            90000018,
            "Tess Quickwater",
            "Sophia, Materia",
            "Hyur, Midlander, female",
            {"Archer": 23, "Conjurer": 8, "Fisher": 12},
            bio="New here!",
        ),
    ),
    Person(
        who(
            90000019,
            "Grimsby O'tolle",
            "Cactuar, Aether",
            "Hrothgar, Helions, male",
            {"Sage": 100},
            title="The Unseen",
        ),
        page=Page.PRIVATE,
        logs=Logs.KILLS,
        spec="Sage",
        kills={"top": (3, 82.2)},
    ),
    Person(
        who(
            90000020,
            "Veil Marrow",
            "Zalera, Crystal",
            "Elezen, Duskwight, female",
            {"Red Mage": 100},
        ),
        page=Page.HIDDEN,
        logs=Logs.HIDDEN,
    ),
    Person(
        who(
            90000021,
            "Halcyon Drift",
            "Rafflesia, Dynamis",
            "Miqo'te, Seeker of the Sun, male",
            {"Bard": 100},
        ),
        page=Page.MAINTENANCE,
    ),
    # The same name on two worlds: a search has to keep them apart.
    Person(
        who(
            90000022,
            "Wren Hollowell",
            "Odin, Light",
            "Hyur, Midlander, female",
            {"Astrologian": 88, "Rogue": 15},
            bio="Not the one from Lich.",
            item_level=610,
            language="eu",
        ),
    ),
    *REGULARS,
)
BY_ID = {person.id: person for person in PEOPLE}
