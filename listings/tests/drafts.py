"""What a team says in a listing, as the form would hand it over."""

from dataclasses import replace

from listings.draft import GoalDraft, ListingDraft, QuestionDraft, SlotDraft
from listings.forms.main import ListingForm
from listings.models import Listing, Seat


def draft_of(listing: Listing, **changes: object) -> ListingDraft:
    """What the listing says already; `changes` are draft parts or plain columns."""
    others = {"version", "time_zone"}
    plain = [name for name in ListingForm.base_fields if name not in others]
    draft = ListingDraft(
        fields={name: getattr(listing, name) for name in plain},
        goals=[
            GoalDraft(g.duty_id, g.tier_id, g.progress) for g in listing.goals.all()
        ],
        slots=slots_of(listing),
        windows=listing.windows,
        time_zone=listing.time_zone,
        questions=[
            QuestionDraft(q.text, q.answer, q.required)
            for q in listing.questions.filter(retired_at=None)
        ],
        clear_ids=frozenset(listing.clears.values_list("pk", flat=True)),
    )
    parts = {name for name in changes if name in ListingDraft.__dataclass_fields__}
    said = {**draft.fields, **{k: v for k, v in changes.items() if k not in parts}}
    return replace(draft, fields=said, **{name: changes[name] for name in parts})  # type: ignore[arg-type]  # parts by their names


def slots_of(listing: Listing) -> list[SlotDraft]:
    held = {s.slot_id: s for s in Seat.objects.held().filter(listing=listing)}
    return [
        SlotDraft(
            slot.position,
            slot.place,
            frozenset(slot.jobs),
            job_id=held[slot.pk].job_id if slot.pk in held else None,
            membership_id=held[slot.pk].membership_id if slot.pk in held else None,
        )
        for slot in listing.slots.current()
    ]
