"""The characters of the demo's own people: what is looked up for them agrees with what
the demo says."""

from collections.abc import Mapping

from integrations.lodestone.schemas import Affiliation, GrandCompany
from integrations.sandbox.person import ADDER, FLAMES, STORM, Logs, Person, who

TIDE = Affiliation("9231112598715000005", "Ember & Tide")


def _cleared(floors: str, most: int, best: float) -> Mapping[str, tuple[int, float]]:
    """Fewer times the later the floor, and never quite as well."""
    return {
        floor: (most - 2 * place, round(best - 3.3 * place, 1))
        for place, floor in enumerate(floors.split())
    }


CHARLIES = Person(
    who(
        90000023,
        "Ysaline Corbeau",
        "Odin, Light",
        "Elezen, Wildwood, female",
        {
            "Pictomancer": 100, "Black Mage": 100, "Summoner": 100, "Scholar": 100,
            "Red Mage": 97, "Dancer": 100, "White Mage": 90, "Viper": 74, "Warrior": 61,
        },
        title="Painter of Storms",
        company=GrandCompany(FLAMES, "Flame Captain"),
        bio="Du calme, on y retourne.",
        item_level=786,
        language="fr",
    ),
    logs=Logs.KILLS,
    spec="Pictomancer",
    kills={
        **_cleared("m9s m10s m11s", 9, 84.6),
        **_cleared("m5s m6s m7s m8s", 14, 88.2),
        **_cleared("m1s m2s m3s m4s", 12, 79.9),
        **_cleared("p9s p10s", 4, 61.5),
        "fru": (1, 52.8),
        "tea": (2, 66.0),
        "uwu": (4, 71.4),
    },
)  # fmt: skip
ALICES = Person(
    who(
        90000024,
        "Aldith Emberlain",
        "Phoenix, Light",
        "Hyur, Highlander, female",
        {
            "Paladin": 100, "Gunbreaker": 100, "Warrior": 100, "Dark Knight": 95,
            "White Mage": 100, "Reaper": 82, "Bard": 70,
        },
        title="The Unmoved",
        company=GrandCompany(STORM, "Storm Captain"),
        group=TIDE,
        bio="Main tank, second tea maker.",
        item_level=789,
        language="de",
    ),
    logs=Logs.KILLS,
    spec="Paladin",
    kills={
        **_cleared("m9s m10s m11s", 12, 77.0),
        **_cleared("m5s m6s m7s m8s", 16, 81.3),
        **_cleared("m1s m2s m3s m4s", 15, 74.8),
        **_cleared("p9s p10s p11s p12s", 10, 68.4),
        "dsr": (1, 40.2),
        "tea": (3, 58.8),
    },
)  # fmt: skip
BOBS = Person(
    who(
        90000025,
        "Corwin Tidewell",
        "Phoenix, Light",
        "Lalafell, Plainsfolk, male",
        {"Scholar": 100, "Sage": 100, "Astrologian": 93, "Machinist": 88},
        title="Reader of Small Print",
        company=GrandCompany(ADDER, "Serpent Captain"),
        group=TIDE,
        bio="Plans in hand, snacks in pocket.",
        item_level=784,
        language="eu",
    ),
    logs=Logs.KILLS,
    spec="Scholar",
    kills={
        **_cleared("m9s m10s m11s", 12, 69.0),
        **_cleared("m5s m6s m7s m8s", 13, 72.5),
        "ucob": (1, 33.0),
    },
)
REGULARS = (CHARLIES, ALICES, BOBS)
