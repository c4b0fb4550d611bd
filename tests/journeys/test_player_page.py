"""A player's page in a browser: empty and full, in every look, and without script."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.enums import LogsStatus
from accounts.models import Character, Profile
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    ProfileFactory,
    ProgressFactory,
    TeamFactory,
)
from integrations.catalogue import catalogue
from listings.tests.people import People
from tests.journeys.checks import (
    assert_good_looking,
    assert_steady,
)
from tests.journeys.steps import log_in

pytestmark = pytest.mark.journey
Visit = Callable[..., Page]

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützen" * 2
JAPANESE = "零式第四層まで、のんびり固定を探しています。よろしくお願いします。"


def full(people: People) -> Profile:
    """All there may be to say of somebody, in the longest words."""
    known, now = catalogue(), timezone.now()
    profile = ProfileFactory(
        user=people.charlie,
        seeking=True,
        headline=LONG,
        about=f"{JAPANESE}\n\n- {LONG}\n- [a link](https://example.com/)\n\n> said",
        languages=["en", "ja", "de", "fr", "es", "pt", "it", "nl", "pl", "sv", "ru"],
        jobs=[job.id for job in known.offered_jobs],
        tier_goals=[tier.id for tier in known.offered_tiers[:4]],
        duty_goals=[duty.id for duty in known.offered_duties[:8]],
        voice="speak",
        intensity="hardcore",
        can_travel=True,
        would_transfer=True,
        shows_percentiles=True,
        schedule=[[day, minute, 85] for day in range(7) for minute in (0, 615, 1395)],
        time_zone="Asia/Kathmandu",
    )
    levels = {str(job.id): 100 for job in known.offered_jobs}
    character = logged(profile, name="Wilhelmina Ashenbrightly", job_levels=levels)
    for n, duty in enumerate(known.offered_duties):
        ProgressFactory(
            character=character,
            duty_id=duty.id,
            kills=999 - n,
            percentile=99.9 - n / 2,
            job_id=known.offered_jobs[n % 21].id,
            date=now - timedelta(days=n),
        )
    for name in (LONG[:60], JAPANESE, "B"):
        MembershipFactory(user=people.charlie, team=TeamFactory(name=name))
    return profile


def logged(
    profile: Profile, status: LogsStatus = LogsStatus.OK, **more: object
) -> Character:
    now = timezone.now()
    is_asked = status != LogsStatus.UNKNOWN
    return CharacterFactory(
        user=profile.user,
        verified=True,
        is_shown=True,
        logs_status=status,
        logs_synced_at=now - timedelta(hours=3) if is_asked else None,
        logs_full_at=now if is_asked else None,
        item_level=790,
        **more,
    )


def test_full_page_in_every_look(visit: Visit, people: People) -> None:
    logged(full(people), name="絶望の姫君たち")
    page = visit("desktop")
    page.goto("/players/charlie/")
    assert_steady(page)
    page.get_by_text("other fights").click()
    expect(page.get_by_text("Also cleared")).to_be_visible()

    assert_good_looking(page)


def test_page_with_nothing_filled_for_others_and_for_its_owner(
    visit: Visit, people: People
) -> None:
    page = visit("desktop")
    page.goto("/players/dana/")
    expect(page.get_by_text("No character is shown.")).to_be_visible()
    assert_good_looking(page)

    log_in(page, "dana")
    page.goto("/players/dana/")
    page.get_by_role("link", name="Say when you are free").click()

    expect(page).to_have_url("/settings/availability/")


def test_what_is_not_known_of_the_logs_is_said(visit: Visit, people: People) -> None:
    profile = ProfileFactory(user=people.charlie)
    character = logged(profile)
    page = visit("phone")
    for status, words in (
        (LogsStatus.HIDDEN, "The logs are hidden."),
        (LogsStatus.NO_LOGS, "No logs."),
        (LogsStatus.UNKNOWN, "Not asked yet."),
    ):
        Character.objects.filter(pk=character.pk).update(logs_status=status)
        page.goto("/players/charlie/")
        expect(page.get_by_text(words)).to_be_visible()
        assert_good_looking(page)


def test_another_character_is_chosen_without_script(
    visit: Visit, device_without_script: str, people: People
) -> None:
    profile = full(people)
    logged(profile, name="Second Wind", is_main=False)
    page = visit(device_without_script, java_script_enabled=False)
    page.goto("/players/charlie/")
    switch = page.get_by_role("navigation", name="Characters")
    expect(page.get_by_text("999 clears")).to_be_visible()

    switch.get_by_role("link", name="Second Wind").click()

    chosen = switch.locator("[aria-current]")
    expect(chosen).to_have_text("Second Wind")
    expect(page.get_by_text("999 clears")).to_have_count(0)
    expect(page.get_by_text("0 fights cleared")).to_be_visible()
