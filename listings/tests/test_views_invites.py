"""Invitations as the team and the invited see them."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from accounts.actions import archive_team, invite_player, remove_member
from accounts.actions.blocks import block
from accounts.actions.handles import change_handle
from accounts.models import Membership, TeamInvite
from accounts.tests.factories import ProfileFactory, TeamInviteFactory, UserFactory
from config.lib.ids import shorten
from listings.tests.pages import form_in, forms_in, html_of, words_in
from messaging.models import Notification

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

DESK = "/teams/umbral-dawn/invites/"
NOBODY = "No player with this handle can be invited."


@pytest.fixture
def alice(client, people):
    client.force_login(people.alice)
    return client


def is_member(user, team):
    return Membership.objects.of(user, team.pk) is not None


def ask(client, handle, **more):
    data = {"do": "player", "player-handle": handle, "player-kind": "permanent"}
    return client.post(DESK, {**data, **more})


def make_link(client, **more):
    data = {"link-days": "7", "link-max_uses": "2", "link-kind": "permanent"}
    return client.post(DESK, {"do": "link", **data, **more})


def address_of(invite):
    return f"/teams/invites/{invite.code}/"


def test_link_is_made_shown_used_and_taken_back(alice, people):
    assert make_link(alice).status_code == 302
    invite = TeamInvite.objects.get()
    page = alice.get(DESK)
    assert f"http://testserver{address_of(invite)}" in html_of(page)
    assert "0 of 2 used" in words_in(page)

    visitor = Client()
    visitor.force_login(people.dana)
    joined = visitor.post(address_of(invite), follow=True)

    assert "Welcome to Umbral Dawn." in words_in(joined)
    assert is_member(people.dana, people.team)
    told = Notification.objects.get(recipient=people.alice)
    assert told.title == "dana joined Umbral Dawn."

    page = alice.get(DESK)
    assert "1 of 2 used" in words_in(page)
    form = form_in(page, f"{DESK}{_short(invite)}/revocation/")
    alice.post(form.action, form.data)
    assert address_of(invite) not in html_of(alice.get(DESK))
    visitor.force_login(people.charlie)
    ended = visitor.get(address_of(invite))
    assert (ended.status_code, is_member(people.charlie, people.team)) == (410, False)
    assert "The team took it back." in words_in(ended)


def _short(invite):

    return shorten(invite.pk)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"link-days": "365"}, "Works for"),
        ({"link-days": "0"}, "Works for"),
        ({"link-max_uses": "0"}, "For how many people"),
        ({"link-max_uses": "-1"}, "For how many people"),
        ({"link-max_uses": "61"}, "For how many people"),
        ({"link-max_uses": "9" * 400}, "For how many people"),
        ({"link-max_uses": "many"}, "For how many people"),
        ({"link-max_uses": ""}, "For how many people"),
        ({"link-kind": "leader"}, "Belongs to the team as"),
    ],
)
def test_nonsense_about_a_link_is_said_beside_its_field(alice, people, said, field):
    page = make_link(alice, **said)

    assert page.status_code == 422
    assert f"One thing to mend {field}:" in words_in(page)
    assert not TeamInvite.objects.exists()


def test_player_is_invited_by_handle_in_any_case_and_told_on_their_teams(alice, people):
    answer = ask(alice, "@CHARLIE", **{"player-kind": "substitute"})

    assert answer.status_code == 302
    invite = TeamInvite.objects.get()
    assert (invite.invitee, invite.max_uses) == (people.charlie, 1)
    assert "charlie has not answered yet" in words_in(alice.get(DESK))
    alice.force_login(people.charlie)
    page = alice.get("/teams/")
    assert "1 static invites you Umbral Dawn" in words_in(page)
    assert "alice invites you, until" in words_in(page)
    assert "You're not in a static yet" in words_in(page)

    form = form_in(page, address_of(invite))
    alice.post(form.action, form.data)

    joined = Membership.objects.get(user=people.charlie, team=people.team)
    assert joined.kind == "substitute"
    assert "invites you" not in words_in(alice.get("/teams/"))


@pytest.mark.parametrize(
    "typed",
    ["@charlie", "https://testserver/players/charlie/", "/players/charlie/?x=1"],
)
def test_player_is_invited_by_the_address_of_their_page(alice, people, typed):
    assert ask(alice, typed).status_code == 302
    assert TeamInvite.objects.get().invitee == people.charlie


def test_player_declines_and_is_asked_no_more(alice, people):
    ask(alice, "charlie")
    invite = TeamInvite.objects.get()
    alice.force_login(people.charlie)
    form = form_in(alice.get("/teams/"), f"{address_of(invite)}refusal/")

    page = alice.post(form.action, form.data, follow=True)

    assert "Declined." in words_in(page)
    assert "invites you" not in words_in(page)
    ended = alice.get(address_of(invite))
    assert (ended.status_code, "It was declined." in words_in(ended)) == (410, True)
    alice.force_login(people.alice)
    assert NOBODY in words_in(ask(alice, "charlie"))


@pytest.mark.parametrize(
    ("handle", "words"),
    [
        ("nobody-of-this-name", NOBODY),
        ("ch\u0430rlie", NOBODY),  # a Cyrillic letter in it
        ("inactive", NOBODY),
        ("", "This field is required."),
        ("   ", "This field is required."),
        ("alice", "That is you."),
        ("@ALICE", "That is you."),
        ("bob", "They are in this team already."),
        ("dana", "They are invited already, and have not answered yet."),
        ("x" * 32, NOBODY),
        ("x" * 201, "at most 200"),
        ("char\x00lie", "Null characters"),
    ],
)
def test_handle_that_cannot_be_invited_is_said_and_kept(alice, people, handle, words):
    UserFactory(handle="inactive", is_active=False)
    invite_player(people.team, by=people.bob, player=people.dana, kind="permanent")

    page = ask(alice, handle)

    assert page.status_code == 422
    assert words in words_in(page)
    assert TeamInvite.objects.count() == 1
    if "\x00" not in handle:
        assert f'value="{handle}"' in html_of(page) or not handle.strip()


@pytest.mark.parametrize("way", ["to", "from"])
def test_block_answers_as_a_handle_that_nobody_has(alice, people, way):
    pair = (people.charlie, people.alice)
    block(pair[way == "from"], by=pair[way == "to"])

    refused, unknown = ask(alice, "charlie"), ask(alice, "nobody-of-this")

    assert refused.status_code == unknown.status_code == 422
    same = words_in(unknown).replace("nobody-of-this", "charlie")
    assert NOBODY in words_in(refused)
    assert words_in(refused) == same


def test_inviting_has_its_limits(alice, people):
    for n in range(15):
        assert ask(alice, f"unknown-{n}").status_code == 422
    assert ask(alice, "charlie").status_code == 429
    for _n in range(20):
        assert make_link(alice).status_code == 302
    assert make_link(alice).status_code == 429
    assert TeamInvite.objects.count() == 20


def test_visitor_sees_the_team_logs_in_and_comes_back(client, people):
    invite = TeamInviteFactory(team=people.team)
    here = address_of(invite)

    page = client.get(here)

    html = html_of(page)
    assert "Join Umbral Dawn" in words_in(page)
    assert "What joining means" in html
    assert f'href="/accounts/login/?next={here}"' in html
    assert f'href="/accounts/signup/?next={here}"' in html
    assert [f for f in forms_in(page) if f.action == here] == []
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert '<meta name="robots" content="noindex">' in html
    back = client.post(
        f"/accounts/login/?next={here}",
        {"login": "dana@example.com", "password": "muster-demo", "next": here},
    )
    assert back.headers["Location"] == here
    form = form_in(client.get(here))
    assert not is_member(people.dana, people.team)  # reading never joins

    client.post(here, form.data)

    assert is_member(people.dana, people.team)


@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ("used_up", "It has been used as often as it may be."),
        ("expired", "It has expired."),
        ("revoked", "The team took it back."),
        ("archived", "The team itself has ended."),
    ],
)
def test_invitation_that_ended_says_so_to_all_and_lets_nobody_in(
    client, people, ends, words
):
    invite = TeamInviteFactory(team=people.team, uses=int(ends == "used_up"))
    if ends == "revoked":
        TeamInvite.objects.update(revoked_at=timezone.now())
    if ends == "archived":
        archive_team(people.team, by=people.alice)
    later = timezone.now() + timedelta(days=8 if ends == "expired" else 0)

    with time_machine.travel(later):
        read = client.get(address_of(invite))
        client.force_login(people.dana)
        pressed = client.post(address_of(invite))

    for answer in (read, pressed):
        assert answer.status_code == 410
        assert words in words_in(answer)
        assert answer.headers["X-Robots-Tag"] == "noindex"
    assert not is_member(people.dana, people.team)


@pytest.mark.parametrize("code", ["x", "a" * 22, "A" * 500])
def test_code_that_nobody_gave_out_is_nowhere(client, people, code):
    client.force_login(people.dana)

    for answer in (
        client.get(f"/teams/invites/{code}/"),
        client.post(f"/teams/invites/{code}/"),
        client.post(f"/teams/invites/{code}/refusal/"),
    ):
        assert answer.status_code == 404


def test_member_learns_that_they_are_one_and_no_use_is_spent(client, people):
    invite = TeamInviteFactory(team=people.team)
    client.force_login(people.bob)

    assert "You are in this team already." in words_in(client.get(address_of(invite)))
    pressed = client.post(address_of(invite), follow=True)

    assert "You are in this team already." in words_in(pressed)
    assert TeamInvite.objects.get().uses == 0


def test_suspended_visitor_reads_and_does_not_join(client, people):
    invite = TeamInviteFactory(team=people.rivals)
    client.force_login(people.sid)

    page = client.get(address_of(invite))
    pressed = client.post(address_of(invite))

    assert "You can join once your suspension ends" in words_in(page)
    assert [f for f in forms_in(page) if f.action == address_of(invite)] == []
    assert pressed.status_code == 403
    assert "suspended until" in words_in(pressed)
    assert not is_member(people.sid, people.rivals)


def test_removed_member_is_refused_by_an_older_link_in_neutral_words(client, people):
    invite = TeamInviteFactory(team=people.team, max_uses=5)
    client.force_login(people.dana)
    client.post(address_of(invite))
    dana = Membership.objects.get(user=people.dana, team=people.team)
    remove_member(dana, by=people.alice)

    for answer in (client.get(address_of(invite)), client.post(address_of(invite))):
        assert answer.status_code == 403
        assert "does not work for your account" in words_in(answer)
    assert not is_member(people.dana, people.team)


def test_who_is_kept_apart_from_the_leader_finds_no_invitation(client, people):
    invite = TeamInviteFactory(team=people.team)
    block(people.dana, by=people.alice)
    client.force_login(people.dana)

    assert client.get(address_of(invite)).status_code == 404
    assert client.post(address_of(invite)).status_code == 404


def test_demoted_officer_takes_no_invitation_back(client, people):
    invite = TeamInviteFactory(team=people.team)
    Membership.objects.filter(user=people.bob).update(role="member")
    client.force_login(people.bob)

    assert client.get(DESK).status_code == 403
    assert client.post(f"{DESK}{_short(invite)}/revocation/").status_code == 403
    assert TeamInvite.objects.live().count() == 1


def test_invitation_of_another_team_is_not_taken_back(alice, people):
    invite = TeamInviteFactory(team=people.rivals)

    assert alice.post(f"{DESK}{_short(invite)}/revocation/").status_code == 404
    assert TeamInvite.objects.live().count() == 1


@pytest.mark.parametrize(
    ("visibility", "is_found"), [("hidden", False), ("public", True)]
)
def test_former_handle_of_who_hides_is_nobodys(alice, people, visibility, is_found):
    """Or a team would learn what they are called now."""
    change_handle(people.charlie, "charlie-anew")
    ProfileFactory(user=people.charlie, visibility=visibility)

    ask(alice, "charlie")

    assert ("charlie-anew" in words_in(alice.get(DESK))) == is_found
    assert TeamInvite.objects.exists() == is_found
