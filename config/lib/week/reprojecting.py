"""Schedules of a whole table, projected anew when clocks change."""

import json
from typing import Any
from zoneinfo import ZoneInfo

from django.db import connection, models
from django.utils import timezone

from config.lib.week.spans import half_hours, to_text
from config.lib.week.windows import Window, project
from config.lib.week.zones import offset_changes_near

# Joined by zone and schedule, so a save in between is left as it projected itself.
SQL = """
UPDATE {table} AS kept
SET week = fresh.week::int4multirange, week_bits = fresh.bits::bit(336)
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
    AS fresh (zone, schedule, week, bits)
WHERE kept.time_zone = fresh.zone
    AND kept.schedule = fresh.schedule::jsonb
    AND kept.{key} IN ({chosen})
"""


def reproject_rows(rows: models.QuerySet[Any]) -> int:
    """Those of these rows whose zone changes its offset about now, in one step; how many.

    They have the columns `schedule`, `time_zone`, `week` and `week_bits`.
    """
    now = timezone.now()
    rows = rows.order_by()
    names = rows.values_list("time_zone", flat=True).distinct()
    changing = [n for n in names if offset_changes_near(ZoneInfo(n), now)]
    pairs = rows.filter(time_zone__in=changing).values_list("time_zone", "schedule")
    fresh = [_projected(name, schedule, now) for name, schedule in pairs.distinct()]
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


def _projected(name: str, schedule: Any, now: Any) -> tuple[str, str, str, str]:
    week = project((Window.from_json(row) for row in schedule), ZoneInfo(name), now)
    return name, json.dumps(schedule), to_text(week), half_hours(week)
