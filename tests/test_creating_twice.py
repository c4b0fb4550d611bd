"""A form that creates something creates it once, however often it is sent."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.sweeping import forget_old
from accounts.models import (
    Block,
    Character,
    CharacterSearch,
    SubmittedForm,
    Team,
    TeamInvite,
    Verification,
)
from accounts.tests.factories import CharacterFactory, world_id
from accounts.tests.log_in import log_in
from config.testing.pages import Data, Form, form_in, forms_in, words_in
from config.testing.race import race
from listings.models import Listing
from listings.tests.people import People, make_people

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Creating:
    """A form on a page, what is typed into it, and what it is changed to."""

    of: type[Any]
    page: str
    typed: dict[str, str]
    other: dict[str, str]
    action: str = ""
    has: str = ""  # a field, where several forms go to one address


FORMS = {
    "listing": Creating(
        Listing,
        "/listings/new/",
        {"kind": "substitute", "goal": "duty:fru"},
        {"goal": "duty:top"},
    ),
    "team": Creating(
        Team,
        "/teams/new/",
        {"name": "Astral Dusk", "world": "odin"},
        {"name": "Umbral Noon"},
    ),
    "link": Creating(
        TeamInvite,
        "/teams/umbral-dawn/invites/",
        {"do": "link", "link-days": "7", "link-max_uses": "1"},
        {"link-max_uses": "2"},
        has="link-days",
    ),
    "invitation": Creating(
        TeamInvite,
        "/teams/umbral-dawn/invites/",
        {"do": "player", "player-handle": "charlie"},
        {"player-handle": "dana"},
        has="player-handle",
    ),
    "block": Creating(
        Block,
        "/settings/privacy/",
        {"handle": "dana"},
        {"handle": "eve"},
        action="/settings/blocks/",
    ),
    "character": Creating(
        Character,
        "/settings/characters/",
        {"address": "11166211"},
        {"address": "11166212"},
        action="/settings/characters/add/",
    ),
    "search of a name": Creating(
        CharacterSearch,
        "/settings/characters/",
        {"name": "Wren Vale", "world": "odin"},
        {"name": "Wren Dale"},
        action="/settings/characters/search/",
    ),
}


@pytest.fixture
def alice(people: People) -> Client:
    client = Client()
    log_in(client, people.alice)
    return client


def with_ids(typed: dict[str, str]) -> Data:
    """Worlds are sent by number."""
    is_world = {"world": str(world_id("odin"))} if "world" in typed else {}
    return {name: [value] for name, value in {**typed, **is_world}.items()}


def filled(client: Client, each: Creating) -> Form:
    page = client.get(each.page)
    actions = {each.action or each.page}
    [form] = [
        f for f in forms_in(page) if f.action in actions and each.has in ["", *f.data]
    ]
    assert "form_key" in form.data
    form.data |= with_ids(each.typed)
    return form


def send(client: Client, form: Form, **changes: str) -> Any:
    return client.post(form.action, {**form.data, **with_ids(changes)})


@pytest.mark.parametrize("name", FORMS)
def test_sent_twice_it_leads_to_what_it_created(alice: Client, name: str):
    each = FORMS[name]
    before = each.of.objects.count()
    form = filled(alice, each)

    first, second = send(alice, form), send(alice, form)

    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert each.of.objects.count() == before + 1


@pytest.mark.parametrize("name", FORMS)
def test_changed_and_sent_again_it_says_so_keeps_all_and_can_create_another(
    alice: Client, name: str
):
    each = FORMS[name]
    before = each.of.objects.count()
    form = filled(alice, each)
    created = send(alice, form)["Location"]

    page = send(alice, form, **each.other)

    assert page.status_code == 422
    assert "Already created" in words_in(page)
    assert f'<a href="{created}">' in page.content.decode()
    assert each.of.objects.count() == before + 1
    [again] = [
        f
        for f in forms_in(page)
        if f.action == form.action and each.has in ["", *f.data]
    ]
    assert again.data["form_key"] != form.data["form_key"]
    shown = {**form.data, **with_ids(each.other)}
    for name_ in set(shown) - {"form_key", "csrfmiddlewaretoken", "do"}:
        assert again.data[name_] == shown[name_], name_
    again.data.setdefault("do", shown.get("do", [""]))
    assert send(alice, again).status_code == 302
    assert each.of.objects.count() == before + 2


def test_new_code_is_one_however_often_it_is_asked_for(alice: Client, people: People):
    mine = CharacterFactory(user=people.alice)
    page = alice.get(reverse("accounts:character", args=[mine.pk]))
    form = form_in(page, reverse("accounts:character-code", args=[mine.pk]))

    answers = [send(alice, form), send(alice, form), send(alice, form, x="y")]

    assert {answer.status_code for answer in answers} == {302}
    assert Verification.objects.filter(character=mine).count() == 1


def test_old_form_never_says_that_somebody_is_blocked_who_is_not(alice: Client):
    form = filled(alice, FORMS["block"])
    send(alice, form)
    alice.post(reverse("accounts:unblock", args=[Block.objects.get().pk]))

    page = alice.post(form.action, form.data, follow=True)

    assert "no longer find each other" in words_in(page)
    assert Block.objects.get().blocked.handle == "dana"


def test_old_form_never_says_that_a_link_is_ready_that_was_taken_back(alice: Client):
    form = filled(alice, FORMS["link"])
    ready = alice.post(form.action, form.data, follow=True)
    made = TeamInvite.objects.get()
    alice.post(reverse("listings:team-invite-revoke", args=["umbral-dawn", made.pk]))
    alice.get(form.action)  # where that is said

    again = alice.post(form.action, form.data, follow=True)

    assert "The link is ready" in words_in(ready)
    assert "The link is ready" not in words_in(again)


def test_character_that_was_removed_can_be_added_by_the_same_form(alice: Client):
    form = filled(alice, FORMS["character"])
    send(alice, form)
    mine = Character.objects.get()
    alice.post(reverse("accounts:character-remove", args=[mine.pk]))

    page = alice.post(form.action, form.data, follow=True)

    assert page.status_code == 200
    assert Character.objects.count() == 1


def test_what_was_refused_can_be_sent_again(alice: Client):
    """Nothing was created with the key, so it is still good."""
    form = filled(alice, FORMS["invitation"])

    refused = send(alice, form, **{"player-handle": "bob"})
    invited = send(alice, form)

    assert refused.status_code == 422
    assert invited.status_code == 302
    assert TeamInvite.objects.count() == 1


@pytest.mark.parametrize("key", [None, "", "short", "x" * 65, "\0" * 20, "ö" * 20])
def test_form_without_a_key_of_ours_simply_creates(alice: Client, key: str | None):
    form = filled(alice, FORMS["team"])
    del form.data["form_key"]
    changes = {} if key is None else {"form_key": key}

    answers = [send(alice, form, **changes) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Team.objects.filter(name="Astral Dusk").count() == 2
    assert not SubmittedForm.objects.exists()


def test_key_of_somebody_else_says_nothing_of_what_they_created(
    alice: Client, people: People
):
    form = filled(alice, FORMS["team"])
    send(alice, form)
    dana = Client()
    log_in(dana, people.dana)

    assert send(dana, form).status_code == 302
    assert Team.objects.filter(name="Astral Dusk").count() == 2


def test_keys_are_forgotten_after_a_day(alice: Client):
    send(alice, filled(alice, FORMS["team"]))

    forget_old(timezone.now() + timedelta(hours=23))
    assert SubmittedForm.objects.exists()
    forget_old(timezone.now() + timedelta(hours=25))
    assert not SubmittedForm.objects.exists()


@pytest.mark.slow
@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_six_equal_ones_at_once_create_one_thing_and_show_it_six_times():
    people = make_people()
    client = Client()
    log_in(client, people.alice)
    for name in ("listing", "team", "invitation"):
        each = FORMS[name]
        before = each.of.objects.count()
        form = filled(client, each)
        press: Callable[[], Any] = partial(send, as_one(client), form)

        answers = race(*[press] * 6)

        assert [answer.status_code for answer in answers] == [302] * 6, answers
        assert len({answer["Location"] for answer in answers}) == 1
        assert each.of.objects.count() == before + 1


def as_one(client: Client) -> Any:
    """The same browser in several threads, each with cookies of its own."""

    class Browser:
        def post(self, *args: Any) -> Any:
            tab = Client()
            tab.cookies.update(client.cookies)
            return tab.post(*args)

    return Browser()
