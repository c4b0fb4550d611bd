"""A player's page: whom it shows to whom, under which address, and what stands there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.enums import LogsStatus, Visibility
from accounts.models import Block, FormerHandle
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    ProfileFactory,
    ProgressFactory,
    TeamFactory,
)
from integrations.catalogue import catalogue
from listings.tests.pages import html_of, words_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

PAGE = "/players/charlie/"


@pytest.fixture
def profile(people):
    return ProfileFactory(user=people.charlie, headline="Calm caster")


def job(code: str) -> int:
    return catalogue().job_by_abbreviation[code].id


def tell(profile, **said):
    for name, value in said.items():
        setattr(profile, name, value)
    profile.save()


def sees(client, people, viewer: str) -> int:
    client.logout()
    if viewer:
        client.force_login(getattr(people, viewer))
    status: int = client.get(PAGE).status_code
    return status


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [
        (Visibility.PUBLIC, ["", "dana", "charlie", "mo", "sid"]),
        (Visibility.MEMBERS, ["dana", "charlie", "mo", "sid"]),
        (Visibility.HIDDEN, ["charlie"]),
    ],
)
def test_page_is_there_for_those_whom_its_owner_chose(
    client, people, profile, visibility, seen_by
):
    tell(profile, visibility=visibility)

    for viewer in ("", "dana", "charlie", "mo", "sid"):
        expected = 200 if viewer in seen_by else 404
        assert sees(client, people, viewer) == expected, viewer


@pytest.mark.parametrize("gone", [{"is_active": False}, {"erased_at": timezone.now()}])
def test_who_is_gone_has_no_page(client, people, profile, gone):
    type(people.charlie).objects.filter(pk=people.charlie.pk).update(**gone)

    assert sees(client, people, "dana") == 404
    assert client.get("/players/CHARLIE/").status_code == 404


@pytest.mark.parametrize("blocker", ["charlie", "dana"])
def test_block_takes_the_page_from_both_and_from_nobody_else(
    client, people, profile, blocker
):
    blocked = {"charlie": people.dana, "dana": people.charlie}[blocker]
    Block.objects.create(blocker=getattr(people, blocker), blocked=blocked)
    FormerHandle.objects.create(user=people.charlie, handle="chuck")

    assert sees(client, people, "dana") == 404
    assert client.get("/players/chuck/").status_code == 404
    assert client.get("/players/Charlie/").status_code == 404
    client.force_login(people.charlie)
    assert client.get("/players/dana/").status_code == 404
    assert sees(client, people, "eve") == 200
    assert sees(client, people, "") == 200


def test_former_handle_leads_to_the_present_one_with_its_query(client, profile):
    FormerHandle.objects.create(user=profile.user, handle="Chuck")

    answer = client.get("/players/chuck/?character=2&tz=Asia/Tokyo")

    assert answer.status_code == 301
    assert answer["Location"] == "/players/charlie/?character=2&tz=Asia/Tokyo"
    # A handle can be taken back, so no browser may keep the way by itself.
    assert answer["Cache-Control"] == "no-cache"


def test_handle_in_another_case_leads_to_the_one_its_owner_writes(client, profile):
    answer = client.get("/players/ChArLiE/")

    assert (answer.status_code, answer["Location"]) == (301, PAGE)


def test_former_handle_of_somebody_hidden_leads_nowhere(client, people, profile):
    FormerHandle.objects.create(user=people.charlie, handle="chuck")
    tell(profile, visibility=Visibility.HIDDEN)

    assert client.get("/players/chuck/").status_code == 404


def test_who_seeks_can_be_invited_from_their_page(client, people, profile):
    client.force_login(people.alice)
    assert "Invite to" not in words_in(client.get(PAGE))
    now = timezone.now()
    tell(profile, seeking_since=now, seeking_until=now + timedelta(days=9))

    page = client.get(PAGE)

    way = "/teams/umbral-dawn/invites/?player=charlie"
    assert f'href="{way}"' in html_of(page)
    assert 'value="charlie"' in html_of(client.get(way))
    for name in ("dana", "charlie"):
        client.force_login(getattr(people, name))
        assert "Invite to" not in words_in(client.get(PAGE))
    MembershipFactory(team=people.team, user=people.charlie)
    client.force_login(people.alice)
    assert "Invite to" not in words_in(client.get(PAGE))


def test_search_engines_take_public_pages_alone(client, people, profile):
    assert "noindex" not in html_of(client.get(PAGE))
    assert 'property="og:title" content="charlie"' in html_of(client.get(PAGE))

    tell(profile, visibility=Visibility.MEMBERS)
    client.force_login(people.dana)

    assert '<meta name="robots" content="noindex">' in html_of(client.get(PAGE))
    assert "og:" not in html_of(client.get(PAGE))


def test_link_of_the_page_is_the_same_for_each_character(client, profile):
    CharacterFactory.create_batch(2, user=profile.user, verified=True, is_shown=True)

    for query in ("", "?character=2"):
        page = html_of(client.get(PAGE + query))
        assert f'<link rel="canonical" href="http://testserver{PAGE}">' in page


def test_owner_reads_that_nobody_else_sees_the_page(client, people, profile):
    tell(profile, visibility=Visibility.HIDDEN)
    client.force_login(people.charlie)

    assert "Only you see this page." in words_in(client.get(PAGE))


def test_person_without_a_profile_has_a_page_that_says_what_is_not_known(
    client, people
):
    words = words_in(client.get(PAGE))

    for said in ("No character is shown.", "No jobs named yet.", "No times said yet."):
        assert said in words
    said = "No word on Intensity, Languages, Voice, Other data centres, Goals unknown"
    assert said in words
    assert "Say who you are" not in words


def test_owner_of_an_empty_page_reads_what_to_fill_and_where(client, people):
    client.force_login(people.charlie)
    page = client.get(PAGE)

    assert "Teams decide by what stands here." in words_in(page)
    for address in ("/settings/profile/", "/settings/characters/"):
        assert f'href="{address}"' in html_of(page)
    assert "Say when you are free" in words_in(page)


def test_owner_of_a_full_page_is_asked_for_nothing(client, people, profile):
    tell(profile, about="Hello", jobs=[job("PCT")], schedule=[[1, 1200, 180]])
    CharacterFactory(user=people.charlie, shown=True)
    client.force_login(people.charlie)

    assert "Teams decide by what stands here." not in words_in(client.get(PAGE))


def test_what_is_typed_stays_text(client, profile):
    tell(profile, headline='"><script>x</script>', about="<img src=x onerror=y> **b**")

    page = html_of(client.get(PAGE))

    assert "<script>x" not in page
    assert "<img src=x" not in page
    assert "<strong>b</strong>" in page


def test_seeking_is_said_with_its_end_and_not_after_it(client, profile):
    now = timezone.now()
    tell(profile, seeking_since=now, seeking_until=now + timedelta(days=3))
    assert "Seeks a static" in words_in(client.get(PAGE))

    tell(profile, seeking_until=now - timedelta(minutes=1))
    assert "Seeks a static" not in words_in(client.get(PAGE))


def test_each_word_of_the_player_is_called_their_own(client, profile):
    known = catalogue()
    tell(
        profile,
        languages=["ja", "en"],
        voice="listen",
        intensity="midcore",
        can_travel=True,
        would_transfer=True,
        duty_goals=[known.duty_by_slug["fru"].id],
    )

    words = words_in(client.get(PAGE))

    for said in (
        "Intensity Midcore self-declared",
        "Languages 日本語, English self-declared",
        "Voice I listen self-declared",
        "Other data centres Can travel, would transfer self-declared",
        "Goals FRU self-declared",
    ):
        assert said in words
    assert "No word on" not in words


def test_times_are_shown_in_the_viewers_zone_beside_server_time(client, profile):
    tell(profile, schedule=[[1, 1200, 180], [2, 1200, 180]], time_zone="Asia/Tokyo")
    tell(profile, about="Free until <t:1796155200:t>")
    client.cookies["zone"] = "Asia/Tokyo"

    words = words_in(client.get(PAGE))

    assert "6 h a week" in words
    assert "Tue, Wed 20:00–23:00 11:00–14:00 ST" in words.replace("\u2060", "")
    assert "Your time, Asia/Tokyo" in words
    assert "Free until 05:00 JST" in words


def test_present_teams_are_named_and_former_ones_are_not(client, people, profile):
    now, before = TeamFactory(name="Now"), TeamFactory(name="Before")
    ended = TeamFactory(name="Ended")
    for team in (now, ended):
        MembershipFactory(team=team, user=people.charlie, officer=True)
    MembershipFactory(team=before, user=people.charlie, ended=True)
    type(ended).objects.filter(pk=ended.pk).update(archived_at=timezone.now())

    page = client.get(PAGE)

    assert "Teams Now Officer" in words_in(page)
    assert now.get_absolute_url() in html_of(page)
    assert "Before" not in html_of(page)
    assert "Ended" not in html_of(page)


def test_team_of_somebody_the_viewer_blocks_is_not_named(client, people, profile):
    MembershipFactory(team=people.rivals, user=people.charlie)
    Block.objects.create(blocker=people.dana, blocked=people.eve)
    client.force_login(people.dana)

    assert "Rival Eight" not in html_of(client.get(PAGE))
    client.force_login(people.bob)
    assert "Rival Eight" in html_of(client.get(PAGE))


# Characters


def test_shown_character_stands_with_its_world_and_its_proof(client, people, profile):
    CharacterFactory(user=people.charlie, shown=True, name="Wren Vale", item_level=768)

    words = words_in(client.get(PAGE))

    assert "Wren Vale · Twintania, Light · Europe verified," in words
    assert "Item level 768 verified, just now" in words


def test_several_shown_characters_are_chosen_by_links(client, people, profile):
    CharacterFactory(user=people.charlie, shown=True, name="First One", item_level=701)
    CharacterFactory(
        user=people.charlie, verified=True, is_shown=True, name="Other", item_level=702
    )

    first, other = client.get(PAGE), client.get(f"{PAGE}?character=2")

    assert 'href="?character=2"' in html_of(first)
    assert "Character First One" in words_in(first)
    assert "701" in words_in(first)
    assert "Character Other" in words_in(other)
    assert "702" in words_in(other)


@pytest.mark.parametrize(
    "chosen",
    ["0", "3", "-1", "999999", "x", "", "²", "%00", "%ED%A0%80", "1&character=9"],
)
def test_character_that_is_not_there_is_the_main_one(client, people, profile, chosen):
    CharacterFactory(user=people.charlie, shown=True, name="First One")
    CharacterFactory(user=people.charlie, verified=True, is_shown=True, name="Other")

    page = client.get(f"{PAGE}?character={chosen}")

    assert page.status_code == 200
    assert "Character First One" in words_in(page)


def test_character_that_vanished_from_the_lodestone_is_said_to(client, people):
    gone = timezone.now() - timedelta(days=3)
    CharacterFactory(user=people.charlie, shown=True, missing_since=gone)

    words = words_in(client.get(PAGE))

    assert "not on the Lodestone any more, 3 days ago" in words


def test_private_page_is_not_said_to_have_told_its_levels_just_now(client, people):
    CharacterFactory(
        user=people.charlie, shown=True, is_private=True, item_level=700,
        job_levels={str(job("SCH")): 100},
    )  # fmt: skip

    words = words_in(client.get(PAGE))

    assert "Item level 700 verified before the page went private" in words
    assert "Jobs verified before the page went private" in words
    assert "verified, just now" not in words


def test_levels_are_the_lodestones_and_the_main_job_the_players(client, profile):
    tell(profile, jobs=[job("SCH"), job("SGE")])
    levels = {job("SCH"): 100, job("SGE"): 96, job("VPR"): 31, job("WHM"): 0}
    CharacterFactory(
        user=profile.user, shown=True, job_levels={str(k): v for k, v in levels.items()}
    )

    words = words_in(client.get(PAGE))

    assert "Jobs verified, just now" in words
    assert "SCH Scholar , level 100 · main" in words
    assert "SGE Sage , level 96 · plays it" in words
    assert "VPR Viper , level 31" in words
    assert "White Mage" not in words


def test_jobs_without_a_character_are_the_players_word(client, profile):
    tell(profile, jobs=[job("SCH"), job("WHM")])

    words = words_in(client.get(PAGE))

    assert "Jobs self-declared Shield healer SCH Scholar main" in words
    assert "Pure healer WHM White Mage" in words


# Progress


def raider(user, status=LogsStatus.OK, **more):
    at = timezone.now() - timedelta(hours=3)
    return CharacterFactory(
        user=user, shown=True, logs_status=status, logs_synced_at=at, **more
    )


def test_progress_says_what_is_cleared_and_what_was_not_seen(client, profile):
    character = raider(profile.user, lodestone_id=90_000_123)
    tier = catalogue().current_tier
    assert tier
    duty = catalogue().duties_of(tier)[0]
    ProgressFactory(character=character, duty_id=duty.id, kills=12)

    page = client.get(PAGE)
    words = words_in(page)

    assert "from logs, 3 hours ago" in words
    assert f"{duty.short_name} {duty.name}: 12 clears" in words
    assert words.count("not seen") >= 3
    assert "1 fight cleared" in words
    assert "lodestone-id/90000123" in html_of(page)


def test_percentiles_are_shown_by_their_owners_wish_alone(client, profile):
    character = raider(profile.user)
    ProgressFactory(character=character, percentile=88.7, job_id=job("PCT"))

    hidden = words_in(client.get(PAGE))
    tell(profile, shows_percentiles=True)
    shown = words_in(client.get(PAGE))

    assert "percentiles not shown" in hidden
    assert "88" not in hidden
    assert "PCT" not in hidden
    assert "88 · PCT , best percentile 88, as Pictomancer" in shown


STATES = {
    LogsStatus.HIDDEN: "The logs are hidden.",
    LogsStatus.NO_LOGS: "No logs.",
    LogsStatus.UNKNOWN: "Not asked yet.",
}


@pytest.mark.parametrize(("status", "words"), STATES.items())
def test_what_is_not_known_is_said_and_never_guessed(client, profile, status, words):
    character = raider(profile.user, status)
    # What may be left of better days is not said either.
    ProgressFactory(character=character, kills=4321)

    said = words_in(client.get(PAGE))

    assert words in said
    assert "not seen" not in said
    assert "4321" not in said
    assert "fights cleared" not in said


def test_duty_that_was_not_asked_for_yet_is_unknown(client, profile):
    character = raider(profile.user)
    ProgressFactory(character=character, duty_id=catalogue().duty_by_slug["m1s"].id)

    said = words_in(client.get(PAGE))
    duty = catalogue().duty_by_slug["m2s"]

    assert f"{duty.short_name} {duty.name}: unknown" in said
    character.logs_full_at = timezone.now()
    character.save()
    said = words_in(client.get(PAGE))
    assert f"{duty.short_name} {duty.name}: not seen" in said


@pytest.mark.parametrize(
    "handle", ["%00", "%ED%A0%80", "a" * 5000, "é", "..", "a%20b", "%2e%2e", "_" * 30]
)
def test_strange_handles_are_nobodys(client, handle):
    assert client.get(f"/players/{handle}/").status_code == 404
