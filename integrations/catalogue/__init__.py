"""The game catalogue: read from files, kept in the database, shown from memory.

`load(path)` writes the data files into the database and says what changed; a file with
a fault is refused whole, with file, line and reason. `catalogue()` gives everything as
frozen dataclasses by id and by slug, without a query. `duty_words(duty)` are the words
by which players look for a duty.

Inside, from the ground up: `cells` reads one value, `tables` says which file holds
which columns, `reading` turns files into rows, `arranging` works out what follows from
them (the current tier, the order of choices), `loading` writes; `entries` are what pages
see, `memory` keeps them.
"""

from integrations.catalogue.changes import Changes
from integrations.catalogue.entries import (
    Catalogue,
    DataCentreEntry,
    DutyEntry,
    JobEntry,
    RegionEntry,
    TierEntry,
    WorldEntry,
)
from integrations.catalogue.errors import BrokenFileError
from integrations.catalogue.loading import DATA, load
from integrations.catalogue.memory import catalogue, clear
from integrations.catalogue.words import duty_words

__all__ = [
    "DATA",
    "BrokenFileError",
    "Catalogue",
    "Changes",
    "DataCentreEntry",
    "DutyEntry",
    "JobEntry",
    "RegionEntry",
    "TierEntry",
    "WorldEntry",
    "catalogue",
    "clear",
    "duty_words",
    "load",
]
