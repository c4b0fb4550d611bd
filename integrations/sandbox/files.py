"""The game's data as the project's own files have it: no database is asked."""

from functools import cache

from integrations.catalogue import DATA
from integrations.catalogue.reading import Rows, read


@cache
def rows() -> Rows:
    return read(DATA)
