"""Schedules of a whole table, projected anew when clocks or the zone data change."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from config.lib.week.spans import half_hours, to_text
from config.lib.week.windows import Window, project
from config.lib.week.zones import offset_changes_near, zone, zone_rules

# Joined by zone and schedule, so a save in between is left as it projected itself.
SQL = """
UPDATE {table} AS kept
SET week = fresh.week::int4multirange, week_bits = fresh.bits::bit(336),
    zone_rules = fresh.rules
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[], %s::text[])
    AS fresh (zone, schedule, week, bits, rules)
WHERE kept.time_zone = fresh.zone
    AND kept.schedule = fresh.schedule::jsonb
    AND kept.{key} IN ({chosen})
    AND (kept.week <> fresh.week::int4multirange OR kept.zone_rules <> fresh.rules)
"""


def projection(
    windows: Iterable[Window], zone: ZoneInfo, at: datetime
) -> dict[str, Any]:
    """The columns that follow from a schedule in a zone: its week, and the fingerprint
    of the zone's rules by which it was worked out."""
    week = project(windows, zone, at)
    return {
        "week": week,
        "week_bits": half_hours(week),
        "zone_rules": zone_rules(zone),
    }


def reproject_rows(rows: models.QuerySet[Any]) -> int:
    """Those of these rows whose zone changes its offset about now, or has other rules
    than when they were projected, in one step; how many became others.

    They have the columns `schedule`, `time_zone` and those of `projection`.
    """
    now = timezone.now()
    rows = rows.order_by()
    due = _due(rows.values_list("time_zone", "zone_rules").distinct(), now)
    if not due:
        return 0
    rows = rows.filter(due)
    pairs = rows.values_list("time_zone", "schedule").distinct()
    fresh = [_projected(name, schedule, now) for name, schedule in pairs]
    if not fresh:
        return 0
    meta = rows.model._meta
    chosen, params = rows.values("pk").query.sql_with_params()
    names_of = {
        "table": connection.ops.quote_name(meta.db_table),
        "key": connection.ops.quote_name(str(meta.pk and meta.pk.column)),
    }
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*fresh, strict=True)]
        cursor.execute(SQL.format(chosen=chosen, **names_of), [*columns, *params])
        return int(cursor.rowcount)


def _due(pairs: Iterable[tuple[str, str]], now: datetime) -> Q:
    due = Q()
    for name, rules in pairs:
        # A zone that the data lost stays as it was projected last.
        if (found := zone(name)) is None:
            continue
        if rules != zone_rules(found):
            due |= Q(time_zone=name, zone_rules=rules)
        elif offset_changes_near(found, now):
            due |= Q(time_zone=name)
    return due


def _projected(
    name: str, schedule: Any, now: datetime
) -> tuple[str, str, str, str, str]:
    found = projection(map(Window.from_json, schedule), ZoneInfo(name), now)
    week, bits, rules = found.values()
    return name, json.dumps(schedule), to_text(week), bits, rules
