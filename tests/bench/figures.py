"""Figures, their budgets, and the little arithmetic there is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

# Name: its unit, its budget, and whether more is better.
BUDGETS: dict[str, tuple[str, float, bool]] = {
    "queries_search_anon": ("queries", 3, False),
    "queries_search_member": ("queries", 6, False),
    "queries_listing_anon": ("queries", 3, False),
    "queries_listing_member": ("queries", 6, False),
    "queries_players_anon": ("queries", 3, False),
    "queries_players_member": ("queries", 6, False),
    "queries_player_anon": ("queries", 3, False),
    "queries_player_member": ("queries", 6, False),
    "search_floor_warm": ("ratio", 0.4, True),
    "search_floor_cold": ("ratio", 0.08, True),
    "search_growth": ("ratio", 1.25, False),
    "overlap_sort": ("ratio", 4, False),
    "overlap_recall": ("share", 0.95, True),
    "players_floor_warm": ("ratio", 0.4, True),
    "players_floor_cold": ("ratio", 0.08, True),
    "players_growth": ("ratio", 1.25, False),
    "players_overlap_sort": ("ratio", 4, False),
    "weight_html_css": ("KB", 30, False),
    "weight_script": ("KB", 25, False),
    "weight_font": ("KB", 45, False),
    "parse_lodestone": ("pages/s", 100, True),
    "start_warm": ("s", 8, False),
}


@dataclass(frozen=True)
class Figure:
    """A figure with a budget, or one beside it that explains."""

    name: str
    value: float
    own_unit: str = ""  # of a figure without a budget

    @property
    def unit(self) -> str:
        return BUDGETS[self.name][0] if self.name in BUDGETS else self.own_unit

    @property
    def budget(self) -> str:
        """“≤3”, “≥0.95”, or “-”."""
        if self.name not in BUDGETS:
            return "-"
        _unit, bound, more = BUDGETS[self.name]
        return f"{'≥' if more else '≤'}{bound:g}"

    @property
    def is_over(self) -> bool:
        """Judged by what is printed, so that the line does not contradict itself."""
        if self.name not in BUDGETS:
            return False
        _unit, bound, more = BUDGETS[self.name]
        shown = float(self.shown)
        return shown < bound if more else shown > bound

    @property
    def shown(self) -> str:
        return f"{self.value:.3g}" if abs(self.value) < 1000 else f"{self.value:.0f}"

    def line(self) -> str:
        verdict = "over" if self.is_over else "ok"
        return f"bench: {self.name} {self.shown} {self.unit} budget {self.budget} {verdict}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of all does not exceed."""
    ordered = sorted(values)
    return ordered[max(math.ceil(share * len(ordered)), 1) - 1]


def recall(shown: Sequence[int], exact: Sequence[int]) -> float:
    """Of the rows that could be shown, the share whose minutes reach the last of the
    exact order. `exact` is the best, best first, as many as a page holds."""
    if not exact:
        return 1.0
    reached = [minutes for minutes in shown[: len(exact)] if minutes >= exact[-1]]
    return len(reached) / len(exact)
