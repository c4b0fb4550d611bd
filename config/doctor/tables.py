"""The findings for a terminal, and for scripts."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.utils import timezone

from config.lib.findings import Finding, Level

MARKS = {Level.WELL: "ok", Level.CARE: "CARE", Level.BROKEN: "BROKEN"}
HEADS = ("", "", "state", "set", "reachable", "last success", "last error", "breaker",
         "budget left")  # fmt: skip
Groups = Mapping[str, Sequence[Finding]]


def as_json(groups: Groups, worst: Level) -> dict[str, Any]:
    """Times as ISO 8601, `level` as one of well, care and broken."""
    return {
        "status": int(worst),
        "level": worst.name.lower(),
        **{name: [_plain(each) for each in rows] for name, rows in groups.items()},
    }


def _plain(finding: Finding) -> dict[str, Any]:
    values = asdict(finding)
    values["level"] = finding.level.name.lower()
    for name in ("last_success", "last_error_at"):
        values[name] = values[name] and values[name].isoformat()
    return values


def as_text(groups: Groups) -> str:
    rows = {each: _cells(each) for group in groups.values() for each in group}
    widths = [
        max(map(len, column)) for column in zip(HEADS, *rows.values(), strict=True)
    ]
    lines = []
    for name, group in groups.items():
        lines += ["", _line((name.upper(), *HEADS[1:]), widths)]
        for each in group:
            lines.append(_line(rows[each], widths))
            if each.advice:
                lines.append(f"  -> {each.advice}")
    return "\n".join(lines[1:])


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    pairs = zip(cells, widths, strict=True)
    return "  ".join(cell.ljust(width) for cell, width in pairs).rstrip()


def _cells(finding: Finding) -> tuple[str, ...]:
    error = finding.last_error
    if error and finding.last_error_at:
        error = f"{error}, {_ago(finding.last_error_at)}"
    return (
        finding.name,
        MARKS[finding.level],
        finding.state,
        "yes" if finding.configured else "no",
        {True: "yes", False: "no", None: "-"}[finding.reachable],
        _ago(finding.last_success),
        error or "-",
        finding.breaker or "-",
        finding.budget or "-",
    )


def _ago(moment: datetime | None) -> str:
    if moment is None:
        return "-"
    seconds = max(0.0, (timezone.now() - moment).total_seconds())
    for size, unit in ((86400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size:
            return f"{seconds / size:.0f} {unit} ago"
    return f"{seconds:.0f} s ago"
