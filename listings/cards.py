"""Listing cards: read in one query, and drawn. `ready` keeps them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject
from django.template.loader import get_template
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from accounts.enums import Intensity, Language
from config.lib.week import Spans
from integrations.catalogue import catalogue
from listings import ready
from listings.draft import ListingDraft
from listings.enums import Kind, Stage, State, Voice
from listings.models import Goal, Listing, Seat, Slot
from listings.ready import Deck, Rows
from listings.strips.card import Card, renewed
from listings.strips.evenings import hours
from listings.strips.roster import (
    RosterStrip,
    SlotFacts,
    roster_strip,
    sought_strip,
)
from listings.strips.week import week_strip

MOST_TAGS = 2
HEAVY = ("facets", "words", "week", "week_bits")  # derived, and shown by no page


def ready_cards(rows: Rows, zone: ZoneInfo) -> list[SafeString]:
    return ready.ready_cards(LISTING_CARDS, rows, zone)


def _draw(
    keys: list[UUID], zone: ZoneInfo, now: datetime, asked: Spans | None
) -> dict[UUID, str]:
    return draw_cards(with_card_facts(keys), zone, now)


LISTING_CARDS = Deck("drawn-card", _draw)


def with_card_facts(keys: Iterable[UUID]) -> QuerySet[Listing, Any]:
    """All that cards show, in one query."""
    return card_facts(Listing.objects.filter(pk__in=keys).defer("pitch"))


def card_facts(
    found: QuerySet[Listing, Any], **of_slots: Any
) -> QuerySet[Listing, Any]:
    """`of_slots` names more that is wanted of each slot's seat: expressions."""
    held = Seat.objects.held().filter(slot=OuterRef("pk"))
    more = {
        name: Subquery(held.values(said=said)[:1]) for name, said in of_slots.items()
    }
    slots = (
        Slot.objects.current()
        .filter(listing=OuterRef("pk"))
        .order_by("position")
        .values(
            row=JSONObject(
                position="position",
                place="place",
                jobs="jobs",
                job=Subquery(held.values("job")[:1]),
                **more,
            )
        )
    )
    goals = (
        Goal.objects.filter(listing=OuterRef("pk"))
        .order_by("position")
        .values(row=JSONObject(duty="duty", tier="tier", progress="progress"))
    )
    return found.defer(*HEAVY).annotate(
        slot_rows=ArraySubquery(slots),
        goal_rows=ArraySubquery(goals),
        team_name=F("team__name"),
        world_id=F("team__world"),
    )


def draw_cards(
    listings: Iterable[Any], zone: ZoneInfo, now: datetime
) -> dict[UUID, str]:
    template = get_template("components/listing_card.html")
    return {
        each.pk: template.render({"card": card_of(each, zone, now)}).strip()
        for each in listings
    }


def card_of(
    listing: Any, zone: ZoneInfo, now: datetime, mine: Spans | None = None
) -> Card:
    """`listing` carries the facts of `with_card_facts`. `mine` are the viewer's hours: a
    card with them is that viewer's alone, and never kept."""
    known = catalogue()
    world = known.worlds[listing.world_id]
    codes = listing.languages
    return Card(
        url=listing.get_absolute_url(),
        title=listing.title or gettext("No title yet"),
        lang=codes[0] if codes and codes[0] != get_language() else "",
        kind=str(Kind.SUBSTITUTE.label) if listing.kind == Kind.SUBSTITUTE else "",
        duty=goal_tag([(g["duty"], g["tier"]) for g in listing.goal_rows]),
        stage=str(Stage(listing.stage).label),
        intensity=str(Intensity(listing.intensity).label),
        hours=hours_text(listing.hours_per_week),
        team=listing.team_name,
        team_id=str(listing.team_id),
        world=world.name,
        data_centre=world.data_centre.name,
        roster=roster_of(listing),
        week=week_strip(
            listing.windows,
            team_zone=ZoneInfo(listing.time_zone),
            viewer_zone=zone,
            now=now,
            mine=mine,
        ),
        languages=", ".join(Language(code).label for code in codes),
        voice=str(Voice(listing.voice).label),
        freshness=renewed(listing.renewed_at or listing.created_at, now, zone),
        closed=closed_word(listing),
    )


def card_of_draft(
    listing: Listing, draft: ListingDraft, zone: ZoneInfo, now: datetime
) -> Card:
    """The card as it would be, were the draft saved."""
    for name, value in draft.fields.items():
        setattr(listing, name, value)
    listing.schedule = [window.to_json() for window in draft.windows]
    listing.time_zone = draft.time_zone
    rows = {
        "slot_rows": [
            {
                "position": s.position,
                "place": s.place,
                "jobs": s.job_ids,
                "job": s.job_id,
            }
            for s in draft.slots
        ],
        "goal_rows": [{"duty": g.duty_id, "tier": g.tier_id} for g in draft.goals],
        "team_name": listing.team.name,
        "world_id": listing.team.world_id,
    }
    for name, value in rows.items():
        setattr(listing, name, value)
    return card_of(listing, zone, now)


def roster_of(listing: Any) -> RosterStrip:
    known = catalogue()
    if not listing.is_field_raid:
        return roster_strip(
            [slot_facts(slot) for slot in listing.slot_rows],
            all_jobs=known.offered_jobs,
        )
    duties = [known.duties[g["duty"]] for g in listing.goal_rows if g["duty"]]
    return sought_strip(
        [job for pk, job in known.jobs.items() if pk in listing.sought_jobs],
        smallest=min((d.party_size_min or d.party_size for d in duties), default=None),
        size=listing.size,
        all_jobs=known.offered_jobs,
    )


def slot_facts(row: dict[str, Any]) -> SlotFacts:
    jobs, seen = catalogue().jobs, row.get("seen_holder")
    return SlotFacts(
        position=row["position"],
        place=row["place"],
        jobs=tuple(jobs[job] for job in row["jobs"]),
        filled_by=jobs[row["job"]] if row["job"] else None,
        holder=row.get("holder") or "",
        page=reverse("listings:player", args=[seen]) if seen else "",
    )


def goal_tag(goals: Sequence[tuple[int | None, int | None]]) -> str:
    """“M9S–M12S”, “FRU”, “FRU, DMU”, “M9S–M12S +2”."""
    known = catalogue()
    tags = []
    for duty_id, tier_id in goals:
        if tier_id is not None:
            floors = known.duties_of(known.tiers[tier_id])
            ends = (floors[0], floors[-1]) if floors else ()
            tags.append("–".join(duty.short_name for duty in ends))
        elif duty_id is not None:
            tags.append(known.duties[duty_id].short_name)
    said = ", ".join(tags[:MOST_TAGS])
    more = len(tags) - MOST_TAGS
    return f"{said} +{more}" if more > 0 else said


def hours_text(said: Any) -> str:
    if said is None:
        return ""
    return gettext("%(hours)s a week") % {"hours": hours(round(said * 60))}


def closed_word(listing: Listing) -> str:
    """Why nobody can apply; nothing while it recruits."""
    if listing.is_recruiting:
        return ""
    if listing.hidden_at:
        return gettext("Hidden")
    if listing.shown_state == State.FILLED:
        return gettext("Full")
    if listing.shown_state == State.PRIVATE:
        return gettext("Paused") if listing.published_at else gettext("Draft")
    return str(listing.state_words)
