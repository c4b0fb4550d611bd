"""Who read the pages of the people everybody meets, and their teams' listings: by day."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from random import Random

from listings.demo import ids
from listings.demo.chance import dice
from listings.demo.ground import Ground
from listings.demo.plans import TeamPlan
from listings.models import DayViews

# Readers of a person's page on a usual day: more for who seeks, and for who leads.
OF_PEOPLE = {"alice": 3.0, "bob": 1.2, "charlie": 6.0, "dana": 0.4, "eve": 2.2}
OF_A_LISTING = 14.0
MEMBER_FOR = 100  # days that are told of a person; a page of figures shows ninety
WEEKEND = 1.5  # times as many, from Friday on
NEW, NEW_FOR = 2.2, 3  # times as many in a listing's first days


def read(
    ground: Ground, people: dict[str, str], teams: Sequence[TeamPlan]
) -> list[DayViews]:
    """`people` are ids by handle. Rows for everybody's readers up to today."""
    today = ground.now.astimezone(UTC).date()
    rows = []
    for handle, usual in OF_PEOPLE.items():
        days = [today - timedelta(days=back) for back in range(MEMBER_FOR)]
        for day, n in _counts(dice(ground.seed, "readers", handle), days, usual):
            rows.append(DayViews(player_id=people[handle], day=day, views=n))
    for plan in (listing for team in teams for listing in team.listings):
        key = ids.as_uuid(ids.key(plan.life.created, ids.LISTING, plan.tail))
        began = datetime.fromtimestamp(plan.life.published or plan.life.created, UTC)
        age = (today - began.date()).days
        days = [today - timedelta(days=back) for back in range(age + 1)]
        rng = dice(ground.seed, "readers", plan.tail)
        for day, n in _counts(rng, days, OF_A_LISTING, first=days[-1]):
            rows.append(DayViews(listing_id=key, day=day, views=n))
    return rows


def _counts(
    rng: Random, days: Sequence[date], usual: float, first: date | None = None
) -> Iterator[tuple[date, int]]:
    """A day that nobody came has no row."""
    for day in days:
        most = usual * (WEEKEND if day.weekday() >= 4 else 1)
        if first and (day - first).days < NEW_FOR:
            most *= NEW
        if count := round(most * (rng.random() + rng.random())):
            yield day, count
