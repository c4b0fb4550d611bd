"""What a character has done, in how many requests, against a server on this machine."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from integrations.catalogue import catalogue
from integrations.errors import Changed, NotConfigured, Permanent, Temporary
from integrations.fflogs.client import FFLogs
from integrations.fflogs.errors import Ambiguous
from integrations.fflogs.schemas import DutyLogs, Status
from integrations.fflogs.tests.answers import (
    LODESTONE_ID,
    about,
    character,
    ranks,
    refused,
    row,
    zone,
)
from integrations.fflogs.tests.conftest import SERVICE
from integrations.tests.outside import server as faults

API = "/api/v2/client"
PERMISSION = "You do not have permission to see this character's rankings."

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def duty(slug):
    return catalogue().duty_by_slug[slug].id


def one_clear():
    return about(character({"Zone73diff101": zone(73, row(101, 6, 92.5), row(105))}))


def test_a_character_in_two_requests_and_one_for_the_token(fflogs, server):
    dates = {"Encounter101diff101": ranks((92.5, 1_770_000_000_000))}
    server.script(
        API, faults.answer(one_clear()), faults.answer(about(character(dates)))
    )

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s"), duty("m12s")])

    assert logs.status == Status.OK
    assert (logs.id, logs.canonical_id, logs.lodestone_id) == (700, 700, LODESTONE_ID)
    assert logs.of(duty("m9s")) == DutyLogs(
        duty("m9s"),
        kills=6,
        percentile=92.5,
        spec="WhiteMage",
        job=catalogue().job_by_slug["whm"],
        date=datetime(2026, 2, 2, 2, 40, tzinfo=UTC),
    )
    assert logs.of(duty("m12s")) == DutyLogs(duty("m12s"))
    assert logs.unanswered == ()
    assert (server.count("/oauth/token"), server.count(API)) == (1, 2)


def test_without_dates_it_is_one_request(fflogs, server):
    server.script(API, faults.answer(one_clear()))

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s")], dates=False)

    assert (logs.duties[0].cleared, logs.duties[0].date) == (True, None)
    assert server.count(API) == 1


def test_who_has_no_kills_is_asked_for_once(fflogs, server):
    found = character({"Zone73diff101": zone(73, row(101))})
    server.script(API, faults.answer(about(found)))

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s")])

    assert [each.cleared for each in logs.duties] == [False]
    assert server.count(API) == 1


def test_every_duty_is_one_request(fflogs, server):
    server.script(API, faults.answer(about(character())))

    logs = fflogs.progress(LODESTONE_ID)

    query = server.asked[-1].json()["query"]
    assert f"character(lodestoneID: {LODESTONE_ID})" in query
    assert query.count("zoneRankings(") > 40
    assert "Zone59diff100: zoneRankings(zoneID: 59, difficulty: 100, " in query
    assert (logs.duties, server.count(API)) == ((), 1)
    assert logs.unanswered == ()


def test_the_token_is_fetched_with_the_credentials_and_then_kept(fflogs, server):
    server.script(API, faults.answer(about(None)))

    fflogs.progress(LODESTONE_ID)
    FFLogs(fflogs.outside.service).progress(LODESTONE_ID)

    token, first, second = server.asked
    assert token.body == b"grant_type=client_credentials"
    assert token.headers["authorization"].startswith("Basic ")
    assert first.headers["authorization"] == "Bearer aaa.bbb-ccc"
    assert second.headers["authorization"] == "Bearer aaa.bbb-ccc"


def test_nobody_there_is_no_logs(fflogs, server):
    server.script(API, faults.answer(about(None)))

    logs = fflogs.progress(LODESTONE_ID)

    assert (logs.status, logs.duties, logs.unanswered) == (Status.NO_LOGS, (), ())


def test_hidden_is_hidden_and_says_nothing_of_clears(fflogs, server):
    found = character({"Zone73diff101": None}, hidden=True)
    server.script(API, faults.answer(about(found)))

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s")])

    assert (logs.status, logs.duties) == (Status.HIDDEN, ())


def test_rankings_without_permission_are_hidden(fflogs, server):
    found = character({"Zone73diff101": {"error": PERMISSION}})
    server.script(API, faults.answer(about(found)))

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s")])

    assert (logs.status, logs.duties) == (Status.HIDDEN, ())


def test_a_zone_that_does_not_answer_leaves_the_others(fflogs, server):
    zones = {"Zone73diff101": zone(73, row(101, 1, 5.0)), "Zone68diff101": None}
    server.script(API, faults.answer(about(character(zones))))

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s"), duty("m5s")], dates=False)

    assert [each.duty_id for each in logs.duties] == [duty("m9s")]
    assert logs.unanswered == ()


def test_dates_that_fail_for_a_while_leave_the_kills(fflogs, server):
    server.script(API, faults.answer(one_clear()), faults.failing(503))

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s")])

    assert (logs.duties[0].kills, logs.duties[0].date) == (6, None)


def test_a_renamed_character_is_asked_for_by_its_newest_record(fflogs, server):
    old = about(character({"Zone73diff101": zone(73, row(101))}, canonicalID=800))
    new = character({"Zone73diff101": zone(73, row(101, 3, 70.0))}, id=800)
    server.script(
        API, faults.answer(old), faults.answer(about({**new, "canonicalID": 800}))
    )

    logs = fflogs.progress(LODESTONE_ID, [duty("m9s")], dates=False)

    assert (logs.id, logs.duties[0].kills) == (800, 3)
    assert "character(id: 800)" in server.asked[-1].json()["query"]
    assert server.count(API) == 2


def test_another_character_than_asked_for_is_ambiguous(fflogs, server):
    server.script(API, faults.answer(about(character(lodestoneID=1))))

    with pytest.raises(Ambiguous):
        fflogs.progress(LODESTONE_ID)


@pytest.mark.parametrize("lodestone_id", [0, -5, 2**31, 10**30])
def test_an_id_that_cannot_be_asked_for_is_not(fflogs, server, lodestone_id):
    with pytest.raises(Permanent):
        fflogs.progress(lodestone_id)

    assert server.count() == 0


GARBLED = {
    "garbage": (faults.page("<html>"), "not JSON"),
    "NaN": (faults.page('{"data": NaN}'), "not JSON"),
    "a list": (faults.answer([]), "answer"),
    "another form": (faults.answer({"data": {}}), "characterData"),
    "query refused": (faults.answer(refused("Syntax Error")), "query"),
    "query refused by status": (
        faults.answer(refused("Syntax Error"), 400),
        "query",
    ),
    "no such address": (faults.not_found(), "address of the API"),
}


@pytest.mark.parametrize("fault", GARBLED)
def test_an_answer_of_another_form_is_named_and_not_asked_for_again(
    fflogs, server, fault
):
    reply, what = GARBLED[fault]
    server.script(API, reply)

    with pytest.raises(Changed) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.what == what
    assert server.count(API) == 1


FAULTS = {
    "500": faults.failing(500),
    "slow": faults.silent(),
    "cut off": faults.cut_off(),
    "no HTTP": faults.garbage(),
}


@pytest.fixture
def hasty(server, fake_clock):
    """For silence: as little of real time as an answer on this machine takes."""
    return FFLogs(replace(SERVICE, read_timeout=1.0), fake_clock)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_tried_three_times_and_then_temporary(hasty, server, fault):
    server.script(API, FAULTS[fault])

    with pytest.raises(Temporary):
        hasty.progress(LODESTONE_ID)

    assert (server.count("/oauth/token"), server.count(API)) == (1, 3)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_that_heals_is_not_noticed(hasty, server, fault):
    server.script(API, FAULTS[fault], faults.answer(about(None)))

    assert hasty.progress(LODESTONE_ID).status == Status.NO_LOGS
    assert server.count(API) == 2


def test_a_caller_that_is_forbidden_does_not_ask_again(fflogs, server):
    server.script(API, faults.answer({"error": "forbidden"}, 403))

    with pytest.raises(Permanent) as caught:
        fflogs.progress(LODESTONE_ID)

    assert (caught.value.status, server.count(API)) == (403, 1)


def test_without_credentials_it_is_off_and_says_so_once(
    settings, outside_forgotten, caplog
):
    settings.OUTSIDE = "live"
    settings.FFLOGS_CLIENT_ID, settings.FFLOGS_CLIENT_SECRET = "someone", ""

    for _ in range(2):
        with pytest.raises(NotConfigured) as caught:
            FFLogs().progress(LODESTONE_ID)

    assert caught.value.why == "FFLOGS_CLIENT_ID and FFLOGS_CLIENT_SECRET are not set"
    said = [r for r in caplog.records if "outside service is off" in str(r.msg)]
    assert len(said) == 1
