"""The page on which people say who they are."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Profile
from accounts.tests.factories import CharacterFactory, ProfileFactory, UserFactory
from config.testing.pages import form_in, html_of, words_in
from integrations.catalogue import catalogue

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ADDRESS, SEEKING = "/settings/profile/", "/settings/seeking/"


@pytest.fixture
def moss(client):
    user = UserFactory(handle="moss")
    client.force_login(user)
    return user


def job(name):
    return next(
        each.id for each in catalogue().offered_jobs if each.abbreviation == name
    )


def duty(slug):
    return catalogue().duty_by_slug[slug].id


def typed(client, **changes):
    """What a browser would send after these changes."""
    data = form_in(client.get(ADDRESS), ADDRESS).data
    for name, value in changes.items():
        data[name.replace("__", "-")] = value
    return data


def save(client, **changes):
    return client.post(ADDRESS, typed(client, **changes))


def saved(user):
    return Profile.objects.get(user=user)


def test_settings_begin_with_the_profile(client, moss):
    assert client.get("/settings/").headers["Location"] == ADDRESS


def test_everything_is_said_and_shown_again(client, moss):
    tier = catalogue().offered_tiers[0]
    page = save(
        client,
        headline="Shield healer, calm",
        about="# Hello\n<script>alert(1)</script>",
        jobs=[job("WHM"), job("SCH")],
        main_job=job("SCH"),
        languages=["en", "ja"],
        voice="speak",
        intensity="midcore",
        can_travel="on",
        would_transfer="on",
        goals__0__goal="duty:fru",
        goals__1__goal=f"tier:{tier.slug}",
        goals__TOTAL_FORMS="2",
    )

    assert (page.status_code, page.headers["Location"]) == (
        302,
        "/settings/characters/",  # the next step
    )
    profile = saved(moss)
    assert profile.headline == "Shield healer, calm"
    assert profile.jobs == [job("SCH"), job("WHM")]
    assert profile.languages == ["en", "ja"]
    assert (profile.voice, profile.intensity) == ("speak", "midcore")
    assert profile.can_travel
    assert profile.would_transfer
    assert (profile.duty_goals, profile.tier_goals) == ([duty("fru")], [tier.id])
    shown = client.get(ADDRESS)
    assert "&lt;script&gt;" in html_of(shown)
    assert "<script>alert" not in html_of(shown)
    # Saved once more as it is shown, nothing changes.
    assert client.post(ADDRESS, form_in(shown, ADDRESS).data).status_code == 302
    again = saved(moss)
    assert again.jobs == [job("SCH"), job("WHM")]
    assert (again.duty_goals, again.tier_goals) == ([duty("fru")], [tier.id])
    assert again.about == profile.about


def test_rows_are_added_without_script_and_nothing_is_saved(client, moss):
    page = save(client, headline="Half said", goals__0__goal="duty:fru", more="goals")

    data = form_in(page, ADDRESS).data
    assert page.status_code == 200
    assert (data["goals-0-goal"], data["goals-1-goal"]) == (["duty:fru"], [""])
    assert data["headline"] == ["Half said"]
    assert not Profile.objects.filter(user=moss).exclude(headline="").exists()


@pytest.mark.parametrize("typed", ["", "x", "-1", "99999999999", "٣", "8"])
def test_a_count_of_rows_that_is_none_breaks_nothing(client, moss, typed):
    page = save(client, goals__TOTAL_FORMS=typed, more="goals")

    assert page.status_code == 200


def test_nothing_need_be_said(client, moss):
    assert save(client).status_code == 302

    assert saved(moss).jobs == []


def test_main_job_counts_as_ticked_and_a_job_ticked_twice_once(client, moss):
    save(client, jobs=[job("WHM"), job("WHM")], main_job=job("DRK"))

    assert saved(moss).jobs == [job("DRK"), job("WHM")]


def test_goal_named_twice_or_taken_out_counts_once_or_not(client, moss):
    save(client, goals__0__goal="duty:fru", goals__1__goal="duty:fru")
    assert saved(moss).duty_goals == [duty("fru")]

    save(client, goals__0__remove="on")
    assert saved(moss).duty_goals == []


@pytest.mark.parametrize(
    ("changes", "field", "message"),
    [
        ({"headline": "x" * 121}, "headline", "at most 120"),
        ({"headline": "a\u202eb"}, "headline", "invisible control characters"),
        ({"headline": "a\x00b"}, "headline", "Null characters"),
        ({"about": "Z" + "\u0301" * 9}, "about", "Too many accents"),
        ({"about": "x" * 1_000_000}, "about", "at most 4000"),
        ({"about": "x" * 10_000_000}, "about", "at most 4000"),
        ({"about": "\u0301" * 1_000_000}, "about", "at most 4000"),
        ({"jobs": ["99999"]}, "jobs", "Choose jobs from the list"),
        ({"jobs": ["1"]}, "jobs", "Choose jobs from the list"),  # a base class
        ({"jobs": ["x"]}, "jobs", "Choose jobs from the list"),
        ({"jobs": ["9" * 50]}, "jobs", "Choose jobs from the list"),
        ({"main_job": "99999"}, "main_job", "Choose a job from the list"),
        ({"main_job": "-1"}, "main_job", "Choose a job from the list"),
        ({"languages": ["en", "tlh"]}, "languages", "Choose languages from the list"),
        ({"voice": "shout"}, "voice", "Choose one from the list"),
        ({"intensity": "x"}, "intensity", "Choose one from the list"),
        ({"goals__0__goal": "duty:no-such"}, "goals-0-goal", "Choose a goal from"),
        ({"goals__0__goal": "nonsense"}, "goals-0-goal", "Choose a goal from"),
    ],
)  # fmt: skip
def test_what_cannot_be_kept_is_told_beside_its_field(
    client, moss, changes, field, message
):
    page = save(client, about_before="", **{"headline": "Kept"} | changes)

    assert page.status_code == 422
    assert message in words_in(page)
    assert f'id="id_{field}-error"' in html_of(page)
    assert f'href="#id_{field}' in html_of(page)
    assert not Profile.objects.exists()
    if "headline" not in changes:
        assert form_in(page, ADDRESS).data["headline"] == ["Kept"]


def test_right_to_left_and_japanese_are_welcome(client, moss):
    save(client, headline="מרפא רגוע", about="固定を探しています")

    assert saved(moss).headline == "מרפא רגוע"


def test_more_goals_than_eight_are_refused(client, moss):
    slugs = [each.slug for each in catalogue().offered_duties[:9]]
    goals = {f"goals__{n}__goal": f"duty:{slug}" for n, slug in enumerate(slugs)}

    page = save(client, goals__TOTAL_FORMS="9", **goals)

    assert page.status_code == 422
    assert "at most 8" in words_in(page)
    assert not Profile.objects.exists()


def test_forged_fields_change_nothing(client, moss):
    other = ProfileFactory(headline="Theirs")
    save(
        client,
        headline="Mine",
        visibility="hidden",
        shows_percentiles="on",
        user=str(other.pk),
        user_id=str(other.pk),
        seeking_until="2999-01-01",
        week="{}",
    )

    profile = saved(moss)
    assert (profile.headline, profile.visibility) == ("Mine", "public")
    assert not profile.shows_percentiles
    assert profile.seeking_until is None
    other.refresh_from_db()
    assert other.headline == "Theirs"


@pytest.mark.parametrize("data", [{}, {"goals-TOTAL_FORMS": "many"}])
def test_half_a_form_is_refused(client, moss, data):
    assert client.post(ADDRESS, data).status_code == 422


def test_retired_job_and_goal_leave_with_the_next_save(client, moss):
    ProfileFactory(user=moss, jobs=[30_000, job("WHM")], duty_goals=[30_000])

    assert client.get(ADDRESS).status_code == 200
    save(client)

    assert saved(moss).jobs == [job("WHM")]
    assert saved(moss).duty_goals == []


def test_first_visit_says_what_comes_first(client, moss):
    page = words_in(client.get(ADDRESS))

    assert "0 of 3 done" in page
    assert "You do not look for a static" in page


def test_steps_are_ticked_and_go_when_all_are_done(client, moss):
    ProfileFactory(user=moss, headline="Hi", jobs=[job("WHM")])
    assert "1 of 3 done" in words_in(client.get(ADDRESS))

    CharacterFactory(user=moss)
    assert "1 of 3 done" in words_in(client.get(ADDRESS))
    CharacterFactory(user=moss, verified=True)
    Profile.objects.update(schedule=[[1, 1200, 180]])
    assert "of 3 done" not in words_in(client.get(ADDRESS))


def test_seeking_begins_is_renewed_and_ends_by_one_button(client, moss):
    page = client.post(SEEKING, {"do": "seek"}, follow=True)
    assert "You look for a static, for 60 days" in words_in(page)
    assert "Renew for 60 days" in words_in(page)
    first = saved(moss).seeking_until

    client.post(SEEKING, {"do": "seek"})
    assert saved(moss).seeking_until > first

    page = client.post(SEEKING, {"do": "stop"}, follow=True)
    assert "You do not look for a static" in words_in(page)
    assert not saved(moss).is_seeking


def test_link_to_seeking_leads_to_its_buttons(client, moss):
    assert client.get(SEEKING).headers["Location"] == ADDRESS + "#seeking"
    assert not Profile.objects.exists()


def test_ended_seeking_is_shown_as_ended(client, moss):
    ProfileFactory(user=moss, seeking_until=timezone.now() - timedelta(seconds=1))

    assert "You do not look for a static" in words_in(client.get(ADDRESS))


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (timedelta(minutes=5), "one more day"),
        (timedelta(days=1, minutes=5), "2 more days"),
        (timedelta(days=60), "60 more days"),
    ],
)
def test_page_says_how_long_one_is_found(client, moss, left, words):
    ProfileFactory(user=moss, seeking_until=timezone.now() + left)

    assert words in words_in(client.get(ADDRESS))


def test_hidden_seeker_is_told_that_nobody_finds_them(client, moss):
    ProfileFactory(user=moss, seeking=True, visibility="hidden")

    assert "nobody finds you" in words_in(client.get(ADDRESS))


def test_suspended_reads_and_does_not_write(client):
    sid = UserFactory(suspended=True)
    client.force_login(sid)

    assert "you can read everything" in words_in(client.get(ADDRESS))
    for address in (ADDRESS, SEEKING):
        page = client.post(address, {"headline": "x", "do": "seek"})
        assert page.status_code == 403
        assert "Insults in three listings." in words_in(page)
    assert not Profile.objects.exists()


def test_saving_all_day_long_is_refused(client, moss):
    for _ in range(120):
        client.post(SEEKING, {"do": "stop"})

    assert client.post(ADDRESS).status_code == 429
    assert client.get(ADDRESS).status_code == 200


@pytest.mark.parametrize("many", [1, 3])
def test_page_takes_the_same_queries_whatever_it_shows(
    client, moss, django_assert_num_queries, many
):
    goals = [each.id for each in catalogue().offered_duties[:many]]
    ProfileFactory(user=moss, duty_goals=goals)

    with django_assert_num_queries(3):  # person, profile, characters
        client.get(ADDRESS)
