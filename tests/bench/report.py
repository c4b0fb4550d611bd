"""docs/benchmarks.md: the figures, the machine, and how each is measured."""

import os
import platform
import subprocess
from collections.abc import Iterable
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import psycopg

from tests.bench.data import ROOT
from tests.bench.figures import Figure

PACKAGES = ("Django", "psycopg", "gunicorn", "django-compression-middleware", "redis")
HOW = Path(__file__).with_name("how.md")


def write(figures: Iterable[Figure], sizes: list[int], out: Path) -> None:
    parts = [
        "# Benchmarks",
        "Written by `make bench`. What a figure means, and how it is measured, stands"
        " below the tables.",
        table(["what", "value"], machine(sizes)),
        "## Budgets",
        table(
            ["name", "value", "unit", "budget", ""],
            [
                (
                    f"`{f.name}`",
                    f.shown,
                    f.unit,
                    f.budget,
                    "over" if f.is_over else "ok",
                )
                for f in figures
                if f.budget != "-"
            ],
        ),
        "## Beside them",
        table(
            ["name", "value", "unit"],
            [(f"`{f.name}`", f.shown, f.unit) for f in figures if f.budget == "-"],
        ),
        HOW.read_text().strip(),
    ]
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text("\n\n".join(parts) + "\n")


def table(heads: list[str], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def machine(sizes: list[int]) -> list[tuple[str, ...]]:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return [
        ("date", f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"),
        ("commit", commit()),
        (
            "listings",
            ", ".join(f"{size:,}" for size in sizes) + "; one in ten recruits",
        ),
        ("processor", f"{processor()}, {len(os.sched_getaffinity(0))} cores"),
        ("memory", f"{memory():.0f} GB"),
        ("versions", f"Python {platform.python_version()}, {postgresql()}, {packages}"),
    ]


def commit() -> str:
    words = ["git", "describe", "--always", "--dirty", "--abbrev=10"]
    answer = subprocess.run(
        words, cwd=ROOT, check=False, capture_output=True, text=True
    )
    return answer.stdout.strip() or "unknown"


def processor() -> str:
    for line in Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30


def postgresql() -> str:
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        return f"PostgreSQL {connection.info.server_version // 10000}"
