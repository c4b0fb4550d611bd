"""Two people of whom one blocks the other find nothing of each other on the board."""

import re

import pytest

from accounts import actions
from accounts.actions.blocks import block, unblock
from accounts.enums import Visibility
from accounts.models import Block, FormerHandle, Profile
from accounts.signals import profile_changed
from accounts.tests.factories import MembershipFactory, ProfileFactory, TeamFactory
from config.testing.caches import empty_cache
from integrations.catalogue import catalogue
from listings.models import Listing
from listings.tests.factories import ListingFactory, SeatFactory
from listings.tests.pages import cards_in, html_of, words_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture(params=["she blocks him", "he blocks her"])
def apart(request, people) -> Block:
    """Alice, who leads a team, and Charlie, who looks: it works both ways."""
    pair = (people.charlie, people.alice)
    blocked, by = pair if request.param == "she blocks him" else pair[::-1]
    return block(blocked, by=by)


@pytest.fixture
def theirs(people) -> Listing:
    return ListingFactory(team=people.team, recruiting=True, title="Of Alice's team")


@pytest.fixture
def other(people) -> Listing:
    return ListingFactory(team=people.rivals, recruiting=True, title="Of another team")


def shown(client, address: str) -> list[str]:
    return cards_in(client.get(address))


def open_for_healers(client) -> int:
    """As the home page counts."""
    found = re.search(r'role=healer">.*?<b>(\d+)</b>', html_of(client.get("/")))
    assert found
    return int(found[1])


def test_their_listings_are_in_no_search(client, people, apart, theirs, other):
    both = {theirs.get_absolute_url(), other.get_absolute_url()}
    addresses = ["/", "/listings/", "/listings/?days=tue&tz=UTC&sort=overlap"]

    for address in addresses:
        assert set(shown(client, address)) == both  # of somebody else
    client.force_login(people.charlie)

    for address in addresses:
        assert shown(client, address) == [other.get_absolute_url()]
    unblock(apart)
    for address in addresses:
        assert set(shown(client, address)) == both


def test_their_listings_are_in_no_count(client, people, apart, theirs, other):
    assert client.get("/listings/counts/").json()["total"] == 2
    assert "2 statics recruit" in words_in(client.get("/listings/"))
    assert open_for_healers(client) == 2  # and is kept for a minute
    client.force_login(people.charlie)

    counts = client.get("/listings/counts/").json()

    assert (counts["total"], counts["facets"]["role:healer"]) == (1, 1)
    assert "1 static recruits" in words_in(client.get("/listings/"))
    assert open_for_healers(client) == 1


def test_count_of_many_pages_is_not_somebody_elses(client, people, apart):
    for _n in range(26):
        ListingFactory(team=people.rivals, recruiting=True, substitute=True)
        ListingFactory(team=people.team, recruiting=True, substitute=True)
    assert "52 statics recruit" in words_in(client.get("/listings/"))
    client.force_login(people.charlie)

    assert "26 statics recruit" in words_in(client.get("/listings/"))


def test_empty_search_offers_no_way_to_their_listings(client, people, apart, theirs):
    address = "/listings/?role=healer&duty=ucob"
    assert "Without" in words_in(client.get(address))
    client.force_login(people.charlie)

    page = words_in(client.get(address))

    assert "Without" not in page


def test_their_listing_and_team_have_no_page(client, people, apart, theirs):
    team = people.team.get_absolute_url()
    addresses = [theirs.get_absolute_url(), team]
    client.force_login(people.charlie)

    assert [client.get(each).status_code for each in addresses] == [404, 404]
    assert client.get(f"{team}edit/").status_code == 404
    assert client.post(f"{team}archive/").status_code == 404
    client.force_login(people.dana)
    assert [client.get(each).status_code for each in addresses] == [200, 200]


@pytest.fixture
def both_seek(people) -> None:
    """Alice and Charlie, both to be found by anybody."""
    for user in (people.alice, people.charlie):
        profile = ProfileFactory(
            user=user, seeking=True, jobs=[catalogue().job_by_abbreviation["SCH"].id]
        )
        profile_changed.send(Profile, user_id=profile.user_id)


@pytest.mark.parametrize(
    ("viewer", "other"), [("alice", "charlie"), ("charlie", "alice")]
)
def test_player_is_found_nowhere(client, people, apart, both_seek, viewer, other):
    """No page, no search, no count, for neither of them; others find both."""
    assert client.get(f"/players/{other}/").status_code == 200
    assert {p for p in ("alice", "charlie") if f"/players/{p}/" in players(client)} == {
        "alice",
        "charlie",
    }
    everybody = client.get("/players/counts/").json()["total"]
    client.force_login(getattr(people, viewer))

    page = players(client)

    assert f'"/players/{viewer}/' in page
    assert f'"/players/{other}/' not in page
    assert client.get(f"/players/{other}/").status_code == 404
    assert client.get("/players/counts/").json()["total"] == everybody - 1


def players(client) -> str:
    return html_of(client.get("/players/?role=healer"))


def test_former_handle_leads_nobody_to_who_is_kept_apart(client, people, apart):
    FormerHandle.objects.create(user=people.alice, handle="her-old-name")
    assert client.get("/players/her-old-name/").status_code == 301
    client.force_login(people.charlie)

    assert client.get("/players/her-old-name/").status_code == 404


def test_invitation_by_handle_tells_nothing_of_a_block(client, people, apart):
    """The same words as for a handle that nobody has."""
    address = f"{people.team.get_absolute_url()}invites/"
    client.force_login(people.alice)
    told = []
    for handle in ("charlie", "nobody-at-all"):
        said = {"player-handle": handle, "player-kind": "permanent"}
        page = client.post(address, {"do": "player", **said})
        told.append((page.status_code, words_in(page)))

    assert told[0] == told[1]
    assert told[0][0] == 422
    assert "No player with this handle can be invited" in told[0][1]


def test_invitation_of_a_team_that_somebody_blocked_leads_now_is_gone(client, people):
    actions.invite_player(
        people.team, by=people.alice, player=people.dana, kind="permanent"
    )
    client.force_login(people.dana)
    assert "invites you" in words_in(client.get("/teams/"))

    block(people.bob, by=people.dana)
    actions.hand_over(people.team.memberships.get(user=people.bob), by=people.alice)

    assert "invites you" not in words_in(client.get("/teams/"))


def test_leader_finds_no_listing_of_who_is_kept_apart(client, people):
    """The other way around: both lead a team."""
    block(people.alice, by=people.eve)
    rivals = ListingFactory(team=people.rivals, recruiting=True)
    client.force_login(people.alice)

    assert shown(client, "/listings/") == []
    assert client.get(rivals.get_absolute_url()).status_code == 404


def test_in_one_team_they_still_see_each_other(client, people, theirs):
    block(people.alice, by=people.bob)
    client.force_login(people.bob)

    assert shown(client, "/listings/") == [theirs.get_absolute_url()]
    assert client.get(theirs.get_absolute_url()).status_code == 200
    page = words_in(client.get(people.team.get_absolute_url()))
    assert "alice" in page


@pytest.fixture
def holder(people, theirs):
    """Hugo, a plain member of Alice's team, sits in its roster."""
    theirs.slots.get(position=1).seats.all().delete()
    member = MembershipFactory(team=people.team, user__handle="hugo-the-tank")
    SeatFactory(slot=theirs.slots.get(position=1), membership=member)
    return member.user


@pytest.mark.parametrize("who", ["member blocks", "visitor blocks"])
def test_member_is_not_named_to_who_is_kept_apart(client, people, theirs, holder, who):
    """The team's leader did not block, so its pages stay."""
    pages = [theirs.get_absolute_url(), people.team.get_absolute_url()]
    client.force_login(people.charlie)
    assert all("hugo-the-tank" in words_in(client.get(page)) for page in pages)
    if who == "member blocks":
        block(people.charlie, by=holder)
    else:
        block(holder, by=people.charlie)

    named = ["hugo-the-tank" in words_in(client.get(page)) for page in pages]

    assert named == [False, False]
    assert not any("/players/hugo-the-tank/" in html_of(client.get(p)) for p in pages)
    client.force_login(people.bob)
    assert all("hugo-the-tank" in words_in(client.get(page)) for page in pages)


@pytest.mark.parametrize(
    ("visibility", "reads"),
    [
        (Visibility.PUBLIC, [True, True]),
        (Visibility.MEMBERS, [False, True]),
        (Visibility.HIDDEN, [False, False]),
    ],
)
def test_holder_of_a_seat_links_to_their_page_for_who_may_read_it(
    client, people, theirs, holder, visibility, reads
):
    Profile.objects.update_or_create(user=holder, defaults={"visibility": visibility})
    pages = [theirs.get_absolute_url(), people.team.get_absolute_url()]

    linked = []
    for viewer in (None, people.bob):
        if viewer:
            client.force_login(viewer)
        shown = [html_of(client.get(page)) for page in pages]
        assert all("hugo-the-tank" in page for page in shown)
        linked.append(
            {'class="holder" href="/players/hugo-the-tank/"' in page for page in shown}
        )

    assert linked == [{each} for each in reads]


def test_one_who_blocks_is_not_named_on_the_others_own_team_page(client, people):
    """Inside their team they see each other, outside of it they do not."""
    MembershipFactory(team=people.rivals, user=people.dana)
    block(people.charlie, by=people.dana)
    client.force_login(people.charlie)
    page = words_in(client.get(people.rivals.get_absolute_url()))
    assert "dana" not in page

    MembershipFactory(team=people.rivals, user=people.charlie)

    assert "dana" in words_in(client.get(people.rivals.get_absolute_url()))


def test_who_leads_counts_at_this_moment(client, people, apart, theirs):
    """The team has a new leader: nobody is kept from it any more."""
    client.force_login(people.charlie)
    assert shown(client, "/listings/") == []

    team = people.team
    old, new = (team.memberships.get(user=who) for who in (people.alice, people.bob))
    old.role = "officer"
    old.save()
    new.role = "leader"
    new.save()

    assert shown(client, "/listings/") == [theirs.get_absolute_url()]
    assert "alice" not in words_in(client.get(team.get_absolute_url()))


@pytest.mark.parametrize("blocks", [0, 1, 3])
def test_search_costs_the_same_however_many_are_blocked(
    client, people, blocks, django_assert_num_queries
):
    ListingFactory(team=people.rivals, recruiting=True)
    for _n in range(blocks):
        team = TeamFactory()
        ListingFactory(team=team, recruiting=True)
        block(team.memberships.get().user, by=people.charlie)
    client.force_login(people.charlie)
    empty_cache()

    with django_assert_num_queries(4):
        assert len(shown(client, "/listings/")) == 1
