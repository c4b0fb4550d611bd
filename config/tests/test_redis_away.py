"""Redis refused or hanging costs no page a second, logged in or not."""

import time

import pytest
from django.core.cache import caches

from accounts.tests.factories import UserFactory
from config.lib.tests.redises import answering, place_redis, refused_location

PAGES = ["/", "/listings/", "/players/", "/accounts/login/", "/no-such-page/"]
pytestmark = pytest.mark.django_db


@pytest.fixture(params=["refused", "hanging"])
def redis_away(request, settings):
    if request.param == "refused":
        yield refused_location()
    else:
        with answering(b"") as location:
            yield location


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("logged_in", [False, True])
def test_page_comes_within_a_second(client, settings, redis_away, page, logged_in):
    if logged_in:
        client.force_login(UserFactory())
    expected = client.get(page).status_code
    place_redis(settings, redis_away)
    assert caches["default"].get("anything") is None
    for _ in range(3):
        start = time.monotonic()
        response = client.get(page)
        assert time.monotonic() - start < 1
        assert response.status_code == expected


def test_one_stays_logged_in(client, settings, redis_away):
    client.force_login(UserFactory(handle="raider-of-record"))
    place_redis(settings, redis_away)
    assert client.get("/").wsgi_request.user.handle == "raider-of-record"
