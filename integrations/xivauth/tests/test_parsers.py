"""Any answer gives a right value or a typed error."""

from datetime import UTC, datetime

import pytest
from hypothesis import given

from integrations.errors import Changed
from integrations.tests.jsons import ANY, spoilt
from integrations.tests.samples import sample
from integrations.xivauth.parsers import (
    parse_characters,
    parse_refusal,
    parse_token,
    parse_user,
)
from integrations.xivauth.schemas import SocialIdentity, VerifiedCharacter, XivAuthUser
from integrations.xivauth.tests.people import ALICE, ALT, TOKEN, USER


def test_characters_are_read():
    assert parse_characters([ALICE, ALT])[0] == VerifiedCharacter(
        persistent_key="aLiCe-PerSisTent_key0000001",
        lodestone_id="90000001",
        name="Alice Invented",
        home_world="Odin",
        data_centre="Light",
        avatar_url="https://img2.finalfantasyxiv.com/f/alicefc0.jpg",
        portrait_url=None,
        verified_at=datetime(2026, 1, 1, 0, 5, tzinfo=UTC),
    )


def test_nobody_has_to_have_characters():
    assert parse_characters([]) == []


@pytest.mark.parametrize(
    ("told", "what"),
    [
        ({"characters": [ALICE]}, "characters"),
        ({"error": "Forbidden"}, "characters"),
        (None, "characters"),
        ("[]", "characters"),
        ([ALICE, ALICE], "characters"),
        ([None], "characters[0].persistent_key"),
        ([ALICE, ALT | {"lodestone_id": 90000002}], "characters[1].lodestone_id"),
        ([ALICE | {"lodestone_id": "٩"}], "characters[0].lodestone_id"),
        ([ALICE | {"lodestone_id": "1/../2"}], "characters[0].lodestone_id"),
        ([ALICE | {"persistent_key": ""}], "characters[0].persistent_key"),
        ([ALICE | {"name": " "}], "characters[0].name"),
        ([ALICE | {"name": "\ud800"}], "characters[0].name"),
        ([ALICE | {"avatar_url": "javascript:x"}], "characters[0].avatar_url"),
        ([ALICE | {"verified_at": None}], "characters[0].verified_at"),
        ([ALICE | {"verified_at": "2026-01-01T00:05:00"}], "characters[0].verified_at"),
    ],
)
def test_what_is_no_list_of_characters_has_changed(told, what):
    with pytest.raises(Changed) as caught:
        parse_characters(told)

    assert caught.value.what == what


@given(spoilt([ALICE, ALT]))
def test_a_spoilt_list_is_right_or_changed(value):
    try:
        found = parse_characters(value)
    except Changed:
        return
    told = [(each["persistent_key"], each["lodestone_id"]) for each in value]
    assert [(each.persistent_key, each.lodestone_id) for each in found] == told


def test_a_user_is_read():
    assert parse_user(USER) == XivAuthUser(
        id="5a3c2f61-0abc-4d4e-8f00-000000000001",
        has_verified_characters=True,
        email="alice@example.org",
        is_email_verified=True,
        social_identities=(
            SocialIdentity("discord", "112233445566778899", "alice", None),
        ),
    )


def test_a_user_may_show_next_to_nothing():
    told = {"id": USER["id"], "verified_characters": False, "mfa_enabled": True}

    assert parse_user(told) == XivAuthUser(USER["id"], has_verified_characters=False)


def test_no_address_is_verified_without_one():
    told = {name: part for name, part in USER.items() if name != "email"}

    assert not parse_user(told).is_email_verified


@given(spoilt(USER))
def test_a_spoilt_user_is_right_or_changed(value):
    try:
        user = parse_user(value)
    except Changed:
        return
    assert user.has_verified_characters is value["verified_characters"]
    assert user.email == value.get("email")
    if user.is_email_verified:
        assert value["email_verified"] is True


@given(spoilt(TOKEN))
def test_a_spoilt_token_is_right_or_changed(value):
    try:
        token = parse_token(value)
    except Changed:
        return
    assert token.access_token == value["access_token"]
    assert token.lifetime >= 0


def test_a_token_does_not_show_itself():
    token = parse_token(TOKEN | {"refresh_token": "refresh-s3cret"})

    assert (token.access_token, token.refresh_token) == (
        "access-s3cret", "refresh-s3cret",
    )  # fmt: skip
    assert token.scopes == {"user", "character:all"}
    assert "s3cret" not in repr(token)


@given(ANY)
def test_any_refusal_is_a_word_or_none(value):
    assert isinstance(parse_refusal(value), str)


def test_the_shapes_of_its_own_source_are_read():
    shapes = sample("xivauth/api_shapes_not_recorded.json")
    told = shapes["GET /api/v1/characters"]
    told = [each | {"persistent_key": "a" * 27} for each in told]

    found = parse_characters(told)[0]

    assert (found.lodestone_id, found.name) == ("43809410", "Abe Eon")
    user = parse_user(shapes["GET /api/v1/user (scopes user, user:email, user:social)"])
    assert user.social_identities[0].external_id == "80351110224678912"
