"""A player sets up once: mail, character, levels, progress, week, and is found."""

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from accounts.models import Character, Profile, User
from config.lib.tests.redises import place_redis, refused_location
from integrations.sandbox.app import Sandbox
from integrations.sandbox.tests.beside import sandbox_beside
from messaging.actions import send_due
from tests.journeys.checks import (
    assert_good_looking,
    assert_no_sideways_scroll,
    assert_steady,
    tab_to,
)
from tests.journeys.devices import PATIENCE, Way
from tests.journeys.outside import broker_at, worker_beside
from tests.journeys.steps import said

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]

EMAIL, PASSWORD = "newcomer@example.com", "three-words-i-like"
WREN = 90000011  # White Mage of Lich, with logs; she is only in the sandbox
ADDRESS = f"https://eu.finalfantasyxiv.com/lodestone/character/{WREN}/"
PATIENT = 30_000  # milliseconds; the Lodestone is asked for one page a second


@pytest.fixture
def sandbox(settings: Any, outside_forgotten: None) -> Iterator[Sandbox]:
    with sandbox_beside(settings) as application:
        yield application


@pytest.fixture
def worker(sandbox: Sandbox, outbox: list[Any], live_server: Any) -> Iterator[None]:
    with worker_beside():
        yield


def choose_zone(page: Page) -> None:
    """Without script nobody knows in which zone somebody reads."""
    page.goto("/settings/zone/")
    page.get_by_label("Another place").select_option("Europe/Berlin")
    page.get_by_role("button", name="Show times in this zone").click()


def sign_up(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Sign up").locator("visible=true").first.click()
    page.get_by_label("E-mail").fill(EMAIL)
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Sign up").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One click to go")


def open_mail(page: Page) -> Locator:
    """In development a page shows what was sent; the link in it."""
    page.get_by_role("link", name="read the mail here").click()
    mail = page.get_by_role("article").filter(has_text=EMAIL)
    expect(mail).to_have_count(1)
    return mail.get_by_role("link", name=re.compile("confirm-email"))


def confirm(page: Page) -> None:
    open_mail(page).click()
    expect(page.get_by_text(EMAIL)).to_be_visible()
    page.get_by_role("button", name="Yes, confirm it").click()
    page.wait_for_url(lambda url: "confirm-email" not in url)
    page.goto("/settings/profile/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Profile")


def follow_step(page: Page, name: str) -> None:
    page.locator(".setting-up").get_by_role("link", name=name).click()


def add_character(page: Page) -> str:
    """From the steps to the code that is to be put into the profile text."""
    follow_step(page, "Verify a character")
    page.get_by_label("Lodestone").first.fill(ADDRESS)
    page.get_by_role("button", name="Add this character").click()
    code = page.locator("#code")
    expect(code).to_be_visible()
    return code.inner_text()


def until(page: Page, there: Locator, *, script: bool) -> None:
    """It comes by itself; without script one loads the page anew."""
    if script:
        expect(there.first).to_be_visible(timeout=PATIENT)
        return
    for _n in range(30):
        if there.count():
            break
        page.wait_for_timeout(500)
        page.goto(page.url.partition("#")[0])
    expect(there.first).to_be_visible()


def put_code_at_the_lodestone(page: Page, code: str) -> None:
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Open the profile settings").click()
    lodestone = opened.value
    text = lodestone.get_by_label("Profile text")
    text.fill(f"{text.input_value()} {code}")
    lodestone.get_by_role("button", name="Save profile text").click()
    expect(lodestone.get_by_role("status")).to_contain_text(
        re.compile("saved", re.IGNORECASE)
    )
    lodestone.close()


def verify(page: Page, *, script: bool) -> None:
    code = add_character(page)
    until(page, page.get_by_role("heading", name="Wren Hollowell"), script=script)
    put_code_at_the_lodestone(page, code)
    page.get_by_role("button", name="The code is there: look for it").click()
    until(page, page.get_by_text("This character is yours."), script=script)
    page.get_by_role("link", name="My characters").click()


def wait_for_levels(page: Page, *, script: bool) -> None:
    """Nobody does anything for it."""
    line = page.locator(".characters > li").filter(has_text="Wren Hollowell")
    until(page, line.get_by_text("768"), script=script)
    expect(line).to_contain_text("Lich")
    expect(line).to_contain_text("WHM")
    until(page, line.get_by_text(re.compile("clear")), script=script)


def say_the_week(page: Page, *, script: bool, device: str) -> None:
    page.goto("/settings/availability/")
    page.get_by_role("button", name=re.compile("Weekday evenings")).click()
    expect(page.get_by_role("status").filter(has_text="Filled in")).to_be_visible()
    if script and device == "desktop":
        drag_over(page, "Sat", "15:00", "17:00")
    page.get_by_role("button", name="Save hours").locator("visible=true").click()
    expect(said(page)).to_contain_text(re.compile("saved", re.IGNORECASE))


def hour(page: Page, day: str, clock: str) -> Locator:
    return page.get_by_role("checkbox", name=f"{day} {clock}", exact=True)


def drag_over(page: Page, day: str, start: str, end: str) -> None:
    """The mouse goes down on the first hour and up on the last."""
    if not hour(page, day, start).is_visible():
        page.get_by_label("Mornings and nights, too").check()
    first, last = hour(page, day, start), hour(page, day, end)
    first.scroll_into_view_if_needed()
    boxes = [each.locator("..").bounding_box() for each in (first, last)]
    middles = [(b["x"] + b["width"] / 2, b["y"] + b["height"] / 2) for b in boxes if b]
    page.mouse.move(*middles[0])
    page.mouse.down()
    page.mouse.move(*middles[1], steps=8)
    page.mouse.up()
    expect(first).to_be_checked()
    expect(last).to_be_checked()


def say_who(page: Page) -> None:
    page.goto("/settings/profile/")
    page.get_by_label("Headline").fill("Healer who brings tea")
    page.get_by_role("checkbox", name="WHM").check()
    page.get_by_role("button", name="Save profile").locator("visible=true").click()
    expect(said(page)).to_contain_text(re.compile("saved", re.IGNORECASE))
    page.goto("/settings/profile/")
    page.get_by_role("button", name="Look for a static").click()
    expect(page.get_by_role("heading", name="You look for a static")).to_be_visible()


def assert_page_shows_it_all(page: Page, handle: str) -> None:
    page.goto(f"/players/{handle}/")
    main = page.locator("main")
    expect(page.get_by_role("heading", level=1)).to_have_text(handle)
    for words in (
        "Healer who brings tea",
        "Wren Hollowell",
        "Lich, Light",
        "White Mage",
        "Seeks a static",
        re.compile("verified"),
    ):
        expect(main.get_by_text(words).locator("visible=true").first).to_be_visible()
    progress = page.locator("section").filter(has_text="M12S").first
    expect(progress).to_contain_text("1 clear")
    expect(main.get_by_text("19:00–\u206023:00").first).to_be_visible()


def assert_found_by_search(page: Page, handle: str) -> None:
    page.goto("/players/?role=healer&dc=light&days=mon&from=20:00&to=22:00")
    found = page.locator("#results").get_by_role("link", name=handle)
    expect(found).to_have_count(1)
    page.goto("/players/?role=tank")
    expect(page.locator("#results").get_by_role("link", name=handle)).to_have_count(0)


def test_player_sets_up_once(visit: Visit, way: Way, worker: None) -> None:
    device, script = way
    page = visit(device, java_script_enabled=script)
    if not script:
        choose_zone(page)
    sign_up(page)
    confirm(page)

    verify(page, script=script)
    wait_for_levels(page, script=script)
    say_the_week(page, script=script, device=device)
    say_who(page)

    handle = User.objects.get(email=EMAIL).handle
    assert Character.objects.get(lodestone_id=WREN).is_verified
    assert Profile.objects.get().is_seeking
    assert_page_shows_it_all(page, handle)
    if script:  # without it nothing can be measured
        assert_no_sideways_scroll(page)
        assert_steady(page)
    visitor = visit(device, java_script_enabled=script)
    if not script:
        choose_zone(visitor)
    assert_page_shows_it_all(visitor, handle)
    assert_found_by_search(visitor, handle)


def test_pages_of_setting_up_are_for_everybody(visit: Visit, worker: None) -> None:
    """Empty, in the middle, refused and full, by the measure of axe."""
    page = visit("desktop")
    page.goto("/accounts/signup/")
    page.locator("main").get_by_role("button", name="Sign up").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_good_looking(page)
    sign_up(page)
    assert_good_looking(page)
    link = open_mail(page)
    assert_good_looking(page)
    link.click()
    assert_good_looking(page)
    page.get_by_role("button", name="Yes, confirm it").click()
    page.wait_for_url(lambda url: "confirm-email" not in url)
    handle = User.objects.get(email=EMAIL).handle
    for address in (
        "/",
        "/settings/profile/",
        "/settings/handle/",
        "/settings/availability/",
        "/settings/characters/",
        "/settings/privacy/",
        f"/players/{handle}/",
        "/teams/",
    ):
        page.goto(address)
        assert_good_looking(page)

    page.goto("/settings/characters/")
    page.get_by_label("Lodestone").first.fill("https://example.com/lodestone/")
    page.get_by_role("button", name="Add this character").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_good_looking(page)
    page.goto("/settings/profile/")
    code = add_character(page)
    until(page, page.get_by_role("heading", name="Wren Hollowell"), script=True)
    assert_good_looking(page)
    page.get_by_role("button", name="The code is there: look for it").click()
    until(
        page, page.get_by_text("The code is not in the profile text yet"), script=True
    )
    assert_good_looking(page)
    assert code in page.locator("#code").inner_text()

    page.goto("/settings/availability/")
    page.get_by_role("button", name=re.compile("Weekday evenings")).click()
    assert_good_looking(page)
    page.locator("[name=windows-0-end]").fill("19:00")
    page.locator("[name=windows-0-start]").fill("19:00")
    page.get_by_role("button", name="Save hours").locator("visible=true").click()
    expect(page.locator(".error-summary")).to_be_focused()
    assert_good_looking(page)


def test_sign_up_while_redis_is_refused(
    visit: Visit, settings: Any, outbox: list[Any]
) -> None:
    """The page works; the mail comes later, and once."""
    there = settings.CACHES
    place_redis(settings, refused_location())
    with broker_at(refused_location()):
        page = visit("phone")
        begun = time.monotonic()
        sign_up(page)
        assert time.monotonic() - begun < PATIENCE / 1000
        assert outbox == []
    settings.CACHES = there

    for _sweep in range(2):
        send_due()

    assert [each.to for each in outbox] == [[EMAIL]]
    open_mail(page).click()
    page.get_by_role("button", name="Yes, confirm it").click()
    page.wait_for_url(lambda url: "confirm-email" not in url)
    expect(page.get_by_role("link", name="Sign up")).to_have_count(0)


def test_player_sets_up_by_keyboard_alone(visit: Visit, worker: None) -> None:
    page = visit("desktop")
    page.goto("/accounts/signup/")
    tab_to(page, page.get_by_label("E-mail"))
    page.keyboard.type(EMAIL)
    tab_to(page, page.get_by_label("Password"))
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("One click to go")
    tab_to(page, page.get_by_role("link", name="read the mail here"))
    page.keyboard.press("Enter")
    mail = page.get_by_role("link", name=re.compile("confirm-email"))
    expect(mail).to_be_visible()
    tab_to(page, mail)
    page.keyboard.press("Enter")
    press(page, "Yes, confirm it")
    page.wait_for_url(lambda url: "confirm-email" not in url)

    page.goto("/settings/characters/")
    tab_to(page, page.get_by_label("Lodestone").first)
    page.keyboard.type(ADDRESS)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Wren Hollowell")).to_be_visible(
        timeout=PATIENT
    )
    tab_to(page, page.locator("#code"))
    code = page.locator("#code").inner_text()
    visit("desktop").request.post(
        f"{page.get_by_role('link', name='Open the profile settings').get_attribute('href')}",
        form={"bio": code},
    )
    press(page, "The code is there: look for it")
    expect(page.get_by_text("This character is yours.")).to_be_visible(timeout=PATIENT)

    page.goto("/settings/availability/")
    tab_to(page, hour(page, "Tue", "20:00"))
    page.keyboard.press("Space")
    press(page, "Save hours")
    expect(said(page)).to_contain_text(re.compile("saved", re.IGNORECASE))
    assert Profile.objects.get().schedule == [[1, 20 * 60, 60]]
    page.goto("/settings/profile/")
    press(page, "Look for a static")
    expect(page.get_by_role("heading", name="You look for a static")).to_be_visible()


def press(page: Page, name: str) -> None:
    button = page.get_by_role("button", name=name).locator("visible=true").last
    expect(button).to_be_visible()
    tab_to(page, button)
    page.keyboard.press("Enter")
