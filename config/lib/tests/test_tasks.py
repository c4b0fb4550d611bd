"""Handing work to the worker costs a page little, whatever the broker does."""

import json
import logging
from base64 import b64decode
from typing import Any

import pytest
from django.db import transaction

from config.lib import redis_absence, tasks
from config.lib.tasks import enqueue
from config.lib.tests.redises import QUICK, answering, own_redis, refused_location

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
QUEUE = "default"


@pytest.fixture(autouse=True)
def _nothing_known(monkeypatch):
    monkeypatch.setattr(redis_absence, "_absences", {})


@pytest.fixture
def broker(settings):
    with own_redis() as server:
        settings.CELERY_BROKER_URL = broker_at(server)
        yield server


def broker_at(server):
    return f"redis+socket://{server.socket}?virtual_host=0"


def received(settings, server):
    """Names and arguments of what waits for a worker, as it lies in Redis."""
    prefix = settings.CELERY_BROKER_TRANSPORT_OPTIONS["global_keyprefix"]
    with server.client() as redis:
        waiting = [json.loads(each) for each in redis.lrange(f"{prefix}{QUEUE}", 0, -1)]
    return [
        (each["headers"]["task"], json.loads(b64decode(each["body"]))[1])
        for each in waiting
    ]


def test_a_task_is_sent_after_commit_and_not_before(broker, settings):
    with transaction.atomic():
        enqueue("some.task", key="1")
        assert received(settings, broker) == []

    assert received(settings, broker) == [("some.task", {"key": "1"})]


def test_a_rollback_sends_nothing(broker, settings):
    with transaction.atomic():
        enqueue("some.task", key="1")
        transaction.set_rollback(True)

    assert received(settings, broker) == []


@pytest.mark.parametrize("mood", ["refused", "hanging", "nonsense"])
def test_ten_tasks_of_a_page_cost_one_time_out(settings, monkeypatch, mood):
    monkeypatch.setattr(tasks, "_PAUSE", 60.0)
    settings.REDIS_PATIENCE = QUICK
    nonsense = b"HTTP/1.1 400 Bad Request\r\n\r\n" * (mood == "nonsense")
    callers: list[Any] = []
    with answering(nonsense, callers) as place:
        settings.CELERY_BROKER_URL = refused_location() if mood == "refused" else place
        with transaction.atomic():
            for number in range(10):
                enqueue("some.task", key=str(number))

    assert len(callers) == (mood != "refused")


def test_an_absence_is_logged_and_so_is_its_end(settings, caplog, monkeypatch):
    monkeypatch.setattr(tasks, "_PAUSE", 0.0)
    with own_redis() as server, caplog.at_level(logging.INFO):
        settings.CELERY_BROKER_URL = broker_at(server)
        server.stop()
        enqueue("some.task")
        server.start()
        enqueue("some.task", key="2")

        assert received(settings, server) == [("some.task", {"key": "2"})]
    said = [
        record.getMessage().split(":")[0]
        for record in caplog.records
        if record.name == "config.lib.redis_absence"
    ]
    assert said == ["Redis is away", "Redis is back"]


def test_a_broker_that_hangs_in_the_middle_is_given_up_and_comes_back(
    broker, settings, monkeypatch
):
    monkeypatch.setattr(tasks, "_PAUSE", 0.0)
    patience, settings.REDIS_PATIENCE = settings.REDIS_PATIENCE, QUICK
    with broker.hanging():
        enqueue("some.task", key="1")
    settings.REDIS_PATIENCE = patience

    enqueue("some.task", key="2")
    # Whether the first one arrived, nobody knows: its words may lie in the socket.
    assert ("some.task", {"key": "2"}) in received(settings, broker)
