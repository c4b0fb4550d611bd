"""Every test stands on the real game catalogue."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db.models.signals import post_migrate
from pytest_django import DjangoDbBlocker

from integrations.catalogue import catalogue, load, memory

pytest_plugins = [
    "listings.tests.people",
    "messaging.tests.fixtures",
    "integrations.tests.outside.fixtures",
]


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock():
        load()
        catalogue()  # so that no test pays for the first reading
    # A transactional test ends in a flush, which sends this signal for each app.
    post_migrate.connect(_load_again, sender=apps.get_app_config("integrations"))


def _load_again(**kwargs: Any) -> None:
    load()


@pytest.fixture(autouse=True)
def _catalogue_in_memory_stays() -> Iterator[None]:
    """What a test read from its own rows must not outlive it."""
    kept = memory._kept
    yield
    memory._kept = kept


# Files that take more than three seconds each: `make quick` leaves them to `make test`.
SLOW = frozenset(
    [
        "test_permissions",
        "test_permissions_sign_in",
        "test_sign_in_addresses",
        "test_sign_in_attacks",
        "test_sign_in_input",
        "test_sign_in_keys",
        "test_sign_in_limits",
        "test_sign_in_providers",
        "test_sign_in_second_factor",
        "test_hostile",
        "test_demo_board",
        "test_text_markdown",
        "test_views_write",
        "test_views_profile",
        "test_actions_availability",
        "test_forms_editor",
        "test_doctor",
        "test_views_queries",
        "test_views_player",
        "test_views_player_leaks",
        "test_views_player_queries",
        "test_mutations",
        "test_actions_races",
        "test_crew_races",
        "test_views_invites",
        "test_views_members",
        "test_views_team_queries",
        "test_views_search",
        "test_week",
        "test_search_model",
        "test_demo_players",
        "test_players_model",
        "test_players_search",
        "test_views_players",
        "test_search_text",
        "test_faults",
        "test_settings",
        "test_cache_durable",
        "test_bad_days",
        "test_actions_table",
        "test_forms_text",
        "test_live",
        "test_sync",
        "test_redis_away",
        "test_starting",
        "test_addresses",
        "test_secrets",
        "test_settings_mail",
        "test_cache",
        "test_set_up",
        "test_set_up_sign_in",
        "test_views_statistics",
        "test_visits",
        "test_worker_killed",
        "test_limits",
        "test_sign_up_without",
        "test_actions_sending",
        "test_refresh_rate",
        "test_views_characters",
        "test_actions_syncing",
        "test_races_erasure",
    ]
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.stem in SLOW:
            item.add_marker("slow")
