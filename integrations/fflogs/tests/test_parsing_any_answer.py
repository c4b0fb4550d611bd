"""Whatever comes: a value or a typed error, and never a clear without a kill."""

import copy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from integrations.errors import OutsideError
from integrations.fflogs.parsing import read_date, read_duty
from integrations.fflogs.queries import Place
from integrations.fflogs.reply import read_points, read_reply
from integrations.fflogs.schemas import Status
from integrations.fflogs.tests.answers import about, character, fresh_row, ranks, row
from integrations.fflogs.tests.answers import zone as rankings
from integrations.parts import Parts

pytestmark = pytest.mark.slow

PLACES = (Place(59, 100, 1076), Place(45, 100, 1065))
WORDS = [
    "-",
    "",
    "true",
    "101",
    "WhiteMage",
    "Unauthenticated.",
    "permission",
    "9" * 30,
]

numbers = st.one_of(
    st.integers(),
    st.floats(),
    st.sampled_from([0, 1, -1, 59, 100, 1065, 1076, 2**53 + 1, 10**400, 1e308]),
)
leaves = st.one_of(
    st.none(), st.booleans(), numbers, st.sampled_from(WORDS), st.text(max_size=9)
)
NAMES = ["data", "characterData", "character", "rateLimitData", "error", "errors"]
NAMES += ["hidden", "rankings", "encounter", "id", "totalKills", "rankPercent", "zone"]
NAMES += ["Zone59diff100", "Zone45diff100", "ranks", "startTime", "spec", "status"]
anything = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.sampled_from(NAMES), inner, max_size=6),
    ),
    max_leaves=20,
)


def whole_answer():
    """Cleared twice in the older zone, never in the newer; with dates."""
    older = rankings(45, row(1065, 2, 61.5, "Dancer"), difficulty=100)
    newer = rankings(59, row(1076), fresh_row(1077, 4), difficulty=100)
    fields = {"Zone59diff100": newer, "Zone45diff100": older}
    return about(character({**fields, "dates": ranks((50.0, 1_770_000_000_000))}))


def paths(value, path=()):
    yield path
    if isinstance(value, list):
        value = dict(enumerate(value))
    for key, inner in value.items() if isinstance(value, dict) else ():
        yield from paths(inner, (*path, key))


ALL_PATHS = [path for path in paths(whole_answer()) if path]


def parent(value, path):
    for key in path[:-1]:
        value = value[key]
    return value


def read(value):
    """As the client reads: the duty out of an answer, or None."""
    read_points(value)
    reply = read_reply(value)
    if reply.status != Status.OK:
        return None
    read_date(reply.fields.get("dates"), Parts())
    found = read_duty(7, PLACES, reply.fields, {}, Parts())
    return found.logs if found else None


def read_or_refuse(value):
    try:
        return read(value)
    except OutsideError:
        return None


def told_kills(value):
    """Every number that stands for kills anywhere in it."""
    if isinstance(value, dict):
        yield value.get("totalKills")
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from told_kills(inner)


@settings(max_examples=150, deadline=None)
@given(anything)
def test_any_json_is_a_value_or_a_typed_error(value):
    logs = read_or_refuse(value)

    if logs and logs.cleared:
        assert any(told_kills(value))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(ALL_PATHS), anything), min_size=1, max_size=3)
)
def test_an_answer_with_changed_parts_is_right_or_refused(changes):
    value = copy.deepcopy(whole_answer())
    for path, new in changes:
        try:
            parent(value, path)[path[-1]] = new
        except (LookupError, TypeError):
            continue  # a change before took that part away
    logs = read_or_refuse(value)

    if logs:
        assert logs.cleared == (logs.kills > 0)
        assert logs.percentile is None or (logs.cleared and 0 <= logs.percentile <= 100)
        assert logs.kills == 0 or any(told_kills(value))


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ALL_PATHS))
def test_an_answer_with_a_part_missing_never_says_less_kills_or_other_ones(path):
    value = whole_answer()
    del parent(value, path)[path[-1]]
    logs = read_or_refuse(value)

    assert logs is None or (logs.kills, logs.duty_id) == (2, 7)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ALL_PATHS), numbers)
def test_no_kills_stay_no_clear_whatever_else_changes(path, new):
    value = whole_answer()
    older = value["data"]["characterData"]["character"]["Zone45diff100"]
    older["rankings"] = [row(1065)]
    if path[-1] == "totalKills" or path not in set(paths(value)):
        return
    parent(value, path)[path[-1]] = new
    logs = read_or_refuse(value)

    assert logs is None or not logs.cleared or path[-1] == "id"


def test_the_unchanged_answer_is_read():
    logs = read(whole_answer())

    assert (logs.kills, logs.percentile, logs.spec) == (2, 61.5, "Dancer")
