"""Which figure needs which servers and which searches."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from tests.bench import overlap, parsing, queries, servers, speed, start, weight
from tests.bench.addresses import searches
from tests.bench.asking import Ask, ask_each
from tests.bench.data import ROOT
from tests.bench.figures import Figure
from tests.bench.servers import Server

CARD = 'class="listing-card__link"'
PAGE = 25
WEEKS = 30


class Bench:
    """Servers start when a figure first needs them."""

    def __init__(self, sizes: Sequence[int], folder: Path, stack: ExitStack) -> None:
        self.sizes = sizes
        self.folder = folder
        self.stack = stack

    @cached_property
    def small(self) -> Server:
        return self._site(self.sizes[0], 1)

    @cached_property
    def large(self) -> Server:
        return self._site(self.sizes[-1], 2)

    def _site(self, size: int, number: int) -> Server:
        log = self.folder / f"site-{size}.log"
        site = self.stack.enter_context(servers.site(size, number, log))
        site.empty_cache()
        return site

    @cached_property
    def cards(self) -> dict[str, int]:
        """Searches, and how many cards each shows at the small size."""
        found = searches(seed=1)
        answers = ask_each(self.small.port, [Ask(f"/listings/?{q}") for q in found])
        pairs = zip(found, answers, strict=True)
        return {query: answer.text.count(CARD) for query, answer in pairs}

    @cached_property
    def full(self) -> list[str]:
        """Searches that fill a page."""
        return [query for query, number in self.cards.items() if number == PAGE]

    @cached_property
    def full_pages(self) -> list[str]:
        return [f"/listings/?{query}" for query in self.full[: speed.ASKED]]

    @cached_property
    def floor(self) -> Server:
        answers = self.folder / "floor.json"
        speed.write_floor(self.small, self.full_pages, answers)
        log = self.folder / "floor.log"
        return self.stack.enter_context(servers.floor(self.sizes[0], answers, log))


def figures(
    sizes: Sequence[int], wanted: set[str], folder: Path, stack: ExitStack
) -> Iterator[Figure]:
    bench = Bench(sizes, folder, stack)
    for names, measure in MEASURES:
        if wanted & names:
            yield from measure(bench)


def count_queries(bench: Bench) -> list[Figure]:
    by_number = {number: query for query, number in bench.cards.items()}
    chosen = [by_number[n] for n in (0, 1, 3, PAGE) if n in by_number]
    chosen += [f"{by_number[PAGE]}&sort=newest", *overlap.weeks(3, 1)]
    return queries.measure([f"/listings/?{query}" for query in chosen])


def grow(bench: Bench) -> list[Figure]:
    if len(bench.sizes) < 2:
        return []
    found = speed.growth(bench.small, bench.large, bench.full[:100])
    some = [query for query, number in bench.cards.items() if number][:150]
    widest = speed.growth(bench.small, bench.large, some)[0]
    return [*found, Figure("search_growth_any", widest.value, "ratio")]


def start_run(bench: Bench) -> list[Figure]:
    bench.stack.close()  # the machine is its own
    return start.measure(ROOT / ".muster/bench-run")


MEASURES: list[tuple[set[str], Callable[[Bench], list[Figure]]]] = [
    (
        {
            f"queries_{page}_{who}"
            for page in ("search", "listing", "player")
            for who in ("anon", "member")
        },
        count_queries,
    ),
    (
        {"search_floor_warm"},
        lambda b: speed.against_floor(b.small, b.floor, b.full_pages),
    ),
    (
        {"search_floor_cold"},
        lambda b: speed.against_floor_cold(b.small, b.floor, b.full_pages),
    ),
    ({"search_growth"}, grow),
    ({"overlap_sort"}, lambda b: overlap.sort(b.small, overlap.weeks(1, WEEKS))),
    ({"overlap_recall"}, lambda b: overlap.best(b.large, overlap.weeks(2, WEEKS))),
    (
        {"weight_html_css", "weight_script", "weight_font"},
        lambda b: weight.measure(b.small, b.full_pages[0]),
    ),
    ({"parse_lodestone"}, lambda b: parsing.measure()),
    ({"start_warm"}, start_run),
]
