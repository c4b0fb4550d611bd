"""Keys for regulars, which never get in the way of typing, scrolling or the browser's own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from listings.tests.people import People
from tests.journeys import boards
from tests.journeys.checks import assert_focus_is_seen, assert_good_looking
from tests.journeys.test_find import titles

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]


def results(page: Page) -> list[str]:
    return page.locator("#results .listing-card__link").all_inner_texts()


def focused(page: Page) -> str:
    return page.locator(":focus").inner_text()


def test_slash_goes_to_the_search_from_anywhere(visit: Visit, people: People) -> None:
    page = visit("desktop")
    page.goto("/listings/?q=tea")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("a/b?")
    expect(page.locator("#q")).to_have_value("a/b?")

    page.goto("/teams/")
    page.keyboard.press("/")
    page.wait_for_url("**/listings/#q")
    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_have_value("")


def test_slash_opens_the_sheet_that_holds_the_search(
    visit: Visit, people: People
) -> None:
    page = visit("phone")
    page.goto("/listings/")

    page.keyboard.press("/")

    expect(page.locator("#q")).to_be_focused()
    expect(page.locator("#q")).to_be_visible()


def test_arrows_walk_the_results_and_back(visit: Visit, people: People) -> None:
    boards.board(people.team)
    page = visit("desktop")
    page.goto("/listings/")
    expect(titles(page)).to_have_count(4)
    all_of_them = results(page)

    page.keyboard.press("ArrowDown")
    assert page.locator("#results :focus").count() == 0, "it scrolls, as ever"
    page.keyboard.press("/")
    for title in all_of_them:
        page.keyboard.press("ArrowDown")
        assert focused(page) == title
        assert_focus_is_seen(page)
    page.keyboard.press("ArrowDown")
    assert focused(page) == all_of_them[-1]
    page.keyboard.press("Shift+ArrowUp")
    page.keyboard.press("Control+ArrowUp")
    assert focused(page) == all_of_them[-1]
    for _title in all_of_them:
        page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator("#q")).to_be_focused()

    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(all_of_them[0])


def test_results_that_came_in_place_are_walked_too(
    visit: Visit, people: People
) -> None:
    boards.board(people.team)
    page = visit("desktop")
    page.goto("/listings/")
    page.keyboard.press("/")
    page.keyboard.type("weekend")
    expect(titles(page)).to_have_count(1)

    with page.expect_response("**/listings/?*"):  # by leaving the field
        page.keyboard.press("ArrowDown")

    link = page.get_by_role("link", name="Shield healer at the weekend")
    expect(link).to_be_focused()
    page.evaluate("new Promise((done) => setTimeout(done))")  # swapped
    expect(link).to_be_focused()


def test_question_mark_lists_the_keys_and_focus_returns(
    visit: Visit, people: People
) -> None:
    page = visit("desktop")
    page.goto("/listings/")
    before = page.get_by_role("link", name="Rules", exact=True)
    before.focus()

    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="Keys")
    expect(keys).to_be_visible()
    expect(keys.get_by_role("button", name="Close")).to_be_focused()
    assert_good_looking(page)
    page.keyboard.press("/")
    expect(keys).to_be_visible()
    page.keyboard.press("Escape")

    expect(keys).to_be_hidden()
    expect(before).to_be_focused()


def test_keys_can_be_turned_off_and_stay_so(visit: Visit, people: People) -> None:
    page = visit("desktop")
    page.goto("/listings/")
    page.get_by_role("button", name="Keys").click()
    page.get_by_label("Use / and ? as keys").uncheck()
    page.keyboard.press("Escape")
    page.reload()

    page.keyboard.press("/")
    page.keyboard.press("?")

    expect(page.locator("#q")).not_to_be_focused()
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
    page.get_by_role("button", name="Keys").click()
    expect(page.get_by_label("Use / and ? as keys")).not_to_be_checked()


def test_keys_with_a_modifier_are_the_browsers(visit: Visit, people: People) -> None:
    page = visit("desktop")
    page.goto("/listings/")

    for keys in ("Control+/", "Alt+/", "Meta+/", "Control+?"):
        page.keyboard.press(keys)

    expect(page.locator("#q")).not_to_be_focused()
    expect(page.get_by_role("dialog", name="Keys")).to_be_hidden()
