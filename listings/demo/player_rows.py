"""Players' plans as rows: profile, characters, progress, and what search finds them by."""

import json
from typing import TYPE_CHECKING

from accounts.enums import SEEKING_FOR, CharacterState, LogsStatus, Proof
from listings.actions.index_players import Shown, facets_of_player
from listings.demo import ids
from listings.demo.copytext import array, stamp, vector
from listings.demo.plans import CharacterPlan, PersonPlan, ProfilePlan
from listings.demo.seekers import FIRST_LODESTONE_ID

if TYPE_CHECKING:
    from listings.demo.rows import Rows

COLUMNS = {
    "accounts_profile": (
        "user_id headline visibility seeking_since seeking_until about languages voice"
        " intensity jobs duty_goals tier_goals can_travel would_transfer"
        " shows_percentiles schedule time_zone week week_bits"
        " zone_rules changed_at"
    ),
    "accounts_character": (
        "id user_id lodestone_id name world_id avatar_url state proof verified_at"
        " lost_reason xivauth_key is_main is_shown created_at job_levels item_level"
        " is_private synced_at logs_status logs_synced_at logs_full_at logs_failures"
        " sync_failures sync_problem"
    ),
    "accounts_progress": (
        "id character_id duty_id kills percentile job_id date source fetched_at"
    ),
    "listings_playerentry": (
        "user_id is_public seeking_since shown_from ends_at facets words week week_bits"
        " card_version indexed_at"
    ),
}
SOUGHT = int(SEEKING_FOR.total_seconds())


def add_player(rows: "Rows", person: PersonPlan, profile: ProfilePlan) -> None:
    _profile(rows, person, profile)
    for number, character in enumerate(person.characters):
        _character(rows, person, character, number)
    _entry(rows, person, profile)


def _profile(rows: "Rows", person: PersonPlan, profile: ProfilePlan) -> None:
    since = profile.seeking_since
    schedule, *week = rows.weeks.columns(person.time_zone, profile.windows)
    rows.add(
        "accounts_profile",
        *(person.id, profile.headline, profile.visibility),
        *(stamp(since), stamp(since + SOUGHT), "".join(profile.about)),
        *(array(profile.languages), profile.voice, profile.intensity),
        *map(array, (profile.jobs, profile.duty_goals, profile.tier_goals)),
        *(profile.can_travel, profile.would_transfer, profile.shows_percentiles),
        *(schedule, person.time_zone, *week, stamp(since)),
    )


def _character(
    rows: "Rows", person: PersonPlan, plan: CharacterPlan, number: int
) -> None:
    tail, began = person.id[16:], plan.verified
    key = ids.key(began, ids.CHARACTER, tail, number)
    # Two of a person lie side by side.
    lodestone_id = FIRST_LODESTONE_ID + person.number * 2 + number
    synced = stamp(plan.synced)
    rows.add(
        "accounts_character",
        *(key, person.id, lodestone_id, plan.name, plan.world_id, ""),
        *(CharacterState.VERIFIED.value, Proof.LODESTONE.value, stamp(began)),
        *("", "", plan.is_main, plan.is_shown, stamp(began - 600)),
        *(json.dumps(plan.levels), plan.item_level, False, synced),
        *(plan.logs, synced, synced, 0, 0, ""),
    )
    for position, clear in enumerate(plan.clears):
        rows.add(
            "accounts_progress",
            ids.key(began, ids.PROGRESS, tail, number << 7 | position),
            *(key, clear.duty_id, clear.kills, clear.percentile, clear.job_id),
            *(stamp(clear.at), "fflogs", synced),
        )


def _entry(rows: "Rows", person: PersonPlan, profile: ProfilePlan) -> None:
    shown = shown_of(person.characters)
    since = stamp(profile.seeking_since)
    texts = (person.handle, "\n", profile.headline, *("\n" + n for n in shown.names))
    rows.add(
        "listings_playerentry",
        *(person.id, profile.visibility == "public", since, since),
        *(stamp(profile.seeking_since + SOUGHT),),
        *(array(facets_of_player(profile, shown)),),
        vector((*texts, "\n", *profile.about)),
        *rows.weeks.columns(person.time_zone, profile.windows)[1:3],
        *(rows.now * 1_000_000, stamp(rows.now)),
    )


def shown_of(characters: list[CharacterPlan]) -> Shown:
    shown = [each for each in characters if each.is_shown]
    return Shown(
        names=tuple(each.name for each in shown),
        world_ids=tuple(each.world_id for each in shown),
        cleared=frozenset(
            clear.duty_id
            for each in shown
            if each.logs != LogsStatus.HIDDEN
            for clear in each.clears
        ),
    )
