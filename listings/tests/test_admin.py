"""The moderators' desk for listings: to look, to hide with a reason, to restore."""

import re
from uuid import UUID

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from accounts.tests.log_in import log_in
from config.lib.ids import shorten
from listings.models import Listing, ListingEvent
from listings.tests.factories import ListingFactory
from messaging.models import Notification

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
LIST = "admin:listings_listing_changelist"
PAGE = "admin:listings_listing_change"


@pytest.fixture
def mo(client, people):
    log_in(client, people.mo)
    return client


def listed(page):
    return [*page.context["cl"].result_list]


def press(client, action, *listings, **answers):
    keys = [str(each.pk) for each in listings]
    data = {"action": action, "_selected_action": keys, "index": "0", **answers}
    return client.post(reverse(LIST), data)


@pytest.mark.parametrize("item_count", [1, 3])
def test_list_costs_the_same_whatever_its_length(
    mo, people, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        ListingFactory(recruiting=True)

    with django_assert_num_queries(6):
        page = mo.get(reverse(LIST))

    assert len(listed(page)) == item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_page_costs_the_same_whatever_its_history(
    mo, people, item_count, django_assert_num_queries
):
    listing = ListingFactory(recruiting=True)
    for _ in range(item_count):
        ListingEvent.objects.create(listing=listing, actor=people.bob, verb="edited")

    ContentType.objects.clear_cache()
    with django_assert_num_queries(8):
        page = mo.get(reverse(PAGE, args=[listing.pk]))

    assert page.content.decode().count("bob") >= item_count


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("state=recruiting", {"r", "h"}),
        ("state=closed", {"c"}),
        ("kind=substitute", {"s"}),
        ("hidden=yes", {"h"}),
        ("hidden=no", {"r", "c", "s"}),
        ("begun=day", {"r", "c", "s", "h"}),
        ("begun=nonsense", {"r", "c", "s", "h"}),
        ("q=Dawn", {"c"}),
        ("q=rival-eight", {"s"}),
        ("q=titled+r", {"r"}),
    ],
)
def test_list_is_filtered_and_searched(mo, people, query, found):
    ListingFactory(title="titled r", recruiting=True)
    ListingFactory(title="c", team=people.team, closed=True)
    ListingFactory(title="s", team=people.rivals, substitute=True)
    ListingFactory(title="h", recruiting=True, hidden=True)

    page = mo.get(f"{reverse(LIST)}?{query}")

    assert {each.title.split()[-1] for each in listed(page)} == found


def test_listing_is_found_by_its_address(mo):
    listing, _other = ListingFactory(recruiting=True), ListingFactory()

    for text in (
        f"https://muster.example{listing.get_absolute_url()}?x=1",
        shorten(listing.pk),
        str(listing.pk),
    ):
        assert listed(mo.get(reverse(LIST), {"q": text})) == [listing]


def test_old_listing_is_not_among_those_begun_lately(mo):
    old = ListingFactory(pk=UUID("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"))  # of 2022
    new = ListingFactory()

    assert listed(mo.get(reverse(LIST), {"begun": "year"})) == [new]
    assert listed(mo.get(reverse(LIST))) == [new, old]


def test_hiding_asks_for_a_reason_first_and_then_tells_the_team(mo, people):
    listing = ListingFactory(team=people.team, recruiting=True, title="Gil for clears")

    asked = press(mo, "hide", listing)
    assert "Gil for clears" in asked.content.decode()
    assert Listing.objects.get(pk=listing.pk).hidden_at is None

    answer = press(mo, "hide", listing, confirmed="yes", reason="Sells carries.")
    assert answer.status_code == 302
    hidden = Listing.objects.get(pk=listing.pk)
    event = listing.events.get()
    assert hidden.hidden_reason == "Sells carries."
    assert hidden.state == "recruiting"
    assert (event.actor, event.verb) == (people.mo, "hidden")
    assert Notification.objects.filter(recipient=people.alice).count() == 1


@pytest.mark.parametrize("reason", ["", "   ", "x" * 301, "a\x00b"])
def test_hiding_without_a_good_reason_does_nothing(mo, reason):
    listing = ListingFactory(recruiting=True)

    answer = press(mo, "hide", listing, confirmed="yes", reason=reason)

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"reason"}
    assert Listing.objects.get(pk=listing.pk).hidden_at is None


def test_hidden_listing_is_restored_with_a_reason(mo, people):
    listing = ListingFactory(team=people.team, recruiting=True, hidden=True)

    press(mo, "restore", listing, confirmed="yes", reason="It was a joke.")

    assert Listing.objects.get(pk=listing.pk).hidden_at is None
    event = listing.events.get()
    assert (event.actor, event.verb, event.note) == (
        people.mo,
        "restored",
        "It was a joke.",
    )


def test_hiding_what_is_hidden_says_that_nothing_is_to_do(mo):
    listing = ListingFactory(recruiting=True, hidden=True)

    answer = press(mo, "hide", listing)

    assert answer.status_code == 302
    assert not listing.events.exists()


def test_more_than_a_hundred_at_once_are_refused(mo, people):
    rows = Listing.objects.bulk_create(Listing(team=people.team) for _ in range(101))

    answer = mo.post(
        reverse(LIST),
        {"action": "hide", "select_across": "1", "index": "0", "confirmed": "yes",
         "reason": "All.", "_selected_action": [str(rows[0].pk)]},
    )  # fmt: skip

    assert answer.status_code == 302
    assert not Listing.objects.filter(hidden_at__isnull=False).exists()


@pytest.mark.parametrize(("hidden", "verb"), [(True, "restore"), (False, "hide")])
def test_page_offers_the_one_button_that_makes_sense(mo, hidden, verb):
    listing = ListingFactory(recruiting=True, hidden=hidden)

    html = mo.get(reverse(PAGE, args=[listing.pk])).content.decode()

    assert re.findall(r'name="action" value="(\w+)"', html) == [verb]


def test_no_state_is_edited_by_hand(admin_client):
    listing = ListingFactory(recruiting=True)
    before = Listing.objects.filter(pk=listing.pk).values().get()
    address = reverse(PAGE, args=[listing.pk])

    page = admin_client.get(address)
    answer = admin_client.post(address, {"state": "closed", "title": "Mine"})

    fields = page.context["adminform"].form.fields
    assert [*fields] == []
    assert answer.status_code == 403
    assert Listing.objects.filter(pk=listing.pk).values().get() == before


def test_nobody_invents_or_deletes_a_listing(admin_client):
    listing = ListingFactory()

    added = admin_client.get(reverse("admin:listings_listing_add"))
    deleted = admin_client.post(
        reverse("admin:listings_listing_delete", args=[listing.pk]), {"post": "yes"}
    )
    press(admin_client, "delete_selected", listing, post="yes")

    assert (added.status_code, deleted.status_code) == (403, 403)
    assert Listing.objects.filter(pk=listing.pk).exists()
    assert not LogEntry.objects.exists()


def test_staff_who_may_only_look_hides_nothing(client, people, django_user_model):
    looker = django_user_model.objects.create_user("l@example.com", "x", is_staff=True)
    looker.user_permissions.add(
        *people.mo.groups.get().permissions.filter(codename__startswith="view_")
    )
    log_in(client, looker)
    listing = ListingFactory(recruiting=True)

    html = client.get(reverse(PAGE, args=[listing.pk])).content.decode()
    press(client, "hide", listing, confirmed="yes", reason="Because.")

    assert 'name="action"' not in html
    assert Listing.objects.get(pk=listing.pk).hidden_at is None


@pytest.mark.parametrize("who", ["alice", "dana", "sid", None])
def test_desk_is_closed_to_everybody_else(client, people, who):
    if who:
        log_in(client, getattr(people, who))

    answer = client.get(reverse(LIST))

    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("admin:login"))
