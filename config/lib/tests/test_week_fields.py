from typing import Any

import pytest
from django.contrib.postgres.indexes import GistIndex
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.writer import MigrationWriter
from django.db.models import F, Q
from hypothesis import HealthCheck, given, settings

from config.lib.tests.weeks import spans
from config.lib.week import (
    WEEK,
    MultirangeField,
    OverlapMinutes,
    SharedHalfHours,
    Spans,
    WeekBitsField,
    half_hours,
    intersect,
    merge,
    overlap,
    to_text,
)

EVENING: Spans = [(60, 120)]
NOTHING = "0" * 336


class Plan(models.Model):
    week = MultirangeField(default=list)
    other = MultirangeField(null=True)
    bits = WeekBitsField(default=NOTHING)

    class Meta:
        app_label = "config"
        indexes = [GistIndex(fields=["week"], name="plan_week")]
        constraints = [
            models.CheckConstraint(
                condition=Q(week__contained_by=[(0, WEEK)]), name="plan_in_week"
            )
        ]

    def __str__(self):
        return to_text(self.week)


@pytest.fixture
def plans(db):
    # The test's own transaction takes the table away again.
    with connection.schema_editor() as editor:
        editor.create_model(Plan)
    return Plan


def test_spans_come_back_sorted_and_merged(plans):
    plan = plans.objects.create(week=[(100, 200), (0, 60), (60, 70)])

    plan.refresh_from_db()

    assert (plan.week, plan.other) == ([(0, 70), (100, 200)], None)


def test_spans_are_written_in_bulk_and_by_update(plans):
    plans.objects.bulk_create([Plan(week=EVENING), Plan(week=[]), Plan(week=EVENING)])
    plans.objects.filter(week=[]).update(week=[(5, 6)], other=F("week"))

    rows = plans.objects.order_by("pk").values_list("week", "other")

    assert list(rows) == [(EVENING, None), ([(5, 6)], []), (EVENING, None)]


def test_bulk_update_writes_spans_and_bits(plans):
    rows = plans.objects.bulk_create([Plan(), Plan()])
    for row in rows:
        row.week, row.bits = EVENING, half_hours(EVENING)

    plans.objects.bulk_update(rows, ["week", "bits"])

    assert plans.objects.filter(week=EVENING, bits=half_hours(EVENING)).count() == 2


def test_copy_takes_the_text_of_spans(plans):
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY config_plan (week, bits) FROM STDIN") as copy,
    ):
        copy.write_row((to_text([(0, 60), (100, 200)]), half_hours([(0, 60)])))

    plan = plans.objects.get()

    assert (plan.week, plan.bits) == ([(0, 60), (100, 200)], "11" + "0" * 334)


def test_overlaps_finds_a_shared_minute_and_not_a_shared_edge(
    plans,
):
    found = plans.objects.create(week=[(0, 61)])
    plans.objects.create(week=[(0, 60), (120, 130)])

    assert list(plans.objects.filter(week__overlaps=EVENING)) == [found]


def test_overlaps_compares_two_columns(plans):
    found = plans.objects.create(week=EVENING, other=[(119, 500)])
    plans.objects.create(week=EVENING, other=[(120, 500)])

    assert list(plans.objects.filter(week__overlaps=F("other"))) == [found]


def test_the_index_serves_overlaps(plans):
    plans.objects.bulk_create([Plan(week=[(n, n + 1)]) for n in range(500)])

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = plans.objects.filter(week__overlaps=EVENING).explain()

    assert "plan_week" in plan


def test_the_database_refuses_spans_outside_the_week(plans):
    with pytest.raises(IntegrityError, match="plan_in_week"):
        plans.objects.create(week=[(0, WEEK + 1)])


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(mine=spans(), theirs=spans())
def test_the_database_counts_as_we_do(plans, mine: Spans, theirs: Spans):
    plan = plans.objects.create(week=mine, bits=half_hours(mine))
    bits = half_hours(theirs)

    row = (
        plans.objects.annotate(
            minutes=OverlapMinutes("week", theirs), halves=SharedHalfHours("bits", bits)
        )
        .values("week", "minutes", "halves")
        .get(pk=plan.pk)
    )

    shared = sum(a == b == "1" for a, b in zip(plan.bits, bits, strict=True))
    assert row == {
        "week": merge(mine),
        "minutes": overlap(mine, theirs),
        "halves": shared,
    }
    matches = plans.objects.filter(pk=plan.pk, week__overlaps=theirs).exists()
    assert matches is bool(intersect(mine, theirs))


def test_a_query_is_ordered_by_minutes_shared(plans):
    little = plans.objects.create(week=[(60, 61)])
    much = plans.objects.create(week=[(60, 90), (100, 120)])

    ranked = plans.objects.order_by(OverlapMinutes("week", EVENING).desc())

    assert list(ranked) == [much, little]


def test_minutes_are_shared_with_another_column_and_none_with_null(
    plans,
):
    plans.objects.create(week=EVENING, other=[(0, 70)])
    plans.objects.create(week=EVENING, other=None)

    minutes = plans.objects.order_by("pk").values_list(
        OverlapMinutes("week", F("other")), flat=True
    )

    assert list(minutes) == [10, 0]


def test_minutes_can_be_summed_over_rows(plans):
    plans.objects.bulk_create([Plan(week=[(60, 61)]), Plan(week=[(0, 500)])])

    total = plans.objects.aggregate(all=models.Sum(OverlapMinutes("week", EVENING)))

    assert total == {"all": 61}


def test_spans_survive_a_dump(plans):
    dumped = serializers.serialize("json", [Plan(pk=1, week=EVENING, other=[])])

    (loaded,) = serializers.deserialize("json", dumped)

    assert vars(loaded.object) | {"week": EVENING, "other": []} == vars(loaded.object)


@pytest.mark.parametrize("field", [MultirangeField(null=True), WeekBitsField()])
def test_a_migration_names_the_package(field):
    text, imports = MigrationWriter.serialize(field)

    assert text.startswith(f"config.lib.week.{type(field).__name__}(")
    assert imports == {"import config.lib.week"}


@pytest.mark.parametrize(
    "value", [[(-1, 5)], [(0, WEEK + 1)], [(5, 1)], [1], "x", "{[5,1)}", 7]
)
def test_the_field_refuses(value: object):
    with pytest.raises(ValidationError):
        MultirangeField().clean(value, None)


@pytest.mark.parametrize("value", [[], [(0, WEEK)], "{[0,60)}", [[0, 60]]])
def test_the_field_takes(value: Any):
    expected = [(0, 60)] if "60" in str(value) else value

    assert MultirangeField().clean(value, None) == expected


@pytest.mark.parametrize("value", ["01", "2" * 336, "0" * 337, 5])
def test_the_bits_field_refuses(value: object):
    with pytest.raises(ValidationError):
        WeekBitsField().clean(value, None)


def test_bits_of_a_wrong_length_never_reach_the_database():
    with pytest.raises(ValueError, match="336"):
        str(Plan._default_manager.annotate(halves=SharedHalfHours("bits", "01")).query)
