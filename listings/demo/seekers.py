"""Players without a team who look for one: their profile, and what their characters did."""

from dataclasses import replace
from functools import lru_cache
from random import Random

from accounts.enums import Intensity, LogsStatus, PlayerVoice, Visibility
from integrations.catalogue import Catalogue, DutyEntry, JobEntry
from integrations.enums import ULTIMATE
from listings.demo.chance import Wheel, pick
from listings.demo.goals import aims
from listings.demo.lives import DAY
from listings.demo.places import Home
from listings.demo.plans import CharacterPlan, ClearPlan, PersonPlan, ProfilePlan
from listings.demo.weeks import free_times
from listings.demo.words import TONGUES
from listings.demo.words.names import HANDLE_FIRSTS, HANDLE_SECONDS
from listings.demo.words.seekers import SEEKERS
from listings.enums import Role

# Beyond whatever the Lodestone may ever hand out: nobody's real page is named.
FIRST_LODESTONE_ID = 9_100_000_000
ROLES = Wheel(
    [
        (Role.TANK, 18),
        (Role.HEALER, 22),
        (Role.MELEE, 27),
        (Role.PHYSICAL_RANGED, 15),
        (Role.MAGICAL_RANGED, 18),
    ]
)
OTHER_JOBS = Wheel([(0, 22), (1, 26), (2, 22), (3, 14), (5, 10), (8, 6)])
INTENSITIES = Wheel(
    [
        (Intensity.CASUAL, 28),
        (Intensity.MIDCORE, 48),
        (Intensity.HARDCORE, 14),
        ("", 10),
    ]
)
VOICES = Wheel(
    [(PlayerVoice.SPEAK, 44), (PlayerVoice.LISTEN, 36), (PlayerVoice.NONE, 8), ("", 12)]
)
VISIBILITIES = Wheel([(Visibility.PUBLIC, 88), (Visibility.MEMBERS, 12)])
CHARACTERS = Wheel([(1, 82), (2, 6), (0, 12)])
LOGS = Wheel([(LogsStatus.OK, 82), (LogsStatus.NO_LOGS, 10), (LogsStatus.HIDDEN, 8)])
FLOORS = Wheel([(0, 24), (1, 14), (2, 16), (3, 16), (4, 30)])  # of the current tier
ABOUTS = Wheel([("none", 18), ("short", 52), ("long", 30)])


def make_seeker(
    rng: Random, known: Catalogue, person: PersonPlan, home: Home, end: int
) -> PersonPlan:
    """The same person with a profile that seeks, and with characters. `end` is now."""
    languages = list(home.languages.spin(rng))
    main = _main_job(rng, known)
    since = end - int(28 * DAY * rng.random() ** 1.6) - rng.randrange(60, 3600)
    visibility = VISIBILITIES.spin(rng).value
    duty_goals, tier_goals = _goals(rng, known)
    profile = ProfilePlan(
        headline=_headline(rng, languages[0], main),
        about=_about(rng, languages[0]),
        languages=languages,
        voice=str(VOICES.spin(rng)),
        intensity=str(INTENSITIES.spin(rng)),
        jobs=_jobs(rng, known, main),
        duty_goals=duty_goals,
        tier_goals=tier_goals,
        can_travel=rng.random() < 0.6,
        would_transfer=rng.random() < 0.2,
        shows_percentiles=rng.random() < 0.3,
        visibility=visibility,
        seeking_since=since,
        windows=free_times(rng, home.world.region.slug),
    )
    characters = _characters(rng, known, home, profile, end)
    return replace(person, profile=profile, characters=characters)


def _main_job(rng: Random, known: Catalogue) -> JobEntry:
    return pick(rng, known.jobs_of(ROLES.spin(rng)))


def _jobs(rng: Random, known: Catalogue, main: JobEntry) -> list[int]:
    """The main one, then mostly others of its role."""
    found = {main.id: None}
    for _ in range(OTHER_JOBS.spin(rng)):
        role = main.role if rng.random() < 0.7 else ROLES.spin(rng)
        found[pick(rng, known.jobs_of(role)).id] = None
    return list(found)


def _goals(rng: Random, known: Catalogue) -> tuple[list[int], list[int]]:
    duties, tiers = dict[int, None](), dict[int, None]()
    for _ in range(1 + (rng.random() < 0.4)):
        duty, tier = aims(known).spin(rng).ids
        if duty is not None:
            duties[duty] = None
        if tier is not None:
            tiers[tier] = None
    return list(duties), list(tiers)


def _headline(rng: Random, language: str, main: JobEntry) -> str:
    words = SEEKERS.get(language, SEEKERS["en"])
    role = TONGUES[language if language in SEEKERS else "en"].roles[main.role]
    said = pick(rng, words.headlines).format(role=role)
    return said[0].upper() + said[1:]


def _about(rng: Random, language: str) -> list[str]:
    """Nothing, a paragraph, or a paragraph and a list of wishes."""
    words, shape = SEEKERS.get(language, SEEKERS["en"]), ABOUTS.spin(rng)
    if shape == "none":
        return []
    sentences = rng.sample(words.sentences, rng.randrange(1, 5))
    parts = [part for said in sentences for part in (said, words.gap)][:-1]
    if shape == "long":
        parts += ["\n\n## ", words.heading, "\n"]
        for wish in rng.sample(words.wishes, rng.randrange(2, 4)):
            parts += ["\n- ", wish]
    return parts


def _characters(
    rng: Random, known: Catalogue, home: Home, profile: ProfilePlan, end: int
) -> list[CharacterPlan]:
    found = []
    for number in range(CHARACTERS.spin(rng)):
        logs = LOGS.spin(rng).value
        name = f"{pick(rng, HANDLE_FIRSTS).title()} {pick(rng, HANDLE_SECONDS).title()}"
        synced = end - rng.randrange(60, 2 * DAY)
        clears = _clears(rng, known, profile, end) if logs == LogsStatus.OK else []
        found.append(
            CharacterPlan(
                name=name,
                world_id=home.world.id,
                is_main=number == 0,
                is_shown=number == 0 or rng.random() < 0.5,
                verified=end - rng.randrange(3 * DAY, 400 * DAY),
                levels=_levels(rng, known, profile.jobs),
                item_level=700 + 5 * rng.randrange(0, 20),
                synced=synced,
                logs=logs,
                clears=clears,
            )
        )
    return found


def _levels(rng: Random, known: Catalogue, jobs: list[int]) -> dict[int, int]:
    cap = max(duty.level for duty in known.offered_duties)
    levels = {job.id: rng.randrange(1, cap) for job in known.offered_jobs}
    for job in jobs:
        levels[job] = cap
    return {job: level for job, level in levels.items() if level > 15}


def _clears(
    rng: Random, known: Catalogue, profile: ProfilePlan, end: int
) -> list[ClearPlan]:
    """Who is far in the present tier has been far in those before."""
    floors = FLOORS.spin(rng)
    skill = (floors + rng.random()) / 5
    duties = list(_of_current_tier(known)[:floors])
    for tier in _older_tiers(known):
        if rng.random() < skill:
            duties += tier[: rng.randrange(1, len(tier) + 1)]
    duties += [d for d in _ultimates(known) if rng.random() < skill * skill * 0.5]
    return [
        ClearPlan(
            duty_id=duty.id,
            kills=1 + int(18 * rng.random() ** 2),
            percentile=round(20 + 79 * rng.random(), 1),
            job_id=pick(rng, profile.jobs[:3]),
            at=end - rng.randrange(DAY, 300 * DAY),
        )
        for duty in duties
    ]


@lru_cache(maxsize=2)
def _of_current_tier(known: Catalogue) -> tuple[DutyEntry, ...]:
    tier = known.current_tier
    return known.duties_of(tier) if tier else ()


@lru_cache(maxsize=2)
def _older_tiers(known: Catalogue) -> tuple[tuple[DutyEntry, ...], ...]:
    older = [tier for tier in known.offered_tiers if not tier.is_current][:4]
    return tuple(duties for tier in older if (duties := known.duties_of(tier)))


@lru_cache(maxsize=2)
def _ultimates(known: Catalogue) -> tuple[DutyEntry, ...]:
    return tuple(d for d in known.offered_duties if d.kind == ULTIMATE)
