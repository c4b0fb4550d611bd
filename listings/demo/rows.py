"""Plans as rows in the text form of PostgreSQL's COPY."""

from collections import defaultdict
from datetime import datetime
from functools import lru_cache
from typing import Any

from listings.actions.index import facets_of
from listings.demo import ids, player_rows
from listings.demo.copytext import NULL, array, job_array, line, stamp, vector
from listings.demo.lives import LASTS
from listings.demo.plans import ListingPlan, MembershipPlan, PersonPlan, TeamPlan
from listings.demo.weeks import weeks
from listings.rosters import roster_template

# In the order in which rows may refer to rows.
COLUMNS = {
    "accounts_user": (
        "id email handle password time_zone is_active is_staff is_superuser"
        " date_joined suspension_reason"
    ),
    **player_rows.COLUMNS,
    "accounts_team": "id name slug world_id about created_at archived_at",
    "accounts_membership": "id team_id user_id role kind since until",
    "listings_listing": (
        "id team_id kind state size sought_jobs title pitch stage blind week_one strategy_url"
        " intensity hours_per_week languages languages_required voice loot starts_on"
        " travel_accepted transfer_wanted min_item_level schedule time_zone week"
        " week_bits zone_rules facets words open_slots created_at published_at renewed_at"
        " expires_at filled_at closed_at hidden_at hidden_reason version card_version"
    ),
    "listings_listing_clears": "listing_id duty_id",
    "listings_goal": "id listing_id position duty_id tier_id progress",
    "listings_question": "id listing_id position text answer required",
    "listings_slot": "id listing_id position place jobs",
    "listings_seat": "id listing_id slot_id job_id membership_id since until",
    "listings_listingevent": "id listing_id actor_id verb before after at note",
}
NO_PASSWORD = "!nobody-logs-in-as-somebody-of-the-demo"  # noqa: S105 -- unusable
ADDRESS = "@players.example.com"  # of people who are nobody


class Rows:
    """Collects lines by table."""

    def __init__(self, now: datetime) -> None:
        self.now = int(now.timestamp())
        self.weeks = weeks(now)
        self.lines: dict[str, list[str]] = defaultdict(list)

    def take(self) -> dict[str, str]:
        """What was collected, as the text that COPY reads, and begin anew."""
        taken = {table: "".join(self.lines[table]) for table in COLUMNS}
        self.lines.clear()
        return taken

    def add(self, table: str, *values: Any) -> None:
        self.lines[table].append(line(*values))

    def person(self, person: PersonPlan) -> None:
        email = person.handle.lower() + ADDRESS
        self.add(
            "accounts_user",
            *(person.id, email, person.handle, NO_PASSWORD, person.time_zone),
            *(True, False, False, stamp(person.joined), ""),
        )
        if person.profile:
            player_rows.add_player(self, person, person.profile)

    def team(self, team: TeamPlan) -> None:
        for person in team.people:
            self.person(person)
        self.add(
            "accounts_team",
            *(team.id, team.name, team.slug, team.world_id, team.about),
            *(stamp(team.created), None),
        )
        for member in team.memberships:
            self._membership(team, member)
        for listing in team.listings:
            self.listing(team, listing)

    def _membership(self, team: TeamPlan, member: MembershipPlan) -> None:
        self.add(
            "accounts_membership",
            *(member.id, team.id, member.user_id, member.role, member.kind),
            *(stamp(member.since), stamp(member.until)),
        )

    def listing(self, team: TeamPlan, plan: ListingPlan) -> None:
        life = plan.life
        key = ids.key(life.created, ids.LISTING, plan.tail)
        self._listing(key, team, plan)
        self._parts(key, plan)
        self._roster(key, plan)
        for number, event in enumerate(life.events):
            self.lines["listings_listingevent"].append(
                f"{ids.key(event.at, ids.EVENT, plan.tail, number)}\t{key}\t"
                f"{event.actor_id or NULL}\t{event.verb.value}\t{event.before}\t"
                f"{event.after}\t{stamp(event.at)}\t{event.note}\n"
            )

    def _listing(self, key: str, team: TeamPlan, plan: ListingPlan) -> None:
        life = plan.life
        sought = {job for slot in plan.slots if slot.job is None for job in slot.jobs}
        sought |= {*plan.sought_jobs}
        found = facets_of(
            plan,  # type: ignore[arg-type]  # has all that is read of a listing
            world_id=team.world_id,
            goals=[(duty, tier) for duty, tier, _progress in plan.goals],
            job_ids=sought,
        )
        expires = life.renewed + LASTS if life.renewed else None
        self.add(
            "listings_listing",
            *(
                key,
                team.id,
                plan.kind,
                life.state.value,
                plan.size,
                array(plan.sought_jobs),
            ),
            *("".join(plan.title), "".join(plan.pitch), plan.stage),
            *(plan.blind, plan.week_one, plan.strategy_url, plan.intensity),
            *(plan.hours, array(plan.languages), array(plan.languages_required)),
            *(plan.voice, plan.loot, plan.starts_on),
            *(plan.travel_accepted, plan.transfer_wanted, plan.min_item_level),
            *(self.weeks.columns(plan.time_zone, plan.windows)[0], plan.time_zone),
            *self.weeks.columns(plan.time_zone, plan.windows)[1:],
            *(array(found), vector((*plan.title, *plan.pitch, "\n", team.name))),
            sum(slot.job is None for slot in plan.slots),
            *(stamp(life.created), stamp(life.published), stamp(life.renewed)),
            *(stamp(expires), stamp(life.filled), stamp(life.closed)),
            *(stamp(life.hidden), life.hidden_reason, 1, len(life.events)),
        )

    def _parts(self, key: str, plan: ListingPlan) -> None:
        at, tail = plan.life.created, plan.tail
        for number, (duty, tier, progress) in enumerate(plan.goals, start=1):
            goal = ids.key(at, ids.GOAL, tail, number)
            self.add("listings_goal", goal, key, number, duty, tier, progress)
        for number, asked in enumerate(plan.questions, start=1):
            question = ids.key(at, ids.QUESTION, tail, number)
            self.add("listings_question", question, key, number, *asked)
        for duty in plan.clears:
            self.add("listings_listing_clears", key, duty)

    def _roster(self, key: str, plan: ListingPlan) -> None:
        """The hot path: eight slots to a listing."""
        at, tail, size = plan.life.created, plan.tail, plan.size
        positions, since = _positions(size), stamp(at)
        slots, seats = self.lines["listings_slot"], self.lines["listings_seat"]
        slot_head, seat_head = (ids.key(at, t, "")[:-2] for t in (ids.SLOT, ids.SEAT))
        for place, jobs, job, membership in plan.slots:
            position = positions[place]
            slot = f"{slot_head}{position:02x}{tail}"
            slots.append(f"{slot}\t{key}\t{position}\t{place}\t{job_array(jobs)}\n")
            if job is not None:
                seats.append(
                    f"{seat_head}{position:02x}{tail}\t{key}\t{slot}\t{job}\t"
                    f"{membership or NULL}\t{since}\t{NULL}\n"
                )
        if past := plan.past:
            position = positions[plan.slots[past.slot].place]
            self.add(
                "listings_seat",
                *(ids.key(past.since, ids.SEAT, tail, 128), key),
                *(f"{slot_head}{position:02x}{tail}", past.job, past.membership_id),
                *(stamp(past.since), stamp(past.until)),
            )


@lru_cache(maxsize=8)
def _positions(size: int) -> dict[str, int]:
    return {place.name: place.position for place in roster_template(size)}
