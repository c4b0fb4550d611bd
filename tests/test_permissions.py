"""Who may do what: every address of the site × every kind of visitor × method.

An address without a row fails `test_every_address_has_a_row`.
"""

import copy
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.models import Team
from accounts.tests.factories import (
    CharacterSearchFactory,
    TeamInviteFactory,
    VerificationFactory,
    XivAuthVisitFactory,
)
from accounts.tests.log_in import log_in
from listings.models import Listing
from listings.tests.factories import ListingFactory
from listings.tests.people import People, make_people

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

VISITORS = ("anonymous", "charlie", "dana", "eve", "bob", "alice", "sid", "mo")
LOGIN = "log-in first"  # a redirect to it, with the way back
Expected = int | str | frozenset[int]


@dataclass(frozen=True)
class Row:
    name: str
    get: tuple[Expected, ...]
    post: tuple[Expected, ...]
    of: str = ""  # which listing or team stands in the address
    data: tuple[tuple[str, str], ...] = ()  # what is posted

    @property
    def label(self) -> str:
        return f"{self.name}{' of ' if self.of else ''}{self.of}"


def everybody(status: Expected) -> tuple[Expected, ...]:
    return (status,) * len(VISITORS)


def one_by_one(
    *, anonymous: Expected, stranger: Expected, eve: Expected, bob: Expected,
    alice: Expected, sid: Expected, mo: Expected,
) -> tuple[Expected, ...]:  # fmt: skip
    """Charlie and Dana are strangers to the team."""
    return (anonymous, stranger, stranger, eve, bob, alice, sid, mo)


def writers(
    status: Expected, *, others: Expected = 403, bob: Expected | None = None
) -> tuple[Expected, ...]:
    """What the team's leader and officer get; Sid is its officer, but suspended."""
    return one_by_one(
        anonymous=LOGIN,
        stranger=others,
        eve=others,
        bob=status if bob is None else bob,
        alice=status,
        sid=403,
        mo=others,
    )


READ_ONLY = everybody(405)
# Asked in the wrong way; who may not write is not even told so.
NOT_GET = (LOGIN, 405, 405, 405, 405, 405, 403, 405)
TEAM_ONLY = one_by_one(
    anonymous=404, stranger=404, eve=404, bob=200, alice=200, sid=200, mo=404
)
TEAM_ONLY_MOVED = tuple(302 if status == 200 else status for status in TEAM_ONLY)
FOR_CHARLIE = (LOGIN, 200, 404, 404, 404, 404, 404, 404)
FOR_CHARLIE_MOVED = (LOGIN, 302, 404, 404, 404, 404, 403, 404)
CHARLIE_WRITES = (LOGIN, 200, 404, 404, 404, 404, 403, 404)
MEMBERS = (LOGIN, 200, 200, 200, 200, 200, 200, 200)
MEMBERS_READ = (LOGIN, 405, 405, 405, 405, 405, 405, 405)
MOVED_ON = (LOGIN, 302, 302, 302, 302, 302, 403, 302)
REFUSED_FORM = (LOGIN, 422, 422, 422, 422, 422, 403, 422)
IS_UP = everybody(frozenset({200, 503}))
MODERATOR = (302, 302, 302, 302, 302, 302, 302, 200)
SOMETHING = (("said", "something"),)

ROWS = [
    Row("home", everybody(200), READ_ONLY),
    Row("listings:search", everybody(200), READ_ONLY),
    Row("listings:counts", everybody(200), READ_ONLY),
    Row(
        "listings:new",
        # Whoever leads no team is sent to found one.
        one_by_one(
            anonymous=LOGIN, stranger=302, eve=200, bob=200, alice=200, sid=403, mo=302
        ),
        # Posted for Alice's team.
        one_by_one(
            anonymous=LOGIN, stranger=302, eve=422, bob=302, alice=302, sid=403, mo=302
        ),
        data=(("team", "theirs"), ("kind", "substitute"), ("goal", "duty:fru")),
    ),
    Row("listings:read", everybody(302), READ_ONLY, of="recruiting"),
    Row("listings:read", TEAM_ONLY_MOVED, READ_ONLY, of="private"),
    Row("listings:read", TEAM_ONLY_MOVED, READ_ONLY, of="hidden"),
    Row("listings:read", everybody(302), READ_ONLY, of="closed"),
    Row("listings:read-slug", everybody(200), READ_ONLY, of="recruiting"),
    Row("listings:read-slug", everybody(200), READ_ONLY, of="closed"),
    Row("listings:read-slug", everybody(200), READ_ONLY, of="overdue"),
    Row("listings:read-slug", TEAM_ONLY, READ_ONLY, of="private"),
    Row("listings:read-slug", TEAM_ONLY, READ_ONLY, of="hidden"),
    Row("listings:edit", writers(200), writers(422), of="recruiting", data=SOMETHING),
    Row(
        "listings:edit",
        writers(200, others=404),
        writers(422, others=404),
        of="private",
        data=SOMETHING,
    ),
    Row("listings:edit", writers(403), writers(403), of="closed", data=SOMETHING),
    Row("listings:preview", NOT_GET, writers(200), of="recruiting", data=SOMETHING),
    Row(
        "listings:preview",
        NOT_GET,
        writers(200, others=404),
        of="private",
        data=SOMETHING,
    ),
    Row("listings:publish", NOT_GET, writers(302, others=404), of="private"),
    Row("listings:publish", NOT_GET, writers(302), of="closed"),
    Row("listings:renew", NOT_GET, writers(302), of="recruiting"),
    Row("listings:renew", NOT_GET, writers(302, others=404), of="hidden"),
    Row("listings:pause", NOT_GET, writers(302), of="recruiting"),
    Row("listings:close", NOT_GET, writers(302), of="recruiting"),
    Row("listings:close", NOT_GET, writers(302, others=404), of="private"),
    Row("listings:teams", everybody(200), READ_ONLY),
    Row(
        "listings:team-new",
        (LOGIN, 200, 200, 200, 200, 200, 403, 200),
        (LOGIN, 422, 422, 422, 422, 422, 403, 422),
        data=SOMETHING,
    ),
    Row("listings:team", everybody(200), READ_ONLY, of="team"),
    Row(
        "listings:team-edit",
        writers(200, bob=403),
        writers(422, bob=403),
        of="team",
        data=SOMETHING,
    ),
    Row("listings:team-archive", NOT_GET, writers(302, bob=403), of="team"),
    Row(
        "listings:team-members",
        (LOGIN, 404, 404, 404, 200, 200, 200, 404),
        READ_ONLY,
        of="team",
    ),
    # Bob's own place in the team.
    Row(
        "listings:team-member",
        writers(200, others=404),
        writers(422, others=404),
        of="bob",
        data=(("job", "something"), ("role", "leader"), ("kind", "something")),
    ),
    Row(
        "listings:team-member-remove",
        NOT_GET,
        writers(302, others=404, bob=403),
        of="bob",
    ),
    Row(
        "listings:team-hand-over", NOT_GET, writers(302, others=404, bob=403), of="bob"
    ),
    Row("listings:team-leave", NOT_GET, writers(302, others=404), of="team"),
    Row(
        "listings:team-invites",
        writers(200, others=404),
        writers(422, others=404),
        of="team",
        data=(("do", "link"),),
    ),
    Row("listings:team-invite-revoke", NOT_GET, writers(302, others=404), of="link"),
    Row("listings:invite", everybody(200), writers(302, others=302), of="link"),
    Row("listings:invite-decline", NOT_GET, writers(404, others=404), of="link"),
    Row("listings:invite", FOR_CHARLIE, FOR_CHARLIE_MOVED, of="his"),
    Row("listings:invite-decline", NOT_GET, FOR_CHARLIE_MOVED, of="his"),
    Row("listings:player", everybody(200), READ_ONLY, of="charlie"),
    Row("listings:player", everybody(404), READ_ONLY, of="nobody"),
    Row("listings:players", everybody(200), READ_ONLY),
    Row("listings:players-counts", everybody(200), READ_ONLY),
    Row(
        "accounts:block",
        NOT_GET,
        (LOGIN, 422, 422, 422, 422, 422, 403, 422),
        data=(("handle", "nobody-at-all"),),
    ),
    # After a look at who it really is; whoever is suspended may leave as well.
    Row(
        "accounts:erase",
        (LOGIN, 302, 302, 302, 302, 302, 302, 302),
        (LOGIN, 302, 302, 302, 302, 302, 302, 302),
    ),
    # The block of somebody else, like one that is gone, is not even missed.
    Row(
        "accounts:unblock",
        NOT_GET,
        (LOGIN, 302, 302, 302, 302, 302, 403, 302),
        of="recruiting",
    ),
    # How times are shown to oneself is no write that a suspension refuses.
    Row(
        "accounts:zone", everybody(200), everybody(302), data=(("zone", "Asia/Tokyo"),)
    ),
    Row("accounts:settings", (LOGIN, 302, 302, 302, 302, 302, 302, 302), MEMBERS_READ),
    Row("accounts:profile", MEMBERS, REFUSED_FORM, data=SOMETHING),
    Row("accounts:handle", MEMBERS, REFUSED_FORM, data=SOMETHING),
    Row("accounts:availability", MEMBERS, REFUSED_FORM, data=SOMETHING),
    Row("accounts:privacy", MEMBERS, REFUSED_FORM, data=SOMETHING),
    Row(
        "accounts:seeking",
        (LOGIN, 302, 302, 302, 302, 302, 302, 302),
        MOVED_ON,
        data=SOMETHING,
    ),
    Row("accounts:characters", MEMBERS, MEMBERS_READ),
    Row("accounts:character-add", NOT_GET, REFUSED_FORM, data=SOMETHING),
    Row("accounts:character-find", NOT_GET, REFUSED_FORM, data=SOMETHING),
    Row("accounts:character-search", FOR_CHARLIE, MEMBERS_READ, of="charlie"),
    # Not there where it is not configured, as in these tests.
    Row("accounts:xivauth", NOT_GET, (LOGIN, 404, 404, 404, 404, 404, 403, 404)),
    Row("accounts:xivauth-callback", MOVED_ON, NOT_GET),
    Row("accounts:xivauth-visit", FOR_CHARLIE, MEMBERS_READ, of="charlie"),
    Row("accounts:character", FOR_CHARLIE, MEMBERS_READ, of="charlie"),
    Row("accounts:character-code", NOT_GET, FOR_CHARLIE_MOVED, of="charlie"),
    Row("accounts:character-check", NOT_GET, FOR_CHARLIE_MOVED, of="charlie"),
    Row("accounts:character-refresh", NOT_GET, FOR_CHARLIE_MOVED, of="charlie"),
    Row("accounts:character-main", NOT_GET, FOR_CHARLIE_MOVED, of="charlie"),
    Row("accounts:character-show", CHARLIE_WRITES, FOR_CHARLIE_MOVED, of="charlie"),
    Row("accounts:character-hide", NOT_GET, FOR_CHARLIE_MOVED, of="charlie"),
    Row("accounts:character-remove", CHARLIE_WRITES, FOR_CHARLIE_MOVED, of="charlie"),
    Row("health-live", everybody(200), READ_ONLY),
    Row("health-ready", IS_UP, READ_ONLY),
    Row("api-health", IS_UP, READ_ONLY),
    Row("rules", everybody(200), READ_ONLY),
    Row("privacy", everybody(200), READ_ONLY),
    Row("robots", everybody(200), READ_ONLY),
    Row("favicon", everybody(302), READ_ONLY),
    Row("security-txt", everybody(200), READ_ONLY),
    Row("styleguide", everybody(200), everybody(200)),  # of the demo alone
    Row("listings:statistics", (LOGIN, *everybody(200)[1:]), READ_ONLY),
    Row("messaging:dev-mail", everybody(200), READ_ONLY),  # of the demo alone
    Row("doctor", (302, 302, 302, 302, 302, 302, 302, 403), READ_ONLY),
    Row("admin:index", MODERATOR, MODERATOR),
]

# Who gets into the admin is a row above; of signing in tells a table of its own, in
# test_permissions_sign_in.py.
SIGN_IN = (
    "account_", "discord_", "mfa_", "socialaccount_", "usersessions_", "xivauth_",
)  # fmt: skip
ELSEWHERE = ("admin:", *SIGN_IN)


@dataclass(frozen=True)
class Scene:
    people: People
    listings: dict[str, Listing]
    cookies: dict[str, SimpleCookie]  # with which each of the people is logged in


@pytest.fixture(scope="module")
def scene(committed: Callable[[Callable[[], Scene]], Scene]) -> Scene:
    return committed(make_scene)


@pytest.fixture
def people(db: None, scene: Scene) -> People:
    return copy.deepcopy(scene.people)


@pytest.fixture
def listings(db: None, scene: Scene) -> dict[str, Listing]:
    return copy.deepcopy(scene.listings)


def make_scene() -> Scene:
    people = make_people()
    cookies = {}
    for name in VISITORS[1:]:
        client = Client()
        log_in(client, getattr(people, name))
        cookies[name] = client.cookies
    return Scene(people, make_listings(people.team), cookies)


def make_listings(team: Team) -> dict[str, Listing]:
    """The team's listings by state: the second and later ones are for substitutes."""
    return {
        "recruiting": ListingFactory(team=team, recruiting=True),
        "private": ListingFactory(team=team, substitute=True),
        "hidden": ListingFactory(
            team=team, recruiting=True, substitute=True, hidden=True
        ),
        "closed": ListingFactory(team=team, closed=True),
        "overdue": ListingFactory(team=team, overdue=True, substitute=True),
    }


def address(row: Row, people: People, listings: dict[str, Listing]) -> str:
    if row.name == "listings:player":
        return reverse(row.name, args=[row.of])
    if row.of in ("bob", "link", "his"):
        return inside_the_team(row, people)
    if row.name == "listings:read-slug":
        return listings[row.of].get_absolute_url()
    return reverse(row.name, args=key(row, people, listings))


def key(row: Row, people: People, listings: dict[str, Listing]) -> list[Any]:
    if row.of == "team":
        return [people.team.slug]
    if row.of == "charlie":
        return [of_charlie(row, people).pk]
    return [listings[row.of].pk] if row.of else []


def of_charlie(row: Row, people: People) -> Any:
    """His character, not yet verified, or what he had looked up."""
    if row.name == "accounts:character-search":
        return CharacterSearchFactory(user=people.charlie)
    if row.name == "accounts:xivauth-visit":
        return XivAuthVisitFactory(user=people.charlie)
    return VerificationFactory(character__user=people.charlie).character


def inside_the_team(row: Row, people: People) -> str:
    """A member of it, a link into it, or Charlie's own invitation."""
    if row.of == "bob":
        member = people.team.memberships.get(user=people.bob)
        return reverse(row.name, args=[people.team.slug, member.pk])
    invitee = people.charlie if row.of == "his" else None
    if invitee:  # one for each: another row may have made it
        people.team.invites.filter(invitee=invitee).delete()
    invite = TeamInviteFactory(
        team=people.team, created_by=people.alice, invitee=invitee
    )
    if row.name == "listings:team-invite-revoke":
        return reverse(row.name, args=[people.team.slug, invite.pk])
    return reverse(row.name, args=[invite.code])


def visit(
    method: str, url: str, cookies: SimpleCookie | None, data: dict[str, str]
) -> Expected:
    client = Client()
    if cookies:
        client.cookies = copy.deepcopy(cookies)
    with transaction.atomic():
        answer = client.generic(method, url) if not data else client.post(url, data)
        transaction.set_rollback(True)
    to = answer.headers.get("Location", "")
    if to.startswith("/accounts/login/"):
        # What was pressed is not pressed once more by itself after log-in.
        assert to == f"/accounts/login/?next={'/' if method == 'POST' else url}"
        return LOGIN
    return answer.status_code


def answers(row: Row, method: str, scene: Scene, url: str) -> list[Expected]:
    data = dict(row.data) if method == "POST" else {}
    if data.get("team") == "theirs":
        data["team"] = str(scene.people.team.pk)
    return [visit(method, url, scene.cookies.get(name), data) for name in VISITORS]


def compare(found: list[Expected], expected: Iterable[Expected]) -> None:
    wrong = {
        visitor: (status, meant)
        for visitor, status, meant in zip(VISITORS, found, expected, strict=True)
        if status != meant and not (isinstance(meant, frozenset) and status in meant)
    }
    assert wrong == {}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_who_may_read(
    row: Row, scene: Scene, people: People, listings: dict[str, Listing]
):
    url = address(row, people, listings)

    compare(answers(row, "GET", scene, url), row.get)


def test_head_is_answered_like_get(
    scene: Scene, people: People, listings: dict[str, Listing]
):
    for row in ROWS:
        url = address(row, people, listings)
        found = visit("HEAD", url, scene.cookies["alice"], {})
        assert found == row.get[VISITORS.index("alice")] or row.get == IS_UP, row.label


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.label)
def test_who_may_write(
    row: Row, scene: Scene, people: People, listings: dict[str, Listing]
):
    url = address(row, people, listings)

    compare(answers(row, "POST", scene, url), row.post)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_no_address_takes_another_method(
    method: str, scene: Scene, people: People, listings: dict[str, Listing]
):
    for row in ROWS:
        if row.name in {"admin:index", "styleguide"}:
            continue
        url = address(row, people, listings)
        assert visit(method, url, scene.cookies["alice"], {}) == 405, row.label


def names(
    patterns: Iterable[URLPattern | URLResolver], space: str = ""
) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = f"{each.namespace}:" if each.namespace else ""
            yield from names(each.url_patterns, space + inner)
        else:
            yield f"{space}{each.name}"


def test_every_address_has_a_row():
    known = set(names(get_resolver().url_patterns))
    ours = {name for name in known if not name.startswith(ELSEWHERE)}

    assert ours == {row.name for row in ROWS if not row.name.startswith(ELSEWHERE)}
    assert "admin:index" in known
