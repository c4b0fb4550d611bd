"""What stands around the rankings: errors, points, whose they are."""

import pickle

import pytest

from integrations.errors import Changed, Permanent, RateLimited, Temporary
from integrations.fflogs.errors import Ambiguous, Unauthenticated
from integrations.fflogs.reply import read_points, read_reply
from integrations.fflogs.schemas import Points, Status
from integrations.fflogs.tests.answers import about, character, points, refused, zone

PERMISSION = "You do not have permission to see this character's rankings."


def test_a_character_is_read():
    reply = read_reply(about(character({"Zone73diff101": zone(73)})))

    assert (reply.status, reply.id, reply.canonical_id) == (Status.OK, 700, 700)
    assert reply.fields["Zone73diff101"] == zone(73)


def test_nobody_is_no_logs():
    assert read_reply(about(None)).status == Status.NO_LOGS


@pytest.mark.parametrize("hidden", [True, "true"])
def test_hidden_needs_no_more_than_the_word(hidden):
    found = {"hidden": hidden, "Zone68diff101": None}

    assert read_reply(about(found)).status == Status.HIDDEN


def test_a_refusal_for_the_whole_answer_is_hidden_too():
    assert read_reply(refused(PERMISSION)).status == Status.HIDDEN


def test_errors_beside_a_character_leave_the_character():
    data = about(character({"Zone73diff101": None}))["data"]

    assert read_reply(refused("Internal server error", data)).status == Status.OK


def test_errors_beside_nobody_are_not_no_logs():
    with pytest.raises(Temporary):
        read_reply(refused("Internal server error", about(None)["data"]))


REFUSALS = {
    "token": ({"error": "Unauthenticated."}, Unauthenticated),
    "token in errors": (refused("Unauthenticated."), Unauthenticated),
    "points": ({"status": 429, "error": "Too many"}, RateLimited),
    "points as text": ({"status": "429", "error": "Too many"}, RateLimited),
    "forbidden": ({"status": 403, "error": "..."}, Permanent),
    "forbidden by word": ({"error": "forbidden"}, Permanent),
    "their fault": ({"status": 502, "error": "..."}, Temporary),
    "unknown word": ({"error": "..."}, Changed),
    "error that is no word": ({"error": {"a": 1}}, Changed),
    "syntax": (refused('Syntax Error: Unexpected "}"'), Changed),
    "several": (refused("Multiple characters found for this id."), Ambiguous),
    "their hurry": (refused("The query timed out."), Temporary),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_an_error_inside_a_200_has_its_kind(case):
    body, kind = REFUSALS[case]

    with pytest.raises(kind) as caught:
        read_reply(body)

    assert type(caught.value) is kind


def test_no_message_repeats_what_the_answer_says():
    with pytest.raises(Changed) as caught:
        read_reply(refused("Syntax Error near aaa.bbb-ccc"))

    assert str(caught.value) == "fflogs: changed: query"


def test_an_error_survives_a_task_queue():
    again = pickle.loads(pickle.dumps(Unauthenticated("fflogs", 401)))

    assert (type(again), again.status) == (Unauthenticated, 401)


BROKEN = {
    "list": ([], "answer"),
    "text": ("x", "answer"),
    "nothing": (None, "answer"),
    "empty": ({}, "data"),
    "data null": ({"data": None}, "data"),
    "character data null": ({"data": {"characterData": None}}, "characterData"),
    "no character": ({"data": {"characterData": {}}}, "character"),
    "character a list": (about([]), "character"),
    "errors a text": ({"errors": "x"}, "errors"),
    "errors of texts": ({"errors": ["x"]}, "errors"),
    "hidden missing": (about({"id": 1}), "hidden"),
    "hidden a number": (about(character(hidden=1)), "hidden"),
    "id missing": (about(character(id=None)), "id"),
    "id too large": (about(character(id=10**30)), "id"),
    "canonical id a text": (about(character(canonicalID="x")), "canonicalID"),
    "lodestone id missing": (about(character(lodestoneID=None)), "lodestoneID"),
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_changed_form_is_named(fault):
    body, what = BROKEN[fault]

    with pytest.raises(Changed) as caught:
        read_reply(body)

    assert caught.value.what == what


def test_points_are_read():
    assert read_points(about(None)) == Points(3600, 26.62, 2118.0)
    assert read_points(about(None, points("9", "18000", "60"))) == Points(18000, 9, 60)


@pytest.mark.parametrize("body", [None, [], {}, {"data": None}, {"data": {}}])
def test_points_that_nobody_says_are_unknown(body):
    assert read_points(body) is None


@pytest.mark.parametrize(
    "rate",
    [
        [],
        {},
        points(spent=None),
        points(spent=-1),
        points(spent=float("nan")),
        points(limit=0),
        points(limit="-"),
        points(resets_in=10**9),
        points(resets_in=True),
    ],
)
def test_points_of_another_form_are_named(rate):
    with pytest.raises(Changed) as caught:
        read_points(about(None, rate))

    assert caught.value.what == "rateLimitData"
