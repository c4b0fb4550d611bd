"""Very many characters come due at once: nobody outside feels it.

Time is simulated; rows and limits are real, and of some the requests, too. Each sweep
takes the same few, so that a thousand show what ten thousand would: over half an hour.
"""

import itertools
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions import sweeping
from accounts.actions.syncing import SHOWN_EVERY, spread, sync_character
from accounts.enums import CharacterState, Proof
from accounts.models import Character
from accounts.tests.factories import UserFactory
from config.celery import app
from integrations.http import Outside, limits
from integrations.lodestone import pages
from integrations.lodestone.client import LODESTONE, Lodestone
from integrations.lodestone.errors import PageNotFound
from integrations.tests.outside import server as faults
from integrations.tests.outside.clock import FakeClock

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

START = datetime(2026, 11, 21, 12, tzinfo=UTC)
MANY = 1_000
EVERY = app.conf.beat_schedule["look-up-characters"]["schedule"]
A_SECOND = 0.999  # what the limiter writes down has six digits


class PassingClock(FakeClock):
    """Whoever sleeps lets the time pass for all: for the rows, too."""

    def __init__(self, traveller):
        super().__init__(START.timestamp())
        self.traveller = traveller

    def sleep(self, seconds):
        super().sleep(seconds)
        self.traveller.move_to(datetime.fromtimestamp(self.time, UTC))


@pytest.fixture
def clock():
    with time_machine.travel(START, tick=False) as traveller:
        yield PassingClock(traveller)


@pytest.fixture
def lodestone(outside_server, clock, monkeypatch):
    """With the rate and all limits of the real one; no character is there any more."""
    outside_server.otherwise = faults.page(pages.not_found_page(), 404)
    client = Lodestone(Outside(LODESTONE, clock))
    monkeypatch.setattr("accounts.actions.syncing.lodestone", lambda: client)
    return client


def make_due(number):
    owners = UserFactory.create_batch(10)
    Character.objects.bulk_create(
        Character(
            user=owners[n % 10],
            lodestone_id=50_000_000 + n,
            name="Wandering Soul",
            state=CharacterState.VERIFIED,
            proof=Proof.LODESTONE,
            verified_at=START,
            is_shown=n % 3 == 0,
            sync_due_at=START,
        )
        for n in range(number)
    )


def work(clock):
    """Beat and one worker, until nobody is due; when each took its turn. The answers
    themselves are left out: so many would take long."""
    turns: list[float] = []
    sweep_at = clock.time
    while True:
        clock.sleep(max(0.0, sweep_at - clock.time))
        sweep_at += EVERY
        taken = sweeping.take_due("sync_due_at", sweeping.MOST_LOOKS)
        if not taken:
            return turns
        for _ in taken:
            limits.take(LODESTONE, "", clock, LODESTONE.patience)
            turns.append(clock.time)
        done = Character.objects.filter(pk__in=taken)
        done.update(sync_due_at=timezone.now() + spread(SHOWN_EVERY))


def test_very_many_due_ones_make_no_burst(outside_forgotten, clock):
    make_due(MANY)

    turns = work(clock)

    gaps = [later - sooner for sooner, later in itertools.pairwise(turns)]
    assert len(turns) == MANY
    assert min(gaps) >= A_SECOND
    # Half of what is allowed: the other half is for people who wait.
    hours = (turns[-1] - turns[0]) / 3600
    assert MANY / 3600 < hours < 2.1 * MANY / 3600
    # And the next time they do not come together either.
    dues = Character.objects.values_list("sync_due_at", flat=True)
    minutes = Counter(int((due - START) / timedelta(minutes=1)) for due in dues if due)
    assert max(minutes.values()) <= 60


def test_every_request_keeps_its_distance(lodestone, outside_server, clock):
    make_due(60)
    sent = []
    for _ in range(12):
        for pk in sweeping.take_due("sync_due_at", sweeping.MOST_LOOKS):
            before = outside_server.count()
            sync_character(pk)
            sent += [clock.time] * (outside_server.count() - before)
        clock.sleep(2)

    gaps = [later - sooner for sooner, later in itertools.pairwise(sent)]
    assert len(sent) == 60
    assert min(gaps) >= A_SECOND


def test_who_waits_for_a_code_is_not_behind_them(lodestone, outside_server, clock):
    make_due(40)
    waits = []
    for _ in range(8):
        for pk in sweeping.take_due("sync_due_at", sweeping.MOST_LOOKS):
            sync_character(pk)
        before = clock.time
        with pytest.raises(PageNotFound):
            lodestone.character(1, fresh=True)
        waits.append(clock.time - before)
        clock.sleep(EVERY - 6)

    assert max(waits) <= 2


def test_nobody_is_taken_twice_before_a_task_should_have_ended(clock):
    make_due(12)

    taken = [sweeping.take_due("sync_due_at", 5) for _ in range(3)]

    assert [len(each) for each in taken] == [5, 5, 2]
    assert len({pk for each in taken for pk in each}) == 12
    clock.sleep(16 * 60)
    assert len(sweeping.take_due("sync_due_at", 100)) == 12
