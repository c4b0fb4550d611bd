"""The Procfile's own workers: mail goes out, however long look-ups take."""

from contextlib import ExitStack, contextmanager
from uuid import uuid4

import psycopg
import pytest
from kombu import Connection

from config import health, pulse
from config.celery import app
from config.lib.tests.redises import own_redis
from config.settings.redis import broker
from config.tests.procfile import running, until
from config.tests.redises import place_everything
from messaging.enums import MailState
from messaging.tests.factories import MailFactory
from messaging.tests.servers import mail_server
from messaging.tests.test_worker_killed import database_of_this_test, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
MANY = 10  # look-ups: more than there are processes for


@contextmanager
def look_ups_that_hang():
    """Whoever wants to read a character waits; gives how many do."""
    with psycopg.connect(database_of_this_test()) as ours:
        ours.execute("LOCK TABLE accounts_character IN ACCESS EXCLUSIVE MODE")

        def waiting():
            rows = ours.execute(
                "SELECT count(*) FROM pg_locks WHERE NOT granted"
                " AND relation = 'accounts_character'::regclass"
            ).fetchall()
            return rows[0][0]

        yield waiting
        ours.rollback()


def send(server, name, **arguments):
    options = {"global_keyprefix": "muster:tasks:"}
    url, _ = broker(server.location)
    with Connection(url, transport_options=options) as connection:
        app.send_task(name, kwargs=arguments, connection=connection)


def test_mail_does_not_wait_for_look_ups(settings):
    mail = MailFactory()
    with ExitStack() as stack:
        redis = stack.enter_context(own_redis())
        taker = stack.enter_context(mail_server())
        waiting = stack.enter_context(look_ups_that_hang())
        environment = {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATABASE_URL": database_of_this_test(),
            "REDIS_URL": redis.location,
            "REDIS_PREFIX": "muster",
            "MAIL": "smtp",
            "EMAIL_URL": f"smtp://127.0.0.1:{taker.port}",
        }
        for _ in range(MANY):
            send(redis, "accounts.look_up_character", character_id=str(uuid4()))
        stack.enter_context(running("worker", environment))
        stack.enter_context(running("lookup", environment))
        until(waiting)

        send(redis, "messaging.send_mail", mail_id=str(mail.pk))
        wait_for(mail, MailState.SENT)

        assert waiting()
        assert len(taker.taken) == 1
        place_everything(settings, redis.location)
        settings.REDIS_PREFIX = "muster"
        age = pulse.ages()["lookup"]
        assert age is not None
        assert age < health.SILENT_AFTER
