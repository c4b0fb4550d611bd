"""Worker and beat are processes of ours like any other."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from config.celery import app

OFTEN = 600.0  # seconds: what comes so often may be late by as much
RARE = {
    name: entry["schedule"]
    for name, entry in app.conf.beat_schedule.items()
    if not (isinstance(entry["schedule"], float) and entry["schedule"] <= OFTEN)
}


def test_a_worker_logs_as_the_settings_say(monkeypatch):
    root = logging.getLogger()
    before = root.level, list(root.handlers)
    monkeypatch.setattr(type(app.log), "_setup", False)

    app.log.setup(loglevel=logging.CRITICAL, redirect_stdouts=True)

    assert (root.level, root.handlers) == before


def due_at(schedule, begun):
    """When a beat that starts then, without a memory, sends it for the first time."""
    with time_machine.travel(begun, tick=False):
        return begun + schedule.remaining_estimate(begun)


@pytest.mark.parametrize("name", RARE)
def test_a_beat_that_starts_anew_each_hour_forgets_nothing(name):
    schedule = app.conf.beat_schedule[name]["schedule"]
    midnight = datetime(2026, 11, 21, tzinfo=UTC)
    starts = [midnight + timedelta(hours=n) for n in range(24)]

    sent = {
        first
        for begun in starts
        if (first := due_at(schedule, begun)) <= begun + timedelta(hours=1)
    }

    assert sent


def test_what_comes_once_a_day_comes_at_different_times_of_the_night():
    noon = datetime(2026, 11, 21, 12, tzinfo=UTC)
    times = [due_at(schedule, noon) for schedule in RARE.values()]
    nightly = [time for time in times if time > noon + timedelta(hours=1)]

    assert len(nightly) == len(set(nightly)) > 1
    assert all(1 <= time.hour < 6 for time in nightly)
