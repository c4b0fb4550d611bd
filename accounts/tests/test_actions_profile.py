"""What people say of themselves, and that they look for a team."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from accounts.actions import profile as actions
from accounts.enums import SEEKING_FOR
from accounts.models import Profile
from accounts.signals import profile_changed, seeking_ends_soon
from accounts.tests.factories import ProfileFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def heard():
    """News of profiles and of ends, as they are told."""
    news: list[tuple[object, ...]] = []

    def changed(user_id, **_):
        news.append(("changed", user_id))

    def ends(user_id, until, **_):
        news.append(("ends", user_id, until))

    profile_changed.connect(changed)
    seeking_ends_soon.connect(ends)
    yield news
    profile_changed.disconnect(changed)
    seeking_ends_soon.disconnect(ends)


def test_profile_begins_with_the_first_word(heard):
    user = UserFactory()

    actions.edit_profile(user, headline="Tank", jobs=[19, 21])

    profile = Profile.objects.get(user=user)
    assert (profile.headline, profile.main_job) == ("Tank", 19)
    assert heard == [("changed", user.pk)]


def test_what_is_not_said_stays():
    profile = ProfileFactory(about="Long ago", visibility="members", seeking=True)

    actions.edit_profile(profile.user, headline="Tank")
    actions.set_privacy(profile.user, visibility="hidden", shows_percentiles=True)

    after = Profile.objects.get(pk=profile.pk)
    assert (after.headline, after.about, after.visibility) == (
        "Tank",
        "Long ago",
        "hidden",
    )
    assert after.shows_percentiles
    assert after.seeking_until == profile.seeking_until
    assert after.changed_at > profile.changed_at


def test_other_columns_are_not_written_by_the_profile():
    with pytest.raises(TypeError, match="visibility"):
        actions.edit_profile(UserFactory(), visibility="public")


def test_seeking_lasts_sixty_days_by_the_clock(heard):
    user = UserFactory()
    with time_machine.travel("2026-05-01T12:00Z", tick=False):
        actions.seek(user)
        assert Profile.objects.seeking().get().is_seeking
    with time_machine.travel("2026-06-30T11:59Z", tick=False):
        assert Profile.objects.seeking().exists()
    with time_machine.travel("2026-06-30T12:01Z", tick=False):
        assert not Profile.objects.seeking().exists()
        assert not Profile.objects.get().is_seeking
    assert heard == [("changed", user.pk)]


def test_seeking_is_renewed_and_ended():
    profile = ProfileFactory(seeking_until=timezone.now() + timedelta(days=2))

    actions.seek(profile.user)
    until = Profile.objects.get().seeking_until
    assert until is not None
    assert until > timezone.now() + SEEKING_FOR * 0.99

    actions.stop_seeking(profile.user)
    assert not Profile.objects.get().is_seeking


def test_end_is_told_once_three_days_before(heard):
    soon = timezone.now() + timedelta(days=2, hours=23)
    profile = ProfileFactory(seeking_until=soon)
    ProfileFactory(seeking_until=timezone.now() + timedelta(days=3, hours=1))
    ProfileFactory(seeking_until=timezone.now() - timedelta(hours=1))
    ProfileFactory()

    assert [actions.warn_seeking(), actions.warn_seeking()] == [1, 0]
    assert heard == [("ends", profile.pk, soon)]


def test_end_is_told_again_after_a_renewal(heard):
    profile = ProfileFactory(seeking_until=timezone.now() + timedelta(days=1))
    actions.warn_seeking()
    actions.seek(profile.user)
    assert actions.warn_seeking() == 0

    with time_machine.travel(timezone.now() + SEEKING_FOR - timedelta(days=1)):
        assert actions.warn_seeking() == 1
