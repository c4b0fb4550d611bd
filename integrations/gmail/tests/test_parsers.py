"""Any answer gives a right value or a typed error."""

import pytest
from hypothesis import given

from integrations.errors import Changed
from integrations.gmail.parsers import (
    parse_account,
    parse_fault,
    parse_grant_fault,
    parse_sent,
    parse_token,
)
from integrations.gmail.schemas import Fault
from integrations.tests.jsons import ANY, spoilt

TOKEN = {"access_token": "ya29.first", "expires_in": 3599, "token_type": "Bearer"}
SENT = {"id": "18f0invented", "threadId": "18f0invented", "labelIds": ["SENT"]}
ACCOUNT = {"client_email": "a@b.example", "private_key": "x", "private_key_id": "k"}
FAULT = {
    "error": {
        "code": 429,
        "message": "Limit exceeded. Retry after 2027-01-15T08:30:00.000Z",
        "errors": [{"reason": "rateLimitExceeded"}],
    }
}


@given(spoilt(TOKEN))
def test_a_spoilt_token_is_right_or_changed(value):
    try:
        token = parse_token(value)
    except Changed:
        return
    assert token.access_token == value["access_token"]
    assert token.lifetime == value["expires_in"]


@given(spoilt(SENT))
def test_a_spoilt_receipt_is_right_or_changed(value):
    try:
        sent = parse_sent(value)
    except Changed:
        return
    assert sent.id == value["id"]


@given(spoilt(ACCOUNT))
def test_a_spoilt_key_file_is_right_or_changed(value):
    try:
        account = parse_account(value)
    except Changed:
        return
    assert account.email == value["client_email"]


@given(ANY | spoilt(FAULT) | spoilt({"error": "invalid_grant"}))
def test_a_spoilt_refusal_is_a_word_or_none(value):
    assert (
        parse_fault(value).reason.replace("_", "a").isalpha()
        or not parse_fault(value).reason
    )
    assert isinstance(parse_grant_fault(value), str)


@pytest.mark.parametrize(
    "value", [None, {"error": "x"}, {"error": {"errors": [{"reason": "<b>"}, 1]}}]
)
def test_a_refusal_without_a_word_has_none(value):
    assert parse_fault(value) == Fault()


def test_a_newer_form_of_refusal_has_its_word_too():
    error = {"code": 429, "message": "Quota", "status": "RESOURCE_EXHAUSTED"}

    assert parse_fault({"error": error}) == Fault("RESOURCE_EXHAUSTED")


@pytest.mark.parametrize("when", ["2027-13-45T08:30:00Z", "2027-01-15T1:2:3:4Z"])
def test_a_time_that_is_none_is_not_believed(when):
    message = f"Retry after {when}"

    assert parse_fault({"error": {"message": message}}).not_before is None
