"""The page where somebody blocks, and takes it back."""

import pytest
from django.urls import reverse

from accounts.models import Block, FormerHandle
from accounts.tests.factories import UserFactory
from config.testing.pages import form_in, html_of, words_in

pytestmark = pytest.mark.django_db
ADDRESS = "/settings/blocks/"
LIST = "/settings/privacy/"


@pytest.fixture
def alice(client, people):
    client.force_login(people.alice)
    return client


@pytest.mark.parametrize("typed", ["charlie", "@Charlie", "  CHARLIE "])
def test_player_is_blocked_by_handle(alice, people, typed):
    page = alice.post(ADDRESS, {"handle": typed}, follow=True)

    assert page.redirect_chain == [(LIST, 302)]
    made = Block.objects.get()
    assert (made.blocker, made.blocked) == (people.alice, people.charlie)
    assert "you and charlie no longer find each other" in words_in(page)
    assert "charlie since" in words_in(page)


def test_player_is_unblocked(alice, people):
    page = alice.post(ADDRESS, {"handle": "charlie"}, follow=True)
    made = Block.objects.get()
    end = reverse("accounts:unblock", args=[made.pk])

    page = alice.post(end, form_in(page, end).data, follow=True)

    assert not Block.objects.exists()
    assert "You no longer block charlie." in words_in(page)
    assert "You block nobody." in words_in(page)
    again = alice.post(end, follow=True)
    assert again.status_code == 200
    assert "You no longer block" not in words_in(again)


def test_nobody_else_ends_a_block(client, people):
    made = Block.objects.create(blocker=people.alice, blocked=people.charlie)
    client.force_login(people.charlie)

    client.post(reverse("accounts:unblock", args=[made.pk]))

    assert Block.objects.get() == made


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Say whom: a handle."),
        ("nobody-at-all", "Nobody on Muster is called that."),
        ("ALICE", "That is you."),
        ("x" * 61, "at most 60 characters"),
        ("char\x00lie", "Null characters are not allowed."),
        ("сharlie", "Nobody on Muster is called that."),  # the first letter is Cyrillic
        ("' OR 1=1 --", "Nobody on Muster is called that."),
    ],
)
def test_what_cannot_be_blocked_is_said_beside_the_field(alice, people, typed, told):
    page = alice.post(ADDRESS, {"handle": typed})

    assert page.status_code == 422
    assert told in words_in(page)
    assert 'aria-describedby="id_handle-error' in html_of(page)
    kept = form_in(page, ADDRESS).data["handle"][0]
    assert kept.replace("\x00", "") == typed.replace("\x00", "")
    assert not Block.objects.exists()


def test_blocked_person_is_listed_by_the_name_they_had(alice, people):
    alice.post(ADDRESS, {"handle": "charlie"})
    FormerHandle.objects.create(user=people.charlie, handle="charlie")
    people.charlie.handle = "a-secret-name"
    people.charlie.save()

    page = words_in(alice.get(LIST))

    assert "charlie since" in page
    assert "a-secret-name" not in page
    alice.post(ADDRESS, {"handle": "charlie"})
    assert Block.objects.count() == 1


def test_person_who_blocks_is_blocked_back_without_being_told(alice, people):
    """Whose page one cannot see can still be blocked; nothing tells that they do."""
    Block.objects.create(blocker=people.charlie, blocked=people.alice)

    before = words_in(alice.get(LIST))
    page = alice.post(ADDRESS, {"handle": "charlie"}, follow=True)

    assert "You block nobody." in before
    assert "you and charlie no longer find each other" in words_in(page)
    assert Block.objects.count() == 2


def test_blocking_is_limited(alice):
    crowd = UserFactory.create_batch(31)
    answers = [
        alice.post(ADDRESS, {"handle": user.handle}).status_code for user in crowd
    ]

    assert set(answers[:-1]) == {302}
    assert answers[-1] == 429


@pytest.mark.parametrize("blocks", [0, 1, 3])
def test_list_costs_the_same_however_long(
    alice, people, blocks, django_assert_max_num_queries
):
    for user in UserFactory.create_batch(blocks):
        Block.objects.create(blocker=people.alice, blocked=user, handle=user.handle)
    alice.get(LIST)

    with django_assert_max_num_queries(4):
        page = alice.get(LIST)

    assert html_of(page).count("Unblock<") == blocks
