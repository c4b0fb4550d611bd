"""`manage.py doctor` and its page: what is well, what is not, and no secret."""

import io
import json
import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
import tzdata
from django.core.management import call_command, load_command_class
from django.urls import reverse
from django.utils import timezone

from accounts.tests.factories import UserFactory
from accounts.tests.log_in import log_in
from config import pulse
from config.lib.tests.old_zones import zone_data
from config.lib.tests.redises import QUICK, answering, refused_location
from integrations.errors import Changed, OutsideError
from integrations.fflogs.service import FFLOGS
from integrations.fflogs.tests.answers import about, refused
from integrations.http import Outside, noting_changes, record_budget, record_unread
from integrations.services import SERVICES
from integrations.tests.outside import server as faults
from messaging.tests.factories import MailFactory

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
PAGE = "/admin/doctor/"
ASKING = 5  # who asks Redis: itself, two workers, beat, and what is known of outside
SECRET = "s3cr3t-that-nobody-may-see"
CREDENTIALS = {
    "FFLOGS_CLIENT_ID": f"{SECRET}-1",
    "FFLOGS_CLIENT_SECRET": f"{SECRET}-2",
    "XIVAUTH_CLIENT_ID": f"{SECRET}-3",
    "XIVAUTH_CLIENT_SECRET": f"{SECRET}-4",
    "GMAIL_CLIENT_ID": f"{SECRET}-5",
    "GMAIL_CLIENT_SECRET": f"{SECRET}-6",
    "GMAIL_REFRESH_TOKEN": f"{SECRET}-7",
}


@pytest.fixture
def all_well(pulse_redis, settings, outside_forgotten):
    """A site as it should be in production, where nobody outside was asked yet."""
    assert reverse("doctor") == PAGE  # which pages there are is settled with DEMO on
    settings.DEMO = False
    settings.SECRET_KEY = f"{SECRET}-0-{'abcdef' * 10}"
    settings.ALLOWED_HOSTS = ["muster.example", "testserver"]
    settings.DEFAULT_FROM_EMAIL = "Muster <muster@muster.example>"
    settings.OUTSIDE_CONTACT = "muster@muster.example"
    settings.OUTSIDE = "live"
    settings.RELEASE = "2026.1"
    for name, value in CREDENTIALS.items():
        setattr(settings, name, value)
    return pulse_redis


def doctor(*words):
    """Exit status and what was printed."""
    out = io.StringIO()
    try:
        call_command("doctor", *words, stdout=out)
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def rows(*words):
    """Exit status and the rows by name."""
    status, text = doctor("--json", *words)
    told = json.loads(text)
    assert told["status"] == status
    groups = ("settings", "parts", "services")
    assert set(told) == {"status", "level", *groups}
    return status, {row["name"]: row for group in groups for row in told[group]}


def test_all_well_is_status_0_with_nothing_to_do(all_well):
    status, found = rows()

    assert {n: r["advice"] for n, r in found.items() if r["advice"]} == {}
    assert {row["level"] for row in found.values()} == {"well"}
    assert status == 0
    assert {each.title for each in SERVICES} <= set(found)
    assert found["Lodestone"]["reachable"] is None
    assert found["worker"]["last_success"] is not None


@pytest.mark.parametrize(
    ("name", "value", "status"),
    [
        ("SECRET_KEY", "short", 1),
        ("DEBUG", True, 1),
        ("ALLOWED_HOSTS", ["*"], 1),
        ("ALLOWED_HOSTS", [], 2),
        ("DEFAULT_FROM_EMAIL", "Muster <muster@localhost>", 1),
        ("RELEASE", "dev", 1),
        ("OUTSIDE", "somewhere", 2),
        ("OUTSIDE_CONTACT", "", 1),
        ("FFLOGS_POINTS_SHARE", 80.0, 1),
    ],
)
def test_setting_that_is_not_right_is_named(all_well, settings, name, value, status):
    setattr(settings, name, value)

    ended, found = rows()

    assert ended == status
    assert found[name]["level"] == {1: "care", 2: "broken"}[status]
    assert name in found[name]["advice"]


def test_zone_data_are_named_and_no_others_count(all_well, tmp_path):
    _, found = rows()
    with zone_data(tmp_path):
        status, wrong = rows()

    assert found["time zones"]["state"] == f"tzdata {tzdata.IANA_VERSION}"
    assert (status, wrong["time zones"]["level"]) == (2, "broken")
    assert "tzpath" in wrong["time zones"]["advice"]


def test_what_production_would_miss_is_well_in_development(all_well, settings):
    settings.DEMO = True
    settings.SECRET_KEY, settings.ALLOWED_HOSTS = "short", ["*"]

    status, found = rows()

    assert (status, found["SECRET_KEY"]["level"]) == (0, "well")
    assert found["SECRET_KEY"]["configured"] is False


@pytest.mark.parametrize(
    ("name", "title"),
    [("FFLOGS_CLIENT_SECRET", "FF Logs"), ("XIVAUTH_CLIENT_ID", "XIVAuth")],
)
def test_credential_that_is_missing_needs_care(all_well, settings, name, title):
    setattr(settings, name, "")

    status, found = rows()

    assert status == 1
    assert found[title]["missing"] == [name]
    assert found[title]["advice"] == f"Set {name} and start Muster again."


def test_sandbox_needs_no_credentials(all_well, settings):
    for name in CREDENTIALS:
        setattr(settings, name, "")
    settings.OUTSIDE = "sandbox"

    status, found = rows()

    assert (status, found["FF Logs"]["state"]) == (0, "sandbox")


def test_outside_switched_off_by_choice_is_well(all_well, settings):
    settings.OUTSIDE = "off"

    status, found = rows("--probe")

    assert (status, found["Lodestone"]["state"]) == (0, "switched off")
    assert found["Lodestone"]["reachable"] is None


def test_gmail_chosen_while_the_outside_is_off_is_broken(all_well, settings):
    settings.MAIL = "gmail"
    settings.OUTSIDE = "off"

    status, found = rows()

    assert status == 2
    assert "no mail goes out" in found["Gmail"]["advice"]


def test_gmail_chosen_and_half_set_is_broken(all_well, settings):
    settings.MAIL = "gmail"
    settings.GMAIL_REFRESH_TOKEN = ""

    status, found = rows()

    assert status == 2
    assert found["Gmail"]["missing"] == ["GMAIL_REFRESH_TOKEN"]


def test_gmail_of_a_service_account_misses_its_sender_alone(all_well, settings):
    settings.MAIL = "gmail"
    for name in ("GMAIL_CLIENT_ID", "GMAIL_CLIENT_SECRET", "GMAIL_REFRESH_TOKEN"):
        setattr(settings, name, "")
    settings.GMAIL_SERVICE_ACCOUNT = f'{{"private_key": "{SECRET}"}}'

    assert rows()[1]["Gmail"]["missing"] == ["GMAIL_SENDER"]


def test_mail_into_the_log_is_broken_in_production(all_well, settings):
    settings.MAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

    status, found = rows()

    assert (status, found["mail"]["level"]) == (2, "broken")


def test_mail_server_is_asked_only_by_a_probe(all_well, settings, outside_server):
    settings.MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = _refused()
    settings.EMAIL_HOST_PASSWORD = SECRET

    assert rows()[1]["mail"]["reachable"] is None
    status, found = rows("--probe")

    assert (status, found["mail"]["reachable"]) == (2, False)
    assert found["mail"]["last_error"] == "ConnectionRefusedError"


def _refused():
    place = urlsplit(refused_location())
    return place.hostname, place.port


@pytest.mark.parametrize("part", pulse.PARTS)
def test_part_that_is_not_running_is_broken(all_well, part):
    all_well.client().delete(pulse.key(part))

    status, found = rows()

    assert status == 2
    assert found[part]["state"] == "has not been seen"
    assert "Procfile" in found[part]["advice"]


@pytest.mark.parametrize("mood", ["refused", "hanging"])
def test_redis_away_is_asked_once_by_each_part_and_told_once(all_well, settings, mood):
    callers: list[Any] = []
    settings.REDIS_PATIENCE = QUICK
    with answering(b"", callers) as hanging:
        settings.REDIS_URL = refused_location() if mood == "refused" else hanging
        status, found = rows()

    assert len(callers) <= ASKING
    assert status == 2
    assert found["redis"]["reachable"] is False
    assert found["worker"]["state"] == "unknown without Redis"
    assert found["Lodestone"]["advice"].startswith("Bring Redis back")


@pytest.mark.parametrize(
    ("host", "state"), [("/tmp/muster-x1", "embedded"), ("db.example", "external")]
)
def test_embedded_services_are_told_from_external_ones(
    all_well, settings, monkeypatch, host, state
):
    options = settings.DATABASES["default"]["OPTIONS"]
    monkeypatch.setitem(options, "host", host)

    assert rows()[1]["database"]["state"] == state


def test_without_a_probe_nobody_is_asked(all_well, outside_server):
    rows()

    assert outside_server.count() == 0


def test_probe_asks_each_service_once_and_says_who_answers(all_well, outside_server):
    outside_server.script("/lodestone/worldstatus/", faults.page("all is well"))
    outside_server.script("/oauth/token", faults.answer({"access_token": SECRET}))
    outside_server.script("/api/v2/client", faults.answer(about(None)))
    outside_server.script("/api/version", faults.failing(503))
    outside_server.script("/api/v1/user", faults.answer({}, 401))
    outside_server.script("/api/v10/gateway", faults.not_found())

    status, found = rows("--probe")

    asked = [title for title, row in found.items() if row["reachable"] is not None]
    assert {"Lodestone", "FF Logs", "XIVAPI", "XIVAuth", "Discord"} <= set(asked)
    assert outside_server.count() == 6  # FF Logs lets in first
    assert found["Lodestone"]["reachable"] is True
    assert found["XIVAuth"]["level"] == "well"
    assert found["Discord"]["level"] == "well"
    assert (found["XIVAPI"]["level"], found["XIVAPI"]["last_error"]) == (
        "care",
        "status 503",
    )
    assert found["Gmail"]["reachable"] is None
    assert status == 1


def test_credentials_that_are_refused_are_named(all_well, settings, outside_server):
    outside_server.script("/oauth/token", faults.answer({"said": SECRET}, 401))

    _status, found = rows("--probe")

    assert found["FF Logs"]["last_error"] == "status 401"
    assert "FFLOGS_CLIENT_SECRET" in found["FF Logs"]["advice"]


GOOD_TOKEN = faults.answer({"access_token": "abc", "expires_in": 9000})
REFUSED = {
    "client": (faults.answer({"error": "invalid_client"}, 401), None),
    "client, by 400": (faults.answer({"error": "invalid_client"}, 400), None),
    "client, banned": (faults.page("<h1>Forbidden</h1>", 403), None),
    "token": (GOOD_TOKEN, faults.answer({"error": "Unauthenticated."}, 401)),
    "token, in a 200": (GOOD_TOKEN, faults.answer({"error": "Unauthenticated."})),
    "banned": (GOOD_TOKEN, faults.answer({"error": "forbidden"}, 403)),
    "banned, in a 200": (GOOD_TOKEN, faults.answer({"status": 403, "error": "no"})),
    "too many": (GOOD_TOKEN, faults.too_many(90)),
    "too many, in a 200": (GOOD_TOKEN, faults.answer({"status": 429, "error": "no"})),
    "all of it": (GOOD_TOKEN, faults.answer(refused("You lack permission."))),
}
CHANGED = {
    "token": (faults.answer({"token": "abc"}), None),
    "token as a page": (faults.page("<html>"), None),
    "token at no address": (faults.not_found(), None),
    "no address": (GOOD_TOKEN, faults.not_found()),
    "schema": (GOOD_TOKEN, faults.answer(refused('Unknown argument "partition".'))),
    "schema, by 400": (GOOD_TOKEN, faults.answer(refused("Cannot query field."), 400)),
    "form": (GOOD_TOKEN, faults.answer({"data": {"characterData": []}})),
    "points": (GOOD_TOKEN, faults.answer(about(None, {"limitPerHour": "many"}))),
    "a page": (GOOD_TOKEN, faults.page("<html>")),
}


@pytest.mark.parametrize(
    ("answers", "word"),
    [
        *((each, "It refuses us") for each in REFUSED.values()),
        *((each, "Tell the developers: it answers in a form") for each in CHANGED.values()),
    ],
    ids=[f"refused, {each}" for each in REFUSED] + [f"changed, {each}" for each in CHANGED],
)  # fmt: skip
def test_probe_tells_refused_from_changed(all_well, outside_server, answers, word):
    token, reply = answers
    outside_server.script("/oauth/token", token)
    if reply:
        outside_server.script("/api/v2/client", reply)

    found = rows("--probe")[1]["FF Logs"]

    assert found["advice"].startswith(word)
    assert (found["level"], found["reachable"]) == ("care", True)


def test_answer_of_another_form_is_told_without_a_probe(all_well, outside_server):
    with pytest.raises(Changed), noting_changes(FFLOGS):
        raise Changed("fflogs", "rankings")

    row = rows()[1]["FF Logs"]

    assert (row["level"], row["last_error"]) == ("care", "changed: rankings")


def test_parts_that_could_not_be_read_are_counted_by_name(all_well, caplog):
    lodestone = SERVICES[0].service
    for parts in (["world", "title"], ["world"], []):
        record_unread(lodestone, parts)

    row = rows()[1]["Lodestone"]

    assert (row["level"], row["unread"]) == ("care", "title 1, world 2")
    assert "title 1, world 2" in doctor()[1]
    said = [r.msg["part"] for r in caplog.records if "part not read" in str(r.msg)]
    assert said == ["world", "title"]


def test_open_breaker_and_last_error_are_shown(all_well, outside_server):
    outside_server.script("/down", faults.failing(503))
    lodestone = SERVICES[0].service
    for _ in range(lodestone.opens_after):
        with pytest.raises(OutsideError):
            Outside(lodestone).post("/down", json={})

    status, found = rows()
    row = found["Lodestone"]

    assert (status, row["breaker"], row["level"]) == (1, "open", "care")
    assert (row["last_error"], row["last_success"]) == ("status 503", None)
    assert "status 503, 0 s ago" in doctor()[1]


def test_probe_leaves_a_service_with_an_open_breaker_alone(all_well, outside_server):
    outside_server.script("/down", faults.failing(503))
    lodestone = SERVICES[0].service
    for _ in range(lodestone.opens_after):
        with pytest.raises(OutsideError):
            Outside(lodestone).post("/down", json={})

    found = rows("--probe")[1]["Lodestone"]

    assert outside_server.count("/lodestone/worldstatus/") == 0
    assert (found["reachable"], found["breaker"]) == (None, "open")
    assert found["advice"].startswith("Wait: it failed so often")


def test_budget_left_is_shown(all_well):
    record_budget(FFLOGS, left=3412.5, of=3600)

    assert rows()[1]["FF Logs"]["budget"] == "3412 of 3600"
    assert "3412 of 3600" in doctor()[1]


def test_table_has_a_line_for_every_row_and_says_what_to_do(all_well, settings):
    settings.FFLOGS_CLIENT_ID = ""

    _status, text = doctor()
    lines = text.splitlines()

    line = next(n for n, each in enumerate(lines) if each.startswith("FF Logs"))
    assert lines[line].split()[:4] == ["FF", "Logs", "CARE", "off"]
    assert lines[line + 1] == "  -> Set FFLOGS_CLIENT_ID and start Muster again."
    names = [
        row for row in rows()[1] if not re.search(rf"^{row}\b", text, re.MULTILINE)
    ]
    assert names == []


def test_help_tells_what_the_exit_status_means():
    parser = load_command_class("config", "doctor").create_parser("manage.py", "doctor")
    told = " ".join(parser.format_help().split())

    assert "0 all is well, 1 something needs care, 2 something is broken" in told


@pytest.mark.parametrize("mail", ["console", "gmail"])
def test_no_secret_is_ever_shown(
    all_well, settings, outside_server, client, mail, capfd
):
    settings.MAIL = mail
    settings.REDIS_URL += f"&password={SECRET}"
    outside_server.script("/oauth/token", faults.answer({"said": SECRET}, 401))
    outside_server.script("/token", faults.answer({"error": SECRET}, 400))
    log_in(client, UserFactory(is_staff=True, is_superuser=True))

    shown = [doctor()[1], doctor("--json")[1], doctor("--probe")[1]]
    shown += [doctor("--probe", "--json")[1], client.get(PAGE).content.decode()]

    assert all("FF Logs" in each for each in shown)
    assert not [each for each in shown if SECRET in each]
    assert SECRET not in "".join(capfd.readouterr())


def test_page_shows_the_table_to_superusers(all_well, settings, client):
    settings.FFLOGS_CLIENT_ID = ""
    log_in(client, UserFactory(is_staff=True, is_superuser=True))

    page = client.get(PAGE).content.decode()

    assert "Something needs care." in page
    assert "Set FFLOGS_CLIENT_ID and start Muster again." in page
    assert f'href="{PAGE}"' in client.get("/admin/").content.decode()


def test_staff_that_only_moderates_sees_neither_page_nor_link(client, people):
    log_in(client, people.mo)

    assert client.get(PAGE).status_code == 403
    assert PAGE not in client.get("/admin/").content.decode()


def test_page_sends_others_to_log_in(client):
    answer = client.get(PAGE)

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"/admin/login/?next={PAGE}",
    )


def test_page_is_never_kept_by_a_cache(all_well, client):
    log_in(client, UserFactory(is_staff=True, is_superuser=True))

    assert "no-store" in client.get(PAGE)["Cache-Control"]


def test_page_asks_the_database_thrice_and_each_part_redis_once(
    all_well, settings, client, django_assert_max_num_queries
):
    callers: list[Any] = []
    log_in(client, UserFactory(is_staff=True, is_superuser=True))
    client.get(PAGE)
    settings.REDIS_PATIENCE = QUICK
    with (
        answering(b"", callers) as settings.REDIS_URL,
        django_assert_max_num_queries(3),
    ):
        page = client.get(PAGE).content.decode()

    assert len(callers) <= ASKING
    assert "Something is broken." in page


@pytest.mark.parametrize(
    ("count", "age", "failed", "level", "state"),
    [
        (1, {"minutes": 3}, False, "well", "oldest unsent mail: 3 min"),
        (1, {"minutes": 30}, False, "care", "oldest unsent mail: 30 min"),
        (1, {"days": 1}, True, "well", "nothing waits"),
        (10, {"days": 1}, True, "care", "nothing waits"),
        (10, {"days": 9}, True, "well", "nothing waits"),
    ],
)
@pytest.mark.django_db(transaction=True)  # health looks from threads of its own
def test_mail_that_waits_or_failed_is_told(all_well, count, age, failed, level, state):
    at = timezone.now() - timedelta(**age)
    MailFactory.create_batch(count, created_at=at, failed=failed)

    row = rows()[1]["outbox"]

    assert (row["level"], row["state"]) == (level, state)
    assert bool(row["advice"]) is (level == "care")
