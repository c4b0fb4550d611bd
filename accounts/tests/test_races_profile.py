"""One person in several tabs at the same moment."""

from zoneinfo import ZoneInfo

import pytest

from accounts.actions.availability import set_availability
from accounts.actions.profile import edit_profile, seek, set_privacy
from accounts.models import Profile
from accounts.tests.factories import UserFactory
from config.lib.week import Window
from config.testing.race import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
BERLIN = ZoneInfo("Europe/Berlin")


def test_first_words_of_all_kinds_are_kept():
    user = UserFactory()

    results = race(
        lambda: edit_profile(user, headline="Tank", jobs=[19]),
        lambda: set_availability(user, [Window(1, 1200, 180)], BERLIN),
        lambda: set_privacy(user, visibility="members", shows_percentiles=True),
        lambda: seek(user),
    )

    assert results == [None] * 4
    profile = Profile.objects.get(user=user)
    assert (profile.headline, profile.jobs) == ("Tank", [19])
    assert (profile.schedule, profile.time_zone) == ([[1, 1200, 180]], BERLIN.key)
    assert (profile.visibility, profile.shows_percentiles) == ("members", True)
    assert profile.is_seeking


def test_hours_and_their_zone_are_kept_together():
    user = UserFactory()
    tokyo = ZoneInfo("Asia/Tokyo")

    race(
        lambda: set_availability(user, [Window(1, 1200, 180)], BERLIN),
        lambda: set_availability(user, [Window(2, 600, 60)], tokyo),
    )

    profile = Profile.objects.get(user=user)
    assert (profile.schedule, profile.time_zone) in (
        ([[1, 1200, 180]], "Europe/Berlin"),
        ([[2, 600, 60]], "Asia/Tokyo"),
    )
    kept = sum(high - low for low, high in profile.week)
    assert kept == profile.schedule[0][2]
