"""The whole editor of a listing: its plain form, its rows, and what must agree."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from accounts.forms.catalogue import goal_value
from accounts.models import Membership
from config.lib.forms import window_initial
from config.lib.week import Window
from integrations.enums import FIELD_RAID_SIZE
from listings.draft import GoalDraft, ListingDraft, SlotDraft
from listings.enums import MAX_CLEARS, MAX_GOALS, MAX_QUESTIONS, MAX_WINDOWS, Kind
from listings.forms.job_ticks import JobTick, job_ticks
from listings.forms.main import ListingForm
from listings.forms.rows import (
    ClearRows,
    EveningRow,
    GoalRow,
    GoalRows,
    QuestionRow,
    QuestionRows,
    SlotRow,
    SlotRowSet,
    WindowRowSet,
)
from listings.forms.start import party_sizes
from listings.models import Listing, Seat
from listings.rosters import roster_template

SPARE_SUBSTITUTES = 2
PARTY = 8  # seats


class Alliance:
    """A part of the roster, folded where all of its seats are filled."""

    def __init__(self, letter: str, seats_before: int, rows: list[SlotRow]) -> None:
        self.letter, self.seats_before, self.rows = letter, seats_before, rows
        self.open_count = sum(row.is_open for row in rows)
        self.is_shown = bool(self.open_count) or any(row.errors for row in rows)


class ListingEditor:
    """`data` is what was posted. Valid when every form is, and when they agree."""

    def __init__(
        self, listing: Listing, *, members: Sequence[Membership], data: Any = None
    ) -> None:
        self.listing = listing
        known = [(str(m.pk), m.user.handle) for m in members]
        start = None if data is not None else initial(listing)
        self.main = ListingForm(
            data, initial=start and start["main"], zone=listing.time_zone
        )
        self.goals = GoalRows(data, prefix="goals", initial=start and start["goals"])
        self.windows = WindowRowSet(
            data, prefix="windows", initial=start and start["windows"]
        )
        self.questions = QuestionRows(
            data, prefix="questions", initial=start and start["questions"]
        )
        self.clears = ClearRows(
            data, prefix="clears", initial=start and start["clears"]
        )
        self.slots = SlotRowSet(
            data,
            prefix="slots",
            initial=start and start["slots"],
            form_kwargs={
                "members": known,
                "may_be_blank": listing.kind == Kind.SUBSTITUTE,
            },
        )
        if data is None:
            self._add_spare_rows()

    def _add_spare_rows(self) -> None:
        """Blank rows to write into without script."""
        for rows, spare, most in (
            (self.goals, 1, MAX_GOALS),
            (self.clears, 1, MAX_CLEARS),
            (self.windows, 1, MAX_WINDOWS),
            (self.questions, 1, MAX_QUESTIONS),
        ):
            rows.extra = min(spare, most - len(rows.initial or []))
        is_blank = not self.slots.initial and not self.seeks_jobs
        if self.listing.kind == Kind.SUBSTITUTE and is_blank:
            self.slots.extra = SPARE_SUBSTITUTES

    @property
    def seeks_jobs(self) -> bool:
        """Whether it is a field raid, or is about to become one."""
        return str(FIELD_RAID_SIZE) in (
            str(self.main["size"].value()),
            str(self.listing.size),
        )

    @property
    def parts(self) -> list[Any]:
        rows = [self.goals, self.slots, self.windows, self.clears, self.questions]
        return [self.main, *rows]

    @property
    def sought_ticks(self) -> list[JobTick]:
        return job_ticks(self.main["sought_jobs"])

    @property
    def alliances(self) -> list[Alliance]:
        """Parties of eight. One that has something to say is shown, else the first."""
        rows = list(self.slots.forms)
        parties = [rows[at : at + PARTY] for at in range(0, len(rows), PARTY)]
        found = [
            Alliance(letter, at * PARTY, party)
            for at, (letter, party) in enumerate(zip("ABC", parties, strict=False))
        ]
        if found and not any(each.is_shown for each in found):
            found[0].is_shown = True
        return found

    def is_valid(self) -> bool:
        faults = [part for part in self.parts if not part.is_valid()]  # asks every one
        if not faults:
            self._check_agreement()
        return not self.has_errors

    @property
    def has_errors(self) -> bool:
        return any(
            part.errors
            if part is self.main
            else any(part.errors) or part.non_form_errors()
            for part in self.parts
        )

    def _check_agreement(self) -> None:
        goals = self.goal_rows()
        sizes = party_sizes([row.cleaned_data["goal"] for row in goals])
        if len(sizes) > 1:
            goals[-1].add_error(
                "goal",
                _("These goals need parties of different sizes. Keep those of one."),
            )
        elif sizes and self.main.cleaned_data["size"] not in sizes:
            self.main.add_error(
                "size",
                _("Your goals are fought by %(size)d players.") % {"size": sizes.pop()},
            )
        self._check_slots()

    def _check_slots(self) -> None:
        if self.listing.is_field_raid:
            return
        lacking = self.listing.size - len(self.slots.forms)
        # A size that got its message a moment ago is no longer among the clean ones.
        same_size = self.main.cleaned_data.get("size") == self.listing.size
        if self.listing.kind == Kind.PERMANENT and same_size and lacking > 0:
            self.main.add_error(
                None,
                _("The roster came without %(n)d of its seats. Open the page again.")
                % {"n": lacking},
            )

    def goal_rows(self) -> list[GoalRow]:
        return [row for row in self.goals.forms if not row.is_blank]

    def window_rows(self) -> list[EveningRow]:
        return [row for row in self.windows.forms if not row.is_blank]

    def question_rows(self) -> list[QuestionRow]:
        return [row for row in self.questions.forms if not row.is_blank]

    @property
    def version(self) -> int:
        return int(self.main.cleaned_data["version"])

    def draft(self) -> ListingDraft:
        """What was said, once it is valid."""
        fields = self.main.plain_fields()
        windows = [row.window for row in self.window_rows()]
        if fields["hours_per_week"] is None:
            fields["hours_per_week"] = counted_hours(windows)
        is_field_raid = fields["size"] == FIELD_RAID_SIZE
        fields["sought_jobs"] = sorted(fields["sought_jobs"]) if is_field_raid else []
        return ListingDraft(
            fields=fields,
            goals=_distinct(self.goal_rows()),
            slots=[] if is_field_raid else self._slots(fields["size"]),
            windows=windows,
            time_zone=self.main.cleaned_data["time_zone"],
            questions=[row.question for row in self.question_rows()],
            clear_ids=frozenset(
                row.cleaned_data["duty"]
                for row in self.clears.forms
                if not row.is_blank
            ),
        )

    def _slots(self, size: int) -> list[SlotDraft]:
        """Rows as posted; a roster of another size loses or gains rows at its end."""
        rows: list[SlotRow] = [row for row in self.slots.forms if not row.is_blank]
        posted = [row.slot(n) for n, row in enumerate(rows, start=1)]
        if self.listing.kind == Kind.SUBSTITUTE:
            return posted[:size]
        template = roster_template(size)
        added = [
            SlotDraft(
                place.position,
                place.name,
                frozenset(place.job_ids),
                job_id=place.usual_job_id,
            )
            for place in template[len(posted) :]
        ]
        return posted[:size] + added


def counted_hours(windows: list[Window]) -> Decimal:
    minutes = sum(window.length for window in windows)
    return min(round(Decimal(minutes) / 60, 1), Decimal(100))


def _distinct(rows: list[GoalRow]) -> list[GoalDraft]:
    goals: dict[tuple[int | None, int | None], GoalDraft] = {}
    for row in rows:
        goal: GoalDraft = row.cleaned_data["goal"]
        said = replace(goal, progress=row.cleaned_data["progress"])
        goals.setdefault((goal.duty_id, goal.tier_id), said)
    return list(goals.values())


def initial(listing: Listing) -> dict[str, Any]:
    """What the editor shows when it is opened."""
    counted = listing.hours_per_week == counted_hours(listing.windows)
    seats = {s.slot_id: s for s in Seat.objects.held().filter(listing=listing)}
    return {
        "main": {
            **{name: getattr(listing, name) for name in ListingForm.base_fields},
            # What was counted stays counted when the evenings change.
            "hours_per_week": None if counted else listing.hours_per_week,
        },
        "clears": [
            {"duty": goal_value(pk, None)}
            for pk in listing.clears.order_by("pk").values_list("pk", flat=True)
        ],
        "goals": [
            {"goal": goal_value(g.duty_id, g.tier_id), "progress": g.progress}
            for g in listing.goals.all()
        ],
        "windows": [window_initial(window) for window in listing.windows],
        "questions": [
            {"text": q.text, "answer": q.answer, "required": q.required}
            for q in listing.questions.filter(retired_at=None)
        ],
        "slots": [
            _slot_initial(slot.place, slot.jobs, seats.get(slot.pk))
            for slot in listing.slots.current()
        ],
    }


def _slot_initial(place: str, jobs: list[int], seat: Seat | None) -> dict[str, Any]:
    return {
        "place": place,
        "jobs": jobs,
        "state": SlotRow.FILLED if seat else SlotRow.OPEN,
        "job": seat and seat.job_id,
        "member": seat and seat.membership_id,
    }
