"""The catalogue in the admin: to look at, never to write."""

import pytest
from django.urls import reverse

from integrations import models

pytestmark = pytest.mark.django_db
TABLES = ["region", "regionvisit", "datacentre", "world", "job", "tier", "duty"]


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_listed_without_a_query_per_row(
    admin_client, table, django_assert_max_num_queries
):
    with django_assert_max_num_queries(12):
        page = admin_client.get(reverse(f"admin:integrations_{table}_changelist"))

    rows = getattr(models, _name(table)).objects.count()
    assert page.context["cl"].result_count == rows


def _name(table: str) -> str:
    return next(name for name in models.__all__ if name.lower() == table)


@pytest.mark.parametrize("table", TABLES)
def test_nobody_adds_a_row_by_hand(admin_client, table):
    page = admin_client.get(reverse(f"admin:integrations_{table}_add"))

    assert page.status_code == 403


def test_nobody_changes_a_row_by_hand(admin_client):
    address = reverse("admin:integrations_world_change", args=[66])

    answer = admin_client.post(address, {"name_en": "Odhinn"})

    assert answer.status_code == 403
    assert models.World.objects.get(pk=66).name_en == "Odin"


def test_a_duty_is_found_by_its_alias(admin_client):
    address = reverse("admin:integrations_duty_changelist")

    page = admin_client.get(address, {"q": "UMAD"})

    assert [duty.abbreviation for duty in page.context["cl"].result_list] == ["DMU"]
