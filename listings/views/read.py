"""One listing, read."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, F, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.enums import Language, TeamRole
from accounts.models import Block, Membership, Profile
from accounts.rules import acting
from config.lib.http import SiteRequest, came_from
from config.lib.moments import exact_time
from config.lib.text import render_markdown
from integrations.catalogue import DutyEntry, TierEntry, catalogue
from listings import rules
from listings.cards import card_facts, card_of, goal_tag
from listings.enums import AnswerKind, Kind, Loot, State, Voice
from listings.models import Listing, Question
from listings.seen import people_seen_by
from listings.share import discord_post
from listings.strips.standing import standing
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
    short = request.build_absolute_uri(reverse("listings:read", args=[listing.pk]))
    goals, needs = goals_of(listing), needs_of(listing)
    context = {
        "listing": listing,
        "team": listing.team,
        "card": card,
        "address": address,
        "results": came_from(request, reverse("listings:search")),
        "short_address": short,
        "share": discord_post(card, listing, needs["clears"], now=now, address=short),
        "world": catalogue().worlds[listing.team.world_id],
        "leader": leader_of(listing),
        "goals": goals,
        "is_progress_said": any(step.words for goal in goals for step in goal),
        "facts": facts_of(listing),
        "needs": needs,
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
    leader = Membership.objects.current().filter(
        team=OuterRef("team"), role=TeamRole.LEADER
    )
    name, page = name_of_member(request.user), page_of_leader(request.user)
    found = card_facts(
        Listing.objects.visible_to(request.user).select_related("team"),
        holder=name_of_member(request.user, "membership__"),
        seen_holder=seen_member(request.user, "membership__"),
    ).annotate(
        question_rows=ArraySubquery(questions),
        clear_ids=ArraySubquery(clears.values("duty")),
        leader_row=Subquery(leader.values(row=JSONObject(name=name, page=page))[:1]),
    )
    return get_object_or_404(found, pk=pk)


def name_of_member(viewer: Any, membership: str = "") -> Case | F:
    """Empty where viewer and member are kept apart; not so inside one team.
    `membership` is the way to it: "membership__" from a seat."""
    handle = F(f"{membership}user__handle")
    if not viewer.is_authenticated:
        return handle
    apart = Q(**{f"{membership}user__in": Block.objects.others_than(viewer)})
    mine = Membership.objects.current().filter(user=viewer).values("team")
    own = Q(**{f"{membership}team__in": mine})
    return Case(When(apart & ~own, then=Value("")), default=handle)


def seen_member(viewer: Any, membership: str = "") -> Case:
    """The handle of whose own page the viewer may read, too; else empty."""
    people = people_seen_by(viewer).values("pk")
    seen = Q(**{f"{membership}user__in": people})
    return Case(When(seen, then=F(f"{membership}user__handle")), default=Value(""))


def page_of_leader(viewer: Any) -> Case:
    """Nobody is sent to somebody who cannot answer."""
    ends = "user__suspended_until"
    return Case(
        When(**{f"{ends}__gt": timezone.now()}, then=Value("")),
        default=seen_member(viewer),
    )


def leader_of(listing: Any) -> dict[str, str] | None:
    """Name, and address where there is one; none of a team that has ended."""
    row = listing.leader_row
    if not row or not row["name"]:
        return None
    page = reverse("listings:player", args=[row["page"]]) if row["page"] else ""
    return {"name": row["name"], "page": page}


@dataclass(frozen=True)
class GoalStep:
    """One row of what they raid; `words` say how far they are, if anything does."""

    tag: str
    name: str
    state: str = ""
    words: str = ""
    typed: bool = True


def goals_of(listing: Any) -> list[list[GoalStep]]:
    """Each goal's rows: a tier's fights where its progress names one of them."""
    known = catalogue()
    return [
        _tier_rows(known.tiers[row["tier"]], row["progress"])
        if row["tier"]
        else [_duty_row(known.duties[row["duty"]], row["progress"])]
        for row in listing.goal_rows
    ]


def _duty_row(duty: DutyEntry, progress: str) -> GoalStep:
    return GoalStep(duty.abbreviation, duty.name, words=progress)


def _tier_rows(tier: TierEntry, progress: str) -> list[GoalStep]:
    steps = standing(progress, catalogue().duties_of(tier))
    if not steps:
        return [GoalStep(goal_tag([(None, tier.id)]), tier.name, words=progress)]
    return [
        GoalStep(s.duty.abbreviation, s.duty.name, s.state, s.words, s.typed)
        for s in steps
    ]


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
        "nights": len(listing.schedule),
    }


def needs_of(listing: Any) -> dict[str, Any]:
    known = catalogue()
    return {
        "item_level": listing.min_item_level,
        "clears": [d for pk, d in known.duties.items() if pk in listing.clear_ids],
    }
