"""The doctor's page by the measure of axe, at desk and phone, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from accounts.tests.factories import UserFactory
from accounts.tests.log_in import log_in
from tests.journeys.checks import wear
from tests.journeys.devices import DESKTOP, PHONE

pytestmark = pytest.mark.journey


def test_doctor_is_found_and_read_by_everybody_who_may(visit, client, live_server):
    log_in(client, UserFactory(is_staff=True, is_superuser=True))
    [session] = client.cookies.values()
    page = visit()
    cookie = {"name": session.key, "value": session.value, "url": live_server.url}
    page.context.add_cookies([cookie])

    page.goto("/admin/")
    page.get_by_role("link", name="Doctor").click()

    expect(page.get_by_role("heading", name="Doctor")).to_be_visible()
    expect(page.get_by_role("row", name="Lodestone")).to_be_visible()
    for device in (DESKTOP, PHONE):
        for scheme in ("light", "dark"):
            wear(page, device, scheme)
            # What stands around it is Django's, whose links are a shade too pale.
            found = Axe().run(page, context="#content").response["violations"]
            assert found == [], (device["viewport"], scheme)
