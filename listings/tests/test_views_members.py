"""The inside of a team: who may change what, coming and going."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.actions import archive_team, hand_over, leave_team
from accounts.actions.blocks import block
from accounts.actions.handles import change_handle
from accounts.enums import Visibility
from accounts.models import Membership, Team
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    ProfileFactory,
)
from config.lib.ids import shorten
from integrations.catalogue import catalogue
from listings.crew import crew_of
from listings.enums import State
from listings.models import Listing
from listings.tests.factories import ListingFactory, SeatFactory
from listings.tests.pages import form_in, forms_in, html_of, words_in
from messaging.models import Notification

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def charlie(people):
    return MembershipFactory(team=people.team, user=people.charlie)


def of(user, team):
    return Membership.objects.of(user, team.pk)


def place_of(member):
    return f"/teams/{member.team.slug}/members/{shorten(member.pk)}/"


def inside(people):
    return f"/teams/{people.team.slug}/members/"


@pytest.mark.parametrize(
    ("who", "changes"),
    [
        ("alice", {"alice", "bob", "sid", "charlie"}),
        ("bob", {"bob", "charlie"}),
        ("charlie", {"charlie"}),
        ("sid", set()),
    ],
)
def test_members_page_offers_what_the_reader_may_change(
    client, people, charlie, who, changes
):
    client.force_login(getattr(people, who))

    html = html_of(client.get(inside(people)))

    current = Membership.objects.current().filter(team=people.team)
    offered = {m.user.handle for m in current if f'href="{place_of(m)}"' in html}
    assert offered == changes


def test_leader_makes_an_officer_and_a_substitute_in_one_go(client, people, charlie):
    client.force_login(people.alice)
    form = form_in(client.get(place_of(charlie)))
    assert form.data.keys() == {"csrfmiddlewaretoken", "role", "kind"}
    form.data.update(role=["officer"], kind=["substitute"])

    page = client.post(place_of(charlie), form.data, follow=True)

    charlie.refresh_from_db()
    assert (charlie.role, charlie.kind) == ("officer", "substitute")
    words = words_in(page)
    assert "alice made charlie an officer" in words
    assert "alice made charlie a substitute" in words
    assert "Substitutes 1" in words


@pytest.mark.parametrize(
    ("who", "asked"),
    [
        ("bob", {"kind"}),
        ("charlie", {"character", "job"}),
    ],
)
def test_form_asks_only_what_one_may_say(client, people, charlie, who, asked):
    client.force_login(getattr(people, who))

    form = form_in(client.get(place_of(charlie)))

    assert form.data.keys() - {"csrfmiddlewaretoken"} == asked


def test_role_that_was_not_asked_changes_nothing(client, people, charlie):
    client.force_login(people.charlie)

    client.post(place_of(charlie), {"role": "leader", "kind": "substitute"})

    charlie.refresh_from_db()
    assert (charlie.role, charlie.kind) == ("member", "permanent")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"role": "leader", "kind": "permanent"}, "Role"),
        ({"role": "king", "kind": "permanent"}, "Role"),
        ({"role": "member", "kind": "guest"}, "Belongs to the team as"),
        ({"role": "", "kind": "permanent"}, "Role"),
        ({"role": "\x00", "kind": "permanent"}, "Role"),
    ],
)
def test_nonsense_about_a_member_is_said_beside_its_field(
    client, people, charlie, said, field
):
    client.force_login(people.alice)

    page = client.post(place_of(charlie), said)

    assert page.status_code == 422
    assert f"One thing to mend {field}:" in words_in(page)
    charlie.refresh_from_db()
    assert (charlie.role, charlie.kind) == ("member", "permanent")


def test_member_says_which_character_and_job_and_it_stands_on_the_page(
    client, people, charlie
):
    shown = CharacterFactory(user=people.charlie, shown=True, name="Mirelle Ashgrove")
    job = catalogue().job_by_abbreviation["SCH"].id
    client.force_login(people.charlie)
    form = form_in(client.get(place_of(charlie)))
    form.data.update(character=[str(shown.pk)], job=[str(job)])

    client.post(place_of(charlie), form.data)

    words = words_in(Client().get(people.team.get_absolute_url()))
    assert "charlie SCH , Scholar Mirelle Ashgrove · Twintania" in words
    again = form_in(client.get(place_of(charlie)))
    assert (again.data["character"], again.data["job"]) == ([str(shown.pk)], [str(job)])


@pytest.mark.parametrize(("verified", "chosen"), [(0, 0), (1, 1), (2, 0)])
def test_the_one_verified_character_is_offered(client, charlie, verified, chosen):
    CharacterFactory(user=charlie.user, name="Not Yet")
    CharacterFactory.create_batch(verified, user=charlie.user, verified=True)
    client.force_login(charlie.user)

    form = form_in(client.get(place_of(charlie)))

    assert len([value for value in form.data["character"] if value]) == chosen


@pytest.mark.parametrize("kept", [{"verified": True}, {"is_shown": True}])
def test_character_that_is_not_shown_is_named_to_nobody(client, people, kept):
    hidden = CharacterFactory(user=people.charlie, name="Secret Alt", **kept)
    MembershipFactory(team=people.team, user=people.charlie, character=hidden)
    client.force_login(people.alice)

    for address in (people.team.get_absolute_url(), inside(people)):
        html = html_of(client.get(address))
        assert "charlie" in html
        assert "Secret Alt" not in html
        assert str(hidden.lodestone_id) not in html


def test_character_of_somebody_else_cannot_be_chosen(client, people, charlie):
    other = CharacterFactory(user=people.dana, shown=True)
    client.force_login(people.charlie)

    for value in (str(other.pk), "nonsense", "\x00"):
        page = client.post(place_of(charlie), {"character": value, "job": ""})
        assert page.status_code == 422
        assert "One thing to mend Character:" in words_in(page)
    charlie.refresh_from_db()
    assert charlie.character is None


def test_officer_removes_a_plain_member_who_is_told_and_gives_up_the_seat(
    client, people, charlie
):
    listing = ListingFactory(team=people.team, filled=True)
    seat = listing.seats.get(slot__position=1)
    seat.membership = charlie
    seat.save()
    client.force_login(people.bob)

    page = client.post(f"{place_of(charlie)}removal/", follow=True)

    assert "charlie is no longer in the team" in words_in(page)
    assert "bob removed charlie" in words_in(page)
    seat.refresh_from_db()
    assert seat.until is not None
    assert Listing.objects.get(pk=listing.pk).state == State.RECRUITING
    told = Notification.objects.get(recipient=people.charlie)
    assert told.title == "You are no longer in Umbral Dawn."


@pytest.mark.parametrize("whom", ["alice", "bob", "sid"])
def test_officer_removes_neither_leader_nor_officers(client, people, whom):
    member = of(getattr(people, whom), people.team)
    client.force_login(people.bob)

    answer = client.post(f"{place_of(member)}removal/")

    assert answer.status_code == 403
    assert "Your role in this static doesn't allow that" in words_in(answer)
    assert of(getattr(people, whom), people.team) == member


def test_leadership_is_handed_over_and_told(client, people, charlie):
    client.force_login(people.alice)

    page = client.post(f"{place_of(charlie)}leadership/", follow=True)

    assert "charlie leads the team now, and you are an officer." in words_in(page)
    assert "alice handed the leadership to charlie" in words_in(page)
    assert of(people.charlie, people.team).role == "leader"
    told = Notification.objects.get(recipient=people.charlie)
    assert told.title == "You lead Umbral Dawn now."


def test_leadership_is_not_handed_to_a_suspended_member(client, people):
    client.force_login(people.alice)

    page = client.post(
        f"{place_of(of(people.sid, people.team))}leadership/", follow=True
    )

    assert "They cannot lead the team right now." in words_in(page)
    assert of(people.alice, people.team).role == "leader"


def test_each_handing_over_is_told_anew(client, people, charlie):
    hand_over(charlie, by=people.alice)
    hand_over(of(people.alice, people.team), by=people.charlie)
    hand_over(charlie, by=people.alice)

    told = Notification.objects.filter(kind="accounts.leads_team")
    assert told.filter(recipient=people.charlie).count() == 2


def test_member_leaves_and_their_seats_are_free(client, people, charlie):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[1])
    SeatFactory(slot=listing.slots.get(position=1), membership=charlie)
    client.force_login(people.charlie)

    form = form_in(client.get(place_of(charlie)), "/teams/umbral-dawn/departure/")
    page = client.post(form.action, form.data, follow=True)

    assert "You have left the team." in words_in(page)
    assert of(people.charlie, people.team) is None
    assert not charlie.seats.held().exists()
    assert client.get(inside(people)).status_code == 404


def test_leader_is_offered_no_way_out_before_handing_over(client, people):
    alice = of(people.alice, people.team)
    client.force_login(people.alice)

    page = client.get(place_of(alice))
    assert not [f for f in forms_in(page) if f.action.endswith("departure/")]
    assert "hand the leadership to somebody else first" in words_in(page)

    forged = client.post("/teams/umbral-dawn/departure/", {"ends": "yes"}, follow=True)
    assert "hand the leadership over first" in words_in(forged)
    assert of(people.alice, people.team) is not None


def test_last_one_is_told_that_leaving_ends_the_team(client, people):
    listing = ListingFactory(team=people.rivals, recruiting=True)
    eve = of(people.eve, people.rivals)
    client.force_login(people.eve)

    # Somebody else was there when the page was opened.
    refused = client.post("/teams/rival-eight/departure/", {}, follow=True)
    assert "You are the last one in this team: leaving ends it." in words_in(refused)
    assert Team.objects.active().filter(pk=people.rivals.pk).exists()

    page = client.get(place_of(eve))
    form = form_in(page, "/teams/rival-eight/departure/")
    assert "If you leave, the team ends" in words_in(page)
    ended = client.post(form.action, form.data, follow=True)

    assert "This team has ended." in words_in(ended)
    assert Listing.objects.get(pk=listing.pk).state == State.CLOSED


def test_member_of_another_team_or_gone_is_nowhere(client, people, charlie):
    eve = of(people.eve, people.rivals)
    client.force_login(people.alice)

    assert client.get(f"{inside(people)}{'1' * 22}/").status_code == 404
    forged = place_of(eve).replace("rival-eight", "umbral-dawn")
    assert client.get(forged).status_code == 404
    assert client.post(f"{forged}removal/").status_code == 404
    assert of(people.eve, people.rivals) is not None


def test_team_that_ended_has_no_inside(client, people):
    archive_team(people.team, by=people.alice)
    client.force_login(people.alice)

    assert client.get(inside(people)).status_code == 404
    assert "Everybody has left." in words_in(client.get("/teams/umbral-dawn/"))


def test_suspended_officer_reads_and_is_offered_nothing(client, people):
    listing = ListingFactory(team=people.team, recruiting=True)
    client.force_login(people.sid)

    for address in (
        "/teams/", people.team.get_absolute_url(), inside(people),
        listing.get_absolute_url(),
    ):  # fmt: skip
        page = client.get(address)
        deeds = {f.action for f in forms_in(page) if f.method == "post"}
        ours = {deed for deed in deeds if "/teams/" in deed or "/listings/" in deed}
        assert (page.status_code, ours) == (200, set()), address
        assert "/edit/" not in html_of(page), address
        assert "/invites/" not in html_of(page), address


def test_substitute_is_counted_apart(client, people):
    MembershipFactory(team=people.team, user=people.charlie, kind="substitute")

    words = words_in(client.get(people.team.get_absolute_url()))

    assert "3 members on Muster" in words
    assert "1 substitute CH charlie" in words


@pytest.mark.parametrize(
    ("visibility", "anonymous", "dana"),
    [
        (Visibility.PUBLIC, True, True),
        (Visibility.MEMBERS, False, True),
        (Visibility.HIDDEN, False, False),
    ],
)
def test_member_is_linked_where_their_page_may_be_seen(
    people, visibility, anonymous, dana
):
    ProfileFactory(user=people.bob, visibility=visibility)

    linked = [
        {face.handle for face in crew_of(people.team.pk, viewer).faces if face.has_page}
        for viewer in (AnonymousUser(), people.dana, people.bob)
    ]

    assert ["bob" in handles for handles in linked] == [anonymous, dana, True]
    # Who has said nothing of themselves yet has a page all the same.
    assert all("alice" in handles for handles in linked)


def test_who_is_kept_apart_is_not_named_but_to_their_own_team(client, people, charlie):
    block(people.dana, by=people.charlie)
    address = people.team.get_absolute_url()

    client.force_login(people.dana)
    assert "charlie" not in html_of(client.get(address))
    MembershipFactory(team=people.team, user=people.dana)
    assert "charlie" in html_of(client.get(address))


def test_history_does_not_name_who_left_and_is_kept_apart(client, people, charlie):
    leave_team(charlie, by=people.charlie)
    client.force_login(people.bob)
    assert "charlie left" in words_in(client.get(inside(people)))

    block(people.bob, by=people.charlie)
    change_handle(people.charlie, "somebody-new")

    page = words_in(client.get(inside(people)))
    assert "– left" in page
    assert "somebody-new" not in page
    client.force_login(people.alice)
    assert "somebody-new left" in words_in(client.get(inside(people)))
