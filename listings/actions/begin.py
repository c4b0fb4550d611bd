"""Begin a listing: from the standard roster, or from what the team said last time."""

from collections.abc import Sequence

from django.db import transaction

from accounts.actions import lock_to_manage
from accounts.models import Team, User
from listings.actions.core import record
from listings.actions.index import reindex
from listings.draft import GoalDraft
from listings.enums import LISTING_SIZES, MAX_DRAFTS, ROSTER_SIZES, Kind, State, Verb
from listings.exceptions import TooManyDraftsError
from listings.models import Goal, Listing, Question, Seat, Slot
from listings.rosters import roster_template

# A start date and a race for week one are not repeated.
REPEATED = (
    *("title", "pitch", "stage", "blind", "strategy_url", "intensity"),
    *("hours_per_week", "languages", "languages_required", "voice", "loot"),
    *("travel_accepted", "transfer_wanted", "min_item_level", "schedule", "time_zone"),
)


@transaction.atomic
def draft_listing(
    team: Team,
    *,
    by: User,
    kind: str,
    goal: GoalDraft,
    size: int,
    title: str = "",
    time_zone: str = "UTC",
    languages: Sequence[str] = (),
    as_last_time: bool = False,
) -> Listing:
    """A private listing with a full roster of `size`, which a field raid and a search
    for substitutes do not have. `as_last_time` repeats what the team's last published
    listing said; of another size or kind, all but its roster. Raises TooManyDraftsError,
    and what `lock_to_manage` raises."""
    if size not in LISTING_SIZES:
        raise ValueError(f"a roster has {ROSTER_SIZES} slots, and a field raid none")
    team = lock_to_manage(team.pk, by)
    drafts = Listing.objects.filter(team=team, state=State.PRIVATE)
    if drafts.count() >= MAX_DRAFTS:
        raise TooManyDraftsError
    listing = Listing(
        team=team,
        kind=kind,
        size=size,
        title=title,
        time_zone=time_zone,
        languages=list(languages),
    )
    last = Listing.objects.last_published_of(team).first() if as_last_time else None
    _save_with_parts(listing, goal, last)
    reindex(listing)
    record(listing, Verb.DRAFTED, by=by)
    return listing


def _save_with_parts(listing: Listing, goal: GoalDraft, last: Listing | None) -> None:
    same_roster = last and (last.kind, last.size) == (listing.kind, listing.size)
    if last is not None:
        for name in REPEATED:
            setattr(listing, name, getattr(last, name))
        listing.sought_jobs = last.sought_jobs if same_roster else []
    listing.save()
    _write_goal(listing, goal, last)
    if last is not None:
        listing.clears.set(last.clears.all())
        _repeat_questions(listing, last)
    if last is not None and same_roster:
        _repeat_roster(listing, last)
    elif listing.kind == Kind.PERMANENT and not listing.is_field_raid:
        _fill_standard_roster(listing)


def _write_goal(listing: Listing, goal: GoalDraft, last: Listing | None) -> None:
    """The words about how far the team is belong to the goal that they were said of."""
    said = last.goals.filter(duty=goal.duty_id, tier=goal.tier_id) if last else None
    before = said.first() if said is not None else None
    Goal.objects.create(
        listing=listing,
        position=1,
        duty_id=goal.duty_id,
        tier_id=goal.tier_id,
        progress=goal.progress or (before.progress if before else ""),
    )


def _repeat_questions(listing: Listing, last: Listing) -> None:
    Question.objects.bulk_create(
        Question(
            listing=listing,
            position=asked.position,
            text=asked.text,
            answer=asked.answer,
            required=asked.required,
        )
        for asked in last.questions.filter(retired_at=None)
    )


def _repeat_roster(listing: Listing, last: Listing) -> None:
    """Whoever left the team has given their seat up already, so it is free here, too."""
    held = {seat.slot_id: seat for seat in Seat.objects.held().filter(listing=last)}
    before = list(last.slots.current())
    slots = Slot.objects.bulk_create(
        Slot(listing=listing, position=slot.position, place=slot.place, jobs=slot.jobs)
        for slot in before
    )
    Seat.objects.bulk_create(
        Seat(
            listing=listing,
            slot=slot,
            job_id=held[old.pk].job_id,
            membership_id=held[old.pk].membership_id,
        )
        for old, slot in zip(before, slots, strict=True)
        if old.pk in held
    )


def _fill_standard_roster(listing: Listing) -> None:
    """Full of the static's own people, so that one opens the seats that are free."""
    places = roster_template(listing.size)
    slots = Slot.objects.bulk_create(
        Slot(
            listing=listing,
            position=place.position,
            place=place.name,
            jobs=sorted(place.job_ids),
        )
        for place in places
    )
    Seat.objects.bulk_create(
        Seat(listing=listing, slot=slot, job_id=place.usual_job_id)
        for place, slot in zip(places, slots, strict=True)
    )
