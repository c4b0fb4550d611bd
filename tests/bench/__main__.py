"""`python -m tests.bench`: see `make bench`."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from tests.bench import data
from tests.bench.figures import BUDGETS, Figure

SIZES = [10_000, 1_000_000]
FOLDER = data.ROOT / ".muster/bench"


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--listings", nargs="+", type=int, default=SIZES, metavar="N")
    parser.add_argument("--only", nargs="+", metavar="NAME", help="figures to measure")
    parser.add_argument("--out", type=Path, help="default: docs/benchmarks.md")
    parser.add_argument("--keep", action="store_true", help="databases as they are")
    parser.add_argument("--strict", action="store_true", help="fail when one is over")
    wish = parser.parse_args(words)
    unknown = set(wish.only or []) - set(BUDGETS)
    if unknown:
        parser.error(f"no such figure: {', '.join(sorted(unknown))}")
    return wish


def main(words: list[str]) -> int:
    wish = options(words)
    sizes = sorted(set(wish.listings))
    FOLDER.mkdir(parents=True, exist_ok=True)
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    os.environ["BENCH_FOLDER"] = str(FOLDER)
    os.environ["LOG_LEVEL"] = "WARNING"  # here; the servers log as in production
    for size in () if wish.keep else sizes:
        data.prepare(size)
    data.manage(["collectstatic", "--no-input", "--clear"])
    figures = []
    for figure in measured(sizes, set(wish.only or BUDGETS)):
        print(figure.line(), flush=True)
        figures.append(figure)
    _write(figures, sizes, wish)
    return int(wish.strict and any(figure.is_over for figure in figures))


def measured(sizes: list[int], wanted: set[str]) -> Iterator[Figure]:
    """Django is set up here, on the small database, and not before."""
    os.environ["BENCH_LARGE_URL"] = data.url_of(sizes[-1])
    os.environ["DATABASE_URL"], own = data.url_of(sizes[0]), os.environ["DATABASE_URL"]
    import django  # noqa: PLC0415 -- its settings read what was set just above

    django.setup()
    from tests.bench import run  # noqa: PLC0415 -- the same

    os.environ["DATABASE_URL"] = own
    with ExitStack() as servers:
        yield from run.figures(sizes, wanted, FOLDER, servers)


def _write(figures: list[Figure], sizes: list[int], wish: argparse.Namespace) -> None:
    out = wish.out
    if out is None and wish.only is None and sizes == SIZES:
        out = data.ROOT / "docs/benchmarks.md"
    if out is not None:
        from tests.bench import report  # noqa: PLC0415 -- needed only here

        report.write(figures, sizes, out)
        print(f"Written to {out}.")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
