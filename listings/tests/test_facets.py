"""The numbers behind filters are stored: whatever else changes, these never do."""

import pytest

from accounts.enums import Intensity, Language
from listings.enums import Kind, Role, Stage, Voice
from listings.facets import WORDS, Group, facet

GROUPS = {
    "KIND": 1,
    "REGION": 2,
    "DC": 3,
    "ROLE": 4,
    "JOB": 5,
    "DUTY": 6,
    "TIER": 7,
    "STAGE": 8,
    "INTENSITY": 9,
    "LANGUAGE": 10,
    "VOICE": 11,
}
NUMBERS = {
    Group.KIND: {"permanent": 100_000, "substitute": 100_001},
    Group.ROLE: {
        "tank": 400_000,
        "healer": 400_001,
        "melee": 400_002,
        "physical_ranged": 400_003,
        "magical_ranged": 400_004,
    },
    Group.STAGE: {
        "fresh": 800_000,
        "progression": 800_001,
        "clear": 800_002,
        "farm": 800_003,
    },
    Group.INTENSITY: {"casual": 900_000, "midcore": 900_001, "hardcore": 900_002},
    Group.LANGUAGE: {
        "en": 1_000_000,
        "ja": 1_000_001,
        "de": 1_000_002,
        "fr": 1_000_003,
        "es": 1_000_004,
        "pt": 1_000_005,
        "it": 1_000_006,
        "nl": 1_000_007,
        "pl": 1_000_008,
        "sv": 1_000_009,
        "ru": 1_000_010,
        "zh": 1_000_011,
        "ko": 1_000_012,
    },
    Group.VOICE: {"none": 1_100_000, "listen": 1_100_001, "speak": 1_100_002},
}
ENUMS = {
    Group.KIND: Kind,
    Group.ROLE: Role,
    Group.STAGE: Stage,
    Group.INTENSITY: Intensity,
    Group.LANGUAGE: Language,
    Group.VOICE: Voice,
}


def test_groups_keep_their_numbers():
    assert {group.name: int(group) for group in Group} == GROUPS


@pytest.mark.parametrize("group", WORDS, ids=lambda group: group.name)
def test_words_keep_their_numbers(group):
    assert {word: facet(group, word) for word in ENUMS[group].values} == NUMBERS[group]


@pytest.mark.parametrize("group", set(Group) - set(WORDS), ids=lambda group: group.name)
def test_catalogues_ids_stand_behind_their_group(group):
    assert facet(group, 42) == GROUPS[group.name] * 100_000 + 42
