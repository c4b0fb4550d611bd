"""In which zone a viewer reads times, and how that is chosen."""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, tzinfo
from html import unescape
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from accounts.middleware import ViewerZoneMiddleware, viewer_zone
from config.lib.zones import LazyZone

pytestmark = pytest.mark.django_db  # a limit is counted for each POST


@pytest.fixture
def alice(db):
    return get_user_model().objects.create_user(
        "alice@example.com", "secret", handle="alice", time_zone="Asia/Tokyo"
    )


def test_a_stranger_reads_server_time():
    assert viewer_zone(RequestFactory().get("/")).key == "UTC"


def test_a_cookie_names_the_zone():
    request = RequestFactory().get("/")
    request.COOKIES["zone"] = "Europe/Berlin"

    assert viewer_zone(request).key == "Europe/Berlin"


@pytest.mark.parametrize(
    "nonsense", ["", "Mars/Olympus", "Etc/Unknown", "../../etc/passwd", "x" * 5000]
)
def test_a_cookie_of_nonsense_means_server_time(nonsense):
    request = RequestFactory().get("/")
    request.COOKIES["zone"] = nonsense

    assert viewer_zone(request).key == "UTC"


def test_an_account_s_zone_goes_before_the_cookie(client, alice):
    client.force_login(alice)
    client.cookies["zone"] = "Europe/Berlin"

    response = client.get(reverse("accounts:zone"))

    assert response.wsgi_request.zone == ZoneInfo("Asia/Tokyo")


def test_a_page_that_shows_no_time_asks_nothing_of_the_session(
    client, alice, django_assert_num_queries
):
    client.force_login(alice)
    request = RequestFactory().get("/")
    request.COOKIES.update(
        {key: morsel.value for key, morsel in client.cookies.items()}
    )

    with django_assert_num_queries(0):
        response = ViewerZoneMiddleware(lambda _: HttpResponse("ok"))(request)

    assert not vars(request)["zone"].was_needed
    assert not response.has_header("Vary")


def test_a_page_that_shows_a_time_differs_by_cookie():
    def page(request):
        return HttpResponse(request.zone.key)

    response = ViewerZoneMiddleware(page)(RequestFactory().get("/"))

    assert response.headers["Vary"] == "Cookie"


def present_zone(path, zone, fails=False):
    """While a page is made there, and afterwards."""
    seen = []

    def page(request):
        seen.append(str(timezone.get_current_timezone()))
        if fails:
            raise RuntimeError
        return HttpResponse("ok")

    request = RequestFactory().get(path)
    request.COOKIES["zone"] = zone
    with suppress(RuntimeError):
        ViewerZoneMiddleware(page)(request)
    return [*seen, str(timezone.get_current_timezone())]


@pytest.mark.parametrize("fails", [False, True])
def test_readers_zone_is_the_present_one_while_their_page_is_made(fails):
    assert present_zone("/", "Asia/Tokyo", fails) == ["Asia/Tokyo", "UTC"]
    assert present_zone("/", "Etc/Unknown", fails) == ["UTC", "UTC"]
    assert present_zone("/admin/", "Asia/Tokyo", fails) == ["UTC", "UTC"]


def test_choosing_a_zone_keeps_it_for_a_year(client):
    response = client.post(
        reverse("accounts:zone"), {"zone": "America/New_York", "next": "/listings/?q=x"}
    )

    assert (response.status_code, response.url) == (302, "/listings/?q=x")
    cookie = response.cookies["zone"]
    assert (cookie.value, cookie["max-age"], cookie["samesite"]) == (
        "America/New_York",
        365 * 24 * 60 * 60,
        "Lax",
    )


def test_choosing_a_zone_writes_it_into_the_account(client, alice):
    client.force_login(alice)

    client.post(reverse("accounts:zone"), {"zone": "Europe/Paris"})

    alice.refresh_from_db()
    assert alice.time_zone == "Europe/Paris"


def way_back(client, **headers):
    """Where the form leads, by what it remembers."""
    page = client.get(reverse("accounts:zone"), headers=headers).content.decode()
    [said] = set(re.findall(r'name="next" value="([^"]*)"', page))
    return unescape(said)


def test_one_comes_back_to_the_page_one_came_from(client):
    came_from = "http://testserver/listings/?q=x&role=healer"

    assert way_back(client, referer=came_from) == "/listings/?q=x&role=healer"
    assert way_back(client) == "/"
    assert way_back(client, referer="http://testserver/settings/zone/") == "/"


def test_a_sheet_leads_back_to_the_page_below_it(client):
    shown = {"hx-request": "true", "hx-current-url": "http://testserver/players/?q=x"}

    assert way_back(client, referer="http://testserver/", **shown) == "/players/?q=x"


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/listings/",
        "http://testserver.evil.example/listings/",
        "http://testserver//evil.example/",
        "http://testserver/\\evil.example/",
        "http://[",
        "nonsense",
    ],
)
def test_who_came_from_elsewhere_is_not_sent_back_there(client, address):
    assert way_back(client, referer=address) == "/"
    shown = {"hx-request": "true", "hx-current-url": address}
    assert way_back(client, **shown) == "/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil"],
)
def test_the_way_back_never_leaves_the_site(client, elsewhere):
    response = client.post(reverse("accounts:zone"), {"zone": "UTC", "next": elsewhere})

    assert response.url == "/"


@pytest.mark.parametrize("unseen", ["\t", "\n", "\r"])
def test_a_sign_that_browsers_drop_leads_nobody_off_the_site(client, unseen):
    elsewhere = f"/{unseen}///evil.example/?tz=UTC"

    response = client.post(reverse("accounts:zone"), {"zone": "UTC", "next": elsewhere})

    assert response.url == "/"


@pytest.mark.parametrize("nonsense", ["", "Mars/Olympus", "Europe/Berlin\x00"])
def test_a_zone_that_does_not_exist_is_said_beside_the_field(client, nonsense):
    response = client.post(reverse("accounts:zone"), {"zone": nonsense})

    assert response.status_code == 422
    assert "zone" not in response.cookies
    assert 'id="zone-error"' in response.content.decode()


def test_the_picker_is_a_whole_page_and_a_sheet(client):
    page = client.get(reverse("accounts:zone")).content.decode()
    sheet = client.get(
        reverse("accounts:zone"), headers={"HX-Request": "true"}
    ).content.decode()

    assert page.count("<html") == 1
    assert "<html" not in sheet
    assert sheet.count('<option value="Europe/Berlin"') == 1


def test_an_old_spelling_of_a_zone_stays_chosen(client):
    client.cookies["zone"] = "Asia/Calcutta"

    html = client.get(reverse("accounts:zone")).content.decode()

    assert '<option value="Asia/Calcutta" selected>' in html


def test_a_lazy_zone_converts_like_the_zone_it_finds():
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    lazy = LazyZone(lambda: ZoneInfo("Europe/Berlin"))

    there = noon.astimezone(lazy)

    assert there == noon
    assert (there.hour, there.tzinfo) == (14, ZoneInfo("Europe/Berlin"))
    assert datetime(2026, 1, 1, 12, tzinfo=lazy).utcoffset() == timedelta(hours=1)
    berlin: tzinfo = ZoneInfo("Europe/Berlin")
    assert str(lazy) == "Europe/Berlin"
    assert lazy == berlin
    assert hash(lazy) == hash(berlin)


def test_account_that_chose_no_zone_reads_times_in_that_of_the_device(client):
    user = get_user_model().objects.create_user("new@example.com", "secret")
    client.force_login(user)
    client.cookies["zone"] = "America/New_York"

    page = client.get(reverse("accounts:zone"))

    assert page.wsgi_request.zone.key == "America/New_York"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("America/Yellowknife", "America/Yellowknife"),
        ("US/Pacific", "US/Pacific"),
        ("Etc/GMT-9", "UTC+9"),
        ("Etc/UTC", "ST"),
    ],
)
def test_any_name_that_a_device_says_of_a_place_is_taken(client, said, shown):
    answer = client.post(reverse("accounts:zone"), {"zone": said}, follow=True)

    html = answer.content.decode()
    assert answer.status_code == 200
    assert f'hx-target="#zone-sheet">{shown}</a>' in html


def test_the_device_button_knows_what_the_list_does_not_name(client):
    html = client.get(reverse("accounts:zone")).content.decode()

    [others] = re.findall(r'data-device-zone="([^"]*)"', html)
    assert {"Asia/Calcutta", "Etc/UTC"} <= set(others.split())
    assert {"Etc/Unknown", "Factory", "Europe/Berlin"}.isdisjoint(others.split())
