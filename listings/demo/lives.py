"""How listings come into their states, told by events."""

from random import Random

from listings.demo.plans import EventPlan, Life
from listings.enums import LIFETIME, State, Verb

MINUTE, HOUR, DAY = 60, 3600, 86_400
LASTS = int(LIFETIME.total_seconds())
# A board made at midnight must not grow stale before the next one.
FRESH = LASTS - DAY
HIDDEN_FOR = (
    "Advertises paid clears.",
    "Names and shames a former member.",
    "The same text was posted by several teams.",
)


def live(rng: Random, state: State, end: int, actor: str) -> Life:
    """A life that leads to `state`; nothing of it happens after `end`."""
    told = _TELLERS[state](rng, end, actor)
    told.events.sort(key=lambda event: event.at)
    return told


def hide(life: Life, rng: Random, end: int, moderator: str | None) -> None:
    life.hidden = rng.randrange(max(life.created, end - 3 * DAY), end)
    life.hidden_reason = HIDDEN_FOR[int(rng.random() * len(HIDDEN_FOR))]
    event = EventPlan(
        Verb.HIDDEN, life.hidden, actor_id=moderator, note=life.hidden_reason
    )
    life.events.append(event)


def _drafted(rng: Random, published: int, actor: str) -> Life:
    created = published - rng.randrange(10 * MINUTE, 2 * DAY)
    life = Life(State.PRIVATE, created)
    life.events.append(EventPlan(Verb.DRAFTED, created, actor_id=actor))
    if rng.random() < 0.5:
        at = rng.randrange(created + MINUTE, published)
        life.events.append(EventPlan(Verb.EDITED, at, actor_id=actor))
    return life


def _published(rng: Random, renewed: int, actor: str) -> Life:
    """Recruits, and was last renewed then."""
    times = 0 if rng.random() < 0.55 else rng.randrange(1, 5)
    marks = [renewed]
    for _ in range(times):
        marks.append(marks[-1] - rng.randrange(2 * DAY, 13 * DAY))
    marks.reverse()
    life = _drafted(rng, marks[0], actor)
    life.state, life.published, life.renewed = State.RECRUITING, marks[0], renewed
    moved = (State.PRIVATE.value, State.RECRUITING.value, actor)
    life.events.append(EventPlan(Verb.PUBLISHED, marks[0], *moved))
    for at in marks[1:]:
        life.events.append(EventPlan(Verb.RENEWED, at, actor_id=actor))
    return life


def _move(life: Life, verb: Verb, to: State, at: int, actor: str | None) -> None:
    life.events.append(EventPlan(verb, at, life.state.value, to.value, actor))
    life.state = to


def _recruiting(rng: Random, end: int, actor: str) -> Life:
    return _published(rng, end - int(FRESH * rng.random() ** 1.3) - MINUTE, actor)


def _filled(rng: Random, end: int, actor: str) -> Life:
    at = end - rng.randrange(HOUR, 60 * DAY)
    life = _published(rng, at - rng.randrange(HOUR, 13 * DAY), actor)
    _move(life, Verb.FILLED, State.FILLED, at, actor)
    life.filled = at
    return life


def _expired(rng: Random, end: int, actor: str) -> Life:
    renewed = end - LASTS - rng.randrange(HOUR, 120 * DAY)
    life = _published(rng, renewed, actor)
    _move(life, Verb.EXPIRED, State.EXPIRED, renewed + LASTS, None)
    return life


def _private(rng: Random, end: int, actor: str) -> Life:
    at = end - rng.randrange(HOUR, 40 * DAY)
    if rng.random() < 0.7:
        return _drafted(rng, at, actor)
    life = _published(rng, at - rng.randrange(HOUR, 12 * DAY), actor)
    _move(life, Verb.PAUSED, State.PRIVATE, at, actor)
    return life


def _closed(rng: Random, end: int, actor: str) -> Life:
    at = end - rng.randrange(HOUR, 200 * DAY)
    if rng.random() < 0.5:
        life = _filled(rng, at, actor)
    elif rng.random() < 0.6:
        life = _published(rng, at - rng.randrange(HOUR, 12 * DAY), actor)
    else:
        life = _expired(rng, at, actor)
    _move(life, Verb.CLOSED, State.CLOSED, at, actor)
    life.closed = at
    return life


_TELLERS = {
    State.PRIVATE: _private,
    State.RECRUITING: _recruiting,
    State.FILLED: _filled,
    State.EXPIRED: _expired,
    State.CLOSED: _closed,
}
