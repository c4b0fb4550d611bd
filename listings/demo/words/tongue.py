"""The parts of which one language's texts are put together.

Holes: {goal} {duty} {days} {nights} {time} {hours} {role} {team} {dc} {stage}. Texts meet at
characters that belong to no word, so that a text's search words are those of its parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass

Pool = tuple[str, ...]


@dataclass(frozen=True)
class Tongue:
    code: str
    days: Pool  # Monday first
    day_joiner: str
    and_joiner: str
    gap: str  # between two sentences
    joins: Pool  # between the parts of a title
    roles: Mapping[str, str]
    stages: Mapping[str, str]
    titles: Pool
    tails: Pool  # what may follow a title
    openings: Pool
    culture: Pool
    asks: Pool
    practical: Pool
    closings: Pool
    headings: tuple[Pool, Pool, Pool]  # over who we are, whom we seek, how to come in
    bullets: Pool
    questions: tuple[tuple[str, str], ...]  # with the kind of answer
    progress: Mapping[str, Pool]  # by stage
    abouts: Pool
