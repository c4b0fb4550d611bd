"""A player's page costs the same, however much there is to say of them."""

import pytest
from django.utils import timezone

from accounts.enums import LogsStatus
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    ProfileFactory,
    ProgressFactory,
)
from config.testing.caches import empty_cache
from integrations.catalogue import catalogue

pytestmark = pytest.mark.django_db

ROWS = [0, 1, 3, 12]


@pytest.fixture(params=ROWS)
def charlie(request, people):
    """With that many characters, duties cleared by each of them, and teams."""
    profile = ProfileFactory(
        user=people.charlie,
        seeking=True,
        jobs=[each.id for each in catalogue().offered_jobs[: request.param]],
        schedule=[[day % 7, 1200, 60] for day in range(request.param)],
    )
    for _n in range(request.param):
        MembershipFactory(user=people.charlie)
        character = CharacterFactory(
            user=people.charlie,
            verified=True,
            is_shown=True,
            logs_status=LogsStatus.OK,
            logs_synced_at=timezone.now(),
        )
        for duty in catalogue().offered_duties[: request.param]:
            ProgressFactory(character=character, duty_id=duty.id)
    return profile.user


def measured(client, count, cold: int, warm: int) -> None:
    """With nothing ready, and with the session that a cache keeps."""
    empty_cache()
    for expected in (cold, warm):
        with count(expected):
            assert client.get("/players/charlie/").status_code == 200


def test_page_costs_a_visitor(client, charlie, django_assert_num_queries):
    measured(client, django_assert_num_queries, cold=2, warm=2)


@pytest.mark.parametrize(("viewer", "teams"), [("dana", 1), ("charlie", 0)])
def test_page_costs_a_member_and_its_owner(
    client, people, charlie, viewer, teams, django_assert_num_queries
):
    """Who is somebody else is asked for their teams, which could invite the player."""
    client.force_login(getattr(people, viewer))

    measured(client, django_assert_num_queries, cold=3 + teams, warm=3 + teams)


def test_former_handle_costs_no_more_than_a_page(
    client, people, django_assert_num_queries
):
    with django_assert_num_queries(2):
        assert client.get("/players/nobody/").status_code == 404
