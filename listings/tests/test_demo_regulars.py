"""Alice, Bob and Charlie of the demo: pages worth looking at, which look-ups agree with."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.logs import apply_logs
from accounts.actions.syncing import apply_page
from accounts.models import Character, Progress
from integrations.catalogue import catalogue
from integrations.fflogs.schemas import CharacterLogs, DutyLogs, Status
from integrations.sandbox.people import BY_ID
from listings.demo.people import ensure_people
from listings.demo.regulars import REGULARS
from listings.models import PlayerEntry
from listings.tests.pages import words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return ensure_people(timezone.now(), log_in=True)


@pytest.mark.parametrize("handle", REGULARS)
def test_page_of_a_regular_leaves_nothing_unsaid(client, people, handle):
    words = words_in(client.get(f"/players/{handle}/"))

    assert "fights cleared from logs, 3 hours ago" in words
    assert "main and played: self-declared" in words
    assert "a week" in words


def test_charlie_is_found_among_those_who_seek(people):
    assert PlayerEntry.objects.filter(user=people["charlie"]).exists()
    assert not PlayerEntry.objects.filter(user=people["alice"]).exists()


@pytest.mark.parametrize("handle", REGULARS)
def test_the_sandbox_says_of_a_character_what_stands_there_already(people, handle):
    character = Character.objects.get(user=people[handle])
    assert character.lodestone_id
    person = BY_ID[character.lodestone_id]
    before, progress = said(character), kills(character)

    apply_page(character, person.character)
    logs = CharacterLogs(
        lodestone_id=character.lodestone_id,
        status=Status.OK,
        fetched_at=timezone.now() + timedelta(seconds=1),
        duties=tuple(
            DutyLogs(catalogue().duty_by_slug[slug].id, times, best)
            for slug, (times, best) in person.kills.items()
        ),
    )
    apply_logs(character, logs, is_full=True)

    assert said(character) == before
    assert kills(character) == progress


def said(character):
    character.refresh_from_db()
    row = character
    return row.name, row.world_id, row.item_level, row.job_levels, row.logs_status


def kills(character):
    rows = Progress.objects.filter(character=character).order_by("duty")
    return list(rows.values_list("duty", "kills", "percentile"))
