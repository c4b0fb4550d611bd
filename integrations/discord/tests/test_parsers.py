"""Any answer gives a right value or a typed error."""

import pytest
from hypothesis import given

from integrations.discord.parsers import parse_places, parse_posted, parse_slowdown
from integrations.discord.schemas import Posted, Slowdown
from integrations.errors import Changed
from integrations.tests.jsons import ANY, spoilt
from integrations.tests.samples import sample

MESSAGE = {
    "id": "1234567890123456789",
    "channel_id": "9876543210987654321",
    "type": 0,
    "content": "",
    "embeds": [{"title": "Static seeks a healer"}],
    "author": {"id": "112233445566778899", "username": "Muster", "bot": True},
}
SLOWDOWN = {"message": "slow", "retry_after": 1.25, "global": True, "code": 0}


def test_a_posted_message_has_its_ids():
    assert parse_posted(MESSAGE) == Posted("1234567890123456789", "9876543210987654321")


@given(spoilt(MESSAGE))
def test_a_spoilt_message_is_right_or_changed(value):
    try:
        posted = parse_posted(value)
    except Changed:
        return
    assert posted == Posted(value["id"], value["channel_id"])


def test_a_slowdown_is_in_seconds():
    assert parse_slowdown(SLOWDOWN) == Slowdown(1.25, is_global=True)
    assert parse_slowdown({"retry_after": 2}) == Slowdown(2.0, is_global=False)


@pytest.mark.parametrize("seconds", [-1, True, "5", None, 10**400])
def test_a_slowdown_without_seconds_is_none(seconds):
    assert parse_slowdown({"retry_after": seconds}) is None


@given(ANY | spoilt(SLOWDOWN))
def test_any_slowdown_is_a_wait_or_none(value):
    told = parse_slowdown(value)

    assert told is None or told.seconds >= 0


@given(ANY | spoilt({"errors": {"embeds": {"0": {"title": {"_errors": [{}]}}}}}))
def test_any_refusal_names_places_of_ours(value):
    assert all(place.isascii() and len(place) < 500 for place in parse_places(value))


def test_a_bottomless_refusal_ends():
    deep: object = {"_errors": []}
    for _ in range(400):
        deep = {"fields": deep}

    assert parse_places({"errors": deep}) == ()


def test_the_recorded_refusal_names_its_place():
    recorded = sample("discord/error_400_field_too_long.json")
    expected = sample("discord/error_400_field_too_long.expected.json")

    assert parse_places(recorded["body"]) == (expected["path"],)


def test_the_recorded_slowdown_is_read():
    recorded = sample("discord/error_429_user.json")
    expected = sample("discord/error_429_user.expected.json")

    told = parse_slowdown(recorded["body"])

    assert told is not None
    assert told.seconds >= expected["wait_seconds_at_least"]
    assert told.is_global is expected["global"]
