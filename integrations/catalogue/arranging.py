"""What follows from the files: the current tier, and the order of choices."""

from decimal import Decimal
from typing import Any

from integrations.catalogue.reading import Row, Rows
from integrations.enums import ULTIMATE
from integrations.models import Duty, DutyKind, Tier


def arrange(rows: Rows) -> None:
    tiers, duties = rows[Tier], rows[Duty]
    places = {row.fields["slug"]: row.fields["order"] for row in rows[DutyKind]}
    current = max(tiers, key=_patch, default=None)
    for row in tiers:
        row.fields["is_current"] = row is current
    _number(tiers, key=_tier_place)
    _number(duties, key=lambda row: _duty_place(row, current, places))


def _number(rows: list[Row], key: Any) -> None:
    for order, row in enumerate(sorted(rows, key=key), 1):
        row.fields["order"] = order


def _patch(row: Row) -> Decimal:
    return Decimal(str(row.fields["patch"]))


def _tier_place(row: Row) -> tuple[Any, ...]:
    return not row.fields["is_current"], -_patch(row), row.fields["id"]


def _duty_place(
    row: Row, current: Row | None, places: dict[Any, Any]
) -> tuple[Any, ...]:
    fields = row.fields
    if current and fields["tier_id"] == current.fields["id"]:
        return 0, fields["floor"]
    # Ultimates never go out of date: people raid the oldest ones today.
    group = 1 if fields["kind"] == ULTIMATE else 2
    kind = places[fields["kind"]]
    floor = fields["tier_id"] or 0, fields["floor"] or 0
    return group, -_patch(row), kind, *floor, fields["id"]
