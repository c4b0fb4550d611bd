"""The first step of a listing."""

import pytest

from accounts.models import Team
from listings.forms import NewListingForm
from listings.tests.factories import duty_id

pytestmark = pytest.mark.django_db


def form_of(people, **changes):
    data = {"team": people.team.pk, "kind": "permanent", "goal": "duty:fru", **changes}
    return NewListingForm(data, teams=[*Team.objects.managed_by(people.bob)])


@pytest.mark.parametrize(
    ("goal", "size"),
    [
        ("duty:fru", 8),
        ("duty:another-aloalo-island", 4),
        ("duty:the-cloud-of-darkness-chaotic", 24),
        ("tier:aac-heavyweight-savage", 8),
    ],
)
def test_goal_decides_the_size_of_the_roster(people, goal, size):
    form = form_of(people, goal=goal)

    assert form.is_valid()
    assert form.size == size
    assert form.cleaned_data["team"] == people.team


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"team": "x"}, "team"),
        ({"team": ""}, "team"),
        ({"kind": "forever"}, "kind"),
        ({"goal": ""}, "goal"),
        ({"goal": "duty:"}, "goal"),
        ({"goal": "tier:fru"}, "goal"),
        ({"goal": f"duty:{2**70}"}, "goal"),
        ({"goal": "duty:fru\x00"}, "goal"),
    ],
)
def test_bad_choice_has_its_message(people, changes, at):
    form = form_of(people, **changes)

    assert not form.is_valid()
    assert set(form.errors) == {at}


def test_team_of_somebody_else_is_no_choice(people):
    form = form_of(people, team=people.rivals.pk)

    assert not form.is_valid()
    assert set(form.errors) == {"team"}


def test_goal_is_a_duty_of_the_catalogue(people):
    form = form_of(people)

    assert form.is_valid()
    assert form.cleaned_data["goal"].duty_id == duty_id("fru")
