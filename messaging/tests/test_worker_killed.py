"""A real worker that is killed while it sends: the mail is not lost, and comes once."""

import os
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit, urlunsplit

import pytest
import time_machine
from django.conf import settings as project
from django.db import connection
from django.utils import timezone
from kombu import Connection

from config.celery import app
from config.lib.tests.redises import answering, own_redis
from messaging.actions import send_due
from messaging.enums import CLAIM_LASTS, MailState
from messaging.models import Mail
from messaging.tests.factories import MailFactory
from messaging.tests.servers import mail_server

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
PATIENCE = 40  # seconds
WORKER = (
    *(sys.executable, "-m", "celery", "-A", "config", "worker", "-Q", "mail"),
    *("-P", "solo", "--without-gossip", "--without-mingle", "--without-heartbeat"),
)


def database_of_this_test():
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}"))


def wait_for(mail, state):
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        mail.refresh_from_db()
        if mail.state == state:
            return
        time.sleep(0.05)
    pytest.fail(f"the mail is {mail.state}, not {state}")


def test_mail_of_a_killed_worker_comes_later_and_once(settings):
    mail = MailFactory()
    with own_redis() as redis, answering(b"") as hanging:
        port = urlsplit(hanging).port
        names = {
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "DATABASE_URL": database_of_this_test(),
            "REDIS_URL": redis.location,
            "MAIL": "smtp",
            "EMAIL_URL": f"smtp://127.0.0.1:{port}",
        }
        worker = subprocess.Popen(
            WORKER,
            cwd=project.BASE_DIR,
            env=os.environ | names,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        with Connection(
            f"redis+socket://{redis.socket}?virtual_host=0",
            transport_options={"global_keyprefix": "muster:tasks:"},
        ) as broker:
            app.send_task(
                "messaging.send_mail",
                kwargs={"mail_id": str(mail.pk)},
                connection=broker,
            )
        try:
            wait_for(mail, MailState.SENDING)
        finally:
            worker.send_signal(signal.SIGKILL)
            worker.wait()

    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    with mail_server() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        assert send_due() == {"sent": 0, "lost": 0}  # it might still be at it
        with time_machine.travel(timezone.now() + CLAIM_LASTS * 1.1):
            assert send_due() == {"sent": 1, "lost": 1}
            assert send_due() == {"sent": 0, "lost": 0}

        assert len(server.taken) == 1
    assert Mail.objects.get().state == MailState.SENT
