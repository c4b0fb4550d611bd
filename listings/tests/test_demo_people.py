"""The people of the demo: who they are, and where they can log in."""

from datetime import UTC, datetime
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse

from accounts.models import Membership, Profile, User
from accounts.rules import is_suspended
from listings.demo.loading import DemoError, load
from listings.demo.people import ensure_people
from listings.models import Listing

NOW = datetime(2026, 11, 21, tzinfo=UTC)
EVERYBODY = ["alice", "bob", "charlie", "dana", "eve", "mo", "sid"]

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def demo_people():
    return User.objects.filter(email__endswith="@example.com")


@pytest.mark.parametrize("handle", EVERYBODY)
def test_everybody_logs_in_with_the_printed_password(client, handle):
    ensure_people(NOW, log_in=True)

    answer = client.post(
        reverse("account_login"),
        {"login": f"{handle}@example.com", "password": "muster-demo"},
    )

    if handle == "mo":  # whose code the command demo_code says
        assert answer["Location"] == reverse("mfa_authenticate")
        return
    assert answer.status_code == 302
    assert client.session["_auth_user_id"] == str(User.objects.get(handle=handle).pk)


def test_in_production_the_demo_is_refused(settings):
    settings.DEMO = False

    with pytest.raises(DemoError, match="--yes-really"):
        load(10, 1, NOW)

    assert not User.objects.exists()


def test_in_production_nobody_of_a_demo_can_log_in(settings):
    settings.DEMO = False

    loaded = load(10, 1, NOW, really=True)

    assert loaded.password == ""
    assert User.objects.count() > len(EVERYBODY)
    assert not [u for u in User.objects.all() if u.has_usable_password()]


def test_nobody_of_the_crowd_can_log_in():
    load(10, 1, NOW)

    able = [u.handle for u in User.objects.all() if u.has_usable_password()]
    assert sorted(able) == EVERYBODY


def test_people_who_are_there_already_stay_as_they_are():
    first = ensure_people(NOW, log_in=True)
    alice = first["alice"]
    alice.set_password("changed since")
    alice.save()

    second = ensure_people(NOW, log_in=True)

    assert second == first
    assert second["alice"].check_password("changed since")
    assert demo_people().count() == len(EVERYBODY)


def test_alice_leads_with_bob_beside_her_and_eve_leads_another_team():
    load(10, 1, NOW)

    roles = {
        (m.user.handle, m.team.name, m.role)
        for m in Membership.objects.filter(user__in=demo_people())
    }
    assert roles == {
        ("alice", "Ember Tide", "leader"),
        ("bob", "Ember Tide", "officer"),
        ("eve", "Night Kupo Express", "leader"),
    }


def test_alices_listing_recruits_with_her_and_bob_in_its_roster():
    with time_machine.travel(NOW, tick=False):
        load(10, 1, NOW)
        listing = Listing.objects.recruiting().get(team__slug="ember-tide")

    seated = listing.seats.held().filter(membership__isnull=False)
    assert {"alice", "bob"} < set(
        seated.values_list("membership__user__handle", flat=True)
    )
    assert listing.open_slots == 1


@time_machine.travel(NOW)
def test_charlie_seeks_sid_is_suspended_and_mo_moderates():
    people = ensure_people(NOW, log_in=True)

    assert [p.user.handle for p in Profile.objects.seeking()] == ["charlie"]
    assert [h for h, user in people.items() if is_suspended(user)] == ["sid"]
    assert people["sid"].suspension_reason != ""
    assert [h for h, user in people.items() if user.is_staff] == ["mo"]
    mo = User.objects.get(handle="mo")
    assert mo.has_perms(["accounts.change_user", "listings.view_listing"])
    assert not mo.has_perm("accounts.delete_user")


def test_the_command_says_what_it_made_and_how_to_log_in():
    out = StringIO()

    call_command("load_demo", listings=12, seed=5, stdout=out)

    said = out.getvalue()
    assert said.startswith("12 listings (")
    assert "alice@example.com" in said
    assert "muster-demo" in said


def test_the_command_names_the_password_to_nobody_in_production(settings):
    settings.DEMO = False
    out = StringIO()

    call_command("load_demo", listings=12, yes_really=True, stdout=out)

    assert "Nobody can log in" in out.getvalue()
    assert "muster-demo" not in out.getvalue()


@pytest.mark.parametrize("wanted", ["1", "-5"])
def test_the_command_refuses_too_few_listings(wanted):
    with pytest.raises(CommandError, match="from 2"):
        call_command("load_demo", f"--listings={wanted}")


def test_the_command_tells_of_a_demo_that_is_there():
    call_command("load_demo", listings=5, stdout=StringIO())

    with pytest.raises(CommandError, match="already there"):
        call_command("load_demo", listings=5)
