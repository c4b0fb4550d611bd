"""The page on which people say when they can raid."""

import pytest
import time_machine

from accounts.forms.availability import PRESETS
from accounts.models import Profile, User
from accounts.tests.factories import ProfileFactory, UserFactory
from config.testing.pages import form_in, html_of, words_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
ADDRESS = "/settings/availability/"


@pytest.fixture
def moss(client):
    user = UserFactory(handle="moss", time_zone="Europe/Berlin")
    client.force_login(user)
    return user


def rows(*said, zone="Europe/Berlin", **more):
    """What a browser sends for these rows: (day, from, to)."""
    data = {"windows-TOTAL_FORMS": str(len(said)), "windows-INITIAL_FORMS": "0"}
    for n, values in enumerate(said):
        for name, value in zip(("day", "start", "end"), values, strict=True):
            data[f"windows-{n}-{name}"] = value
    return {"time_zone": zone} | data | more


def shown(page):
    """The rows of the page that hold something."""
    data = form_in(page, ADDRESS).data
    total = int(data["windows-TOTAL_FORMS"][0])
    each = [
        tuple(data[f"windows-{n}-{name}"][0] for name in ("day", "start", "end"))
        for n in range(total)
    ]
    return [row for row in each if any(row)]


def saved(user):
    return Profile.objects.get(user=user)


def test_first_visit_has_blank_rows_in_the_visitors_zone(client, moss):
    page = client.get(ADDRESS)

    assert "No hours yet" in words_in(page)
    assert form_in(page, ADDRESS).data["time_zone"] == ["Europe/Berlin"]
    assert shown(page) == []


def test_hours_are_kept_and_summed_up(client, moss):
    said = [("1", "20:00", "23:30"), ("4", "8pm", "1:00"), ("6", "00:00", "24:00")]

    answer = client.post(ADDRESS, rows(*said))
    page = client.get(ADDRESS)

    assert answer.headers["Location"] == "/settings/profile/"  # the next step
    assert saved(moss).schedule == [[1, 1200, 210], [4, 1200, 300], [6, 0, 1440]]
    assert "32½ h a week" in words_in(page)
    assert shown(page) == [
        ("1", "20:00", "23:30"),
        ("4", "20:00", "01:00"),
        ("6", "00:00", "24:00"),
    ]
    # Saved once more as they are shown, nothing changes.
    client.post(ADDRESS, form_in(page, ADDRESS).data)
    assert saved(moss).schedule == [[1, 1200, 210], [4, 1200, 300], [6, 0, 1440]]


def test_night_over_the_weeks_end_is_both_ends_of_the_utc_week(client, moss):
    with time_machine.travel("2026-01-14T12:00Z", tick=False):
        client.post(ADDRESS, rows(("6", "23:00", "03:00")))

    assert saved(moss).week == [(0, 120), (10080 - 120, 10080)]


def test_hours_in_the_gap_of_a_clock_change_are_kept(client, moss):
    with time_machine.travel("2026-03-27T12:00Z", tick=False):
        client.post(ADDRESS, rows(("6", "02:30", "04:00")))

    assert saved(moss).schedule == [[6, 150, 90]]
    # 02:30 does not exist on that night: it begins at 03:30, which is 01:30 ST.
    assert saved(moss).week == [(8640 + 90, 8640 + 180)]


def test_hours_stay_in_the_zone_they_were_said_in(client, moss):
    client.post(ADDRESS, rows(("1", "20:00", "23:00"), zone="America/New_York"))

    page = client.get(ADDRESS)

    assert saved(moss).time_zone == "America/New_York"
    assert form_in(page, ADDRESS).data["time_zone"] == ["America/New_York"]


def test_who_reads_in_another_zone_now_is_asked_to_look_again(client, moss):
    client.post(ADDRESS, rows(("1", "20:00", "23:00")))
    assert "If you moved" not in words_in(client.get(ADDRESS))

    User.objects.update(time_zone="Asia/Tokyo")

    page = words_in(client.get(ADDRESS))
    assert (
        "You read times in Asia/Tokyo now, but said these hours in Europe/Berlin"
        in page
    )


def test_zone_that_only_an_old_device_knows_is_offered(client):
    client.force_login(UserFactory(time_zone="Asia/Calcutta"))
    data = form_in(client.get(ADDRESS), ADDRESS).data

    assert data["time_zone"] == ["Asia/Calcutta"]
    assert client.post(ADDRESS, data).status_code == 302


def test_all_hours_are_taken_back(client, moss):
    ProfileFactory(user=moss, schedule=[[1, 1200, 60]], week=[(0, 60)])

    client.post(ADDRESS, rows(("1", "20:00", "21:00")) | {"windows-0-remove": "on"})

    assert (saved(moss).schedule, saved(moss).week) == ([], [])


@pytest.mark.parametrize(
    ("said", "field", "message"),
    [
        ([("1", "23:00", "23:00")], "windows-0-end", "Ends when it begins"),
        ([("1", "00:30", "25:00")], "windows-0-end", "Ends when it begins"),
        ([("1", "9", "23:00")], "windows-0-start", "Is that 09:00 or 21:00?"),
        ([("1", "21:00 ST", "23:00")], "windows-0-start", "without “ST”"),
        ([("1", "soon", "later")], "windows-0-end", "Write a time like 20:00"),
        ([("1", "20:00", "")], "windows-0-end", "required"),
        ([("1", "", "20:00")], "windows-0-start", "required"),
        ([("", "20:00", "21:00")], "windows-0-day", "required"),
        ([("7", "20:00", "21:00")], "windows-0-day", "valid choice"),
        ([("-1", "20:00", "21:00")], "windows-0-day", "valid choice"),
        ([("1\x00", "20:00", "21:00")], "windows-0-day", "valid choice"),
        ([("1", "20:00", "9" * 100_000)], "windows-0-end", "Write a time like"),
        (
            [("1", "20:00", "23:00"), ("1", "22:00", "23:00")],
            "windows-1-start",
            "This overlaps Tuesday 20:00–23:00 of another row.",
        ),
        (
            [("0", "00:30", "02:00"), ("6", "23:00", "01:00")],
            "windows-1-start",
            "This overlaps Monday 00:30–02:00 of another row.",
        ),
    ],
)
def test_fault_is_told_beside_its_field_and_nothing_is_lost(
    client, moss, said, field, message
):
    page = client.post(ADDRESS, rows(*said))

    assert page.status_code == 422
    assert message in words_in(page)
    assert f'id="id_{field}-error"' in html_of(page)
    assert not Profile.objects.exists()
    data = form_in(page, ADDRESS).data
    for n, (_day, start, end) in enumerate(said):
        assert data[f"windows-{n}-start"] == [start]
        assert data[f"windows-{n}-end"] == [end]


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "../etc/passwd", "Europe/Berlin\x00", "x" * 100_000]
)
def test_unknown_zone_is_told_and_the_rows_stay(client, moss, zone):
    page = client.post(ADDRESS, rows(("1", "20:00", "23:00"), zone=zone))

    assert page.status_code == 422
    assert 'id="id_time_zone-error"' in html_of(page)
    assert shown(page) == [("1", "20:00", "23:00")]
    assert not Profile.objects.exists()


def test_more_rows_than_fit_are_refused(client, moss):
    many = [(str(n % 7), f"{n // 7}:00", f"{n // 7}:30") for n in range(22)]

    page = client.post(ADDRESS, rows(*many))

    assert page.status_code == 422
    assert "at most 21" in words_in(page)


@pytest.mark.parametrize(
    "data",
    [{}, {"windows-TOTAL_FORMS": "x"}, {"windows-TOTAL_FORMS": "999999999"}],
)
def test_half_a_form_is_refused(client, moss, data):
    assert client.post(ADDRESS, {"time_zone": "UTC"} | data).status_code == 422


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.key)
def test_preset_fills_rows_in_without_saving(client, moss, preset):
    page = client.post(ADDRESS, rows(preset=preset.key))

    assert page.status_code == 200
    assert "Filled in, not saved yet" in words_in(page)
    assert not Profile.objects.exists()
    data = form_in(page, ADDRESS).data
    assert data["windows-MAX_NUM_FORMS"] == ["21"]  # rows may still be added
    client.post(ADDRESS, data)
    assert saved(moss).windows == list(preset.windows)


def test_preset_joins_what_is_typed_and_leaves_faults_as_they_are(client, moss):
    typed = [("1", "22:00", "23:30"), ("5", "10:00", "11:00"), ("6", "x", "23:00")]

    page = client.post(ADDRESS, rows(*typed, preset="evenings", zone="UTC"))

    assert shown(page) == [
        ("0", "19:00", "23:00"),
        ("1", "19:00", "23:30"),
        ("2", "19:00", "23:00"),
        ("3", "19:00", "23:00"),
        ("4", "19:00", "23:00"),
        ("5", "10:00", "11:00"),
        ("6", "x", "23:00"),
    ]
    assert form_in(page, ADDRESS).data["time_zone"] == ["UTC"]


def test_rows_are_emptied_without_saving(client, moss):
    ProfileFactory(user=moss, schedule=[[1, 1200, 60]])

    page = client.post(ADDRESS, rows(("1", "20:00", "21:00"), preset="none"))

    assert shown(page) == []
    assert saved(moss).schedule == [[1, 1200, 60]]


@pytest.mark.parametrize("preset", ["nonsense", "\x00", "x" * 10_000])
def test_preset_that_does_not_exist_changes_nothing(client, moss, preset):
    page = client.post(ADDRESS, rows(("1", "20:00", "21:00"), preset=preset))

    assert page.status_code == 200
    assert shown(page) == [("1", "20:00", "21:00")]


def test_suspended_reads_and_does_not_write(client):
    client.force_login(UserFactory(suspended=True))

    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS, rows(("1", "20:00", "21:00"))).status_code == 403
    assert not Profile.objects.exists()


@pytest.mark.parametrize("many", [1, 3])
def test_page_takes_the_same_queries_whatever_it_shows(
    client, moss, django_assert_num_queries, many
):
    ProfileFactory(user=moss, schedule=[[day, 1200, 60] for day in range(many)])

    with django_assert_num_queries(3):  # person, profile, characters
        client.get(ADDRESS)
