"""What the outside refuses, in words for the person who waits."""

from datetime import timedelta

import pytest

from accounts.actions.outside import setback
from accounts.errands import Trouble, trouble_text
from integrations import errors
from integrations.fflogs.errors import Ambiguous
from integrations.lodestone.errors import (
    Blocked,
    Maintenance,
    PageHidden,
    PageNotFound,
)


def later(error, seconds):
    error.retry_after = seconds
    return error


@pytest.mark.parametrize(
    ("error", "trouble", "wait"),
    [
        (PageNotFound("lodestone", 404), Trouble.GONE, 0),
        (PageHidden("lodestone", 403), Trouble.HIDDEN, 0),
        (Maintenance("lodestone", "503"), Trouble.MAINTENANCE, 30 * 60),
        (later(Maintenance("lodestone"), 7200), Trouble.MAINTENANCE, 7200),
        (Blocked("lodestone"), Trouble.BLOCKED, 3 * 3600),
        (errors.RateLimited("lodestone", 90), Trouble.LIMITED, 90),
        (errors.CircuitOpen("lodestone", 55), Trouble.AWAY, 55),
        (errors.Temporary("lodestone", "timeout"), Trouble.AWAY, 0),
        (errors.Changed("lodestone", "name"), Trouble.CHANGED, 3 * 3600),
        (errors.NotConfigured("lodestone"), Trouble.OFF, 3 * 3600),
        (Ambiguous("fflogs"), Trouble.CHANGED, 3 * 3600),
        (errors.Permanent("lodestone", 400), Trouble.CHANGED, 3 * 3600),
    ],
)
def test_every_refusal_has_a_word_and_a_wait(error, trouble, wait):
    told = setback(error)

    assert (told.trouble, told.wait) == (trouble, timedelta(seconds=wait))


def test_every_word_is_a_sentence():
    assert all(trouble_text(word).endswith(".") for word in Trouble.values)


def test_an_unknown_word_is_no_sentence():
    assert trouble_text("of-another-release") == ""
