"""Teams with their people and all listings that they ever wrote."""

from collections.abc import Iterator
from random import Random

from integrations.catalogue import Catalogue, catalogue
from listings.demo import ids, naming
from listings.demo.chance import Wheel, dice, pick
from listings.demo.crowd import Crowd, member
from listings.demo.ground import Ground
from listings.demo.lives import DAY, hide, live
from listings.demo.making import Habits, make
from listings.demo.places import homes, zone_of
from listings.demo.plans import (
    Life,
    ListingPlan,
    MembershipPlan,
    PastSeat,
    PersonPlan,
    TeamPlan,
)
from listings.demo.seekers import make_seeker
from listings.demo.weeks import evenings
from listings.demo.words import TONGUES
from listings.enums import Kind, State

S = State
# How many listings a team wrote, and what became of the newest permanent one.
SMALL_COUNTS = Wheel([(1, 84), (2, 9), (3, 4), (4, 3)])
LARGE_COUNTS = Wheel([(1, 22), (2, 24), (3, 22), (4, 14), (5, 10), (6, 8)])
SMALL_NEWEST = Wheel(
    [(S.RECRUITING, 91), (S.PRIVATE, 3), (S.FILLED, 3), (S.EXPIRED, 2), (S.CLOSED, 1)]
)
LARGE_NEWEST = Wheel(
    [
        (S.RECRUITING, 23),
        (S.PRIVATE, 10),
        (S.FILLED, 27),
        (S.EXPIRED, 25),
        (S.CLOSED, 15),
    ]
)
OLDER = Wheel([(S.CLOSED, 62), (S.EXPIRED, 20), (S.FILLED, 12), (S.PRIVATE, 6)])
SMALL_MEMBERS = Wheel([(0, 20), (1, 25), (2, 25), (3, 15), (5, 10), (7, 5)])
LARGE_MEMBERS = Wheel([(0, 76), (1, 14), (2, 7), (4, 3)])
SUBSTITUTE = 0.1
ONE_HIDDEN_IN = 137
ONE_SEEKER_TO = 10  # listings


class Batch:
    """Some of the board's teams; the same for the same ground and number."""

    def __init__(self, ground: Ground, number: int) -> None:
        self.ground, self.number = ground, number
        self.rng, self.known = dice(ground.seed, number), catalogue()
        self.crowd = Crowd(self.rng, ground, number)
        # The plain address of a team's name is the first batch's to give.
        self.slugs = set[str]() if number == 0 else None
        self.teams_made = self.listings_made = 0

    def teams(self) -> Iterator[TeamPlan]:
        """Together they have exactly as many listings as the batch shall."""
        counts = LARGE_COUNTS if self.ground.is_large else SMALL_COUNTS
        wanted = self.ground.listings_in(self.number)
        while left := wanted - self.listings_made:
            yield self._team(min(counts.spin(self.rng), left))
            self.teams_made += 1

    def seekers(self) -> Iterator[PersonPlan]:
        for _ in range(self.ground.listings_in(self.number) // ONE_SEEKER_TO):
            home = homes(self.known).spin(self.rng)
            language = home.languages.spin(self.rng)[0]
            end = self.ground.end
            joined = end - self.rng.randrange(DAY, 400 * DAY)
            person = self.crowd.person(zone_of(self.rng, home, language), joined)
            yield make_seeker(self.rng, self.known, person, home, end)

    def _team(self, count: int) -> TeamPlan:
        rng = self.rng
        habits = _habits(rng, self.known)
        leader = self.crowd.person(habits.time_zone, self.ground.end - 1500 * DAY)
        lives = self._lives(count, leader.id)
        founded = min(life.created for _k, life in lives) - rng.randrange(DAY, 60 * DAY)
        people, members = self._people(leader, founded)
        number = self.teams_made * self.ground.batches + self.number
        world = habits.home.world
        about = pick(rng, habits.tongue.abouts)
        return TeamPlan(
            id=ids.key(founded, ids.TEAM, leader.id[16:]),
            name=habits.name,
            slug=naming.slug(habits.name, number, self.slugs),
            world_id=world.id,
            about=about.format(team=habits.name, dc=world.data_centre.name_en),
            created=founded,
            people=people,
            memberships=members,
            listings=[*self._listings(habits, lives, members)],
        )

    def _lives(self, count: int, leader: str) -> list[tuple[Kind, Life]]:
        """Newest first; only the newest permanent one may recruit."""
        rng, end = self.rng, self.ground.end
        found: list[tuple[Kind, Life]] = []
        before, seen_permanent = end, False
        for _ in range(count):
            kind = Kind.SUBSTITUTE if rng.random() < SUBSTITUTE else Kind.PERMANENT
            newest = kind == Kind.SUBSTITUTE or not seen_permanent
            seen_permanent |= kind == Kind.PERMANENT
            state = self._newest_state() if newest else OLDER.spin(rng)
            life = live(rng, state, end if newest else before, leader)
            before = life.created - rng.randrange(DAY, 60 * DAY)
            found.append((kind, life))
        return found

    def _newest_state(self) -> State:
        wheel = LARGE_NEWEST if self.ground.is_large else SMALL_NEWEST
        return wheel.spin(self.rng)

    def _people(
        self, leader: PersonPlan, founded: int
    ) -> tuple[list[PersonPlan], list[MembershipPlan]]:
        rng, end, zone = self.rng, self.ground.end, leader.time_zone
        people, members = [leader], [member(leader, founded, "leader")]
        wheel = LARGE_MEMBERS if self.ground.is_large else SMALL_MEMBERS
        for number in range(wheel.spin(rng)):
            since = rng.randrange(founded, end)
            people.append(self.crowd.person(zone, since - rng.randrange(DAY, 90 * DAY)))
            role = "officer" if number == 0 and rng.random() < 0.6 else "member"
            members.append(member(people[-1], since, role))
        if rng.random() < 0.12:  # somebody has left
            since, until = sorted(rng.randrange(founded, end) for _ in "12")
            people.append(self.crowd.person(zone, since - rng.randrange(DAY, 90 * DAY)))
            members.append(member(people[-1], since, until=until + 1))
        return people, members

    def _listings(
        self,
        habits: Habits,
        lives: list[tuple[Kind, Life]],
        members: list[MembershipPlan],
    ) -> Iterator[ListingPlan]:
        current = [each.id for each in members if each.until is None]
        seated = self.rng.random() < 0.85
        for kind, life in lives:
            plan = make(
                self.rng, self.known, habits, life, kind, current if seated else []
            )
            if kind == Kind.PERMANENT:
                # The newest roster is the team's; older ones name its leader at most.
                current = current[:1]
            self._mark(plan, members)
            yield plan

    def _mark(self, plan: ListingPlan, members: list[MembershipPlan]) -> None:
        self.listings_made += 1
        due = self.listings_made % ONE_HIDDEN_IN == ONE_HIDDEN_IN // 2
        if due and plan.life.published:
            hide(plan.life, self.rng, self.ground.end, self.ground.moderator_id)
        plan.past = _past_seat(self.rng, plan, members)


def _past_seat(
    rng: Random, plan: ListingPlan, members: list[MembershipPlan]
) -> PastSeat | None:
    """The open slot of somebody who has left, where there is one."""
    free = [n for n, slot in enumerate(plan.slots) if slot.job is None]
    began = plan.life.created
    for each in members:
        if free and each.until and each.until > began and not plan.life.closed:
            job, since = pick(rng, plan.slots[free[0]].jobs), max(each.since, began)
            return PastSeat(free[0], job, each.id, since, each.until)
    return None


def _habits(rng: Random, known: Catalogue) -> Habits:
    home = homes(known).spin(rng)
    languages = list(home.languages.spin(rng))
    region = home.world.region.slug
    return Habits(
        name=naming.team_name(rng, languages[0]),
        home=home,
        time_zone=zone_of(rng, home, languages[0]),
        languages=languages,
        tongue=TONGUES.get(languages[0], TONGUES["en"]),
        windows=evenings(rng, region),
    )
