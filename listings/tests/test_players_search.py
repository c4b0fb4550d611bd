"""Who is found among the players who seek, by whom, and by what."""

from datetime import timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone

from accounts.actions import suspend, unsuspend
from accounts.actions.availability import set_availability
from accounts.actions.blocks import block, unblock
from accounts.actions.characters import remove_character, show_character
from accounts.actions.erasure import erase_account
from accounts.actions.profile import edit_profile, seek, set_privacy, stop_seeking
from accounts.enums import LogsStatus, Visibility
from accounts.models import Character, Profile, Progress, User
from accounts.tests.factories import UserFactory
from accounts.tests.log_in import log_in
from config.lib.week import Window
from config.testing.race import race
from listings import search
from listings.actions import mend_players, reindex_player
from listings.models import PlayerEntry
from listings.tests.factories import duty_id
from listings.tests.players import character, seeker

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
MEMBER = uuid4()


def found(query: str = "", viewer=None) -> list[User]:
    asked = search.read_filters(QueryDict(query), search.PLAYERS).asked_by(viewer)
    page = search.find(asked, asked.spans(ZoneInfo("UTC"), timezone.now()))
    return [User.objects.get(pk=key) for key, _version in page.rows]


def by_words(text: str) -> list[User]:
    asked = QueryDict(mutable=True)
    asked["q"] = text
    return found(asked.urlencode())


@pytest.mark.parametrize("place", ["headline", "about", "name"])
@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("Nachteule sucht Gruppe", "nachteule"),
        ("Nachteule sucht Gruppe", "gruppe NACHTEULE"),
        ("Müßiggang", "mussiggang"),
        ("ﾋｰﾗｰで固定を探しています", "ヒーラー"),
        ("夜型の固定を探しています", "固定"),
        ("夜型の固定を探しています", "夜"),
        ("Ночные совы", "ночн"),
        ("O'Brien: 100%", "o'brien 100%"),
    ],
)
def test_own_text_is_found_in_any_place_and_spelling(place, written, typed):
    wanted = seeker() if place == "name" else seeker(**{place: written})
    if place == "name":
        character(wanted, name=written)
    seeker()

    assert by_words(typed) == [wanted]


@pytest.mark.parametrize("typed", ["Night_Owl", "night_owl", "NIGHT_O"])
def test_player_is_found_by_handle(typed):
    wanted = seeker("Night_Owl")
    seeker()

    assert by_words(typed) == [wanted]


@pytest.mark.parametrize("typed", ["M12S", "アルカディア", "Superschwergewicht"])
def test_player_is_found_by_the_name_of_what_they_cleared(typed):
    wanted = seeker()
    character(wanted, clears=("m12s",))
    character(seeker(), clears=("fru",))

    assert by_words(typed) == [wanted]


# --- What is not shown -----------------------------------------------------------

SECRETS = ["q=Zzyzx", "q=夜", "dc=elemental", "region=japan", "duty=top", "q=TOP",
           "tier=aac-heavyweight-savage"]  # fmt: skip
SECRET: dict[str, Any] = {
    "world": "aegis",
    "name": "Zzyzx 夜",
    "clears": ("top", "m12s"),
}


@pytest.mark.parametrize("query", SECRETS)
def test_hidden_character_finds_nobody(query):
    player = seeker()
    character(player, clears=("fru",))
    secret = character(player, **SECRET, is_shown=False)
    assert found(query, MEMBER) == []

    show_character(secret, is_shown=True, together=True)
    assert found(query, MEMBER) == [player]  # the search itself can find it
    show_character(secret, is_shown=False)

    assert found(query, MEMBER) == []
    assert found("duty=fru&dc=light") == [player]


@pytest.mark.parametrize("query", SECRETS)
def test_unverified_and_removed_characters_find_nobody(query):
    player = seeker()
    character(player, **SECRET, verified=False)
    assert found(query, MEMBER) == []

    gone = character(player, **SECRET)
    assert found(query) == [player]
    remove_character(gone)

    assert found(query, MEMBER) == []


def test_hidden_logs_say_nothing_even_of_old_clears():
    player = seeker()
    one = character(player, clears=("m12s",))
    assert found("duty=m12s") == [player]

    Character.objects.filter(pk=one.pk).update(logs_status=LogsStatus.HIDDEN)
    reindex_player(player.pk)

    assert found("duty=m12s") == []
    assert found("tier=aac-heavyweight-savage") == []


def test_duty_that_was_never_killed_is_not_cleared():
    one = character(seeker())
    Progress.objects.create(
        character=one, duty_id=duty_id("fru"), kills=0, fetched_at=timezone.now()
    )
    reindex_player(one.user_id)

    assert found("duty=fru") == []


# --- Who is there at all ---------------------------------------------------------


def test_only_members_find_who_is_for_members():
    player = seeker(visibility=Visibility.MEMBERS)

    assert found() == []
    assert found(viewer=MEMBER) == [player]
    set_privacy(player, visibility=Visibility.PUBLIC, shows_percentiles=False)
    assert found() == [player]
    set_privacy(player, visibility=Visibility.HIDDEN, shows_percentiles=False)
    assert found(viewer=MEMBER) == found(viewer=player.pk) == []


def test_who_stops_seeking_is_gone_at_once_and_back_when_they_seek_again():
    player = seeker()
    stop_seeking(player)
    assert found() == []
    seek(player)
    assert found() == [player]


def test_seeking_ends_by_the_clock():
    player = seeker()

    with time_machine.travel(timezone.now() + timedelta(days=58)):
        assert found() == [player]
    with time_machine.travel(timezone.now() + timedelta(days=60)):
        assert found() == []


def test_suspended_player_is_not_found_until_it_ends(people):
    player = seeker()
    until = timezone.now() + timedelta(days=3)
    suspend(player, by=people.mo, until=until, reason="Insults.")
    assert found(viewer=MEMBER) == []

    with time_machine.travel(until + timedelta(minutes=1)):
        assert found() == [player]
    unsuspend(player, by=people.mo, reason="A mistake.")
    assert found() == [player]


def test_inactive_player_is_not_found():
    player = seeker()
    User.objects.filter(pk=player.pk).update(is_active=False)

    reindex_player(player.pk)

    assert found(viewer=MEMBER) == []


def test_account_made_inactive_at_the_desk_is_not_found_and_back_again(client):
    player = seeker("sleeper")
    log_in(client, UserFactory(superuser=True))
    desk = reverse("admin:accounts_user_change", args=[player.pk])

    client.post(desk, {"handle": "sleeper", "time_zone": "UTC"})
    assert found(viewer=MEMBER) == []
    client.post(desk, {"handle": "sleeper", "time_zone": "UTC", "is_active": "on"})

    assert found() == [player]


def test_erased_player_leaves_no_row():
    player = seeker("somebody-gone", headline="Remember me")
    character(player, name="Zzyzx")

    erase_account(player)

    assert not PlayerEntry.objects.exists()
    assert by_words("Remember") == by_words("Zzyzx") == by_words("somebody-gone") == []


@pytest.mark.parametrize("way", ["she blocks", "she is blocked"])
def test_nobody_finds_who_keeps_apart_from_them(people, way):
    player, other = seeker(), seeker(days_ago=2)
    pair = (people.alice, player)
    blocked, by = pair if way == "she is blocked" else pair[::-1]
    apart = block(blocked, by=by)

    assert found(viewer=people.alice.pk) == [other]
    assert found(viewer=people.bob.pk) == found() == [player, other]
    unblock(apart)
    assert found(viewer=people.alice.pk) == [player, other]


# --- When they are free ----------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("days=sun&tz=UTC", True),
        ("days=mon&from=01:59&to=03:00&tz=UTC", True),
        ("days=mon&from=02:00&to=03:00&tz=UTC", False),
        ("days=sun&from=23:30&to=00:30&tz=UTC", True),
        ("days=sat&tz=UTC", False),
        ("days=sun&from=15:59&tz=Pacific/Honolulu", True),
        ("days=sun&tz=Pacific/Auckland", False),
    ],
)
def test_night_over_the_weeks_end_is_found_on_both_sides(query, expected):
    seeker(schedule=((6, 1320, 240),))

    assert bool(found(query)) is expected


def test_more_of_the_hours_asked_for_comes_first():
    least = seeker(schedule=((1, 1260, 60),), days_ago=1)
    most = seeker(schedule=((1, 1140, 300),), days_ago=3)
    middle = seeker(schedule=((1, 1380, 120), (1, 1200, 90)), days_ago=2)
    seeker(schedule=((2, 1200, 180),))
    asked = "days=tue&from=20:00&to=01:00&tz=UTC"

    assert found(f"{asked}&sort=overlap") == [most, middle, least]
    assert found(asked) == [least, middle, most]


def test_changed_hours_are_searched_at_once():
    player = seeker(schedule=((1, 1200, 60),))

    set_availability(player, [Window(3, 1200, 60)], ZoneInfo("UTC"))

    assert found("days=tue&tz=UTC") == []
    assert found("days=thu&tz=UTC") == [player]


def test_team_and_evenings_together_are_the_teams_hours_on_those():
    tuesday = seeker(schedule=((1, 1200, 60),))
    seeker(schedule=((3, 1200, 60),))
    hours = search.TeamHours("Ember", ((1440 + 1200, 1440 + 1300), (5520, 5640)))
    asked = search.read_filters(
        QueryDict("team=ember&days=tue&tz=UTC"), search.PLAYERS
    ).of_team(hours)
    spans = asked.spans(ZoneInfo("UTC"), timezone.now())
    assert [key for key, _v in search.find(asked, spans).rows] == [tuesday.pk]

    other = search.read_filters(
        QueryDict("team=ember&days=mon&tz=UTC"), search.PLAYERS
    ).of_team(hours)
    spans = other.spans(ZoneInfo("UTC"), timezone.now())
    assert spans == []  # the team does not raid then
    assert search.find(other, spans).rows == []


# --- Kept up ---------------------------------------------------------------------


def test_what_changes_gives_the_card_a_new_version():
    player = seeker()
    versions = [PlayerEntry.objects.get().card_version]

    edit_profile(player, headline="Another")
    versions.append(PlayerEntry.objects.get().card_version)
    stop_seeking(player)
    seek(player)
    versions.append(PlayerEntry.objects.get().card_version)

    assert versions == sorted(set(versions))


def test_mending_finds_what_was_missed():
    kept, ended, changed, moved = (seeker() for _ in range(4))
    PlayerEntry.objects.filter(pk=kept.pk).delete()
    PlayerEntry.objects.filter(pk=ended.pk).update(ends_at=timezone.now())
    Profile.objects.filter(pk=ended.pk).update(seeking_until=None)
    now = timezone.now()
    Profile.objects.filter(pk=changed.pk).update(headline="Zephyr", changed_at=now)
    Profile.objects.filter(pk=moved.pk).update(week=[(0, 60)])

    told = mend_players()

    assert told == {"ended": 1, "moved": 1, "mended": 2}
    assert set(found()) == {kept, changed, moved}
    assert by_words("zephyr") == [changed]
    assert found("days=mon&tz=UTC") == [moved]
    assert mend_players() == {"ended": 0, "moved": 0, "mended": 0}


def test_mending_takes_out_who_was_made_inactive():
    player = seeker()
    User.objects.filter(pk=player.pk).update(is_active=False)

    mend_players()

    assert found(viewer=MEMBER) == []


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_changes_at_once_are_both_in_the_row():
    player = seeker()

    race(
        lambda: edit_profile(player, headline="Zephyr"),
        lambda: edit_profile(player, about="Quokka"),
    )

    assert by_words("zephyr quokka") == [player]
