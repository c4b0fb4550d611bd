"""Jobs in the order and the words of a profile, from a few levels."""

from collections.abc import Iterable, Mapping

from integrations.lodestone.schemas import JobProgress

GROWN = 30  # the level at which a class becomes a job
_JOBS = (
    "Paladin / Gladiator",
    "Warrior / Marauder",
    "Dark Knight",
    "Gunbreaker",
    "White Mage / Conjurer",
    "Scholar",
    "Astrologian",
    "Sage",
    "Monk / Pugilist",
    "Dragoon / Lancer",
    "Ninja / Rogue",
    "Samurai",
    "Reaper",
    "Viper",
    "Bard / Archer",
    "Machinist",
    "Dancer",
    "Black Mage / Thaumaturge",
    "Summoner / Arcanist",
    "Red Mage",
    "Pictomancer",
    "Blue Mage (Limited Job)",
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


def levels(known: Mapping[str, int]) -> dict[str, int | None]:
    """Every job as the profile names it; a class is called by its own name at first."""
    found: dict[str, int | None] = {}
    for full in _JOBS:
        job, _, base = full.partition(" / ")
        level = known.get(job, known.get(base))
        young = base and (level or 0) < GROWN
        found[base if young else full] = level
    if missing := {*known} - {name for full in _JOBS for name in full.split(" / ")}:
        raise ValueError(f"no such job: {missing}")
    return found


def progress(levels: Mapping[str, int | None]) -> Iterable[JobProgress]:
    """The same for the class/job page."""
    for full, level in levels.items():
        experience = "-- / --" if level else "- / -"
        yield JobProgress(full.partition(" / ")[0], full, level, experience)
