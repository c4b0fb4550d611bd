"""Every address that takes a POST has a limit, whoever asks and whoever adds one."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.tests.factories import UserFactory
from accounts.tests.log_in import log_in
from config.lib.ids import uuid7
from config.lib.limits import LimitReachedError, spend
from config.lib.tests.redises import place_redis, refused_location
from config.limits import COUNTED_READS, LIMITS, UNCOUNTED, USUAL, limit_of
from config.testing.pages import form_in, words_in
from listings.tests.people import People

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
HERE = "127.0.0.1"  # where the test client asks from

# What stands in an address, by the name of the part.
PARTS: dict[str, Any] = {
    "app_label": "accounts", "code": "no-such-code", "content_type_id": 1,
    "handle": "nobody", "key": "no-such-key", "object_id": "1", "slug": "no-such-team",
    "uidb36": "1", "url": "no-such-page",
}  # fmt: skip
NUMBERS = {"mfa_edit_webauthn", "mfa_remove_webauthn", "usersessions_end"}


def patterns(
    found: Iterable[URLPattern | URLResolver],
    space: str = "",
    parts: frozenset[str] = frozenset(),
) -> Iterator[tuple[str, frozenset[str]]]:
    """The name of each address, and the names of the parts in it."""
    for each in found:
        own = parts | set(each.pattern.regex.groupindex)
        if isinstance(each, URLResolver):
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from patterns(each.url_patterns, space + inner, own)
        elif each.name:
            yield f"{space}{each.name}", own


def addresses() -> dict[str, str]:
    found = {}
    for name, parts in patterns(get_resolver().url_patterns):
        key = 1 if name in NUMBERS else uuid7()
        found[name] = reverse(name, kwargs={p: PARTS.get(p, key) for p in parts})
    return found


def use_up(who: object) -> None:
    for limit in {USUAL, *LIMITS.values()}:
        with suppress(LimitReachedError):
            for _ in range(limit.most):
                spend(limit.name, who, most=limit.most, seconds=limit.seconds)


@pytest.fixture
def member() -> Client:
    client = Client()
    log_in(client, UserFactory(handle="alice", is_staff=True, is_superuser=True))
    return client


@pytest.mark.parametrize("visitor", ["anonymous", "member"])
def test_no_address_takes_a_post_from_who_has_tried_too_often(visitor, member):
    client = Client() if visitor == "anonymous" else member
    before = client.post("/settings/zone/", {"zone": "UTC"}).status_code
    use_up(HERE if visitor == "anonymous" else client.session["_auth_user_id"])

    found = {name: client.post(path).status_code for name, path in addresses().items()}

    assert before == 302
    assert "listings:new" in found
    assert "admin:login" in found
    assert {n for n, status in found.items() if status != 429} == UNCOUNTED
    # Those that nobody counts take no POST at all.
    assert {found[name] for name in UNCOUNTED} == {405}


def test_ways_back_from_a_provider_are_counted_though_they_only_read(member):
    use_up(member.session["_auth_user_id"])
    ours = {n: p for n, p in addresses().items() if not n.startswith("admin:")}

    found = {name: member.get(path).status_code for name, path in ours.items()}

    assert {name for name, status in found.items() if status == 429} == COUNTED_READS


def test_every_limit_in_the_table_is_of_an_address_that_there_is():
    known = set(addresses())

    assert set(LIMITS) | COUNTED_READS | UNCOUNTED <= known
    assert limit_of("something:new") == USUAL


def test_limits_of_one_name_are_one():
    by_name = {limit.name: limit for limit in LIMITS.values()}

    assert all(by_name[limit.name] == limit for limit in LIMITS.values())


def test_each_member_has_tries_of_their_own(people: People):
    alice, bob = Client(), Client()
    log_in(alice, people.alice)
    log_in(bob, people.bob)
    use_up(people.alice.pk)

    assert alice.post("/settings/seeking/").status_code == 429
    assert bob.post("/settings/seeking/").status_code == 302


def test_saving_over_and_over_is_refused_in_words_that_say_how_long(people: People):
    alice = Client()
    log_in(alice, people.alice)
    path = f"/teams/{people.team.slug}/edit/"
    seen = [alice.post(path, {"name": "x"}).status_code for _ in range(30)]

    page = alice.post(path, {"name": "Dawn <b>", "about": "We\nraid."})

    assert set(seen) == {422}
    assert page.status_code == 429
    assert "Too many tries. Wait 10 minutes, then try again." in words_in(page)
    assert int(page["Retry-After"]) > 500
    # Nothing typed is lost: the same is one button away.
    kept = form_in(page).data
    del kept["csrfmiddlewaretoken"]
    assert kept == {"name": ["Dawn <b>"], "about": ["We\nraid."]}


def test_tries_are_counted_while_redis_is_away(people: People, settings: Any):
    place_redis(settings, refused_location())
    alice = Client()
    log_in(alice, people.alice)

    seen = [alice.post("/settings/erase/").status_code for _ in range(11)]

    assert seen == [302] * 10 + [429]


def test_page_for_too_many_tries_holds_no_password():
    client = Client()
    for _ in range(30):
        client.post("/accounts/login/", {"login": "x"})

    page = client.post("/accounts/login/", {"login": "a@b.de", "password": "secret-1"})

    assert page.status_code == 429
    assert "secret-1" not in page.content.decode()


def test_panel_that_asks_too_often_gets_a_line(people: People):
    alice = Client(headers={"hx-request": "true"})
    log_in(alice, people.alice)
    use_up(people.alice.pk)

    answer = alice.post(f"/listings/{'1' * 22}/preview/")

    assert answer.status_code == 429
    assert answer.content.decode().startswith("Too many tries. Wait")
