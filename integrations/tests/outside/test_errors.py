"""The errors say what they mean, and travel between processes."""

import pickle

import pytest

from integrations import errors
from integrations.errors import (
    Changed,
    CircuitOpen,
    ForbiddenAddress,
    NotConfigured,
    NotFound,
    OutsideError,
    Permanent,
    RateLimited,
    Temporary,
)

ALL = [
    (Temporary("s", "timeout"), "s: timeout", "temporary"),
    (Temporary("s", "status 503", status=503), "s: status 503", "temporary"),
    (RateLimited("s", 7.4), "s: rate limited for 7 s", "rate limited"),
    (CircuitOpen("s", 60.0), "s: circuit open for 60 s", "circuit open"),
    (Permanent("s", 403), "s: status 403", "permanent"),
    (Permanent("s"), "s: permanent", "permanent"),
    (NotFound("s", 404), "s: status 404", "not found"),
    (ForbiddenAddress("s"), "s: forbidden address", "forbidden address"),
    (Changed("s", "name"), "s: changed: name", "changed"),
    (NotConfigured("s", "no token"), "s: no token", "off"),
    (NotConfigured("s"), "s: switched off", "off"),
]


@pytest.mark.parametrize(("error", "words", "outcome"), ALL)
def test_an_error_says_what_it_is(error, words, outcome):
    assert (str(error), error.outcome, error.service) == (words, outcome, "s")


@pytest.mark.parametrize("error", [each for each, _, _ in ALL])
def test_an_error_survives_the_way_to_another_process(error):
    copy = pickle.loads(pickle.dumps(error))

    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))


def test_every_error_is_in_the_table():
    known = {
        each
        for each in vars(errors).values()
        if isinstance(each, type) and issubclass(each, OutsideError)
    }

    assert {type(each) for each, _, _ in ALL} == known - {OutsideError}


def test_what_heals_tells_when():
    assert isinstance(RateLimited("s", 7.0), Temporary)
    assert isinstance(CircuitOpen("s", 7.0), Temporary)
    assert [RateLimited("s", 7.0).retry_after, Temporary("s").retry_after] == [
        7.0,
        None,
    ]
    assert [RateLimited("s", 7.0).reached, Temporary("s").reached] == [False, True]
