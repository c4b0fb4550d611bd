"""The arithmetic of the bench, which no run of it would question."""

from random import Random
from urllib.parse import urlencode

import pytest
from django.http import QueryDict

from listings.search import read_filters
from tests.bench.addresses import search, searches, times
from tests.bench.figures import BUDGETS, Figure, percentile, recall
from tests.bench.report import table
from tests.bench.weight import IMPORT, SCRIPT


def test_a_figure_within_its_budget_is_one_line_that_says_so():
    line = Figure("queries_search_anon", 3).line()

    assert line == "bench: queries_search_anon 3 queries budget ≤3 ok"


def test_a_figure_over_its_budget_says_over():
    line = Figure("weight_html_css", 30.42).line()

    assert line == "bench: weight_html_css 30.4 KB budget ≤30 over"


def test_more_is_better_for_the_share_of_the_floor():
    lines = [Figure("search_floor_warm", value).line() for value in (0.41, 0.39)]

    assert lines == [
        "bench: search_floor_warm 0.41 ratio budget ≥0.4 ok",
        "bench: search_floor_warm 0.39 ratio budget ≥0.4 over",
    ]


def test_a_figure_is_judged_by_what_is_printed():
    assert Figure("overlap_sort", 4.001).line().endswith(" 4 ratio budget ≤4 ok")


def test_a_figure_without_a_budget_is_never_over():
    line = Figure("search_p95_large", 1234.5, "ms").line()

    assert line == "bench: search_p95_large 1234 ms budget - ok"


@pytest.mark.parametrize("name", BUDGETS)
def test_every_line_has_the_seven_words_of_its_form(name):
    words = Figure(name, 1).line().split(" ")

    assert len(words) == 7
    assert words[:2] == ["bench:", name]
    assert words[4] == "budget"


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [
        ([5], 0.95, 5),
        (range(1, 101), 0.95, 95),
        (range(1, 101), 0.5, 50),
        ([3, 1, 2], 1.0, 3),
        ([3, 1, 2], 0.0, 1),
        ([1] * 18 + [9, 9], 0.9, 1),
        ([1] * 17 + [9] * 3, 0.9, 9),
    ],
)
def test_percentile_is_a_value_that_was_seen(values, share, expected):
    assert percentile(list(values), share) == expected


def test_recall_counts_ties_with_the_last_as_found():
    assert recall([300, 200, 100], [300, 100, 100]) == 1.0


def test_recall_counts_what_falls_short_of_the_last():
    assert recall([300, 200, 90, 80], [300, 250, 200, 100]) == 0.5


def test_recall_misses_what_the_page_does_not_show():
    assert recall([300], [300, 200]) == 0.5


def test_recall_of_a_search_that_finds_nothing_is_whole():
    assert recall([], []) == 1.0


def test_searches_are_the_same_for_the_same_seed(db):
    assert searches(1) == searches(1) != searches(2)


def test_every_search_is_understood_whole(db):
    chance = Random(3)
    for _each in range(200):
        pairs = search(chance)
        filters = read_filters(QueryDict(urlencode(pairs)))

        assert sorted(filters.pairs()) == sorted(pairs)


def test_times_always_say_when():
    chance = Random(3)
    for _each in range(50):
        assert read_filters(QueryDict(urlencode(times(chance)))).has_times


def test_a_table_has_its_heads_once():
    assert table(["a", "b"], [("1", "2")]) == "| a | b |\n| --- | --- |\n| 1 | 2 |"


def test_scripts_are_found_in_a_page_and_modules_in_a_script():
    page = '<script src="/static/a.js" defer></script><script>inline</script>'
    script = 'import{x}from"./b.js";import "../c.js";const s="from \\"d.js\\"";'

    assert SCRIPT.findall(page) == ["/static/a.js"]
    assert IMPORT.findall(script) == ["./b.js", "../c.js"]
