"""Search: an address becomes a `Filters`, that becomes one query, that becomes a page.

`subjects` says what is searched, listings or players; `filters` reads the address and writes it again; `query` turns it into SQL; `words`
knows which duties a word means; `counts` counts what each filter would show.
"""

from listings.search.counts import Ways, facet_counts, ways_out
from listings.search.filters import Filters, TeamHours, read_filters
from listings.search.query import PAGE, Page, bounded_count, find, readable
from listings.search.subjects import LISTINGS, PLAYERS, Subject

__all__ = [
    "LISTINGS",
    "PAGE",
    "PLAYERS",
    "Filters",
    "Page",
    "Subject",
    "TeamHours",
    "Ways",
    "bounded_count",
    "facet_counts",
    "find",
    "read_filters",
    "readable",
    "ways_out",
]
