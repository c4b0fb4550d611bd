"""Text: what a word finds in the own text of what is searched, and which duties it means."""

from functools import lru_cache, reduce
from operator import and_, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import Q

from config.lib.text import Unit, name_tokens, search_words
from integrations.catalogue import Catalogue, catalogue, duty_words
from listings.facets import Group, facet

MOST_WORDS = 12  # parts of a hyphened word count each
SHORTEST_PREFIX = 2


def text_conditions(text: str) -> list[Q]:
    """One condition a word; a listing must meet them all.

    A word counts where the listing's own text has it, or where it names a duty that
    the listing aims at, in any of the game's languages.
    """
    words = search_words(text, MOST_WORDS)
    return [
        _condition(word, is_last=position == len(words))
        for position, word in enumerate(words, start=1)
    ]


def _condition(spellings: list[list[Unit]], *, is_last: bool) -> Q:
    # The last word may still be being typed.
    return reduce(
        or_,
        (
            reduce(
                and_, (_of_unit(unit, is_last and unit is units[-1]) for unit in units)
            )
            for units in spellings
        ),
    )


def _of_unit(unit: Unit, is_last: bool) -> Q:
    as_prefix = is_last and len(unit[-1]) >= SHORTEST_PREFIX
    condition = Q(words=_tsquery(unit, as_prefix))
    duties = _duties_called(catalogue(), unit, as_prefix)
    if duties:
        condition |= Q(facets__overlap=list(duties))
    return condition


class ReadyQuery(SearchQuery):
    """A tsquery as we wrote it: PostgreSQL's own parsers know no Japanese."""

    template = "%(expressions)s::tsquery"


def _tsquery(unit: Unit, as_prefix: bool) -> ReadyQuery:
    """Tokens hold word characters only, so no quotes."""
    wanted = " & ".join(f"'{token}'" for token in unit)
    return ReadyQuery(f"{wanted}{':*' if as_prefix else ''}")


@lru_cache(maxsize=4096)
def _duties_called(known: Catalogue, unit: Unit, as_prefix: bool) -> tuple[int, ...]:
    *whole, last = unit
    return tuple(
        facet(Group.DUTY, duty_id)
        for duty_id, names in _words_of_duties(known)
        if names.issuperset(whole)
        and (last in names or (as_prefix and any(n.startswith(last) for n in names)))
    )


@lru_cache(maxsize=2)
def _words_of_duties(known: Catalogue) -> list[tuple[int, frozenset[str]]]:
    return [
        (duty.id, frozenset(t for word in duty_words(duty) for t in name_tokens(word)))
        for duty in known.offered_duties
    ]
