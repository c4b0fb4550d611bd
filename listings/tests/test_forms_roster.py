"""The rows of the roster: open or filled, by whom, and whose ids they take."""

import pytest

from accounts.tests.factories import MembershipFactory
from integrations.catalogue import catalogue
from listings import actions
from listings.models import Listing
from listings.tests.factories import ListingFactory, SeatFactory, job_id
from listings.tests.posts import editor_of, post_of
from listings.tests.test_forms_editor import faults, judged

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(people):
    return ListingFactory(team=people.team)


def test_open_seat_without_a_job_is_told(listing):
    editor = judged(listing, slots_2_jobs=None)

    assert faults(editor) == {"slots-2-jobs": ["Tick at least one job for this seat."]}


def test_filled_seat_without_its_job_is_told(listing):
    editor = judged(listing, slots_2_state="filled")

    assert faults(editor) == {"slots-2-job": ["Say which job holds this seat."]}


def test_seat_filled_by_a_job_that_it_did_not_accept_accepts_it(listing):
    draft = judged(
        listing, slots_0_state="filled", slots_0_job=str(job_id("SCH"))
    ).draft()

    assert draft.slots[0].job_id == job_id("SCH")
    assert job_id("SCH") in draft.slots[0].job_ids


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("job", "BLU"),
        ("jobs", "BLU"),
        ("jobs", "BST"),
        ("job", "99999"),
        ("job", "-1"),
        ("jobs", str(2**70)),
        ("jobs", "x"),
        ("jobs", "1\x00"),
    ],
)
def test_job_that_nobody_is_offered_is_told(listing, field, value):
    known = catalogue().job_by_abbreviation
    value = str(known[value].id) if value in known else value
    said = {"state": "filled", "job": str(job_id("PLD")), field: value}
    changes = {f"slots_0_{name}": each for name, each in said.items()}

    assert set(faults(judged(listing, **changes))) == {f"slots-0-{field}"}


@pytest.mark.parametrize("whose", ["rivals", "nobody", "left", "garbage"])
def test_seat_is_given_only_to_a_current_member(people, listing, whose):
    pk = {
        "rivals": people.rivals.memberships.get().pk,
        "nobody": listing.pk,
        "left": MembershipFactory(team=people.team, ended=True).pk,
        "garbage": "'; DROP TABLE",
    }[whose]

    editor = judged(
        listing,
        slots_0_state="filled",
        slots_0_job=str(job_id("PLD")),
        slots_0_member=str(pk),
    )

    assert set(faults(editor)) == {"slots-0-member"}


def test_member_with_two_seats_is_told_at_the_second(people, listing):
    member = str(MembershipFactory(team=people.team).pk)
    seats = {
        f"slots_{n}_{name}": value
        for n in (0, 1)
        for name, value in (
            ("state", "filled"),
            ("job", str(job_id("PLD"))),
            ("member", member),
        )
    }

    assert faults(judged(listing, **seats)) == {
        "slots-1-member": ["They hold another seat already."]
    }


def test_two_members_change_places_by_the_form(people, listing):
    members = [MembershipFactory(team=people.team) for _ in range(2)]
    for position, member in enumerate(members, start=1):
        slot = listing.slots.get(position=position)
        SeatFactory(slot=slot, membership=member)

    editor = judged(
        listing,
        slots_0_member=str(members[1].pk),
        slots_1_member=str(members[0].pk),
    )
    actions.save_listing(listing, editor.draft(), by=people.bob, version=1)

    held = listing.seats.filter(until=None).order_by("slot__position")
    assert [seat.membership for seat in held] == members[::-1]


def test_missing_rows_of_the_roster_are_told(listing):
    editor = judged(listing, **{"slots-TOTAL_FORMS": "0"})

    assert faults(editor) == {
        "": ["The roster came without 8 of its seats. Open the page again."]
    }


def test_row_that_came_empty_is_told_and_not_saved(listing):
    names = ("place", "state", "jobs", "job", "member")
    nothing = {f"slots_0_{name}": None for name in names}

    editor = editor_of(
        listing, post_of(listing, **{"slots-INITIAL_FORMS": "0"}, **nothing)
    )

    assert not editor.is_valid()
    assert "slots-0-state" in faults(editor)


def test_roster_of_another_size_loses_or_gains_rows_at_its_end(people):
    listing = ListingFactory(team=people.team)
    SeatFactory(slot=listing.slots.get(position=1), job_id=job_id("PLD"))

    four = judged(listing, size="4", goals_0_goal="duty:another-aloalo-island").draft()
    many = judged(
        listing, size="24", goals_0_goal="duty:the-cloud-of-darkness-chaotic"
    ).draft()

    assert [len(four.slots), len(many.slots)] == [4, 24]
    assert four.slots[0].job_id == many.slots[0].job_id == job_id("PLD")
    assert [s.position for s in many.slots] == [*range(1, 25)]
    assert all(slot.job_ids for slot in many.slots)


def test_more_rows_than_seats_are_cut(listing):
    extra = {
        f"slots_{n}_{name}": value
        for n in range(8, 24)
        for name, value in (("state", "open"), ("jobs", [str(job_id("PLD"))]))
    }

    draft = judged(listing, **{"slots-TOTAL_FORMS": "24"}, **extra).draft()

    assert len(draft.slots) == 8


def test_blank_seat_of_a_substitute_listing_is_left_out(people):
    listing = ListingFactory(team=people.team, substitute=True)

    draft = judged(listing, slots_1_jobs=None).draft()

    assert [slot.position for slot in draft.slots] == [1]
    saved = actions.save_listing(listing, draft, by=people.bob, version=1)
    assert Listing.objects.get(pk=saved.pk).open_slots == 1


def test_seat_shows_the_jobs_of_its_role_and_keeps_the_others_back(listing):
    [tank, *_rest] = editor_of(listing).slots.forms

    shown = tank.jobs_by_role
    assert [tick.code for tick in shown.own] == ["PLD", "WAR", "DRK", "GNB"]
    assert {tick.role for tick in shown.others}.isdisjoint({"tank"})
    assert shown.colour == "tank"


def test_seat_that_takes_another_role_too_shows_its_jobs(listing):
    listing.slots.filter(position=1).update(jobs=[job_id("PLD"), job_id("SCH")])

    shown = editor_of(listing).slots.forms[0].jobs_by_role

    assert "SCH" in [tick.code for tick in shown.own if tick.is_chosen]
    assert shown.colour == "any"


def test_alliance_is_folded_where_nothing_is_to_be_said(people):
    full = ListingFactory(team=people.team, size=24, open_at=())
    some = ListingFactory(team=people.team, size=24, open_at=(12,))

    assert [a.is_shown for a in editor_of(full).alliances] == [True, False, False]
    assert [a.is_shown for a in editor_of(some).alliances] == [False, True, False]
    faulty = editor_of(full, post_of(full, slots_20_job=None))
    assert not faulty.is_valid()
    assert [a.is_shown for a in faulty.alliances] == [False, False, True]
