"""No token, query or body is in a log, an error or what Redis counts."""

import logging
import traceback
from typing import Any

import pytest
import redis

from integrations.errors import OutsideError
from integrations.http import Outside, status
from integrations.tests.outside import server as faults
from integrations.tests.outside.services import example

pytestmark = pytest.mark.slow

SECRET = "s3cret-t0ken"
REPLIES = {
    "well": faults.page(f"welcome {SECRET}", **{"Set-Cookie": f"key={SECRET}"}),
    "404": faults.page(SECRET, 404),
    "500": faults.page(SECRET, 500),
    "429": faults.answer({"message": SECRET}, 429),
    "silent": faults.silent(),
    "cut off": faults.cut_off(SECRET.encode() * 9),
    "garbage": faults.Reply(raw=f"{SECRET}\r\n\r\n".encode()),
    "bad gzip": faults.Reply(body=b"x", headers={"Content-Encoding": "gzip"}),
    "bad headers": faults.page("x", **{f"{SECRET} x\r\n y": "z"}),
    "redirect": faults.redirect(f"https://evil.example/?key={SECRET}"),
    "too large": faults.page(SECRET * 20_000),
    "nobody": None,
}


def ask(outside, method):
    given: dict[str, Any] = {
        "params": {"key": SECRET},
        "headers": {"Authorization": f"Bearer {SECRET}"},
        "label": "webhook",
        "lane": SECRET,
    }
    if method == "post":
        given |= {"json": {"token": SECRET}, "retry_safe": True}
    getattr(outside, method)(f"/hooks/{SECRET}", **given)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("case", REPLIES)
def test_a_call_tells_no_secret(
    outside_server, settings, fake_clock, caplog, case, method
):
    caplog.set_level(logging.DEBUG)
    reply = REPLIES[case]
    if reply is None:
        settings.SANDBOX_URL = faults.refused_url()
    else:
        outside_server.otherwise = reply
    outside = Outside(example(attempts=2, read_timeout=1.0), fake_clock)
    told = []

    try:
        ask(outside, method)
    except OutsideError as error:
        told = [str(error), repr(error), *traceback.format_exception(error)]

    told += [record.getMessage() + repr(vars(record)) for record in caplog.records]
    told += [repr(status(outside.service, fake_clock)), *_in_redis(settings)]
    assert any("webhook" in each for each in told)
    assert not [each for each in told if SECRET in each]


def test_the_one_log_line_says_what_is_needed(outside_server, fake_clock, caplog):
    caplog.set_level(logging.INFO)
    outside_server.script("/a", faults.failing(), faults.page("x"))

    Outside(example(), fake_clock).get("/a", label="character")

    (line,) = [r.msg for r in caplog.records if "outside call" in str(r.msg)]
    kept = ("service", "method", "call", "outcome", "status", "requests")
    assert {name: line[name] for name in kept} == {
        "service": "example",
        "method": "GET",
        "call": "character",
        "outcome": "ok",
        "status": 200,
        "requests": 2,
    }
    assert line["seconds"] == pytest.approx(sum(fake_clock.slept), abs=0.01)


def test_an_answer_tells_nothing_by_its_repr(outside_server, fake_clock):
    outside_server.script("/a", REPLIES["well"])

    answer = Outside(example(), fake_clock).get("/a", params={"key": SECRET})

    assert SECRET in answer.text
    assert SECRET in answer.url
    assert SECRET not in repr(answer)


def _in_redis(settings):
    prefix = settings.REDIS_PREFIX
    with redis.Redis.from_url(settings.REDIS_URL, decode_responses=True) as client:
        for key in client.scan_iter(f"{prefix}:*"):
            yield f"{key} {client.dump(key)!r}"
