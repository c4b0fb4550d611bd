"""Every test stands on the real game catalogue."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.contenttypes.management import create_contenttypes
from django.db.backends.postgresql.introspection import DatabaseIntrospection
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
    _spare_what_never_changes()


def _spare_what_never_changes() -> None:
    """A transactional test ends in a flush. It leaves the catalogue, content types and
    permissions alone: to write them anew takes longer than most such tests. It empties
    the durable cache too, of which Django knows no model."""
    spared = {
        model._meta.db_table
        for label in ("integrations", "contenttypes")
        for model in apps.get_app_config(label).get_models()
    } | {"auth_permission"}
    names = DatabaseIntrospection.django_table_names

    def without_spared(*args: Any, **kwargs: Any) -> list[str]:
        found = [name for name in names(*args, **kwargs) if name not in spared]
        return [*found, settings.CACHES["durable"]["LOCATION"]]

    DatabaseIntrospection.django_table_names = without_spared  # type: ignore[method-assign]
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(
        dispatch_uid="django.contrib.auth.management.create_permissions"
    )


@pytest.fixture(autouse=True)
def _catalogue_in_memory_stays() -> Iterator[None]:
    """What a test read from its own rows must not outlive it."""
    kept = memory._kept
    yield
    memory._kept = kept
