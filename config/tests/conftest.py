"""A Redis of its own that knows of a worker and of beat."""

import pytest

from config import pulse
from config.lib.tests.redises import own_redis
from config.tests.redises import place_everything


@pytest.fixture(autouse=True)
def _patient(monkeypatch):
    """A busy machine is no part that is away."""
    monkeypatch.setattr("config.health.PATIENCE", 30.0)
    monkeypatch.setattr("config.management.commands.doctor.PATIENCE", 30.0)


@pytest.fixture(scope="module")
def _own_redis():
    with own_redis() as server:
        yield server


@pytest.fixture
def pulse_redis(_own_redis, settings):
    place_everything(settings, _own_redis.location)
    _own_redis.client().flushdb()
    for part in pulse.PARTS:
        pulse.note(part)
    return _own_redis
