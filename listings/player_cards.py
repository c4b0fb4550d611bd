"""Cards of players who seek a team: read in one query, and drawn. `ready` keeps them.

A card shows what its player says, and of characters only those that are theirs for sure
and shown.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.template.loader import get_template
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext, ngettext

from accounts.enums import Intensity, Language, LogsStatus, PlayerVoice
from accounts.models import Character, Profile, Progress
from config.lib.week import Spans
from integrations.catalogue import JobEntry, catalogue
from integrations.enums import ULTIMATE
from listings.ready import Deck
from listings.strips.jobs import NARROW_FIRST, kind_name
from listings.strips.phrases import Whose
from listings.strips.player_card import (
    PlayedJob,
    PlayedRole,
    PlayerCard,
    seeking_since,
)
from listings.strips.week import week_strip

MOST_JOBS = 6  # beside the main one
HEAVY = ("about", "week", "week_bits")  # shown by no card


def with_facts(keys: Iterable[UUID]) -> QuerySet[Profile, Any]:
    """All that cards show, in one query."""
    shown = Character.objects.shown()
    characters = (
        shown.filter(user=OuterRef("pk"))
        .order_by("-is_main", "created_at", "pk")
        .values(row=JSONObject(world="world", logs="logs_status", at="logs_synced_at"))
    )
    cleared = (
        Progress.objects.filter(
            character__in=shown.exclude(logs_status=LogsStatus.HIDDEN),
            character__user=OuterRef("pk"),
            kills__gt=0,
        )
        .order_by("duty")
        .values("duty")
    )
    return (
        Profile.objects.filter(pk__in=keys)
        .defer(*HEAVY)
        .annotate(
            handle=F("user__handle"),
            characters=ArraySubquery(characters),
            cleared=ArraySubquery(cleared),
        )
    )


def _draw(
    keys: list[UUID], zone: ZoneInfo, now: datetime, asked: Spans | None
) -> dict[UUID, str]:
    template = get_template("components/player_card.html")
    return {
        each.pk: template.render({"card": card_of(each, zone, now, asked)}).strip()
        for each in with_facts(keys)
    }


PLAYER_CARDS = Deck("drawn-player", _draw)


def card_of(
    profile: Any, zone: ZoneInfo, now: datetime, asked: Spans | None = None
) -> PlayerCard:
    """`profile` carries the facts of `with_facts`."""
    known = catalogue()
    jobs = [known.jobs[job] for job in profile.jobs if job in known.jobs]
    world = known.worlds.get(
        profile.characters[0]["world"] if profile.characters else 0
    )
    spoken = next(iter(profile.languages), "")
    return PlayerCard(
        url=reverse("listings:player", args=[profile.handle]),
        person_id=str(profile.pk),
        handle=profile.handle,
        headline=profile.headline,
        lang=spoken if spoken != get_language() else "",
        place=f"{world.name}, {world.data_centre.name}" if world else "",
        main=_played(jobs[0]) if jobs else None,
        others=tuple(_played(job) for job in jobs[1 : MOST_JOBS + 1]),
        more=max(len(jobs) - 1 - MOST_JOBS, 0),
        roles=_roles(jobs),
        progress=progress_line(profile.characters, set(profile.cleared)),
        progress_source=_source(profile, zone),
        week=week_strip(
            profile.windows,
            team_zone=ZoneInfo(profile.time_zone),
            viewer_zone=zone,
            now=now,
            mine=asked,
            whose=Whose.PLAYER,
        ),
        since=seeking_since(profile.seeking_since or now, now, zone),
        languages=", ".join(str(Language(code).label) for code in profile.languages),
        voice=str(PlayerVoice(profile.voice).label) if profile.voice else "",
        intensity=str(Intensity(profile.intensity).label) if profile.intensity else "",
    )


def _played(job: JobEntry) -> PlayedJob:
    kind = next(kind for kind in NARROW_FIRST if kind.has(job))
    return PlayedJob(job.abbreviation, job.name, kind.colour, kind.glyph)


def _roles(jobs: Collection[JobEntry]) -> tuple[PlayedRole, ...]:
    kinds = dict.fromkeys(
        next(kind for kind in NARROW_FIRST if kind.has(job)) for job in jobs
    )
    return tuple(PlayedRole(kind_name(k), k.colour, k.glyph) for k in kinds)


def progress_line(characters: list[dict[str, Any]], cleared: Collection[int]) -> str:
    """The furthest fight of the current tier, and the ultimates."""
    if not characters:
        return ""
    known = catalogue()
    tier = known.current_tier
    floors = [d for d in known.duties_of(tier) if d.id in cleared] if tier else []
    ultimates = [
        duty.short_name
        for duty in known.offered_duties
        if duty.kind == ULTIMATE and duty.id in cleared
    ]
    said = []
    if floors:
        said.append(gettext("%(duty)s cleared") % {"duty": floors[-1].short_name})
    if ultimates:
        said.append(", ".join(ultimates))
    if not said and cleared:
        said.append(
            ngettext("%(n)d fight cleared", "%(n)d fights cleared", len(cleared))
            % {"n": len(cleared)}
        )
    return " · ".join(said) or _nothing_from(characters)


def _nothing_from(characters: list[dict[str, Any]]) -> str:
    """Why no clear is known: never guessed."""
    statuses = {each["logs"] for each in characters}
    if LogsStatus.HIDDEN in statuses:
        return gettext("Logs hidden")
    if LogsStatus.OK in statuses:
        return gettext("No clears in the logs yet")
    if LogsStatus.NO_LOGS in statuses:
        return gettext("No logs")
    return ""


def _source(profile: Any, zone: ZoneInfo) -> str:
    moments = [each["at"] for each in profile.characters if each["at"]]
    if not moments:
        return ""
    at = datetime.fromisoformat(max(moments)).astimezone(zone)
    said = gettext("from logs, %(date)s") if profile.cleared else "FF Logs, %(date)s"
    return said % {"date": date_format(at, "j M")}
