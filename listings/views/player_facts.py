"""What a player's page says in short: each fact with where it comes from."""

from dataclasses import dataclass

from django.utils.translation import gettext, ngettext, pgettext

from accounts.enums import Intensity, Language, PlayerVoice
from integrations.catalogue import catalogue
from listings.strips.claims import Claim
from listings.views.player_data import Player


@dataclass(frozen=True)
class Fact:
    name: str
    value: str
    claim: Claim


def facts_of(player: Player) -> list[Fact]:
    """What is known, and at the end, in one line, what nothing is said of."""
    checked = [_character(player), _item_level(player), _experience(player)]
    known = [fact for fact in checked if fact]
    self_declared, unsaid = player.clock.self_declared(), []
    for name, value in _said(player):
        if value:
            known.append(Fact(name, value, self_declared))
        else:
            unsaid.append(name)
    if unsaid:
        names = _list(unsaid)
        known.append(Fact(gettext("No word on"), names, player.clock.unknown()))
    return known


def _character(player: Player) -> Fact | None:
    if not player.character:
        return Fact(gettext("Character"), gettext("None shown"), player.clock.unknown())
    missing = player.character.missing_since
    claim = player.verified
    if missing:
        words = gettext("not on the Lodestone any more")
        claim = player.clock.unknown(missing, words)
    return Fact(gettext("Character"), player.character.name, claim)


def _item_level(player: Player) -> Fact | None:
    if not player.character or not player.character.item_level:
        return None
    level = str(player.character.item_level)
    return Fact(gettext("Item level"), level, player.lodestone_claim)


def _experience(player: Player) -> Fact | None:
    if player.has_logs:
        cleared = player.progress.cleared
        said = ngettext("%(n)d fight cleared", "%(n)d fights cleared", cleared)
        value = said % {"n": cleared}
    elif player.hides_logs:
        value = gettext("Logs are hidden")
    elif player.is_without_logs:
        value = gettext("No logs")
    else:
        return None
    return Fact(gettext("Raid experience"), value, player.logs_claim)


def _said(player: Player) -> list[tuple[str, str]]:
    profile = player.profile
    languages = [Language(code).label for code in profile.languages if code in Language]
    intensity = Intensity(profile.intensity).label if profile.intensity else ""
    voice = PlayerVoice(profile.voice).label if profile.voice else ""
    return [
        (gettext("Intensity"), str(intensity)),
        (gettext("Languages"), _list([str(name) for name in languages])),
        (gettext("Voice"), str(voice)),
        (gettext("Other data centres"), _moves(player)),
        (gettext("Goals"), _list(_goals(player))),
    ]


def _moves(player: Player) -> str:
    profile = player.profile
    if profile.can_travel and profile.would_transfer:
        return gettext("Can travel, would transfer")
    if profile.can_travel:
        return gettext("Can travel")
    return gettext("Would transfer") if profile.would_transfer else ""


def _goals(player: Player) -> list[str]:
    known = catalogue()
    tiers = [known.tiers.get(pk) for pk in player.profile.tier_goals]
    duties = [known.duties.get(pk) for pk in player.profile.duty_goals]
    return [
        *(tier.name for tier in tiers if tier),
        *(duty.short_name for duty in duties if duty),
    ]


def _list(names: list[str]) -> str:
    return pgettext("between list items", ", ").join(names)
