"""The people of the board: nobody of them can log in."""

from random import Random

from listings.demo import ids, naming
from listings.demo.ground import Ground
from listings.demo.plans import MembershipPlan, PersonPlan


class Crowd:
    """Makes people, each with a handle that no other batch hands out."""

    def __init__(self, rng: Random, ground: Ground, batch: int) -> None:
        self._rng, self._ground, self._batch = rng, ground, batch
        self._count = 0

    def person(self, time_zone: str, joined: int) -> PersonPlan:
        number = self._count * self._ground.batches + self._batch
        self._count += 1
        return PersonPlan(
            id=ids.key(joined, ids.USER, ids.tail(self._rng)),
            number=number,
            handle=naming.handle(number),
            time_zone=time_zone,
            joined=joined,
        )


def member(
    person: PersonPlan, since: int, role: str = "member", until: int | None = None
) -> MembershipPlan:
    # The person's tail: nobody of the crowd belongs to two teams.
    return MembershipPlan(
        id=ids.key(since, ids.MEMBERSHIP, person.id[16:]),
        user_id=person.id,
        role=role,
        since=since,
        until=until,
    )
