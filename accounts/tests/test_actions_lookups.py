"""Names are searched for, and a sweep finds whatever was missed."""

from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from accounts import tasks
from accounts.actions.searching import look_for_name, search_character
from accounts.actions.sweeping import forget_old, sweep
from accounts.actions.verification import ask_for_check
from accounts.errands import ErrandState, Trouble
from accounts.models import Character, CharacterSearch, Verification, XivAuthVisit
from accounts.tests.factories import (
    CharacterFactory,
    CharacterSearchFactory,
    UserFactory,
    VerificationFactory,
    XivAuthVisitFactory,
    world_id,
)
from accounts.tests.sandbox_people import OTHER_WREN, WREN
from integrations.lodestone import pages
from integrations.lodestone.tests.people import found
from integrations.sandbox.faults import Fault
from integrations.tests.outside import server as faults

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def searched(name="wren hollowell", world="lich"):
    search = search_character(UserFactory(), name, world_id(world))
    look_for_name(search.pk)
    search.refresh_from_db()
    return search


@pytest.mark.parametrize(("world", "found"), [("lich", WREN), ("odin", OTHER_WREN)])
def test_a_name_is_found_on_its_world(world_outside, world, found):
    search = searched(world=world)

    assert search.state == ErrandState.DONE
    assert [each["id"] for each in search.found] == [found]


def test_nobody_of_that_name_is_an_empty_list(world_outside):
    search = searched("Nobody Here")

    assert (search.state, search.found) == (ErrandState.DONE, [])


@pytest.mark.parametrize(
    ("fault", "state", "outcome"),
    [
        (Fault.SLOW, ErrandState.RETRYING, Trouble.AWAY),
        (Fault.TOO_MANY, ErrandState.RETRYING, Trouble.LIMITED),
        (Fault.UNAVAILABLE, ErrandState.RETRYING, Trouble.MAINTENANCE),
        (Fault.GARBAGE, ErrandState.ENDED, Trouble.CHANGED),
        (Fault.CHANGED, ErrandState.ENDED, Trouble.CHANGED),
    ],
)
def test_a_bad_day_is_said_and_what_heals_is_tried_again(
    world_outside, fault, state, outcome
):
    world_outside.state.set_fault("lodestone", fault)

    search = searched()

    assert (search.state, search.outcome) == (state, outcome)


def test_a_name_behind_the_pages_we_read_is_not_called_nobodys(outside_server):
    many = [found(number, "Wren Hollowella") for number in range(1, 161)]
    replies = [faults.page(pages.search_page(many, number=n)) for n in (1, 2, 3, 4)]
    outside_server.script("/lodestone/character/", *replies)

    search = searched()

    assert outside_server.count("/lodestone/character/") == 3
    assert (search.state, search.outcome) == (ErrandState.ENDED, Trouble.TOO_COMMON)
    assert search.trouble.startswith(
        "Too many players with that name: paste the address"
    )


def test_a_result_whose_world_cannot_be_read_is_on_the_one_asked_for(outside_server):
    page = pages.search_page([found(7, "Wren Hollowell")]).replace("[Light]", "")
    outside_server.script("/lodestone/character/", faults.page(page))

    search = searched()

    assert [(each["id"], each["world"]) for each in search.found] == [(7, "Lich")]


def test_after_an_hour_a_search_ends(world_outside):
    world_outside.state.set_fault("lodestone", Fault.SLOW)
    search = searched()
    CharacterSearch.objects.update(until=timezone.now(), next_at=timezone.now())

    look_for_name(search.pk)

    search.refresh_from_db()
    assert search.state == ErrandState.ENDED


@pytest.fixture
def sent(monkeypatch, django_capture_on_commit_callbacks):
    """What the sweep sends to the broker: name and arguments."""
    messages = []

    def note(name, kwargs, **options):
        messages.append((name, kwargs))

    monkeypatch.setattr(current_app, "send_task", note)

    def swept():
        messages.clear()
        with django_capture_on_commit_callbacks(execute=True):
            sweep()
        return messages

    return swept


def test_whatever_is_due_is_sent_and_not_at_once_again(world_outside, sent):
    now = timezone.now()
    character = CharacterFactory(verified=True, sync_due_at=now, logs_due_at=now)
    late = now - timedelta(minutes=2)
    search = CharacterSearchFactory(asked_at=late)
    visit = XivAuthVisitFactory(asked_at=late)
    code = VerificationFactory(state=ErrandState.RETRYING, next_at=late)
    VerificationFactory()  # waits for its person

    first, second = [*sent()], [*sent()]

    assert first == [
        ("accounts.look_up_character", {"character_id": str(character.pk)}),
        ("accounts.look_up_logs", {"character_id": str(character.pk)}),
        ("accounts.look_up_code", {"verification_id": str(code.pk)}),
        ("accounts.look_up_name", {"search_id": str(search.pk)}),
        ("accounts.look_up_xivauth", {"visit_id": str(visit.pk)}),
    ]
    assert second == []


def test_what_a_killed_worker_had_in_hand_is_sent_and_taken_up(world_outside, sent):
    late = timezone.now() - timedelta(minutes=2)
    lost = {"state": ErrandState.LOOKING, "next_at": late, "tries": 1}
    code = VerificationFactory(character__lodestone_id=WREN, **lost)
    world_outside.state.set_bio(WREN, code.code)
    search = CharacterSearchFactory(**lost)
    visit = XivAuthVisitFactory(**lost)

    messages = [*sent()]

    assert len(messages) == 3
    for name, given in messages:
        getattr(tasks, name.removeprefix("accounts."))(**given)
    for errand in (code, search, visit):
        errand.refresh_from_db()
        assert (errand.tries, errand.is_at_work) == (2, False)
    assert code.state == ErrandState.DONE


def test_where_ff_logs_is_off_no_logs_are_sent(settings, sent):
    settings.OUTSIDE = "off"
    CharacterFactory(verified=True, logs_due_at=timezone.now())

    assert sent() == []


def test_a_sweep_ends_codes_that_expired(sent):
    code = VerificationFactory(expires_at=timezone.now())

    sent()

    code.refresh_from_db()
    assert code.state == ErrandState.ENDED


def test_every_task_does_its_work(world_outside):
    """By the names and arguments that lie in the queue."""
    now = timezone.now()
    code = VerificationFactory(character__lodestone_id=WREN)
    world_outside.state.set_bio(WREN, code.code)
    ask_for_check(code, shows=True)
    search = CharacterSearchFactory()
    visit = XivAuthVisitFactory()

    tasks.look_up_character(character_id=str(code.character_id))
    tasks.look_up_code(verification_id=str(code.pk))
    tasks.look_up_logs(character_id=str(code.character_id))
    tasks.look_up_name(search_id=str(search.pk))
    tasks.look_up_xivauth(visit_id=str(visit.pk))
    tasks.look_up_due()
    tasks.forget_lookups()

    character = Character.objects.get(pk=code.character_id)
    assert (character.is_verified, character.logs_status) == (True, "ok")
    assert Verification.objects.get(pk=code.pk).state == ErrandState.DONE
    assert CharacterSearch.objects.get(pk=search.pk).found
    assert XivAuthVisit.objects.get(pk=visit.pk).outcome == Trouble.REFUSED
    assert character.synced_at is not None
    assert character.synced_at >= now


def test_tasks_whose_rows_have_gone_end_quietly(world_outside):
    gone = "01a1fc80-82d5-7675-a9bf-4fd7af80c8fe"

    tasks.look_up_character(character_id=gone)
    tasks.look_up_code(verification_id=gone)
    tasks.look_up_logs(character_id=gone)
    tasks.look_up_name(search_id=gone)
    tasks.look_up_xivauth(visit_id=gone)

    assert not Character.objects.exists()


def test_searches_are_forgotten_after_a_day():
    CharacterSearchFactory()

    assert forget_old() == 0
    assert forget_old(timezone.now() + timedelta(hours=25)) == 1
