"""A code in the Lodestone profile shows whose a character is; against the sandbox."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from celery.signals import before_task_publish
from django.utils import timezone

from accounts.actions.characters import add_character
from accounts.actions.syncing import apply_page
from accounts.actions.verification import (
    LETTERS,
    LOOK_FOR_CODE,
    SECOND_LOOK_SECONDS,
    ask_for_check,
    end_expired_codes,
    holds,
    issue_code,
    look_for_code,
    new_code,
)
from accounts.enums import CharacterState, Proof
from accounts.errands import ErrandState, Trouble
from accounts.exceptions import CoolingDownError, GoneError
from accounts.models import Character, Membership, Verification
from accounts.signals import (
    character_taken_over,
    character_verified,
    profile_changed,
    verification_given_up,
)
from accounts.tests.factories import CharacterFactory, MembershipFactory, UserFactory
from accounts.tests.sandbox_people import (
    GRIMSBY,
    HALCYON,
    NOBODY,
    ONDREJ,
    VEIL,
    WREN,
)
from integrations.lodestone import pages
from integrations.lodestone.tests.people import TAMSIN
from integrations.sandbox.faults import Fault
from integrations.tests.outside import server as faults

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def heard():
    """Every signal of ours, in order."""
    told = []
    signals = {
        "verified": character_verified,
        "taken over": character_taken_over,
        "given up": verification_given_up,
        "changed": profile_changed,
    }
    listeners = []
    for name, signal in signals.items():

        def listen(name=name, **said):
            told.append((name, said.get("user_id"), said.get("outcome")))

        listeners.append((signal, listen))
        signal.connect(listen, weak=False)
    yield told
    for signal, listen in listeners:
        signal.disconnect(listen)


@pytest.fixture
def begun_at():
    """When a worker is to begin what was sent to it, by the task's name."""
    moments = {}

    def note(headers, **_said):
        if eta := headers["eta"]:
            moments[headers["task"]] = datetime.fromisoformat(eta)

    before_task_publish.connect(note, weak=False)
    yield moments
    before_task_publish.disconnect(note)


def verification(lodestone_id=WREN, user=None):
    return issue_code(add_character(user or UserFactory(), lodestone_id))


def press(verification, *, shows=False):
    verification.refresh_from_db()
    ask_for_check(verification, shows=shows)
    look_for_code(verification.pk)
    verification.refresh_from_db()
    if verification.state == ErrandState.QUEUED:  # the second look, seconds later
        look_for_code(verification.pk)
        verification.refresh_from_db()
    return verification


def later(verification, **passed):
    """As if it had all begun so much earlier."""
    fields = ("asked_at", "next_at", "until", "expires_at", "looked_at")
    for name in fields:
        if at := getattr(verification, name):
            setattr(verification, name, at - timedelta(**passed))
    verification.save()


def test_a_code_has_letters_that_nobody_mixes_up():
    codes = {new_code() for _ in range(200)}

    assert len(codes) == 200
    assert {c for code in codes for c in code[7:]} <= {*LETTERS, "-"}
    assert not set("0O1IL5S2Z8BUAEI") & set(LETTERS)


@pytest.mark.parametrize(
    "text",
    [
        "MUSTER-CDFG-HJKM",
        "Healer main. muster-cdfg-hjkm tea",
        "MUSTER CDFG HJKM",
        "MUSTER\u2013CDFG\u2013HJKM",
        "ＭＵＳＴＥＲ-ＣＤＦＧ-ＨＪＫＭ",
        "xivauth:AB12 / MUSTER-CDFG-\nHJKM",
    ],
)
def test_a_code_is_found_however_it_was_typed(text):
    assert holds(text, "MUSTER-CDFG-HJKM")


@pytest.mark.parametrize("text", ["", None, "MUSTER-CDFG-HJK", "CDFG-HJKM", "-"])
def test_half_a_code_is_none(text):
    assert not holds(text, "MUSTER-CDFG-HJKM")


def test_the_code_in_the_profile_makes_the_character_theirs(world_outside, heard):
    mine = verification()
    world_outside.state.set_bio(WREN, f"Tea before pulls. {mine.code}")

    press(mine, shows=True)

    character = Character.objects.get(pk=mine.character_id)
    assert (mine.state, mine.outcome) == (ErrandState.DONE, "")
    assert (character.state, character.proof) == (
        CharacterState.VERIFIED,
        Proof.LODESTONE,
    )
    assert (character.name, str(character.world)) == ("Wren Hollowell", "Lich")
    assert (character.is_main, character.is_shown) == (True, True)
    assert ("verified", character.user_id, None) in heard
    assert ("changed", character.user_id, None) in heard


def test_what_was_just_read_is_not_read_again_at_once(world_outside):
    mine = verification()
    world_outside.state.set_bio(WREN, mine.code)

    press(mine)

    character = Character.objects.get(pk=mine.character_id)
    now = timezone.now()
    rows = Character.objects.filter(
        pk=character.pk,
        sync_due_at__gt=now + timedelta(hours=12),
        logs_due_at__lt=now + timedelta(minutes=2),
    )
    assert rows.exists()


def test_the_second_one_is_not_main_and_shown_only_if_wished(world_outside):
    user = UserFactory()
    CharacterFactory(user=user, shown=True)
    mine = verification(user=user)
    world_outside.state.set_bio(WREN, mine.code)

    press(mine, shows=False)

    mine.character.refresh_from_db()
    assert mine.character.is_verified
    assert (mine.character.is_main, mine.character.is_shown) == (False, False)


def test_code_that_is_not_there_is_looked_for_again_within_seconds(
    world_outside, begun_at, django_capture_on_commit_callbacks
):
    mine = verification()
    ask_for_check(mine, shows=False)
    with django_capture_on_commit_callbacks(execute=True):
        look_for_code(mine.pk)

    mine.refresh_from_db()
    assert (mine.state, mine.outcome) == (ErrandState.QUEUED, Trouble.MISSING)
    wait = begun_at[LOOK_FOR_CODE] - timezone.now()
    assert 0 < wait.total_seconds() <= SECOND_LOOK_SECONDS
    # The Lodestone shows by now what was saved.
    world_outside.state.set_bio(WREN, mine.code)
    look_for_code(mine.pk)

    mine.refresh_from_db()
    assert mine.state == ErrandState.DONE


def test_after_two_quick_looks_it_waits(world_outside):
    mine = press(verification())

    assert (mine.state, mine.tries) == (ErrandState.RETRYING, 2)
    assert 100 < mine.next_in <= 120


def test_second_quick_look_is_not_for_what_seconds_do_not_mend(world_outside):
    mine = verification(GRIMSBY)
    ask_for_check(mine, shows=False)
    look_for_code(mine.pk)

    mine.refresh_from_db()
    assert (mine.state, mine.outcome) == (ErrandState.RETRYING, Trouble.PRIVATE)


def test_second_look_that_nobody_sent_is_found_by_the_sweep(world_outside):
    mine = verification()
    ask_for_check(mine, shows=False)
    look_for_code(mine.pk)

    later(mine := Verification.objects.get(pk=mine.pk), minutes=2)

    assert Verification.objects.missed().get() == mine


def test_somebody_elses_code_is_of_no_use(world_outside):
    theirs, mine = verification(), verification()
    world_outside.state.set_bio(WREN, theirs.code)

    press(mine)

    assert (mine.state, mine.outcome) == (ErrandState.RETRYING, Trouble.MISSING)


def test_the_code_of_another_character_is_of_no_use(world_outside):
    user = UserFactory()
    other, mine = verification(ONDREJ, user), verification(WREN, user)
    world_outside.state.set_bio(WREN, other.code)

    assert press(mine).outcome == Trouble.MISSING


@pytest.mark.parametrize(
    ("lodestone_id", "outcome"),
    [
        (WREN, Trouble.MISSING),
        (GRIMSBY, Trouble.PRIVATE),
        (VEIL, Trouble.HIDDEN),
        (HALCYON, Trouble.MAINTENANCE),
        (NOBODY, Trouble.GONE),
    ],
)
def test_whatever_is_in_the_way_is_said_and_tried_again(
    world_outside, lodestone_id, outcome
):
    mine = press(verification(lodestone_id))

    assert (mine.state, mine.outcome) == (ErrandState.RETRYING, outcome)
    assert mine.trouble
    assert timezone.now() < mine.next_at < timezone.now() + timedelta(days=1)


@pytest.mark.parametrize(
    ("fault", "outcome"),
    [
        (Fault.SLOW, Trouble.AWAY),
        (Fault.TOO_MANY, Trouble.LIMITED),
        (Fault.UNAVAILABLE, Trouble.MAINTENANCE),
        (Fault.CUT, Trouble.AWAY),
        (Fault.GARBAGE, Trouble.CHANGED),
        (Fault.CHANGED, Trouble.CHANGED),
        (Fault.HIDDEN, Trouble.HIDDEN),
    ],
)
def test_a_bad_day_of_the_lodestone_is_said_in_its_own_words(
    world_outside, fault, outcome
):
    mine = verification()
    world_outside.state.set_bio(WREN, mine.code)
    world_outside.state.set_fault("lodestone", fault)

    assert press(mine).outcome == outcome

    world_outside.state.set_fault("lodestone", Fault.NONE)
    look_for_code(mine.pk)
    mine.refresh_from_db()
    assert mine.state == ErrandState.DONE


def test_it_is_tried_for_a_day_with_growing_waits_and_then_told(world_outside, heard):
    mine = press(verification())
    waits = []
    while mine.state == ErrandState.RETRYING:
        waits.append((mine.next_at - mine.looked_at).total_seconds() / 60)
        later(mine, minutes=waits[-1])
        look_for_code(mine.pk)
        mine.refresh_from_db()

    assert waits == sorted(waits)
    assert waits[0] < 5
    assert 20 * 60 < sum(waits) <= 24 * 60
    assert (mine.state, mine.outcome) == (ErrandState.ISSUED, Trouble.MISSING)
    assert ("given up", mine.character.user_id, str(Trouble.MISSING)) in heard


def test_after_that_the_same_code_may_be_looked_for_again(world_outside):
    mine = press(verification())
    later(mine, hours=25)
    look_for_code(mine.pk)
    world_outside.state.set_bio(WREN, mine.code)

    assert press(mine).state == ErrandState.DONE


def test_the_button_cools_down(world_outside):
    mine = press(verification())

    with pytest.raises(CoolingDownError) as told:
        press(mine)
    assert 0 < told.value.wait <= 60

    later(mine, seconds=61)
    assert press(mine).tries == 2


def test_pressed_while_it_is_being_done_it_is_done_once(world_outside):
    mine = verification()
    ask_for_check(mine, shows=True)
    ask_for_check(mine, shows=True)

    mine.refresh_from_db()
    assert mine.state == ErrandState.QUEUED


def test_one_task_has_it_and_another_leaves_it(world_outside):
    mine = verification()
    ask_for_check(mine, shows=False)

    first, second = (Verification.objects.claim(mine.pk) for _ in range(2))

    assert first is not None
    assert second is None


def test_a_task_that_died_is_followed_by_another(world_outside):
    mine = verification()
    world_outside.state.set_bio(WREN, mine.code)
    ask_for_check(mine, shows=False)
    Verification.objects.claim(mine.pk)
    mine.refresh_from_db()
    assert not Verification.objects.missed().exists()

    later(mine, minutes=6)

    assert Verification.objects.missed().get() == mine
    look_for_code(mine.pk)
    mine.refresh_from_db()
    assert mine.state == ErrandState.DONE


PROFILE_TEXT = "character__selfintroduction"


def test_a_profile_text_that_cannot_be_read_is_not_said_to_lack_the_code(
    outside_server,
):
    mine = verification()
    text = pages.character_page(replace(TAMSIN, id=WREN, bio=mine.code))
    page = faults.page(text.replace(PROFILE_TEXT, "new_text"))
    outside_server.script(f"/lodestone/character/{WREN}/", page)

    assert press(mine).outcome == Trouble.CHANGED


def test_the_code_is_found_on_a_page_of_which_little_else_is_read(outside_server):
    mine = verification()
    text = pages.character_page(replace(TAMSIN, id=WREN, bio=mine.code))
    for part in ("frame__chara__world", "js__image_popup", "character-block", "level"):
        text = text.replace(part, f"new_{part}")
    outside_server.script(f"/lodestone/character/{WREN}/", faults.page(text))

    assert press(mine).state == ErrandState.DONE


def test_a_code_ends_and_a_new_one_is_another(world_outside):
    mine = verification()
    later(mine, days=8)
    world_outside.state.set_bio(WREN, mine.code)

    with pytest.raises(GoneError):
        press(mine)
    assert end_expired_codes() == 1
    fresh = issue_code(mine.character)

    assert fresh.code != mine.code
    assert press(fresh).outcome == Trouble.MISSING


def test_asked_for_twice_the_code_stays_the_same():
    mine = verification()

    assert issue_code(mine.character) == mine


def test_who_owns_it_already_needs_no_code():
    with pytest.raises(GoneError):
        issue_code(CharacterFactory(verified=True))


def test_a_later_verification_takes_it_over_and_tells(world_outside, heard):
    earlier = CharacterFactory(lodestone_id=WREN, shown=True)
    second = CharacterFactory(user=earlier.user, verified=True)
    seat = MembershipFactory(user=earlier.user, character=earlier)
    mine = verification()
    world_outside.state.set_bio(WREN, mine.code)

    press(mine)

    for row in (earlier, second, mine.character):
        row.refresh_from_db()
    assert mine.character.is_verified
    assert not earlier.is_verified
    assert earlier.lost_at is not None
    assert (earlier.is_main, earlier.is_shown, earlier.proof) == (False, False, "")
    assert second.is_main
    assert Membership.objects.get(pk=seat.pk).character is None
    assert heard.count(("taken over", earlier.user_id, None)) == 1


def test_who_lost_it_may_win_it_back_the_same_way(world_outside):
    earlier = CharacterFactory(lodestone_id=WREN, shown=True)
    mine = verification()
    world_outside.state.set_bio(WREN, mine.code)
    press(mine)
    again = issue_code(earlier)
    world_outside.state.set_bio(WREN, again.code)

    press(again)

    earlier.refresh_from_db()
    mine.character.refresh_from_db()
    assert (earlier.is_verified, earlier.lost_at) == (True, None)
    assert not mine.character.is_verified


def test_a_removed_character_takes_its_search_along(world_outside):
    mine = verification()
    ask_for_check(mine, shows=False)
    mine.character.delete()

    look_for_code(mine.pk)

    assert not Verification.objects.exists()


def test_a_code_that_expires_meanwhile_is_looked_for_no_more(world_outside):
    mine = press(verification())
    Verification.objects.update(expires_at=timezone.now())
    world_outside.state.set_bio(WREN, mine.code)

    look_for_code(mine.pk)

    mine.refresh_from_db()
    assert mine.state == ErrandState.ENDED
    assert not Character.objects.verified().exists()


def test_an_account_that_ended_meanwhile_owns_nothing(world_outside):
    mine = verification()
    world_outside.state.set_bio(WREN, mine.code)
    ask_for_check(mine, shows=True)
    user = mine.character.user
    user.is_active = False
    user.save()

    look_for_code(mine.pk)

    mine.refresh_from_db()
    assert mine.state == ErrandState.ENDED
    assert not Character.objects.verified().exists()


def test_an_older_look_takes_nothing_from_newer_proof(
    world_outside, fake_clock, monkeypatch
):
    """The page was read, and written down only after another had proved it."""
    fake_clock.time = timezone.now().timestamp() - 60
    mine, theirs = verification(), verification()
    for each in (mine, theirs):
        ask_for_check(each, shows=True)
    world_outside.state.set_bio(WREN, mine.code)

    def slowly(character, page):
        monkeypatch.setattr("accounts.actions.verification.apply_page", apply_page)
        world_outside.state.set_bio(WREN, theirs.code)
        fake_clock.sleep(5)
        look_for_code(theirs.pk)
        apply_page(character, page)

    monkeypatch.setattr("accounts.actions.verification.apply_page", slowly)
    look_for_code(mine.pk)

    assert Character.objects.verified().get().user == theirs.character.user
    look_for_code(mine.pk)  # as the task does that was sent
    mine.refresh_from_db()
    assert (mine.state, mine.outcome) == (ErrandState.RETRYING, Trouble.MISSING)
    assert Character.objects.verified().get().user == theirs.character.user


def test_a_late_task_writes_nothing_over_a_newer_one(world_outside):
    mine = verification()
    ask_for_check(mine, shows=False)
    late = Verification.objects.claim(mine.pk)
    assert late is not None
    later(mine := Verification.objects.get(pk=mine.pk), minutes=6)
    Verification.objects.claim(mine.pk)

    written = Verification.objects.end(late, ErrandState.DONE)

    mine.refresh_from_db()
    assert (written, mine.state) == (False, ErrandState.LOOKING)
