"""The token: kept, renewed once, fetched by one, told to nobody."""

import json
import logging
import threading

import pytest
import redis
from django.core.cache import cache

from integrations.errors import Changed, Permanent, Temporary
from integrations.fflogs import tokens
from integrations.fflogs.client import FFLogs
from integrations.fflogs.errors import Unauthenticated
from integrations.fflogs.schemas import Status
from integrations.fflogs.service import Account, account
from integrations.fflogs.tests.answers import LODESTONE_ID, TOKEN, about
from integrations.tests.outside import server as faults

API = "/api/v2/client"
TOKENS = "/oauth/token"
OLD, NEW = (faults.answer({**TOKEN, "access_token": word}) for word in ("old", "new"))
REFUSED = {
    "by status": faults.answer({"error": "Unauthenticated."}, 401),
    "inside a 200": faults.answer({"error": "Unauthenticated."}),
}


@pytest.fixture
def redis_server(settings):
    with redis.Redis.from_url(settings.REDIS_URL) as client:
        yield client


pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("how", REFUSED)
def test_a_refused_token_is_renewed_once(fflogs, server, how):
    server.script(TOKENS, OLD, NEW)
    server.script(API, REFUSED[how], faults.answer(about(None)))

    assert fflogs.progress(LODESTONE_ID).status == Status.NO_LOGS
    used = [a.headers["authorization"] for a in server.asked if a.is_at(API)]
    assert used == ["Bearer old", "Bearer new"]
    assert server.count(TOKENS) == 2


@pytest.mark.parametrize("how", REFUSED)
def test_refused_again_it_gives_up(fflogs, server, how):
    server.script(TOKENS, OLD, NEW)
    server.script(API, REFUSED[how])

    with pytest.raises(Unauthenticated) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.status == 401
    assert (server.count(TOKENS), server.count(API)) == (2, 2)


def test_a_token_that_another_process_renewed_is_used(fflogs, server):
    server.script(TOKENS, OLD)
    tokens.token(fflogs.outside, account())
    cache.set(account().key("token"), "newer")

    assert tokens.token(fflogs.outside, account(), refused="old") == "newer"
    assert server.count(TOKENS) == 1


def test_wrong_credentials_are_permanent(fflogs, server):
    server.script(TOKENS, faults.answer({"error": "invalid_client"}, 401))

    with pytest.raises(Permanent) as caught:
        fflogs.progress(LODESTONE_ID)

    assert (caught.value.status, server.count()) == (401, 1)


def test_a_token_address_that_is_gone_is_a_change(fflogs, server):
    server.script(TOKENS, faults.not_found())

    with pytest.raises(Changed) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.what == "address of the token"


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"access_token": ""}, "access_token"),
        ({"access_token": None}, "access_token"),
        ({"access_token": "a b\r\nX: y"}, "access_token"),
        ({"expires_in": None}, "expires_in"),
        ({"expires_in": -1}, "expires_in"),
        ({"expires_in": "soon"}, "expires_in"),
    ],
)
def test_a_token_of_another_form_is_named(fflogs, server, changes, what):
    server.script(TOKENS, faults.answer({**TOKEN, **changes}))

    with pytest.raises(Changed) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.what == what


@pytest.mark.parametrize(
    ("lives", "kept"),
    [
        (31104000, 30 * 86400 - 300),
        (3600, 3300),
        ("3600", 3300),
        (60, 30),
        (10**12, 2591700),
    ],
)
def test_a_token_is_kept_until_shortly_before_its_end(
    fflogs, server, redis_server, lives, kept
):
    server.script(TOKENS, faults.answer({**TOKEN, "expires_in": lives}))

    tokens.token(fflogs.outside, account())

    key = cache.make_key(account().key("token"))
    left = redis_server.ttl(key)
    assert kept - 5 <= left <= kept


def test_many_at_once_fetch_one_token(fflogs, server):
    server.script(TOKENS, faults.Reply(200, OLD.body, OLD.headers, after=0.2))
    outside = FFLogs(fflogs.outside.service).outside  # in real time
    together, found = threading.Barrier(6), []

    def ask():
        together.wait()
        found.append(tokens.token(outside, account()))

    threads = [threading.Thread(target=ask) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert found == ["old"] * 6
    assert server.count(TOKENS) == 1


def test_a_process_that_never_comes_back_with_a_token_is_not_waited_for(
    fflogs, server, fake_clock
):
    cache.add(account().key("token-lock"), 1, timeout=60)

    with pytest.raises(Temporary) as caught:
        fflogs.progress(LODESTONE_ID)

    assert caught.value.kind == "no token yet"
    assert sum(fake_clock.slept) == pytest.approx(tokens.WAIT_SECONDS, abs=0.5)
    assert server.count() == 0


def test_other_credentials_have_another_token():
    one, other = Account("someone", "a"), Account("someone", "b")

    assert one.key("token") != other.key("token")
    assert "someone" not in one.key("token") + repr(one)


def test_neither_token_nor_secret_nor_answer_is_in_a_log(fflogs, server, caplog):
    caplog.set_level(logging.DEBUG)
    server.script(TOKENS, OLD, faults.answer({**TOKEN, "access_token": "sesame77"}))
    server.script(API, REFUSED["by status"], faults.answer({"data": "Quillfeather"}))

    with pytest.raises(Changed) as caught:
        fflogs.progress(LODESTONE_ID)

    said = caplog.text + json.dumps([str(r.__dict__) for r in caplog.records])
    assert "outside call" in said
    for secret in ("sesame77", "Bearer", "Basic", "Quillfeather", str(LODESTONE_ID)):
        assert secret not in said + repr(caught.value) + str(caught.value)
