import time
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from config import health, pulse
from config.lib.tests.redises import QUICK, answering, refused_location

READY = ["/health/ready", "/api/v1/health"]
pytestmark = pytest.mark.django_db


def test_process_that_answers_lives(client):
    response = client.get("/health/live")
    assert response.status_code == 200
    assert response.json() == {"success": True, "data": {"live": True}, "meta": {}}


@pytest.mark.parametrize("address", READY)
def test_all_parts_there_is_ready_with_ages(client, pulse_redis, address):
    response = client.get(address)
    body = response.json()
    assert response.status_code == 200, body
    assert body["success"] is True
    others = {"database", "migrations", "redis", "outbox"}
    assert set(body["data"]) == others | set(pulse.PARTS)
    assert body["data"]["outbox"]["oldest_unsent"] is None
    assert all(part["ok"] for part in body["data"].values())
    assert 0 <= body["data"]["worker"]["age"] < 30
    assert 0 <= body["data"]["beat"]["age"] < 30


@pytest.mark.parametrize("part", pulse.PARTS)
def test_part_that_was_never_seen_is_named(client, pulse_redis, part):
    pulse_redis.client().delete(pulse.key(part))
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert response.json()["errors"] == {part: ["has not been seen"]}


@pytest.mark.parametrize("part", pulse.PARTS)
def test_part_that_fell_silent_is_named_with_its_age(client, pulse_redis, part):
    pulse_redis.client().set(pulse.key(part), time.time() - 300)
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert list(response.json()["errors"]) == [part]
    assert "300 seconds" in response.json()["errors"][part][0]


def test_redis_refused_is_told(client, settings):
    settings.REDIS_URL = refused_location()
    _assert_redis_is_missed(client)


def test_redis_hanging_is_asked_once_by_each_part(client, settings):
    callers: list[Any] = []
    settings.REDIS_PATIENCE = QUICK
    with answering(b"", callers) as settings.REDIS_URL:
        _assert_redis_is_missed(client)

    assert len(callers) <= 4  # all at the same time


def _assert_redis_is_missed(client):
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert set(response.json()["errors"]) == {"redis", *pulse.PARTS}


@pytest.fixture
def _forgotten_migration():
    """The database does not know of the newest migration of accounts."""
    health._applied.clear()
    rows = MigrationRecorder.Migration.objects.filter(app="accounts").order_by("-id")
    row = rows[0]
    row.delete()
    yield
    MigrationRecorder(connection).record_applied(row.app, row.name)
    health._applied.clear()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("pulse_redis", "_forgotten_migration")
def test_migration_not_applied_is_named(client):
    response = client.get("/health/ready")
    assert response.status_code == 503
    assert "not applied, the first is accounts." in str(response.json()["errors"])


def test_health_is_never_kept_by_a_cache(client):
    assert "no-store" in client.get("/health/live")["Cache-Control"]


@pytest.mark.parametrize("address", READY)
def test_health_is_only_read(client, address):
    response = client.post(address)
    assert response.status_code == 405
