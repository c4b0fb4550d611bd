"""Text: what a word finds in the own text of what is searched, and which duties it means."""

from functools import lru_cache

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from config.lib.text import search_tokens, tokens
from integrations.catalogue import Catalogue, catalogue, duty_words
from listings.facets import Group, facet

MOST_WORDS = 12
SHORTEST_PREFIX = 2


def text_conditions(text: str) -> list[Q]:
    """One condition a word; a listing must meet them all.

    A word counts where the listing's own text has it, or where it names a duty that
    the listing aims at, in any of the game's languages.
    """
    words = search_tokens(text)[:MOST_WORDS]
    return [
        _condition(word, is_last=position == len(words))
        for position, word in enumerate(words, start=1)
    ]


def _condition(word: str, *, is_last: bool) -> Q:
    # The last word may still be being typed.
    as_prefix = is_last and len(word) >= SHORTEST_PREFIX
    condition = Q(words=_tsquery(word, as_prefix))
    duties = _duties_called(catalogue(), word, as_prefix)
    if duties:
        condition |= Q(facets__overlap=list(duties))
    return condition


class ReadyQuery(SearchQuery):
    """A tsquery as we wrote it: PostgreSQL's own parsers know no Japanese."""

    template = "%(expressions)s::tsquery"


def _tsquery(word: str, as_prefix: bool) -> ReadyQuery:
    """A query of one word; tokens hold word characters only, so no quotes."""
    return ReadyQuery(f"'{word}'{':*' if as_prefix else ''}")


@lru_cache(maxsize=4096)
def _duties_called(known: Catalogue, word: str, as_prefix: bool) -> tuple[int, ...]:
    return tuple(
        facet(Group.DUTY, duty_id)
        for duty_id, names in _words_of_duties(known)
        if word in names or (as_prefix and any(n.startswith(word) for n in names))
    )


@lru_cache(maxsize=2)
def _words_of_duties(known: Catalogue) -> list[tuple[int, frozenset[str]]]:
    return [
        (duty.id, frozenset(t for word in duty_words(duty) for t in tokens(word)))
        for duty in known.offered_duties
    ]
