"""Two people and one handle at the same moment."""

import pytest

from accounts.actions.handles import change_handle
from accounts.exceptions import HandleTakenError, HandleTooSoonError
from accounts.models import FormerHandle, User
from accounts.tests.factories import UserFactory
from config.testing.race import race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def handles():
    return sorted(User.objects.values_list("handle", flat=True))


@pytest.mark.parametrize("theirs", ["fern", "FERN", "f-e-m"])
def test_only_one_of_two_gets_it(theirs):
    one, other = UserFactory(handle="moss"), UserFactory(handle="olive")

    results = race(
        lambda: change_handle(one, "fern"), lambda: change_handle(other, theirs)
    )

    lost = [result for result in results if isinstance(result, Exception)]
    assert [type(error) for error in lost] == [HandleTakenError]
    assert FormerHandle.objects.count() == 1
    assert len(set(handles()) & {"moss", "olive"}) == 1


def test_handle_that_is_just_given_up_is_not_free():
    one, other = UserFactory(handle="moss"), UserFactory(handle="olive")

    results = race(
        lambda: change_handle(one, "fern"), lambda: change_handle(other, "moss")
    )

    assert isinstance(results[1], HandleTakenError)
    assert handles() == ["fern", "olive"]


def test_two_who_would_swap_both_keep_theirs():
    one, other = UserFactory(handle="moss"), UserFactory(handle="olive")

    results = race(
        lambda: change_handle(one, "olive"), lambda: change_handle(other, "moss")
    )

    assert [type(result) for result in results] == [HandleTakenError] * 2
    assert handles() == ["moss", "olive"]


def test_one_person_changes_once_in_two_tabs():
    one = UserFactory(handle="moss")

    results = race(
        lambda: change_handle(one, "fern"), lambda: change_handle(one, "olive")
    )

    lost = [result for result in results if isinstance(result, Exception)]
    assert [type(error) for error in lost] == [HandleTooSoonError]
    assert FormerHandle.objects.get().handle == "moss"
