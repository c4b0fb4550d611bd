"""What Alice, Bob and Charlie say of themselves, and their characters.

The characters are those that the sandbox knows, so that a look-up finds what stands
here already.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from accounts.enums import CharacterState, Intensity, LogsStatus, PlayerVoice, Proof
from accounts.models import Character, Profile, Progress, User
from config.lib.week import Window, projection
from integrations.catalogue import catalogue
from integrations.sandbox.person import Person
from integrations.sandbox.regulars import ALICES, BOBS, CHARLIES
from listings.actions.index_players import reindex_player, version_at
from listings.demo import ids
from listings.demo.chance import dice
from listings.demo.lives import DAY
from listings.models import PlayerEntry

ALICE = """\
Tank since the first coil, leader since nobody else wanted to.

I mark the floor, I count to three, and I say sorry when it was me. Ask me about \
**mitigation plans**; do not ask me about my glamours.
"""
BOB = """\
I bring the shields and the spreadsheet.

- Plans are made before the pull, not during it
- Two calls a minute are enough
"""
CHARLIE = """\
Calm caster with a plan in hand. I like groups that talk about the pull that failed \
and not about who failed it.

- **Plays:** Pictomancer first, any caster gladly
- **Brings:** food, potions, patience
- **Looks for:** two or three evenings, tea in the break
"""


@dataclass(frozen=True)
class Regular:
    about: str
    languages: Sequence[str]
    jobs: str
    windows: Sequence[Window]
    character: Person
    voice: PlayerVoice = PlayerVoice.SPEAK
    intensity: Intensity = Intensity.MIDCORE
    ultimates: str = ""  # aimed at
    can_travel: bool = False
    would_transfer: bool = False
    shows_percentiles: bool = False


def _evenings(days: Sequence[int], start: int, hours: float) -> list[Window]:
    return [Window(day, start * 60, round(hours * 60)) for day in days]


REGULARS = {
    "alice": Regular(
        ALICE, ["en", "de"], "PLD GNB WAR", _evenings([1, 3, 6], 19, 4), ALICES
    ),
    "bob": Regular(
        BOB,
        ["en"],
        "SCH SGE",
        _evenings([0, 1, 2, 3], 18, 4.5),
        BOBS,
        voice=PlayerVoice.LISTEN,
    ),
    "charlie": Regular(
        CHARLIE,
        ["en", "fr"],
        "PCT BLM SMN RDM",
        [*_evenings([1, 2, 3], 19, 4), *_evenings([5], 14, 5), *_evenings([6], 18, 4)],
        CHARLIES,
        ultimates="dmu",
        can_travel=True,
        would_transfer=True,
        shows_percentiles=True,
    ),
}


def fill(user: User, now: datetime) -> None:
    """The person's profile, their character and what it has cleared."""
    regular = REGULARS[user.handle]
    _profile(user, regular, now)
    character = _character(user, regular, now)
    _progress(user, character, regular, now)
    reindex_player(user.pk)
    # As of the demo's own now, so that the same demo is the same to the last column.
    found = PlayerEntry.objects.filter(user=user)
    found.update(indexed_at=now, card_version=version_at(now))


def _profile(user: User, said: Regular, now: datetime) -> None:
    known = catalogue()
    aims = [known.duty_by_slug[slug].id for slug in said.ultimates.split()]
    Profile.objects.filter(user=user).update(
        about=said.about,
        languages=said.languages,
        voice=said.voice,
        intensity=said.intensity,
        jobs=[known.job_by_abbreviation[code].id for code in said.jobs.split()],
        tier_goals=[known.current_tier.id] if known.current_tier else [],
        duty_goals=aims,
        can_travel=said.can_travel,
        would_transfer=said.would_transfer,
        shows_percentiles=said.shows_percentiles,
        schedule=[window.to_json() for window in sorted(said.windows)],
        **projection(said.windows, ZoneInfo(user.time_zone), now),
    )


def _character(user: User, said: Regular, now: datetime) -> Character:
    page, known = said.character.character, catalogue()
    # "White Mage / Conjurer" is the White Mage.
    levels = {
        name.partition(" / ")[0]: level
        for name, level in page.job_levels.items()
        if level
    }
    synced = now - timedelta(hours=3)
    return Character.objects.create(
        id=_key(user, ids.CHARACTER, now),
        user=user,
        lodestone_id=page.id,
        name=page.name,
        world_id=next(w.id for w in known.worlds.values() if w.name_en == page.world),
        state=CharacterState.VERIFIED,
        proof=Proof.LODESTONE,
        verified_at=now - timedelta(days=40),
        created_at=now - timedelta(days=40, minutes=10),
        is_main=True,
        is_shown=True,
        job_levels={
            str(job.id): levels[job.name_en]
            for job in known.jobs.values()
            if job.name_en in levels
        },
        item_level=page.item_level,
        synced_at=synced,
        sync_due_at=now + timedelta(days=1),
        logs_status=LogsStatus.OK,
        logs_synced_at=synced,
        logs_full_at=synced,
        logs_due_at=now + timedelta(days=1),
    )


def _progress(user: User, mine: Character, said: Regular, now: datetime) -> None:
    known = catalogue()
    job = known.job_by_abbreviation[said.jobs.split()[0]]
    Progress.objects.bulk_create(
        Progress(
            id=_key(user, ids.PROGRESS, now, number),
            character=mine,
            duty_id=known.duty_by_slug[slug].id,
            kills=kills,
            percentile=best,
            job_id=job.id,
            date=now - timedelta(days=4 + 6 * number),
            fetched_at=now - timedelta(hours=3),
        )
        for number, (slug, (kills, best)) in enumerate(said.character.kills.items())
    )


def _key(user: User, table: int, now: datetime, number: int = 0) -> UUID:
    began = int(now.timestamp()) - 40 * DAY
    tail = ids.tail(dice(f"{user.handle} {table}"))
    return ids.as_uuid(ids.key(began, table, tail, number))
