"""One listing, read."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.enums import Language
from accounts.models import Block, Membership, Profile
from accounts.rules import acting
from config.lib.http import SiteRequest
from config.lib.moments import exact_time
from config.lib.text import render_markdown
from integrations.catalogue import catalogue
from listings import rules
from listings.cards import card_facts, card_of
from listings.enums import AnswerKind, Kind, Loot, State, Voice
from listings.models import Listing, Question
from listings.seen import people_seen_by
from listings.share import discord_post
from listings.views.counting import count_view


@require_safe
def read(request: SiteRequest, pk: UUID, slug: str = "") -> HttpResponse:
    listing = get_listing(request, pk)
    if request.path != listing.get_absolute_url():
        # Not for ever: a title may change back, and browsers keep what is permanent.
        return redirect(listing)
    member = Membership.objects.of(request.user, listing.team_id)
    if member is None:
        count_view(request, "listing", listing.pk)
    membership = acting(request.user, member)
    now = timezone.now()
    mine = Profile.objects.hours_of(request.user) or None
    card = card_of(listing, request.zone.found, now, mine)
    address = request.build_absolute_uri(listing.get_absolute_url())
    context = {
        "listing": listing,
        "team": listing.team,
        "card": card,
        "address": address,
        "share": discord_post(
            card,
            listing.windows,
            team_zone=ZoneInfo(listing.time_zone),
            now=now,
            address=address,
        ),
        "world": catalogue().worlds[listing.team.world_id],
        "goals": goals_of(listing),
        "facts": facts_of(listing),
        "needs": needs_of(listing),
        "questions": listing.question_rows,
        "answers": AnswerKind,
        "pitch": render_markdown(listing.pitch, request.zone),
        "expires": exact_time(listing.expires_at, request.zone.found)
        if listing.expires_at
        else "",
        "is_open": listing.is_recruiting,
        "can_edit": rules.can_edit(membership, listing),
        "can_publish": rules.can_move(membership, listing, State.RECRUITING)
        and listing.state != State.EXPIRED,
        "can_renew": rules.can_renew(membership, listing),
        "can_pause": rules.can_move(membership, listing, State.PRIVATE),
        "can_close": rules.can_move(membership, listing, State.CLOSED),
        "state": listing.shown_state,
    }
    return render(request, "listings/read.html", context)


def get_listing(request: SiteRequest, pk: UUID) -> Any:
    """The listing with all that its page shows, in one query; 404 where it is not the
    visitor's to see."""
    questions = (
        Question.objects.filter(listing=OuterRef("pk"), retired_at=None)
        .order_by("position")
        .values(row=JSONObject(text="text", answer="answer", required="required"))
    )
    clears = Listing.clears.through.objects.filter(listing=OuterRef("pk"))
    found = card_facts(
        Listing.objects.visible_to(request.user).select_related("team"),
        holder=name_of_holder(request.user),
        seen_holder=seen_holder(request.user),
    ).annotate(
        question_rows=ArraySubquery(questions),
        clear_ids=ArraySubquery(clears.values("duty")),
    )
    return get_object_or_404(found, pk=pk)


def name_of_holder(viewer: Any) -> Case | F:
    """Empty where viewer and holder are kept apart; not so inside one team."""
    handle = F("membership__user__handle")
    if not viewer.is_authenticated:
        return handle
    apart = Q(membership__user__in=Block.objects.others_than(viewer))
    own = Membership.objects.current().filter(user=viewer).values("team")
    return Case(
        When(apart & ~Q(membership__team__in=own), then=Value("")), default=handle
    )


def seen_holder(viewer: Any) -> Case:
    """The handle of whose own page the viewer may read, too; else empty."""
    seen = Q(membership__user__in=people_seen_by(viewer).values("pk"))
    return Case(When(seen, then=F("membership__user__handle")), default=Value(""))


def goals_of(listing: Any) -> list[dict[str, Any]]:
    """Each goal with its duties: a tier is shown floor by floor."""
    known = catalogue()
    goals = []
    for row in listing.goal_rows:
        tier = known.tiers[row["tier"]] if row["tier"] else None
        duties = known.duties_of(tier) if tier else (known.duties[row["duty"]],)
        goals.append({"tier": tier, "duties": duties, "progress": row["progress"]})
    return goals


def facts_of(listing: Any) -> dict[str, Any]:
    """Figures and answers in words, by name."""
    names = [Language(code).label for code in listing.languages]
    required = [Language(code).label for code in listing.languages_required]
    return {
        "languages": ", ".join(names),
        "required": ", ".join(required),
        "voice": Voice(listing.voice).label,
        "loot": Loot(listing.loot).label if listing.loot else "",
        "kind": Kind(listing.kind).label,
        "evenings": len(listing.schedule),
    }


def needs_of(listing: Any) -> dict[str, Any]:
    known = catalogue()
    return {
        "item_level": listing.min_item_level,
        "clears": [known.duties[pk] for pk in listing.clear_ids if pk in known.duties],
    }
