"""What a listing can be found by, as one array of numbers with one GIN index.

Every answer to a filter is a number: the filter's group and the value within it. A
search asks for a listing whose facets meet each chosen group (`&&`), which PostgreSQL
answers from one index, however the filters are combined.
"""

from collections.abc import Iterable
from enum import IntEnum

from accounts.enums import Intensity, Language
from listings.enums import Kind, Role, Stage, Voice

WIDTH = 100_000  # values in a group; the largest is a duty's client id


class Group(IntEnum):
    KIND = 1
    REGION = 2
    DC = 3
    ROLE = 4
    JOB = 5
    DUTY = 6
    TIER = 7
    STAGE = 8
    INTENSITY = 9
    LANGUAGE = 10
    VOICE = 11


# Only ever append to these: the numbers are stored.
WORDS: dict[Group, list[str]] = {
    Group.KIND: list(Kind.values),
    Group.ROLE: list(Role.values),
    Group.STAGE: list(Stage.values),
    Group.INTENSITY: list(Intensity.values),
    Group.LANGUAGE: list(Language.values),
    Group.VOICE: list(Voice.values),
}


def facet(group: Group, value: int | str) -> int:
    """The number of a catalogue id, or of a word of the group's list."""
    number = WORDS[group].index(value) if isinstance(value, str) else value
    return group * WIDTH + number


def facets(group: Group, values: Iterable[int | str]) -> list[int]:
    return [facet(group, value) for value in values]
