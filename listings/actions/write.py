"""Save what a team says in its listing."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.db.models import Case, F, When
from django.utils import timezone

from accounts.actions import lock_to_manage
from accounts.models import User
from config.lib.tasks import enqueue
from listings.actions.core import record, refuse_closed
from listings.actions.index import reindex
from listings.actions.seats import refuse_strangers
from listings.actions.states import lock_with_overdue, settle
from listings.draft import GoalDraft, ListingDraft, QuestionDraft, SlotDraft
from listings.enums import State, Verb
from listings.exceptions import EditConflictError, NotOfTheTeamError
from listings.models import Goal, Listing, Question, Seat, Slot

REINDEX = "listings.reindex_due"
REINDEXED_AT_ONCE = 12  # listings, while somebody waits for the page
REINDEX_BATCH = 500  # listings, by one run of the task


@transaction.atomic
def save_listing(
    listing: Listing, draft: ListingDraft, *, by: User, version: int
) -> Listing:
    """Write what the team says; where that is too little to recruit, a listing that did
    is private then. Raises EditConflictError where `version` is no longer the newest, or
    who it seats has left the team, TransitionError for a listing that is closed, and
    what `lock_to_manage` raises."""
    lock_to_manage(listing.team_id, by)
    listing = lock_with_overdue(listing.team_id, listing.pk)[listing.pk]
    refuse_closed(listing)
    if listing.version != version:
        raise EditConflictError(listing)
    _refuse_who_left(listing, draft)
    for name, value in draft.fields.items():
        setattr(listing, name, value)
    listing.schedule = [window.to_json() for window in draft.windows]
    listing.time_zone = draft.time_zone
    listing.version += 1
    listing.clears.set(draft.clear_ids)
    _write_goals(listing, draft.goals)
    _write_questions(listing, draft.questions)
    _write_roster(listing, draft.slots)
    record(listing, Verb.EDITED, by=by)
    names = [*draft.fields, "schedule", "time_zone", "version"]
    _write_row(listing, names, by=by)
    reindex(listing)
    return listing


def touch_cards_of(team_id: UUID) -> None:
    """The team is called otherwise, or lives elsewhere. Every card is drawn anew, and
    what is on the board is found by the new name at once; a task does the rest. Runs in
    the caller's transaction, which has locked the team."""
    found = Listing.objects.filter(team=team_id)
    list(found.order_by("pk").select_for_update(no_key=True).values_list("pk"))
    found.update(
        card_version=F("card_version") + 1,
        needs_reindex=Case(When(state=State.CLOSED, then=False), default=True),
    )
    for listing in found.recruiting().select_related("team")[:REINDEXED_AT_ONCE]:
        reindex(listing)
    enqueue(REINDEX)


def reindex_due() -> int:
    """What `touch_cards_of` left for later."""
    due = Listing.objects.filter(needs_reindex=True).values_list("pk", flat=True)
    return sum(_reindex_due(pk) for pk in list(due[:REINDEX_BATCH]))


@transaction.atomic
def _reindex_due(pk: UUID) -> bool:
    # One that is being changed is indexed by who changes it, or is found again.
    found = Listing.objects.filter(pk=pk, needs_reindex=True).select_related("team")
    locked = found.select_for_update(of=("self",), no_key=True, skip_locked=True)
    listing = locked.first()
    if listing is not None:
        reindex(listing)
    return listing is not None


def _write_row(listing: Listing, names: list[str], *, by: User) -> None:
    """A row that recruits has a title, by the database: what loses it stops recruiting
    first, and what gets one begins afterwards."""
    recruits = listing.state == State.RECRUITING
    if recruits:
        settle(listing, by=by)
    listing.save(update_fields=names)
    if not recruits:
        settle(listing, by=by)


def _refuse_who_left(listing: Listing, draft: ListingDraft) -> None:
    seated = [s.membership_id for s in draft.slots if s.membership_id is not None]
    try:
        refuse_strangers(listing.team_id, seated)
    except NotOfTheTeamError as error:
        raise EditConflictError(listing) from error


def _write_goals(listing: Listing, goals: Iterable[GoalDraft]) -> None:
    listing.goals.all().delete()
    Goal.objects.bulk_create(
        Goal(
            listing=listing,
            position=position,
            duty_id=goal.duty_id,
            tier_id=goal.tier_id,
            progress=goal.progress,
        )
        for position, goal in enumerate(goals, start=1)
    )


def _write_questions(listing: Listing, questions: list[QuestionDraft]) -> None:
    """Questions that stand unchanged keep their rows, since answers refer to them."""
    wanted = dict(enumerate(questions, start=1))
    for row in listing.questions.filter(retired_at=None):
        asked = wanted.get(row.position)
        if asked == QuestionDraft(row.text, row.answer, row.required):
            del wanted[row.position]
        else:
            row.retired_at = timezone.now()
            row.save(update_fields=["retired_at"])
    Question.objects.bulk_create(
        Question(
            listing=listing,
            position=position,
            text=question.text,
            answer=question.answer,
            required=question.required,
        )
        for position, question in wanted.items()
    )


def _write_roster(listing: Listing, slots: list[SlotDraft]) -> None:
    current = {slot.position: slot for slot in listing.slots.current()}
    held = {seat.slot_id: seat for seat in Seat.objects.held().filter(listing=listing)}
    wanted = {slot.position: slot for slot in slots}
    now = timezone.now()
    gone = [s.pk for p, s in current.items() if p not in wanted]
    Seat.objects.held().filter(slot__in=gone).update(until=now)
    Slot.objects.filter(pk__in=gone).update(ended_at=now)
    kept: list[tuple[Slot, SlotDraft]] = []
    for position, draft in wanted.items():
        slot = _write_slot(listing, current.get(position), draft)
        kept.append((slot, draft))
    # All that get up do so before anybody sits down: two may have changed places.
    to_seat = [(s, d) for s, d in kept if not _sits_already(held.get(s.pk), d)]
    leaving = [held[s.pk].pk for s, _d in to_seat if s.pk in held]
    Seat.objects.filter(pk__in=leaving).update(until=now)
    Seat.objects.bulk_create(
        Seat(
            listing=listing,
            slot=slot,
            job_id=draft.job_id,
            membership_id=draft.membership_id,
        )
        for slot, draft in to_seat
        if draft.job_id is not None
    )


def _write_slot(listing: Listing, slot: Slot | None, draft: SlotDraft) -> Slot:
    jobs = sorted(draft.job_ids)
    if slot is None:
        return Slot.objects.create(
            listing=listing, position=draft.position, place=draft.place, jobs=jobs
        )
    if (slot.place, slot.jobs) != (draft.place, jobs):
        slot.place, slot.jobs = draft.place, jobs
        slot.save(update_fields=["place", "jobs"])
    return slot


def _sits_already(seat: Seat | None, draft: SlotDraft) -> bool:
    if seat is None:
        return draft.is_open
    return (seat.job_id, seat.membership_id) == (draft.job_id, draft.membership_id)
