"""Second factors, passkeys, and other devices, in a real browser."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from accounts.tests.factories import PASSWORD
from config.testing.caches import empty_cache
from listings.tests.people import People
from tests.journeys.checks import (
    assert_good_looking,
    assert_no_sideways_scroll,
    tab_to,
)
from tests.journeys.devices import Way
from tests.journeys.steps import log_in_by_form

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]


def code_of(page: Page, secret: str) -> str:
    """What an authenticator app shows; who sees that it is about to change waits."""
    while time.time() % 30 > 25:
        page.wait_for_timeout(200)
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


def arrived(page: Page, path: str) -> None:
    """There, and not on the way: an address that names the next one ends so too."""
    page.wait_for_url(lambda url: urlsplit(url)[2:4] == (path, ""))


def half_a_minute_later() -> None:
    """A code is good for one use; what was used is remembered in the cache."""
    empty_cache()


def say_again_who(page: Page) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it you?")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()


def log_out(page: Page, device: str) -> None:
    opener = "Menu" if device == "phone" else "Account of charlie"
    page.get_by_role("button", name=opener).click()
    page.get_by_role("button", name="Log out").locator("visible=true").click()
    arrived(page, "/")


def turn_on_the_app(page: Page) -> str:
    """From the settings to a second factor that is on; the app's secret."""
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Set up the app").click()
    say_again_who(page)
    expect(page.get_by_role("heading", level=1)).to_contain_text("authenticator app")
    secret = page.locator("dd.secret").inner_text().replace(" ", "")
    page.locator("[name=code]").fill(code_of(page, secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ecovery codes")
    return secret


def test_second_factor_by_an_app(visit: Visit, way: Way, people: People) -> None:
    device, script = way
    page = visit(device, java_script_enabled=script)
    log_in_by_form(page, "charlie")
    secret = turn_on_the_app(page)
    spare = page.locator(".codes li").first.inner_text()
    expect(page.locator(".codes li")).to_have_count(10)
    assert Authenticator.objects.filter(user=people.charlie).count() == 2

    log_out(page, device)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill("charlie@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One more step")
    page.locator("[name=code]").fill("000000")
    page.locator("main").get_by_role("button", name="Log in", exact=True).click()
    expect(page.locator(".field--error")).to_be_visible()
    half_a_minute_later()
    page.locator("[name=code]").fill(code_of(page, secret))
    page.locator("main").get_by_role("button", name="Log in", exact=True).click()
    arrived(page, "/")

    log_out(page, device)
    page.goto("/accounts/login/?next=/teams/")
    page.get_by_label("E-mail").fill("charlie@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in", exact=True).click()
    page.locator("[name=code]").fill(spare)
    page.locator("main").get_by_role("button", name="Log in", exact=True).click()
    arrived(page, "/teams/")


def test_pages_of_the_second_factor_are_for_everybody(
    visit: Visit, people: People
) -> None:
    page = visit("desktop")
    log_in_by_form(page, "charlie")
    page.goto("/accounts/2fa/")
    assert_good_looking(page)
    page.get_by_role("link", name="Set up the app").click()
    assert_good_looking(page)
    say_again_who(page)
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_good_looking(page)
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Set up the app").click()
    secret = page.locator("dd.secret").inner_text().replace(" ", "")
    page.locator("[name=code]").fill(code_of(page, secret))
    page.get_by_role("button", name="Turn it on").click()
    expect(page.locator(".codes li")).to_have_count(10)
    assert_good_looking(page)
    page.goto("/accounts/2fa/webauthn/add/")
    assert_good_looking(page)
    page.goto("/accounts/sessions/")
    assert_good_looking(page)
    page.goto("/settings/erase/")
    assert_good_looking(page)


def with_a_passkey_device(page: Page) -> None:
    """A device of one's own with a lock, as Chromium pretends it."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    cdp.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def test_passkey_logs_in_alone(
    visit: Visit, device_with_script: str, people: People
) -> None:
    device = device_with_script
    page = visit(device)
    log_in_by_form(page, "charlie")
    with_a_passkey_device(page)
    page.goto("/accounts/2fa/")
    page.get_by_role("link", name="Add a passkey").click()
    say_again_who(page)
    page.get_by_label("Name").fill("My desk")
    page.locator("[name=passwordless]").check()
    page.get_by_role("button", name="Make the passkey").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("ecovery codes")
    page.goto("/accounts/2fa/webauthn/")
    expect(page.locator(".holdings")).to_contain_text("My desk")
    expect(page.locator(".holdings")).to_contain_text("Logs in alone")
    assert_no_sideways_scroll(page)

    log_out(page, device)
    page.goto("/accounts/login/?next=/teams/")
    page.get_by_role("button", name="With a passkey").click()

    arrived(page, "/teams/")
    key = Authenticator.objects.get(user=people.charlie, type="webauthn")
    assert key.last_used_at is not None


def test_passkey_that_is_refused_says_so(visit: Visit, people: People) -> None:
    """No device holds one."""
    page = visit("desktop")
    with_a_passkey_device(page)
    page.goto("/accounts/login/")

    page.get_by_role("button", name="With a passkey").click()

    told = page.locator("[data-passkey-failed]")
    expect(told).to_be_visible()
    expect(told).to_have_attribute("role", "alert")
    expect(told).to_contain_text("That did not work, or you stopped it.")


def test_other_device_is_logged_out(visit: Visit, people: People) -> None:
    there, here = visit("desktop"), visit("phone")
    for page in (there, here):
        log_in_by_form(page, "charlie")
    there.goto("/accounts/sessions/")

    here.goto("/accounts/sessions/")
    expect(here.locator(".holdings > li")).to_have_count(2)
    here.get_by_role("button", name="Log out there").click()
    expect(here.locator(".holdings > li")).to_have_count(1)

    there.goto("/accounts/2fa/")
    there.wait_for_url("**/accounts/login/?next=/accounts/2fa/")
    here.goto("/accounts/2fa/")
    expect(here.get_by_role("heading", level=1)).to_have_text("Second factor")


def test_log_in_and_erasure_by_keyboard_alone(visit: Visit, people: People) -> None:
    page = visit("desktop")
    page.goto("/accounts/login/")
    tab_to(page, page.get_by_label("E-mail"))
    page.keyboard.type("charlie@example.com")
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    arrived(page, "/")

    page.goto("/settings/erase/")
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Erase the account")
    tab_to(page, page.get_by_label("Your handle"))
    page.keyboard.type("charlie")
    tab_to(page, page.get_by_role("button", name="Erase my account"))
    page.keyboard.press("Enter")

    arrived(page, "/")
    expect(page.locator(".site-messages")).to_contain_text("Your account is erased")
    people.charlie.refresh_from_db()
    assert people.charlie.erased_at is not None
