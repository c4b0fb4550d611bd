"""The doctor's page by the measure of axe, at desk and phone, light and dark."""

import pytest
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from tests.journeys.checks import assert_accessible, looks, wear
from tests.journeys.steps import log_in

pytestmark = pytest.mark.journey


def test_doctor_is_found_and_read_by_everybody_who_may(visit):
    UserFactory(handle="root", is_staff=True, is_superuser=True)
    page = visit()
    log_in(page, "root")

    page.goto("/admin/")
    page.get_by_role("link", name="Doctor").click()

    expect(page.get_by_role("heading", name="Doctor")).to_be_visible()
    expect(page.get_by_role("row", name="Lodestone")).to_be_visible()
    for device, scheme in looks(page):
        wear(page, device, scheme)
        # What stands around it is Django's, whose links are a shade too pale.
        assert_accessible(page, context="#content")
