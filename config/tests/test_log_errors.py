"""A log says what failed and where, and nothing of what people wrote."""

import copy
import io
import logging
import os
from datetime import timedelta
from logging.config import DictConfigurator

import pytest
import structlog
from celery import shared_task
from django.core.exceptions import ValidationError
from django.db import (
    DataError,
    IntegrityError,
    OperationalError,
    connection,
    transaction,
)
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.models import User
from accounts.tests.factories import UserFactory
from config.celery import app
from config.log_errors import traced
from config.settings.logs import LOGGING
from config.tests.addresses import SAID as PRIVATE

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["json", "console"])
def log(request):
    """What the handler of LOGGING writes."""
    given = copy.deepcopy(LOGGING)
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    for name in given["handlers"]["stderr"]["filters"]:
        handler.addFilter(import_string(given["filters"][name]["()"])())
    form = given["formatters"][request.param]
    handler.setFormatter(DictConfigurator(given).configure_formatter(form))
    root = logging.getLogger()
    root.addHandler(handler)
    yield out
    root.removeHandler(handler)


def no_such_row():
    with transaction.atomic():
        User.objects.filter(pk=UserFactory().pk).update(
            handle=PRIVATE[:20], email=None, date_joined=None
        )


def twice():
    UserFactory(email=f"{PRIVATE}@example.com")
    with transaction.atomic():
        UserFactory(email=f"{PRIVATE}@example.com")


def no_number():
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT %s::integer", [PRIVATE])


def from_another():
    try:
        int(PRIVATE)
    except ValueError as error:
        raise RuntimeError(f"cannot read {PRIVATE}") from error


def meanwhile():
    try:
        no_number()
    except DataError:
        os.environ[PRIVATE]


def raising(error):
    def fail():
        raise error

    return fail


FAILURES = {
    "a row that breaks a constraint": (no_such_row, IntegrityError),
    "a row there is already": (twice, IntegrityError),
    "a value of another type": (no_number, DataError),
    "from another": (from_another, RuntimeError),
    "while another was handled": (meanwhile, KeyError),
    "an input error": (raising(ValidationError(f"not {PRIVATE}")), ValidationError),
    "a type": (raising(TypeError(f"got {PRIVATE}")), TypeError),
    "a mail server": (raising(OSError(f"550 {PRIVATE}")), OSError),
}


@pytest.mark.parametrize("name", FAILURES)
def test_an_exception_is_logged_without_what_it_repeats(log, name):
    fail, kind = FAILURES[name]
    with pytest.raises(kind) as raised:
        fail()
    info = (raised.type, raised.value, raised.tb)

    logging.getLogger("any").error("It failed: %s", raised.value, exc_info=info)
    structlog.get_logger("any").error("it_failed", exc_info=info)

    said = log.getvalue()
    assert said.count("test_log_errors.py") >= 2  # where it was raised
    assert said.count(kind.__name__) >= 3
    assert PRIVATE not in said
    assert "DETAIL" not in said
    assert "Failing row" not in said


def test_what_the_database_refused_is_still_named(log):
    with pytest.raises(IntegrityError) as raised:
        twice()

    said = traced((raised.type, raised.value, raised.tb))
    assert "psycopg.errors.UniqueViolation: 23505 accounts_user " in said


def test_a_database_that_is_away_is_still_named():
    error = OperationalError("connection refused at 10.0.0.7")

    assert traced((type(error), error, None)).endswith(str(error))


@pytest.mark.urls("config.tests.addresses")
def test_a_page_that_fails_tells_the_log_no_values(client, log):
    client.raise_request_exception = False

    assert client.post("/fails/row/", {"text": PRIVATE}).status_code == 500

    said = log.getvalue()
    assert "request_failed" in said
    assert "IntegrityError" in said
    assert PRIVATE not in said


def test_a_task_that_fails_tells_the_log_no_values(log):
    @shared_task(name="config.tests.fails")
    def fails(text):
        raise ValueError(f"cannot read {text}")

    try:
        app.tasks["config.tests.fails"].apply(kwargs={"text": PRIVATE})
    finally:
        app.tasks.unregister("config.tests.fails")

    said = log.getvalue()
    assert "config.tests.fails" in said
    assert "ValueError" in said
    assert PRIVATE not in said


def test_what_fails_after_commit_tells_the_log_no_values(
    log, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        transaction.on_commit(raising(ValueError(PRIVATE)), robust=True)

    assert "ValueError" in log.getvalue()
    assert PRIVATE not in log.getvalue()


@pytest.mark.urls("config.tests.addresses")
@pytest.mark.parametrize("kind", ["400", "403", "suspicious", "bad"])
def test_what_a_visitor_may_not_do_is_no_traceback(client, log, kind):
    assert client.get(f"/fails/{kind}/").status_code in {400, 403}

    assert f"/fails/{kind}/" in log.getvalue()
    assert "Traceback" not in log.getvalue()
    assert PRIVATE not in log.getvalue()


def test_neither_text_nor_reason_of_a_suspended_person_is_logged(client, log):
    until = timezone.now() + timedelta(days=3)
    sid = UserFactory(suspended_until=until, suspension_reason=PRIVATE)
    client.force_login(sid)

    answer = client.post("/settings/profile/", {"about": f"{PRIVATE} I typed"})

    assert answer.status_code == 403
    assert PRIVATE in answer.text  # they are told
    assert "403" in log.getvalue()
    assert PRIVATE not in log.getvalue()
    assert "Traceback" not in log.getvalue()
