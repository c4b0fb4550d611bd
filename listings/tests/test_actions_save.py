"""Saving what a team says: roster, goals, questions, and two who edit at once."""

from dataclasses import replace

import pytest
from django.utils import timezone

from accounts.actions import edit_team
from accounts.tests.factories import MembershipFactory, world_id
from config.lib.states import TransitionError
from config.lib.week import Window
from integrations.catalogue import catalogue
from listings import actions
from listings.draft import GoalDraft, QuestionDraft, SlotDraft
from listings.enums import Kind, State
from listings.exceptions import EditConflictError
from listings.facets import Group, facet
from listings.models import Listing, Seat, Slot
from listings.tests.drafts import draft_of, slots_of
from listings.tests.factories import ListingFactory, SeatFactory, duty_id, job_id

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(people):
    return ListingFactory(team=people.team)


def save(listing, people, **changes):
    listing = Listing.objects.get(pk=listing.pk)
    draft = draft_of(listing, **changes)
    return actions.save_listing(listing, draft, by=people.bob, version=listing.version)


def with_slots(listing, **by_position):
    """Its slots; `p3={…}` changes the third."""
    return [
        replace(slot, **by_position.get(f"p{slot.position}", {}))
        for slot in slots_of(listing)
    ]


def test_draft_begins_private_with_the_usual_roster(people):
    listing = actions.draft_listing(
        people.team,
        by=people.alice,
        kind=Kind.PERMANENT,
        goal=GoalDraft(duty_id=duty_id("fru")),
        size=8,
        time_zone="Asia/Tokyo",
    )

    assert (listing.state, listing.version, listing.open_slots) == ("private", 1, 0)
    held = Seat.objects.held().filter(listing=listing).order_by("slot__position")
    codes = [catalogue().jobs[seat.job_id].abbreviation for seat in held]
    assert codes == ["PLD", "WAR", "WHM", "SCH", "DRG", "NIN", "BRD", "BLM"]
    assert {seat.membership_id for seat in held} == {None}
    places = [slot.place for slot in listing.slots.all()]
    assert places == ["MT", "OT", "H1", "H2", "M1", "M2", "R1", "R2"]
    assert facet(Group.DUTY, duty_id("fru")) in listing.facets
    assert [e.verb for e in listing.events.all()] == ["drafted"]


@pytest.mark.parametrize(("size", "slots"), [(4, 4), (8, 8), (24, 24)])
def test_roster_has_the_size_asked_for_and_no_other(people, size, slots):
    goal = GoalDraft(duty_id=duty_id("fru"))
    begin = {"by": people.alice, "kind": Kind.PERMANENT, "goal": goal}

    listing = actions.draft_listing(people.team, **begin, size=size)

    assert listing.slots.count() == slots
    with pytest.raises(ValueError, match="slots"):
        actions.draft_listing(people.team, **begin, size=size + 1)


def test_listing_begins_as_last_time(people):
    last = ListingFactory(
        team=people.team,
        closed=True,
        open_at=(4,),
        title="Scholar, please",
        min_item_level=790,
        starts_on=timezone.localdate(),
    )
    member = MembershipFactory(team=people.team)
    first = last.slots.get(position=1)
    first.seats.update(membership=member)
    last.clears.set([duty_id("top")])
    last.questions.create(position=1, text="Where do you heal?", required=False)
    last.goals.update(progress="Phase 2")

    listing = actions.draft_listing(
        people.team,
        by=people.alice,
        kind=Kind.PERMANENT,
        goal=GoalDraft(duty_id=duty_id("m12s")),
        size=8,
        as_last_time=True,
    )

    assert slots_of(listing) == slots_of(last)
    assert [slot.position for slot in slots_of(listing) if slot.is_open] == [4]
    assert slots_of(listing)[0].membership_id == member.pk
    before, after = draft_of(last), draft_of(listing)
    assert after.fields == {**before.fields, "starts_on": None}
    assert (after.goals, after.windows, after.questions, after.clear_ids) == (
        before.goals,
        before.windows,
        before.questions,
        before.clear_ids,
    )
    assert listing.state == State.PRIVATE


def test_roster_of_another_size_is_not_repeated(people):
    ListingFactory(team=people.team, closed=True, title="Words stay")

    listing = actions.draft_listing(
        people.team,
        by=people.alice,
        kind=Kind.PERMANENT,
        goal=GoalDraft(duty_id=duty_id("another-aloalo-island")),
        size=4,
        as_last_time=True,
    )

    assert (listing.title, len(slots_of(listing))) == ("Words stay", 4)


@pytest.mark.parametrize("never", [{"private": True}, {"hidden": True, "closed": True}])
def test_last_time_is_what_was_published_and_not_hidden(people, never):
    ListingFactory(team=people.team, title="Never shown", **never)

    listing = actions.draft_listing(
        people.team,
        by=people.alice,
        kind=Kind.PERMANENT,
        goal=GoalDraft(duty_id=duty_id("fru")),
        size=8,
        as_last_time=True,
    )

    assert (listing.title, len(slots_of(listing))) == ("", 8)


def test_substitute_listing_begins_without_slots(people):
    listing = actions.draft_listing(
        people.team,
        by=people.alice,
        kind=Kind.SUBSTITUTE,
        goal=GoalDraft(duty_id=duty_id("fru")),
        size=8,
    )

    assert listing.slots.count() == 0


def test_what_was_said_is_stored_and_searchable(people, listing):
    tier = catalogue().offered_tiers[0]

    saved = save(
        listing,
        people,
        title="絶 Healer wanted",
        goals=[GoalDraft(tier_id=tier.id, progress="M12S phase 2")],
        windows=[Window(6, 1380, 120)],
        time_zone="UTC",
        clear_ids=frozenset({duty_id("top")}),
    )

    stored = Listing.objects.get(pk=listing.pk)
    assert stored.title == "絶 Healer wanted"
    assert stored.week == [(0, 60), (10_020, 10_080)]
    assert [(g.tier_id, g.progress) for g in stored.goals.all()] == [
        (tier.id, "M12S phase 2")
    ]
    assert [d.pk for d in stored.clears.all()] == [duty_id("top")]
    assert facet(Group.DUTY, duty_id("m9s")) in stored.facets
    assert "healer" in stored.words
    assert saved.version == listing.version + 1
    assert saved.card_version > listing.card_version


def test_second_of_two_editors_is_told_and_changes_nothing(people, listing):
    save(listing, people, title="Alice was first")
    kept = Listing.objects.filter(pk=listing.pk).values().get()
    stale = draft_of(listing, title="Bob was second", slots=[])

    with pytest.raises(EditConflictError):
        actions.save_listing(listing, stale, by=people.bob, version=listing.version)

    assert Listing.objects.filter(pk=listing.pk).values().get() == kept
    assert Slot.objects.current().filter(listing=listing).count() == 8


def test_editor_opened_before_a_seat_changed_is_told_too(people, listing):
    slot = listing.slots.get(position=1)
    seat = actions.fill_slot(slot, by=people.alice, job_id=slot.jobs[0])
    with pytest.raises(EditConflictError):
        actions.save_listing(
            listing, draft_of(listing), by=people.bob, version=listing.version
        )

    opened = Listing.objects.get(pk=listing.pk)
    actions.vacate_seat(seat, by=people.alice)
    with pytest.raises(EditConflictError):
        actions.save_listing(
            opened, draft_of(opened), by=people.bob, version=opened.version
        )


def test_closed_listing_is_edited_no_more(people):
    listing = ListingFactory(team=people.team, closed=True)

    with pytest.raises(TransitionError):
        save(listing, people, title="One more")
    assert Listing.objects.get(pk=listing.pk).title == listing.title


def test_saving_without_a_change_keeps_every_seat_and_question(people, listing):
    member = MembershipFactory(team=people.team)
    SeatFactory(slot=listing.slots.get(position=1), membership=member)
    save(listing, people, questions=[QuestionDraft("Why us?", "long", True)])
    seats, questions = [*listing.seats.all()], [*listing.questions.all()]

    save(listing, people)

    assert [*listing.seats.all()] == seats
    assert [*listing.questions.all()] == questions
    assert seats[0].until is None


def test_two_members_change_places(people, listing):
    one, two = (MembershipFactory(team=people.team) for _ in range(2))
    first, second = listing.slots.filter(position__in=(1, 2))
    tank = first.jobs[0]
    SeatFactory(slot=first, membership=one, job_id=tank)
    SeatFactory(slot=second, membership=two, job_id=tank)

    save(
        listing,
        people,
        slots=with_slots(
            listing, p1={"membership_id": two.pk}, p2={"membership_id": one.pk}
        ),
    )

    held = Seat.objects.held().filter(listing=listing).values_list("slot", "membership")
    assert set(held) == {(first.pk, two.pk), (second.pk, one.pk)}
    assert listing.seats.filter(until__isnull=False).count() == 2


def test_member_who_changes_their_job_begins_a_new_seat(people, listing):
    slot = listing.slots.get(position=4)
    old = SeatFactory(slot=slot, job_id=job_id("SCH"))

    save(listing, people, slots=with_slots(listing, p4={"job_id": job_id("SGE")}))

    old.refresh_from_db()
    assert old.until is not None
    assert Seat.objects.held().get(slot=slot).job_id == job_id("SGE")


def test_smaller_roster_ends_slots_and_seats_and_deletes_none(people, listing):
    last = listing.slots.get(position=8)
    seat = SeatFactory(slot=last)

    save(listing, people, size=4, slots=slots_of(listing)[:4])

    assert listing.slots.current().count() == 4
    assert listing.slots.count() == 8
    seat.refresh_from_db()
    last.refresh_from_db()
    assert seat.until == last.ended_at is not None
    assert Listing.objects.get(pk=listing.pk).open_slots == 4


def test_larger_roster_gains_slots_beside_the_ended_ones(people, listing):
    eight = slots_of(listing)
    save(listing, people, size=4, slots=eight[:4])

    save(listing, people, size=8, slots=eight)

    assert listing.slots.current().count() == 8
    assert listing.slots.count() == 12


def test_question_changed_is_retired_and_asked_anew(people, listing):
    before = [
        QuestionDraft("Why us?", "long", True),
        QuestionDraft("When?", "short", True),
    ]
    save(listing, people, questions=before)
    kept = listing.questions.get(text="When?")

    save(
        listing,
        people,
        questions=[QuestionDraft("Why we?", "long", True), before[1]],
    )

    live = listing.questions.filter(retired_at=None)
    assert [q.text for q in live] == ["Why we?", "When?"]
    assert live[1] == kept
    assert listing.questions.filter(retired_at__isnull=False).get().text == "Why us?"


def test_roster_saved_full_fills_and_saved_open_again_reopens(people):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[1])
    tank = listing.slots.get(position=1).jobs[0]

    filled = save(listing, people, slots=with_slots(listing, p1={"job_id": tank}))
    assert filled.state == State.FILLED

    opened = save(listing, people, slots=with_slots(listing, p2={"job_id": None}))
    assert opened.state == State.RECRUITING
    assert [e.verb for e in opened.events.all()] == [
        "edited", "filled", "edited", "reopened",
    ]  # fmt: skip


def test_editing_what_the_clock_ended_writes_the_end_down(people):
    listing = ListingFactory(team=people.team, overdue=True, open_at=[1])
    tank = listing.slots.get(position=1).jobs[0]

    saved = save(listing, people, slots=with_slots(listing, p1={"job_id": tank}))

    assert saved.state == State.EXPIRED


def test_slot_without_a_job_leaves_the_listing_as_it_was(people, listing):
    with pytest.raises(Exception, match="slot_accepts_a_job"):
        save(listing, people, slots=[SlotDraft(1, "MT", frozenset())])


def test_renamed_team_is_found_by_its_new_name_and_shown_by_new_cards(people):
    live = ListingFactory(team=people.team, recruiting=True)
    closed = ListingFactory(team=people.team, closed=True)

    edit_team(
        people.team,
        by=people.alice,
        name="Zenith",
        world_id=world_id("tonberry"),
        about="",
    )

    new, ended = (Listing.objects.get(pk=each.pk) for each in (live, closed))
    tonberry = catalogue().world_by_slug["tonberry"]
    assert "zenith" in new.words
    assert "umbral" not in new.words
    assert facet(Group.DC, tonberry.data_centre.id) in new.facets
    assert facet(Group.REGION, tonberry.region.id) in new.facets
    assert new.card_version > live.card_version
    assert ended.card_version > closed.card_version
    assert new.version == live.version


def test_nothing_is_deleted_when_everything_is_taken_out(people, listing):
    SeatFactory(slot=listing.slots.get(position=1))
    save(listing, people, questions=[QuestionDraft("Why?", "short", True)])
    now = timezone.now()

    save(listing, people, slots=[], questions=[], goals=[], windows=[])

    assert listing.slots.filter(ended_at__gte=now).count() == 8
    assert listing.seats.filter(until__gte=now).count() == 1
    assert listing.questions.filter(retired_at__gte=now).count() == 1
