"""The two teams that everybody meets: Alice's, and Eve's."""

from collections.abc import Mapping

from django.utils.text import slugify

from accounts.enums import Intensity
from config.lib.week import Window
from integrations.catalogue import TierEntry, WorldEntry, catalogue
from integrations.enums import ULTIMATE
from listings.demo import ids
from listings.demo.chance import dice
from listings.demo.ground import Ground
from listings.demo.lives import DAY, HOUR
from listings.demo.plans import (
    EventPlan,
    Life,
    ListingPlan,
    MembershipPlan,
    PersonPlan,
    SlotPlan,
    TeamPlan,
)
from listings.demo.rosters import jobs_for
from listings.enums import AnswerKind, Kind, Loot, Stage, State, Verb, Voice

Seats = tuple[tuple[str, str, str], ...]

EMBER_TIDE = """\
We are **Ember Tide**, a static of friends and of strangers who became some. Savage on \
content since three tiers, mahjong in between.

## What to expect

- two evenings of three hours, first pull at 20:00 sharp
- one caller, short calls, no shouting
- a break at half-time, with tea

## Whom we look for

Our second melee moves abroad. We look for somebody who enjoys progress more than \
numbers; a caster who can do melee uptime strategies is just as welcome.

Trials last two evenings. You hear from us the day after, whatever we decide.
"""
NIGHT_KUPO = """\
Late-night raiders on Aether. We sit in front of {ultimate} and would like to see the \
end of it this winter.

Bring tinctures, patience and a joke for pull one hundred.

-# Where we are: ||the second set of towers||. Ask <@&112233445566778899> on our server \
for a look.
"""
# Place, job and who holds it, if anybody who is on Muster; without a job, the roles
# that the open slot is for.
EMBER_SEATS = (
    ("MT", "PLD", "alice"),
    ("OT", "WAR", ""),
    ("H1", "WHM", ""),
    ("H2", "SCH", "bob"),
    ("M1", "RPR", "tavi-ashgrove"),
    ("M2", "", "flex"),
    ("R1", "DNC", "odette-pim"),
    ("R2", "PCT", ""),
)
KUPO_SEATS = (
    ("MT", "GNB", "eve"),
    ("OT", "DRK", ""),
    ("H1", "AST", "noor-basalt"),
    ("H2", "", "shield"),
    ("M1", "NIN", ""),
    ("M2", "VPR", ""),
    ("R1", "BRD", ""),
    ("R2", "", "magical_ranged"),
)


def showcase(ground: Ground, people: Mapping[str, str]) -> list[TeamPlan]:
    """`people` are ids by handle."""
    return [_ember_tide(ground, people), _night_kupo(ground, people)]


def _ember_tide(ground: Ground, people: Mapping[str, str]) -> TeamPlan:
    team = _team(
        ground,
        people,
        name="Ember Tide",
        world="phoenix",
        about="A static from Light. We raid in the evening and sleep at night.",
        seats=EMBER_SEATS,
        zone="Europe/Berlin",
    )
    known = catalogue()
    current = known.current_tier or known.offered_tiers[0]
    listing = team.listings[0]
    listing.title = ["Ember Tide: one melee or caster for the rest of the tier"]
    listing.pitch = [EMBER_TIDE]
    listing.goals = [(None, current.id, f"{_last(current)} phase 2")]
    listing.windows = (Window(1, 1200, 180), Window(3, 1200, 180))
    listing.languages, listing.languages_required = ["en", "de"], ["en"]
    listing.strategy_url = "https://guides.example.com/ember-tide"
    listing.min_item_level = current.armour_item_level
    listing.questions = [
        ("Which jobs do you play, and which one do you like best?", "short", True),
        ("How far have you seen the last floor?", "short", True),
        ("Can you make both evenings?", AnswerKind.YES_NO.value, True),
    ]
    return team


def _night_kupo(ground: Ground, people: Mapping[str, str]) -> TeamPlan:
    team = _team(
        ground,
        people,
        name="Night Kupo Express",
        world="gilgamesh",
        about="Leaves at ten in the evening, arrives when the boss is dead.",
        seats=KUPO_SEATS,
        zone="America/New_York",
    )
    ultimates = [d for d in catalogue().offered_duties if d.kind == ULTIMATE]
    newest = ultimates[0]
    listing = team.listings[0]
    listing.title = [f"{newest.short_name} after dark: shield healer and caster"]
    listing.pitch = [NIGHT_KUPO.format(ultimate=newest.name_en)]
    listing.goals = [(newest.id, None, f"{newest.short_name} phase 3")]
    # Past midnight, and past the week's end.
    listing.windows = (Window(4, 1320, 240), Window(6, 1320, 180))
    listing.intensity, listing.voice = Intensity.HARDCORE.value, Voice.SPEAK.value
    listing.clears = tuple(d.id for d in ultimates[1:2])
    return team


def _last(tier: TierEntry) -> str:
    return catalogue().duties_of(tier)[-1].short_name


def _team(
    ground: Ground,
    people: Mapping[str, str],
    *,
    name: str,
    world: str,
    about: str,
    seats: Seats,
    zone: str,
) -> TeamPlan:
    """Founded eighty days ago by who sits first; the second named is the officer."""
    founded, rng = ground.end - 80 * DAY, dice(ground.seed, name)
    handles = [who for _place, job, who in seats if job and who]
    others = [_person(ground, who, zone) for who in handles if who not in people]
    all_ids = {**people, **{person.handle: person.id for person in others}}
    roles = ["leader", "officer" if handles[1] in people else "member", *["member"] * 8]
    members = {
        who: MembershipPlan(
            ids.key(founded, ids.MEMBERSHIP, ids.tail(rng)), all_ids[who], role, founded
        )
        for who, role in zip(handles, roles, strict=False)
    }
    return TeamPlan(
        id=ids.key(founded, ids.TEAM, ids.tail(rng)),
        name=name,
        slug=slugify(name),
        world_id=_world(world).id,
        about=about,
        created=founded,
        people=others,
        memberships=[*members.values()],
        listings=[_listing(ground, ids.tail(rng), members, seats, zone)],
    )


def _listing(
    ground: Ground,
    tail: str,
    members: Mapping[str, MembershipPlan],
    seats: Seats,
    zone: str,
) -> ListingPlan:
    return ListingPlan(
        tail=tail,
        life=_life(ground, next(iter(members.values())).user_id),
        kind=Kind.PERMANENT.value,
        size=len(seats),
        title=[],
        pitch=[],
        goals=[],
        slots=[_slot(seat, members) for seat in seats],
        time_zone=zone,
        windows=(),
        languages=["en"],
        languages_required=["en"],
        stage=Stage.PROGRESSION.value,
        intensity=Intensity.MIDCORE.value,
        voice=Voice.LISTEN.value,
        loot=Loot.PRIORITY.value,
    )


def _life(ground: Ground, leader: str) -> Life:
    """Written two weeks ago, renewed as the day began."""
    published, renewed = ground.end - 9 * DAY, ground.end - 60
    created = published - 2 * HOUR
    moved = (State.PRIVATE.value, State.RECRUITING.value, leader)
    return Life(
        state=State.RECRUITING,
        created=created,
        published=published,
        renewed=renewed,
        events=[
            EventPlan(Verb.DRAFTED, created, actor_id=leader),
            EventPlan(Verb.PUBLISHED, published, *moved),
            EventPlan(Verb.RENEWED, renewed, actor_id=leader),
        ],
    )


def _slot(
    seat: tuple[str, str, str], members: Mapping[str, MembershipPlan]
) -> SlotPlan:
    place, letters, who = seat
    known = catalogue()
    if not letters:
        return SlotPlan(place, jobs_for(known, who))
    job = known.job_by_abbreviation[letters]
    jobs = jobs_for(known, job.healer_subtype or job.role)
    return SlotPlan(place, jobs, job.id, members[who].id if who else None)


def _person(ground: Ground, handle: str, zone: str) -> PersonPlan:
    joined = ground.end - 100 * DAY
    key = ids.key(joined, ids.USER, ids.tail(dice(ground.seed, handle)))
    return PersonPlan(key, handle, zone, joined)


def _world(slug: str) -> WorldEntry:
    known = catalogue()
    return known.world_by_slug.get(slug) or known.offered_worlds[0]
