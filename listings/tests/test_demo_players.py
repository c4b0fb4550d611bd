"""The demo's players who seek are believable, and found as if they had said it all."""

from datetime import UTC, datetime

import pytest
import time_machine

from accounts.enums import LogsStatus, Visibility
from accounts.models import Character, Profile, Progress
from listings.actions import reindex_player
from listings.demo.loading import load
from listings.demo.seekers import FIRST_LODESTONE_ID
from listings.models import PlayerEntry

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 21, tzinfo=UTC)
DERIVED = ("is_public", "seeking_since", "shown_from", "ends_at", "facets", "words",
           "week", "week_bits")  # fmt: skip


@pytest.fixture(scope="module")
def loaded(committed):
    def make():
        with time_machine.travel(NOW, tick=False):
            load(400, 1, NOW)

    committed(make)


@pytest.fixture
def crowd(db, loaded):
    """Of whom nobody logs in."""
    with time_machine.travel(NOW, tick=False):
        yield Profile.objects.filter(user__email__endswith="@players.example.com")


def test_search_rows_are_what_reindexing_writes(crowd):
    rows = {row.pop("user_id"): row for row in PlayerEntry.objects.filter(
        user__in=crowd.values("user")).values("user_id", *DERIVED)}  # fmt: skip
    assert len(rows) > 30

    for user_id, row in rows.items():
        reindex_player(user_id)
        assert PlayerEntry.objects.values(*DERIVED).get(pk=user_id) == row


def test_everybody_of_the_crowd_with_a_profile_seeks_and_has_a_row(crowd):
    seeking = set(crowd.seeking().values_list("pk", flat=True))

    assert seeking == set(crowd.values_list("pk", flat=True))
    assert seeking <= set(PlayerEntry.objects.values_list("pk", flat=True))


def test_players_differ_as_people_do(crowd):
    said = list(crowd)

    assert {each.visibility for each in said} == {Visibility.PUBLIC, Visibility.MEMBERS}
    assert {"en", "ja"} <= {code for each in said for code in each.languages}
    assert {bool(each.schedule) for each in said} == {True, False}
    assert {bool(each.about) for each in said} == {True, False}
    assert len({each.headline for each in said}) > 15
    assert {len(each.jobs) > 1 for each in said} == {True, False}


def test_every_row_passes_its_models_own_checks(crowd):
    people = crowd.values("user")
    for each in (
        *crowd.select_related("user"),
        *Character.objects.filter(user__in=people),
        *Progress.objects.filter(character__user__in=people),
        *PlayerEntry.objects.filter(user__in=people),
    ):
        each.full_clean(exclude=["words"], validate_unique=False)


def test_characters_are_nobodys_on_the_real_lodestone(crowd):
    characters = Character.objects.filter(user__in=crowd.values("user"))

    assert characters.exists()
    assert not characters.filter(lodestone_id__lt=FIRST_LODESTONE_ID).exists()
    assert not characters.exclude(sync_due_at=None, logs_due_at=None).exists()


def test_only_open_logs_tell_of_clears(crowd):
    silent = Character.objects.filter(user__in=crowd.values("user")).exclude(
        logs_status=LogsStatus.OK
    )

    assert silent.exists()
    assert not Progress.objects.filter(character__in=silent).exists()
