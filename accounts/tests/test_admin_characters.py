"""Characters on the moderators' desk."""

import pytest
from django.urls import reverse

from accounts.tests.factories import CharacterFactory, ProgressFactory
from accounts.tests.log_in import log_in

pytestmark = pytest.mark.django_db
LIST = "admin:accounts_character_changelist"


@pytest.fixture
def mo(client, people):
    log_in(client, people.mo)
    return client


def row(character):
    return reverse("admin:accounts_character_change", args=[character.pk])


def press(client, *characters, **answers):
    keys = [str(each.pk) for each in characters]
    data = {"action": "take_back", "_selected_action": keys, "index": "0", **answers}
    return client.post(reverse(LIST), data)


@pytest.mark.parametrize("count", [1, 3])
def test_list_costs_the_same_whatever_its_length(mo, count, django_assert_num_queries):
    for _ in range(count):
        CharacterFactory(shown=True)
    mo.get(reverse(LIST))

    with django_assert_num_queries(7):
        page = mo.get(reverse(LIST))

    assert len(page.context["cl"].result_list) == count


def test_a_character_is_looked_at_and_its_number_stands_nowhere(mo):
    mine = CharacterFactory(verified=True, lodestone_id=76_543_210)
    ProgressFactory(character=mine)

    page = mo.get(row(mine)).content.decode()
    found = mo.get(reverse(LIST), {"q": "76543210"})

    assert mine.name in page
    assert "76543210" not in page
    assert [*found.context["cl"].result_list] == [mine]


def test_a_verification_is_taken_back_with_a_reason(mo):
    mine = CharacterFactory(shown=True)

    asked = press(mo, mine)
    mine.refresh_from_db()
    assert mine.is_verified
    assert "Reason" in asked.content.decode()
    press(mo, mine, confirmed="yes", reason="A borrowed account.")

    mine.refresh_from_db()
    assert (mine.is_verified, mine.lost_reason) == (False, "A borrowed account.")


def test_without_a_reason_nothing_happens(mo):
    mine = CharacterFactory(shown=True)

    answer = press(mo, mine, confirmed="yes", reason=" ")

    mine.refresh_from_db()
    assert (answer.status_code, mine.is_verified) == (422, True)


def test_nobody_moderates_themselves(mo, people):
    mine = CharacterFactory(user=people.mo, shown=True)

    press(mo, mine, confirmed="yes", reason="Mine.")

    mine.refresh_from_db()
    assert mine.is_verified


@pytest.mark.parametrize("who", ["alice", "charlie"])
def test_the_desk_is_closed_to_everybody_else(client, people, who):
    log_in(client, getattr(people, who))

    assert client.get(reverse(LIST)).status_code == 302
