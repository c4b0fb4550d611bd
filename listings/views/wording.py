"""What a search page says and where it leads: of statics that recruit, of players who
seek one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _l
from django.utils.translation import ngettext

from listings.cards import LISTING_CARDS
from listings.player_cards import PLAYER_CARDS
from listings.ready import Deck
from listings.search import LISTINGS, PLAYERS, Subject
from listings.views.options import DAY_NAMES

Text = str | Promise


@dataclass(frozen=True, eq=False)  # one of each: compared and hashed by identity
class Wording:
    subject: Subject
    deck: Deck
    template: str
    address: str  # names of the views
    counts: str
    asks_hours_in_strips: bool  # the cards show the hours asked for
    sorts: dict[str, Text]
    needs_hours: Text  # said where overlap lacks something to compare with
    placeholder: Text
    hours_title: Text
    show: Text  # the button that closes the sheet
    show_all: Text
    count: Callable[[int], str]  # the page's title
    over: Text
    none: Text
    none_matches: Callable[[int], str]  # by the number of filters
    noun: Callable[[int], str]
    gone: Text  # a last page that ran empty
    empty_title: Text
    empty: Text

    @cached_property
    def url(self) -> str:
        return reverse(self.address)

    @cached_property
    def counts_url(self) -> str:
        return reverse(self.counts)

    @property
    def days(self) -> dict[str, Promise]:
        return DAY_NAMES


STATICS = Wording(
    subject=LISTINGS,
    deck=LISTING_CARDS,
    template="listings/search.html",
    address="listings:search",
    counts="listings:counts",
    asks_hours_in_strips=False,
    sorts={
        "renewed": _l("Last renewed first"),
        "newest": _l("Newest first"),
        "overlap": _l("Best overlap first"),
    },
    needs_hours=_l(
        "To sort by overlap, say when you are free: choose evenings or hours here, or set "
        "your availability once. Until then the last renewed come first."
    ),
    placeholder=_l("Team, duty, text"),
    hours_title=_l("Evenings"),
    show=_l("Show statics"),
    show_all=_l("Show all that recruit"),
    count=lambda n: (
        ngettext("1 static recruits", "%(n)d statics recruit", n) % {"n": n}
    ),
    over=_l("Over %(n)d statics recruit"),
    none=_l("No static recruits right now"),
    none_matches=lambda n: (
        ngettext(
            "No static matches this filter", "No static matches all %(n)d filters", n
        )
        % {"n": n}
    ),
    noun=lambda n: ngettext("static", "statics", n),
    gone=_l("What stood here has been renewed, filled or closed meanwhile."),
    empty_title=_l("The board is empty"),
    empty=_l("No static recruits right now. Yours could be the first."),
)
SEEKERS = Wording(
    subject=PLAYERS,
    deck=PLAYER_CARDS,
    template="listings/players.html",
    address="listings:players",
    counts="listings:players-counts",
    asks_hours_in_strips=True,
    sorts={
        "renewed": _l("Last renewed first"),
        "overlap": _l("Best overlap first"),
    },
    needs_hours=_l(
        "To sort by overlap, say when you raid: choose your team, evenings or hours. "
        "Until then who renewed last comes first."
    ),
    placeholder=_l("Name, duty, text"),
    hours_title=_l("Free on"),
    show=_l("Show players"),
    show_all=_l("Show all who seek"),
    count=lambda n: (
        ngettext("1 player seeks a static", "%(n)d players seek a static", n) % {"n": n}
    ),
    over=_l("Over %(n)d players seek a static"),
    none=_l("No player seeks a static right now"),
    none_matches=lambda n: (
        ngettext(
            "No player matches this filter", "No player matches all %(n)d filters", n
        )
        % {"n": n}
    ),
    noun=lambda n: ngettext("player", "players", n),
    gone=_l("Who stood here has renewed or found a static meanwhile."),
    empty_title=_l("Nobody seeks a static right now"),
    empty=_l("Post what you need: players look at listings first."),
)
