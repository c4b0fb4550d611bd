"""What a player who seeks a team is found by, derived from what they say and show.

Of characters only those count that are verified and shown: nobody is found by a name, a
world or a clear that they keep to themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from accounts.enums import LogsStatus, Visibility
from accounts.models import Character, Profile, Progress
from integrations.catalogue import Catalogue, catalogue
from listings.actions.index import vector, words_of
from listings.facets import Group, facet, facets
from listings.models import PlayerEntry

BATCH = 500  # players looked at anew in one sweep


@dataclass(frozen=True)
class Shown:
    """What a player's shown characters say."""

    names: tuple[str, ...] = ()
    world_ids: tuple[int, ...] = ()
    cleared: frozenset[int] = frozenset()  # duties


@transaction.atomic
def reindex_player(user_id: UUID) -> None:
    """Write the player's row anew, or take it away, in the caller's transaction."""
    # Locked, so that the last of two who change something sees what both changed.
    profile = (
        Profile.objects.select_for_update(of=("self",), no_key=True)
        .select_related("user")
        .filter(pk=user_id)
        .first()
    )
    old = PlayerEntry.objects.filter(pk=user_id)
    if profile is None or not is_findable(profile):
        old.delete()
        return
    now = timezone.now()
    before = old.values_list("card_version", flat=True).first() or 0
    shown = shown_of(user_id)
    fields = {
        **ends_of(profile),
        "facets": facets_of_player(profile, shown),
        "words": vector(words_of_player(profile, shown)),
        "week": profile.week,
        "week_bits": profile.week_bits,
        "card_version": max(before + 1, version_at(now)),
        "indexed_at": now,
    }
    if before:
        old.update(**fields)
    else:
        PlayerEntry(user_id=user_id, **fields).save(force_insert=True)


def is_findable(profile: Profile) -> bool:
    return (
        profile.is_seeking
        and profile.user.is_active
        and profile.visibility != Visibility.HIDDEN
    )


def ends_of(profile: Profile) -> dict[str, Any]:
    """From when until when they are shown, and to whom."""
    since = profile.seeking_since or timezone.now()  # never none: a constraint
    suspended = profile.user.suspended_until
    return {
        "is_public": profile.visibility == Visibility.PUBLIC,
        "seeking_since": since,
        "shown_from": max(since, suspended) if suspended else since,
        "ends_at": profile.seeking_until,
    }


def version_at(now: datetime) -> int:
    return int(now.timestamp() * 1_000_000)


def shown_of(user_id: UUID) -> Shown:
    characters = list(
        Character.objects.shown()
        .of(user_id)
        .values_list("name", "world_id", "logs_status", "pk")
    )
    # Logs that their owner hides say nothing any more, old clears included.
    open_logs = [pk for *_, logs, pk in characters if logs != LogsStatus.HIDDEN]
    cleared = Progress.objects.filter(character__in=open_logs, kills__gt=0)
    return Shown(
        names=tuple(name for name, *_ in characters),
        world_ids=tuple(world for _, world, *_ in characters if world),
        cleared=frozenset(cleared.values_list("duty_id", flat=True)),
    )


def facets_of_player(profile: Any, shown: Shown) -> list[int]:
    """Every filter value that finds the player. Costs no query."""
    known = catalogue()
    worlds = [known.worlds[world] for world in shown.world_ids]
    jobs = [job for job in profile.jobs if job in known.jobs]
    found = [
        *facets(Group.REGION, (world.region.id for world in worlds)),
        *facets(Group.DC, (world.data_centre.id for world in worlds)),
        *facets(Group.JOB, jobs),
        *facets(Group.ROLE, {known.jobs[job].role for job in jobs}),
        *facets(Group.DUTY, shown.cleared),
        *facets(Group.TIER, cleared_tiers(shown.cleared)),
        *facets(Group.LANGUAGE, profile.languages),
    ]
    if profile.intensity:
        found.append(facet(Group.INTENSITY, str(profile.intensity)))
    if profile.voice:
        found.append(facet(Group.VOICE, str(profile.voice)))
    return sorted(set(found))


def cleared_tiers(cleared: Iterable[int]) -> set[int]:
    """Tiers whose last floor is cleared: nobody gets there but through the others."""
    tier_of = _last_floors(catalogue())
    return {tier_of[duty] for duty in cleared if duty in tier_of}


@lru_cache(maxsize=2)
def _last_floors(known: Catalogue) -> dict[int, int]:
    """Tiers by their last duty."""
    found = {tier.id: known.duties_of(tier)[-1:] for tier in known.tiers.values()}
    return {last[0].id: tier for tier, last in found.items() if last}


def words_of_player(profile: Profile, shown: Shown) -> list[str]:
    return words_of(profile.user.handle, profile.headline, *shown.names, profile.about)


# --- What time does, and what was missed ---------------------------------------------

# Weeks are projected in the profile, which knows their zone.
SAME_WEEKS = """
UPDATE listings_playerentry AS entry
SET week = profile.week, week_bits = profile.week_bits,
    card_version = entry.card_version + 1
FROM accounts_profile AS profile
WHERE profile.user_id = entry.user_id AND profile.week <> entry.week
"""


def mend_players() -> dict[str, int]:
    """Bring the rows to what profiles say by now; what was done, counted. Bounded: what
    is left over, the next time finds."""
    ended, _each = PlayerEntry.objects.filter(ends_at__lte=timezone.now()).delete()
    with connection.cursor() as cursor:
        cursor.execute(SAME_WEEKS)
        moved = cursor.rowcount
    missed = _missed()
    for user_id in missed:
        reindex_player(user_id)
    return {"ended": ended, "moved": moved, "mended": len(missed)}


def _missed() -> list[UUID]:
    """Players whose row is not there, is there in vain, or is older than what it says."""
    findable = Profile.objects.seeking().filter(
        ~Q(visibility=Visibility.HIDDEN), user__is_active=True
    )
    entry = PlayerEntry.objects.filter(pk=OuterRef("pk"))
    absent = findable.filter(~Exists(entry)).values_list("pk", flat=True)
    there = PlayerEntry.objects.order_by()
    changed = Q(user__profile__changed_at__gt=F("indexed_at"))
    characters = Character.objects.filter(user=OuterRef("pk"))
    newer = Q(synced_at__gt=OuterRef("indexed_at")) | Q(
        logs_synced_at__gt=OuterRef("indexed_at")
    )
    stale = there.filter(
        changed
        | ~Exists(findable.filter(pk=OuterRef("pk")))
        | Exists(characters.filter(newer))
    )
    return [*absent[:BATCH], *stale.values_list("pk", flat=True)[:BATCH]]
