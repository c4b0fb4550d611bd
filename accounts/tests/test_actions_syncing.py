"""What the Lodestone says of a character is written down; nothing known is lost."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actions.characters import refresh_character
from accounts.actions.profile import seek
from accounts.actions.syncing import (
    LONGEST_WAIT,
    OTHERS_EVERY,
    SEEKING_EVERY,
    SHOWN_EVERY,
    apply_page,
    growing,
    spread,
    sync_character,
)
from accounts.errands import Trouble
from accounts.exceptions import CoolingDownError
from accounts.models import Character
from accounts.tests.factories import CharacterFactory, ProfileFactory, world_id
from accounts.tests.sandbox_people import GRIMSBY, HALCYON, NOBODY, VEIL, WREN
from integrations.catalogue import catalogue
from integrations.errors import Temporary
from integrations.http import status
from integrations.lodestone import pages
from integrations.lodestone.client import LODESTONE
from integrations.lodestone.schemas import Character as Page
from integrations.lodestone.tests.people import TAMSIN
from integrations.sandbox.faults import Fault
from integrations.tests.outside import server as faults

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

KNOWN_AVATAR = "https://img2.finalfantasyxiv.com/f/abc_fc0.jpg?1762800000"
PAGE = Page(
    id=WREN,
    name="Wren Hollowell",
    title=None,
    world="Lich",
    data_centre="Light",
    avatar_url=KNOWN_AVATAR,
    job_levels={"White Mage / Conjurer": 100, "Scholar": 96, "Bard / Archer": None},
    item_level=768,
)


def job(abbreviation):
    return str(catalogue().job_by_abbreviation[abbreviation].id)


def synced(lodestone_id=WREN, **fields):
    fields = {"verified": True, "synced_at": None} | fields
    character = CharacterFactory(lodestone_id=lodestone_id, **fields)
    sync_character(character.pk)
    character.refresh_from_db()
    return character


def test_name_world_levels_and_gear_come_from_the_lodestone(world_outside, changed):
    character = synced()

    assert (character.name, character.world.slug) == ("Wren Hollowell", "lich")
    assert character.job_levels == {
        job("WHM"): 100,
        job("SCH"): 100,
        job("SGE"): 96,
        job("BRD"): 71,
    }
    assert character.item_level == 768
    assert character.avatar_url.startswith("https://img2.finalfantasyxiv.com/")
    assert (character.sync_problem, character.sync_failures) == ("", 0)
    assert character.synced_at is not None
    assert changed == [character.user_id]


def test_the_same_again_changes_nothing(world_outside, changed):
    character = synced()
    changed.clear()

    sync_character(character.pk)

    assert changed == []


@pytest.mark.parametrize(
    ("name", "abbreviation"),
    [
        ("Paladin / Gladiator", "PLD"),
        ("Gladiator", "GLA"),
        ("Arcanist", "ACN"),
        ("Blue Mage (Limited Job)", "BLU"),
        ("Pictomancer", "PCT"),
    ],
)
def test_a_job_is_known_by_each_of_its_names(name, abbreviation):
    character = CharacterFactory(verified=True)

    apply_page(character, replace(PAGE, job_levels={name: 44}))

    character.refresh_from_db()
    assert character.job_levels == {job(abbreviation): 44}


def test_jobs_that_nobody_knows_yet_are_left_out():
    character = CharacterFactory(verified=True)

    apply_page(character, replace(PAGE, job_levels={"Chocobo Rider": 3, "Sage": 90}))

    character.refresh_from_db()
    assert character.job_levels == {job("SGE"): 90}


def test_a_move_and_a_new_name_are_taken_over(changed):
    character = CharacterFactory(verified=True, name="Wren Hollowell")

    apply_page(character, replace(PAGE, name="Wren Ashgrove", world="Odin"))

    character.refresh_from_db()
    assert (character.name, character.world.slug) == ("Wren Ashgrove", "odin")
    assert changed == [character.user_id]


@pytest.mark.parametrize("world", ["Newworld", "Nova Ultima", "World 2", None])
def test_a_world_that_nobody_knows_yet_leaves_the_one_before(world, outside_forgotten):
    character = CharacterFactory(verified=True, world_id=world_id("lich"))

    apply_page(character, replace(PAGE, world=world))

    character.refresh_from_db()
    assert character.world.slug == "lich"
    assert status(LODESTONE).unread == ({"world": 1} if world else {})


LEFT_OUT = ("frame__chara__world", "frame__chara__face", "frame__chara__title",
            "character__profile__data__detail", "character-block", "js__image_popup",
            "character__level__list", "character__class", "icon-c--", "ldst__side")  # fmt: skip


@pytest.mark.parametrize("parts", [*([each] for each in LEFT_OUT), LEFT_OUT])
def test_what_cannot_be_read_of_a_page_stays_as_it_was(parts, outside_server):
    known = {
        "world_id": world_id("odin"),
        "avatar_url": KNOWN_AVATAR,
        "job_levels": {job("DRK"): 90, job("WHM"): 100},
        "item_level": 700,
        "is_private": False,
    }
    text = pages.character_page(replace(TAMSIN, id=WREN))
    for part in parts:
        text = text.replace(part, f"new_{part}")
    outside_server.script(f"/lodestone/character/{WREN}/", faults.page(text))

    character = synced(name="Known Before", **known)

    assert (character.name, character.sync_problem) == (TAMSIN.name, "")
    assert character.job_levels[job("DRK")] in (90, TAMSIN.job_levels["Dark Knight"])
    if parts is LEFT_OUT:
        assert {each: getattr(character, each) for each in known} == known
    assert set(parts) == {"icon-c--"} or status(LODESTONE).unread


def test_whose_page_it_is_must_be_read(outside_server):
    text = pages.character_page(replace(TAMSIN, id=WREN))
    page = faults.page(text.replace("frame__chara__name", "new_name"))
    outside_server.script(f"/lodestone/character/{WREN}/", page)

    character = synced(name="Known Before")

    assert (character.name, character.sync_problem) == ("Known Before", "changed")
    assert status(LODESTONE).last_error == "changed: name"


def test_levels_that_a_page_leaves_out_are_kept():
    known = {job("DRK"): 90, job("SCH"): 50}
    character = CharacterFactory(verified=True, job_levels=known)

    apply_page(character, PAGE)

    character.refresh_from_db()
    assert character.job_levels == {job("DRK"): 90, job("WHM"): 100, job("SCH"): 96}


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/f/abc.jpg",
        "http://img2.finalfantasyxiv.com/f/abc.jpg",
        "https://img2.finalfantasyxiv.com.evil.example/f/abc.jpg",
        "https://img2.finalfantasyxiv.com@evil.example/f/abc.jpg",
        "https://na.finalfantasyxiv.com/lodestone/logout.jpg",
        "https://img2.finalfantasyxiv.com/f/abc.svg",
        "javascript:alert(1)//img2.finalfantasyxiv.com/f/abc.jpg",
        "",
    ],
)
def test_a_picture_from_elsewhere_is_not_taken_and_the_rest_is(address):
    character = CharacterFactory(verified=True, avatar_url=KNOWN_AVATAR)

    apply_page(character, replace(PAGE, avatar_url=address))

    character.refresh_from_db()
    assert (character.name, character.avatar_url) == ("Wren Hollowell", KNOWN_AVATAR)


def test_a_private_profile_wipes_nothing(world_outside):
    levels = {job("DRK"): 100}
    character = synced(GRIMSBY, job_levels=levels, item_level=760)

    assert character.is_private
    assert character.name == "Grimsby O'tolle"
    assert (character.job_levels, character.item_level) == (levels, 760)


def test_gear_that_is_hidden_leaves_the_item_level_of_before():
    character = CharacterFactory(verified=True, item_level=760)

    apply_page(character, replace(PAGE, item_level=None))

    character.refresh_from_db()
    assert character.item_level == 760


@pytest.mark.parametrize(
    ("lodestone_id", "problem"),
    [
        (NOBODY, Trouble.GONE),
        (VEIL, Trouble.HIDDEN),
        (HALCYON, Trouble.MAINTENANCE),
    ],
)
def test_what_cannot_be_read_keeps_everything(world_outside, lodestone_id, problem):
    levels = {job("DRK"): 100}
    character = synced(lodestone_id, name="Known Before", job_levels=levels)

    assert (character.name, character.job_levels) == ("Known Before", levels)
    assert (character.sync_problem, character.sync_failures) == (problem, 1)
    assert character.is_verified
    assert character.sync_due_at > timezone.now()


@pytest.mark.parametrize("fault", [Fault.SLOW, Fault.GARBAGE, Fault.CHANGED, Fault.CUT])
def test_a_bad_day_of_the_lodestone_keeps_everything(world_outside, fault):
    world_outside.state.set_fault("lodestone", fault)

    character = synced(name="Known Before", item_level=760)

    assert (character.name, character.item_level) == ("Known Before", 760)
    assert character.missing_since is None
    assert character.problem


def test_who_vanished_is_marked_and_found_again_unmarked(world_outside, changed):
    character = synced(NOBODY)
    since = character.missing_since
    assert since is not None
    sync_character(character.pk)
    character.refresh_from_db()
    assert character.missing_since == since

    Character.objects.filter(pk=character.pk).update(lodestone_id=WREN)
    sync_character(character.pk)
    character.refresh_from_db()

    assert (character.missing_since, character.sync_problem) == (None, "")
    assert len(changed) == 2


def test_a_rate_limit_is_no_failure_and_its_wait_is_kept(world_outside):
    world_outside.state.set_fault("lodestone", Fault.TOO_MANY)

    character = synced()

    assert (character.sync_problem, character.sync_failures) == (Trouble.LIMITED, 0)
    assert character.sync_due_at > timezone.now() + timedelta(seconds=1)
    assert character.sync_due_at < timezone.now() + timedelta(minutes=15)


def test_waits_grow_to_an_end():
    waits = [growing(failures) for failures in range(1, 20)]

    assert waits == sorted(waits)
    assert waits[0] == timedelta(minutes=15)
    assert waits[-1] == LONGEST_WAIT


def test_who_came_together_is_not_asked_for_together():
    times = [spread(timedelta(hours=20)) for _ in range(200)]

    assert len(set(times)) > 150
    assert min(times) >= timedelta(hours=15)
    assert max(times) <= timedelta(hours=25)


@pytest.mark.parametrize(
    ("fields", "seeks", "every"),
    [
        ({"is_shown": True}, True, SEEKING_EVERY),
        ({"is_shown": True}, False, SHOWN_EVERY),
        ({"is_shown": False}, False, OTHERS_EVERY),
    ],
)
def test_who_seeks_is_the_freshest(world_outside, fields, seeks, every):
    user = ProfileFactory(seeking=seeks).user

    character = synced(user=user, **fields)

    wait = character.sync_due_at - timezone.now()
    assert every * 0.74 < wait < every * 1.26


def test_what_nobody_verified_is_looked_up_once(world_outside):
    assert synced(verified=False).sync_due_at is None


def test_what_nobody_verified_is_not_asked_for_for_ever(world_outside):
    character = synced(NOBODY, verified=False)

    for _ in range(6):
        sync_character(character.pk)

    character.refresh_from_db()
    assert character.sync_due_at is None


def test_who_begins_to_seek_is_looked_up_if_that_was_long_ago():
    now = timezone.now()
    tomorrow = now + timedelta(days=1)
    old = CharacterFactory(
        verified=True,
        synced_at=now - timedelta(days=2),
        sync_due_at=tomorrow,
        logs_synced_at=now - timedelta(days=2),
        logs_due_at=tomorrow,
    )
    fresh = CharacterFactory(user=old.user, verified=True, sync_due_at=tomorrow)
    failing = CharacterFactory(
        user=old.user,
        verified=True,
        synced_at=now - timedelta(days=2),
        sync_due_at=tomorrow,
        sync_failures=4,
    )

    seek(old.user)

    for row in (old, fresh, failing):
        row.refresh_from_db()
    assert old.sync_due_at <= timezone.now()
    assert old.logs_due_at <= timezone.now()
    assert (fresh.sync_due_at, failing.sync_due_at) == (tomorrow, tomorrow)


def test_a_refresh_by_hand_cools_down(world_outside):
    character = CharacterFactory(lodestone_id=WREN, verified=True, name="Old Name")

    refresh_character(character)
    character.refresh_from_db()
    assert character.is_waiting
    with pytest.raises(CoolingDownError):
        refresh_character(character)
    sync_character(character.pk)

    character.refresh_from_db()
    assert (character.name, character.is_waiting) == ("Wren Hollowell", False)


def test_an_erased_row_is_left_alone(world_outside):
    character = CharacterFactory(lodestone_id=None, name="")

    sync_character(character.pk)

    character.refresh_from_db()
    assert (character.name, character.synced_at) == ("", None)


def test_character_removed_while_the_outside_is_away_stays_removed(monkeypatch):
    class Away:
        def character(self, *args, **more):
            Character.objects.all().delete()
            raise Temporary("lodestone")

    monkeypatch.setattr("accounts.actions.syncing.lodestone", Away)

    sync_character(CharacterFactory(lodestone_id=WREN, verified=True).pk)

    assert not Character.objects.exists()
