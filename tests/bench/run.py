"""Which figure needs which servers and which searches."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import cached_property
from pathlib import Path

from tests.bench import overlap, parsing, queries, servers, speed, start, weight
from tests.bench.addresses import player_search, searches
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
    def statics(self) -> "Board":
        return Board(self, "/listings/", searches(seed=1))

    @cached_property
    def players(self) -> "Board":
        return Board(self, "/players/", searches(seed=1, make=player_search))


class Board:
    """One of the two searches: what is asked of it."""

    def __init__(self, bench: Bench, path: str, queries: Sequence[str]) -> None:
        self.bench = bench
        self.path = path
        self.queries = queries

    @cached_property
    def cards(self) -> dict[str, int]:
        """Searches, and how many cards each shows at the small size."""
        asks = [Ask(address) for address in self.at(self.queries)]
        answers = ask_each(self.bench.small.port, asks)
        pairs = zip(self.queries, answers, strict=True)
        return {query: answer.text.count(CARD) for query, answer in pairs}

    @cached_property
    def full(self) -> list[str]:
        """Searches that fill a page."""
        return [query for query, number in self.cards.items() if number == PAGE]

    @cached_property
    def full_pages(self) -> list[str]:
        return self.at(self.full[: speed.ASKED])

    @cached_property
    def floor(self) -> Server:
        name = self.path.strip("/")
        answers = self.bench.folder / f"floor-{name}.json"
        speed.write_floor(self.bench.small, self.full_pages, answers)
        log = self.bench.folder / f"floor-{name}.log"
        floor = servers.floor(self.bench.sizes[0], answers, log)
        return self.bench.stack.enter_context(floor)

    def at(self, queries: Iterable[str], *sorts: str) -> list[str]:
        """Addresses, each in the usual order and in these."""
        each = ("", *(f"&sort={sort}" for sort in sorts))
        return [f"{self.path}?{query}{sort}" for query in queries for sort in each]

    def telling(self) -> list[str]:
        """Pages with no card, with one, with three and with many."""
        by_number = {number: query for query, number in self.cards.items()}
        chosen = [by_number[n] for n in (0, 1, 3, PAGE) if n in by_number]
        return self.at([*chosen, *overlap.weeks(3, 1)], "newest", "overlap")


def figures(
    sizes: Sequence[int], wanted: set[str], folder: Path, stack: ExitStack
) -> Iterator[Figure]:
    bench = Bench(sizes, folder, stack)
    for names, measure in MEASURES:
        if wanted & names:
            yield from measure(bench)


def grow(bench: Bench) -> list[Figure]:
    if len(bench.sizes) < 2:
        return []
    board = bench.statics
    pages = board.at(board.full[:100], "newest")
    some = [query for query, number in board.cards.items() if number][:150]
    widest = speed.growth(bench.small, bench.large, board.at(some, "newest"), "any")[0]
    return [
        *speed.growth(bench.small, bench.large, pages, "search"),
        Figure("search_growth_any", widest.value, "ratio"),
    ]


def grow_players(bench: Bench) -> list[Figure]:
    if len(bench.sizes) < 2:
        return []
    pages = bench.players.at(bench.players.full[:100])
    return speed.growth(bench.small, bench.large, pages, "players")


def beside_floor(bench: Bench, of: str, state: str) -> list[Figure]:
    board = bench.players if of == "players" else bench.statics
    measure = speed.against_floor if state == "warm" else speed.against_floor_cold
    name = f"{of}_floor_{state}"
    return measure(bench.small, board.floor, board.full_pages, name)


def sort_by_overlap(bench: Bench, path: str, name: str) -> list[Figure]:
    return overlap.sort(bench.small, path, overlap.weeks(1, WEEKS), name)


def start_run(bench: Bench) -> list[Figure]:
    bench.stack.close()  # the machine is its own
    return start.measure(ROOT / ".muster/bench-run")


MEASURES: list[tuple[set[str], Callable[[Bench], list[Figure]]]] = [
    (
        {
            f"queries_{page}_{who}"
            for page in ("search", "listing", "players", "player")
            for who in ("anon", "member")
        },
        lambda b: queries.measure(b.statics.telling(), b.players.telling()),
    ),
    ({"search_floor_warm"}, lambda b: beside_floor(b, "search", "warm")),
    ({"search_floor_cold"}, lambda b: beside_floor(b, "search", "cold")),
    ({"players_floor_warm"}, lambda b: beside_floor(b, "players", "warm")),
    ({"players_floor_cold"}, lambda b: beside_floor(b, "players", "cold")),
    ({"search_growth"}, grow),
    ({"players_growth"}, grow_players),
    ({"overlap_sort"}, lambda b: sort_by_overlap(b, "/listings/", "overlap_sort")),
    (
        {"players_overlap_sort"},
        lambda b: sort_by_overlap(b, "/players/", "players_overlap_sort"),
    ),
    ({"overlap_recall"}, lambda b: overlap.best(b.large, overlap.weeks(2, WEEKS))),
    (
        {"weight_html_css", "weight_script", "weight_font"},
        lambda b: weight.measure(b.small, b.statics.full_pages[0]),
    ),
    ({"parse_lodestone"}, lambda b: parsing.measure()),
    ({"start_warm"}, start_run),
]
