"""A webhook post against a server with every fault."""

import logging
from dataclasses import replace

import pytest

from integrations.discord.client import SERVICE, post_webhook
from integrations.discord.errors import MessageRefused, NotAWebhook, WebhookGone
from integrations.discord.schemas import Embed, Posted
from integrations.discord.tests.test_addresses import ADDRESS, ID, TOKEN
from integrations.discord.tests.test_parsers import MESSAGE
from integrations.errors import (
    Changed,
    NotConfigured,
    Permanent,
    RateLimited,
    Temporary,
)
from integrations.tests.outside import server as faults

PATH = f"/discord/api/v10/webhooks/{ID}/{TOKEN}"
EMBED = Embed(title="Static seeks a healer")


@pytest.fixture(autouse=True)
def _posts_arrive(outside_server):
    outside_server.otherwise = faults.answer(MESSAGE)


def test_a_message_arrives(outside_server, fake_clock):
    posted = post_webhook(ADDRESS, EMBED, content="Hello", clock=fake_clock)

    assert posted == Posted("1234567890123456789", "9876543210987654321")
    asked = outside_server.asked[0]
    assert (asked.method, asked.path) == ("POST", PATH)
    assert asked.query == {"wait": ["true"]}
    assert asked.json() == {
        "allowed_mentions": {"parse": []},
        "content": "Hello",
        "embeds": [{"title": "Static seeks a healer"}],
    }


FAULTS = {
    "404": (faults.not_found(), WebhookGone),
    "10015": (faults.answer({"code": 10015}, 404), WebhookGone),
    "401": (faults.answer({"code": 50027}, 401), Permanent),
    "403": (faults.failing(403), Permanent),
    "400": (faults.failing(400), MessageRefused),
    "500": (faults.failing(500), Temporary),
    "503": (faults.unavailable(), Temporary),
    "cut off": (faults.cut_off(), Temporary),
    "garbage": (faults.garbage(), Temporary),
    "hung up": (faults.hang_up(), Temporary),
    "no JSON": (faults.page("<html>"), Changed),
    "other JSON": (faults.answer([1]), Changed),
    "huge": (faults.huge(), Changed),
    "redirect": (faults.redirect("https://evil.example/"), Changed),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_has_its_name_and_one_request(outside_server, fake_clock, fault):
    reply, kind = FAULTS[fault]
    outside_server.script(PATH, reply)

    with pytest.raises(kind) as caught:
        post_webhook(ADDRESS, EMBED, clock=fake_clock)

    assert type(caught.value) is kind
    assert outside_server.count() == 1


def test_a_slow_answer_ends_and_may_have_been_posted(outside_server, monkeypatch):
    monkeypatch.setattr("integrations.discord.client.SERVICE", _quick())
    outside_server.script(PATH, faults.silent())

    with pytest.raises(Temporary) as caught:
        post_webhook(ADDRESS, EMBED)

    assert (caught.value.kind, caught.value.reached) == ("timeout", True)
    assert outside_server.count() == 1


def _quick():
    return replace(SERVICE, read_timeout=0.7, deadline=5)


def test_the_wait_of_the_body_is_kept(outside_server, fake_clock):
    body = {"message": "slow", "retry_after": 64.57, "global": False}
    reply = faults.answer(body, 429, **{"Retry-After": "65"})
    outside_server.script(PATH, reply, faults.answer(MESSAGE))

    with pytest.raises(RateLimited) as told:
        post_webhook(ADDRESS, EMBED, clock=fake_clock)
    with pytest.raises(RateLimited) as kept:
        post_webhook(ADDRESS, EMBED, clock=fake_clock)

    assert told.value.retry_after == 64.57
    assert 64 < kept.value.retry_after <= 65
    assert outside_server.count() == 1
    fake_clock.sleep(65)
    assert post_webhook(ADDRESS, EMBED, clock=fake_clock).message_id == MESSAGE["id"]


def test_a_wait_that_only_the_body_tells_is_kept(outside_server, fake_clock):
    body = {"message": "slow", "retry_after": 90, "global": False}
    outside_server.script(PATH, faults.answer(body, 429))

    for _ in range(2):
        with pytest.raises(RateLimited) as told:
            post_webhook(ADDRESS, EMBED, clock=fake_clock)
        assert 89 < told.value.retry_after <= 90

    assert outside_server.count() == 1


@pytest.mark.parametrize(("is_global", "requests"), [(False, 2), (True, 1)])
def test_one_webhook_waits_for_itself_unless_all_must(
    outside_server, fake_clock, is_global, requests
):
    body = {"message": "slow", "retry_after": 90, "global": is_global}
    outside_server.script(PATH, faults.answer(body, 429))

    with pytest.raises(RateLimited):
        post_webhook(ADDRESS, EMBED, clock=fake_clock)
    other = ADDRESS.replace(ID, "998877665544332211")
    if is_global:
        with pytest.raises(RateLimited):
            post_webhook(other, EMBED, clock=fake_clock)
    else:
        post_webhook(other, EMBED, clock=fake_clock)

    assert outside_server.count() == requests


def test_a_refused_message_names_the_place(outside_server, fake_clock):
    errors = {"embeds": {"0": {"title": {"_errors": [{"code": "X", "message": "no"}]}}}}
    body = {"code": 50035, "message": "Invalid Form Body", "errors": errors}
    outside_server.script(PATH, faults.answer(body, 400))

    with pytest.raises(MessageRefused) as caught:
        post_webhook(ADDRESS, EMBED, clock=fake_clock)

    assert caught.value.places == ("embeds[0].title",)
    assert str(caught.value) == "discord: status 400 embeds[0].title"


def test_nobody_is_asked_at_an_address_that_is_none(outside_server):
    with pytest.raises(NotAWebhook):
        post_webhook(f"{outside_server.url}/api/webhooks/{ID}/{TOKEN}", EMBED)

    assert outside_server.count() == 0


def test_nothing_is_posted_while_the_outside_is_off(settings, outside_forgotten):
    settings.OUTSIDE = "off"

    with pytest.raises(NotConfigured):
        post_webhook(ADDRESS, EMBED)


@pytest.mark.parametrize("fault", [*FAULTS, "well"])
def test_the_address_is_in_no_log_and_no_error(
    outside_server, fake_clock, fault, caplog
):
    caplog.set_level(logging.INFO)
    reply, _ = FAULTS.get(fault, (faults.answer(MESSAGE), None))
    outside_server.script(PATH, reply)

    said = ""
    try:
        post_webhook(ADDRESS, EMBED, clock=fake_clock)
    except (Permanent, Temporary, Changed) as error:
        said = f"{error} {error!r} {error.__cause__!r} {error.answer!r}"

    assert "outside call" in caplog.text
    assert TOKEN not in caplog.text
    assert TOKEN not in said
