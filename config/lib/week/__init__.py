"""The week: local windows, their projection onto the UTC week, and how weeks overlap.

A week is counted in minutes from Monday 00:00 UTC. `Spans` are half-open minutes;
what the functions here return is sorted, merged and disjoint.
"""

from config.lib.week.fields import (
    MultirangeField,
    OverlapMinutes,
    SharedHalfHours,
    WeekBitsField,
)
from config.lib.week.joining import join_windows
from config.lib.week.reprojecting import projection, reproject_rows
from config.lib.week.spans import (
    HALF_HOURS,
    WEEK,
    Span,
    Spans,
    from_text,
    half_hours,
    intersect,
    merge,
    overlap,
    to_text,
)
from config.lib.week.windows import Window, colliding, next_start, project
from config.lib.week.zones import (
    RULES_LENGTH,
    is_st,
    offset_changes_near,
    other_zone_names,
    zone,
    zone_data_version,
    zone_label,
    zone_names,
    zone_rules,
)

__all__ = [
    "HALF_HOURS",
    "RULES_LENGTH",
    "WEEK",
    "MultirangeField",
    "OverlapMinutes",
    "SharedHalfHours",
    "Span",
    "Spans",
    "WeekBitsField",
    "Window",
    "colliding",
    "from_text",
    "half_hours",
    "intersect",
    "is_st",
    "join_windows",
    "merge",
    "next_start",
    "offset_changes_near",
    "other_zone_names",
    "overlap",
    "project",
    "projection",
    "reproject_rows",
    "to_text",
    "zone",
    "zone_data_version",
    "zone_label",
    "zone_names",
    "zone_rules",
]
