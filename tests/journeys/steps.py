"""What people do on several journeys."""

from django.test import Client
from playwright.sync_api import Locator, Page, expect

from accounts.models import User
from accounts.tests.factories import PASSWORD
from accounts.tests.log_in import log_in as log_in_client


def log_in(page: Page, handle: str) -> None:
    """Somebody who has logged in before. No page is opened by it."""
    client = Client()
    log_in_client(client, User.objects.get(handle=handle))
    [session] = client.cookies.values()
    page.context.add_cookies(
        [
            {
                "name": session.key,
                "value": session.value,
                "domain": "localhost",
                "path": "/",
            }
        ]
    )


def log_in_by_form(page: Page, handle: str) -> None:
    page.goto("/accounts/login/")
    page.get_by_label("E-mail").fill(f"{handle}@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Log in").click()
    page.wait_for_url("**/")


def evening(page: Page, row: int, day: str, start: str, end: str) -> None:
    field(page, f"windows-{row}-day").select_option(label=day)
    field(page, f"windows-{row}-start").fill(start)
    field(page, f"windows-{row}-end").fill(end)


def field(page: Page, name: str) -> Locator:
    return page.locator(f"#listing-form [name={name}]")


def said(page: Page) -> Locator:
    """What has just happened, told above the page."""
    return page.locator(".site-messages").get_by_role("status")


def fill_seats(page: Page, held: dict[int, str]) -> None:
    """By their number from 1: which job holds the seat."""
    for number, job in held.items():
        seat = page.get_by_role("group", name=f"Seat {number}", exact=True)
        seat.get_by_role("radio", name="Filled").check()
        seat.get_by_label("Job", exact=True).select_option(label=job)


def accept_only(page: Page, number: int, *jobs: str) -> None:
    seat = page.get_by_role("group", name=f"Seat {number}", exact=True)
    seat.get_by_role("radio", name="Open").check()
    for box in seat.get_by_role("checkbox", checked=True).all():
        if box.locator("..").inner_text() not in jobs:
            box.uncheck()
    for job in jobs:
        seat.get_by_role("checkbox", name=job, exact=True).check()


def found_team(page: Page, name: str) -> None:
    page.goto("/teams/")
    page.get_by_role("link", name="Create a static").click()
    page.get_by_label("Name").fill(name)
    page.get_by_label("World").select_option(label="Twintania")
    page.get_by_label("About the team").fill("We raid **twice** a week.")
    page.get_by_role("button", name="Found the team").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def begin_listing(page: Page, team: str, goal: str) -> None:
    """From the team's page to the editor."""
    page.get_by_role("link", name="Post a listing").first.click()
    expect(page.get_by_label("Team")).to_have_value(
        page.get_by_label("Team")
        .locator("option", has_text=team)
        .get_attribute("value")
        or ""
    )
    page.get_by_label("Tier or duty").select_option(label=goal)
    page.get_by_role("button", name="Go on to the roster").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your listing")
