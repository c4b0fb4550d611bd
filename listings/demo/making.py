"""One listing of a team: who is sought, for what, when, and in which words."""

from datetime import UTC, datetime, timedelta
from random import Random
from typing import NamedTuple

from accounts.enums import Intensity
from config.lib.week import Window
from integrations.catalogue import Catalogue
from integrations.enums import FIELD_RAID_SIZE
from listings.demo import texts
from listings.demo.chance import Wheel, pick
from listings.demo.goals import Aim, aims, clears_before, more_aims, tag
from listings.demo.ids import tail
from listings.demo.lives import DAY
from listings.demo.places import Home
from listings.demo.plans import Life, ListingPlan
from listings.demo.rosters import Roster, field_raid, how_many_open, roster, substitutes
from listings.demo.words import Tongue
from listings.enums import PROGRESS_LENGTH, Kind, Loot, Stage, State, Voice

STAGES = Wheel(
    [(Stage.FRESH, 26), (Stage.PROGRESSION, 44), (Stage.CLEAR, 14), (Stage.FARM, 16)]
)
INTENSITIES = Wheel(
    [(Intensity.CASUAL, 28), (Intensity.MIDCORE, 54), (Intensity.HARDCORE, 18)]
)
VOICES = Wheel([(Voice.LISTEN, 50), (Voice.SPEAK, 38), (Voice.NONE, 12)])
LOOTS = Wheel(
    [
        (Loot.UNSAID, 34),
        (Loot.NEED, 16),
        (Loot.PRIORITY, 22),
        (Loot.ROUND, 12),
        (Loot.COUNCIL, 6),
        (Loot.FREE, 10),
    ]
)
STRATEGIES = (
    "https://guides.example.com/{tag}",
    "https://raidplan.example.org/plan/{tag}",
    "https://macros.example.net/{tag}/toolbox",
)


class Habits(NamedTuple):
    """What stays the same from one listing of a team to the next."""

    name: str
    home: Home
    time_zone: str
    languages: list[str]
    tongue: Tongue
    windows: tuple[Window, ...]


def make(
    rng: Random,
    known: Catalogue,
    team: Habits,
    life: Life,
    kind: Kind,
    members: list[str],
) -> ListingPlan:
    aim = aims(known).spin(rng)
    while life.state == State.FILLED and aim.duty.party_size == FIELD_RAID_SIZE:
        aim = aims(known).spin(rng)  # a field raid has no seats to be filled
    size = aim.duty.party_size
    seats = _roster(rng, known, kind, size, life.state, members)
    stage = STAGES.spin(rng)
    windows = team.windows
    hours = sum(window.length for window in windows) / 60
    holes = _holes(known, team, aim, seats, stage, hours)
    goals = _goals(rng, known, aim, team.tongue, stage)
    plan = ListingPlan(
        tail=tail(rng),
        life=life,
        kind=kind.value,
        size=size,
        title=texts.title(rng, team.tongue, holes),
        pitch=texts.pitch(rng, team.tongue, holes),
        goals=goals,
        slots=seats.slots,
        sought_jobs=[*seats.jobs],
        time_zone=team.time_zone,
        windows=windows,
        languages=team.languages,
        languages_required=team.languages[:1] if rng.random() < 0.6 else [],
        stage=stage.value,
        intensity=INTENSITIES.spin(rng).value,
        voice=VOICES.spin(rng).value,
        hours=hours if rng.random() < 0.8 else None,
    )
    _add_terms(rng, known, plan, aim, stage)
    _add_questions(rng, plan, team.tongue)
    return plan


def _roster(
    rng: Random,
    known: Catalogue,
    kind: Kind,
    size: int,
    state: State,
    members: list[str],
) -> Roster:
    if size == FIELD_RAID_SIZE:
        return field_raid(rng, known)
    done = state == State.FILLED or (state == State.CLOSED and rng.random() < 0.5)
    if kind == Kind.SUBSTITUTE:
        return substitutes(rng, known, size, filled=done)
    wanted = 0 if done else how_many_open(rng, size)
    if state == State.PRIVATE and rng.random() < 0.2:
        wanted = size
    return roster(rng, known, size, wanted, members)


def _holes(
    known: Catalogue, team: Habits, aim: Aim, seats: Roster, stage: Stage, hours: float
) -> dict[str, str]:
    tongue = team.tongue
    start = team.windows[0].start
    words = [tongue.roles.get(word, word) for word in seats.sought] or [
        tongue.roles["none"]
    ]
    if len(words) > 3:
        words = [tongue.roles["many"]]
    return {
        "goal": tag(known, aim, tongue.code),
        "duty": tag(known, Aim(aim.duty, None), tongue.code),
        "days": tongue.day_joiner.join(tongue.days[w.weekday] for w in team.windows),
        "nights": str(len(team.windows)),
        "time": f"{start // 60:02}:{start % 60:02}",
        "hours": f"{hours:g}",
        "role": tongue.and_joiner.join(words),
        "team": team.name,
        "dc": team.home.world.data_centre.name_en,
        "stage": tongue.stages[stage.value],
    }


def _goals(
    rng: Random, known: Catalogue, aim: Aim, tongue: Tongue, stage: Stage
) -> list[tuple[int | None, int | None, str]]:
    found = []
    for each in more_aims(known, aim, rng):
        duty = tag(known, Aim(each.duty, None), tongue.code)
        progress = pick(rng, tongue.progress[stage.value]).format(duty=duty)
        found.append((*each.ids, progress[:PROGRESS_LENGTH]))
    return found


def _add_terms(
    rng: Random, known: Catalogue, plan: ListingPlan, aim: Aim, stage: Stage
) -> None:
    if rng.random() < 0.7:
        plan.loot = LOOTS.spin(rng).value
    fresh = stage == Stage.FRESH
    plan.blind = fresh and rng.random() < 0.18
    plan.week_one = fresh and aim.tier is not None and rng.random() < 0.2
    if not plan.blind and rng.random() < 0.25:
        name = tag(known, Aim(aim.duty, None), "en").lower().replace(" ", "-")
        address = pick(rng, STRATEGIES).format(tag=name)
        plan.strategy_url = address if address.isascii() else ""
    plan.travel_accepted = rng.random() < 0.78
    plan.transfer_wanted = not plan.travel_accepted and rng.random() < 0.5
    if aim.duty.item_level and rng.random() < 0.45:
        plan.min_item_level = aim.duty.item_level + 5 * int(rng.random() * 5)
    before = clears_before(known, aim)
    if before and not fresh and rng.random() < 0.4:
        plan.clears = before[-1 - int(rng.random() * 2) :]
    if rng.random() < 0.25:
        day = datetime.fromtimestamp(plan.life.created, UTC) + timedelta(
            seconds=DAY * rng.randrange(2, 45)
        )
        plan.starts_on = day.date().isoformat()


def _add_questions(rng: Random, plan: ListingPlan, tongue: Tongue) -> None:
    wanted = int(rng.random() * 9) - 3  # none for four teams in nine
    if wanted <= 0:
        return
    asked = rng.sample(range(len(tongue.questions)), wanted)
    plan.questions = [(*tongue.questions[n], rng.random() < 0.7) for n in asked]
