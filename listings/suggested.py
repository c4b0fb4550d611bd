"""A title for who has not written one: whom the team seeks, and for what."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from integrations.catalogue import catalogue
from listings.cards import goal_tag
from listings.draft import ListingDraft
from listings.enums import Stage
from listings.strips.jobs import Choice, any_of_kind, catalogue_of, either, kind_name

MAX_NAMED_SEATS = 2  # more wishes make no title


def suggested_title(draft: ListingDraft) -> str:
    """ "Shield healer for M9S–M12S (Progression)". Empty without a goal or an open
    seat."""
    goal = goal_tag([(g.duty_id, g.tier_id) for g in draft.goals])
    sought = list(dict.fromkeys(_sought(draft)))
    if not goal or not sought:
        return ""
    who = either(sought) if len(sought) <= MAX_NAMED_SEATS else _("Players")
    return _("%(who)s for %(goal)s (%(stage)s)") % {
        "who": who[:1].upper() + who[1:],
        "goal": goal,
        "stage": Stage(draft.fields["stage"]).label,
    }


def _sought(draft: ListingDraft) -> Iterable[str]:
    known = catalogue()
    wanted = [slot.job_ids for slot in draft.slots if slot.is_open]
    if not draft.slots and draft.fields["sought_jobs"]:
        wanted = [frozenset(draft.fields["sought_jobs"])]
    for job_ids in wanted:
        jobs = tuple(known.jobs[pk] for pk in sorted(job_ids))
        yield _name(catalogue_of(tuple(known.offered_jobs)).choice(jobs))


def _name(choice: Choice) -> str:
    if choice.is_whole:
        return any_of_kind(choice.kind)
    if len(choice.codes) == 1:
        return choice.codes[0]
    return kind_name(choice.kind)
