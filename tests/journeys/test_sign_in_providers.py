"""In by Discord and XIVAuth, through their pages, as the browser's policies let one."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from accounts.tests.factories import UserFactory
from integrations.sandbox.tests.conftest import sandbox  # noqa: F401 -- a fixture
from tests.journeys.checks import assert_good_looking, tab_to
from tests.journeys.devices import Way
from tests.journeys.steps import log_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
Visit = Callable[..., Page]


def test_member_comes_in_by_discord_to_the_page_they_wanted(
    visit: Visit,
    sandbox: object,  # noqa: F811
    way: Way,
) -> None:
    UserFactory(handle="alice")
    page = visit(way.device, java_script_enabled=way.script)

    page.goto("/accounts/login/?next=/players/")
    page.get_by_role("button", name="With Discord").click()
    page.get_by_label("alice").check()
    page.get_by_role("button", name="Allow", exact=True).click()

    page.wait_for_url("**/players/")
    expect(page.get_by_text("Welcome, alice.")).to_be_visible()


def test_newcomer_comes_in_by_xivauth_by_keyboard_alone(
    visit: Visit,
    sandbox: object,  # noqa: F811
) -> None:
    page = visit()

    page.goto("/accounts/signup/")
    tab_to(page, page.get_by_role("button", name="With XIVAuth"))
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Allow", exact=True).press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Almost there")
    assert_good_looking(page)
    page.get_by_label("E-mail").fill("new@example.com")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text("One click to go")
    assert User.objects.get().email == "new@example.com"


def test_member_connects_xivauth_and_lets_go_of_it(
    visit: Visit,
    sandbox: object,  # noqa: F811
) -> None:
    UserFactory(handle="alice")
    page = visit("phone")
    log_in(page, "alice")

    page.goto("/accounts/3rdparty/")
    page.get_by_role("button", name="Connect XIVAuth").click()
    page.get_by_role("button", name="Allow", exact=True).click()
    page.get_by_label("Password").fill("muster-demo")
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_text("XIVAuth is connected.")).to_be_visible()
    assert_good_looking(page)
    page.get_by_role("button", name="Disconnect XIVAuth").click()

    expect(page.get_by_role("button", name="Connect XIVAuth")).to_be_visible()
