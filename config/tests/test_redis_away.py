"""Redis refused or hanging costs a page little, logged in or not."""

import pytest

from accounts.tests.factories import UserFactory
from config.lib.tests.redises import answering, place_redis, refused_location

PAGES = ["/", "/listings/", "/players/", "/accounts/login/", "/no-such-page/"]
pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def callers():
    return []


@pytest.fixture(params=["refused", "hanging"])
def redis_away(request, settings, callers):
    if request.param == "refused":
        yield refused_location()
    else:
        with answering(b"", callers) as location:
            yield location


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("logged_in", [False, True])
def test_pages_wait_for_one_time_out_a_part(
    client, settings, redis_away, callers, page, logged_in, monkeypatch
):
    """The cache learns that Redis is away, and the count of visits: once each."""
    monkeypatch.setattr("config.lib.visits._PAUSE", 60.0)
    if logged_in:
        client.force_login(UserFactory())
    expected = client.get(page).status_code
    place_redis(settings, redis_away, away_seconds=60.0)
    for _ in range(3):
        assert client.get(page).status_code == expected

    assert len(callers) <= 2


def test_one_stays_logged_in(client, settings, redis_away):
    client.force_login(UserFactory(handle="raider-of-record"))
    place_redis(settings, redis_away)
    assert client.get("/").wsgi_request.user.handle == "raider-of-record"
