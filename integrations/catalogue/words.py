"""The words by which players look for a duty."""

from integrations.catalogue.entries import DutyEntry
from integrations.enums import DutyKind as K
from integrations.models import Duty

# How the difficulty is called, since not every name contains it.
KIND_WORDS: dict[str, tuple[str, ...]] = {
    K.SAVAGE: ("Savage", "零式", "episch", "sadique"),
    K.ULTIMATE: ("Ultimate", "絶", "fatal"),
    K.EXTREME: ("Extreme", "EX", "極", "extrem", "extrême"),
    K.CHAOTIC: ("Chaotic", "滅", "chaotisch", "chaotique"),
    K.UNREAL: ("Unreal", "幻", "irréel"),
    K.QUANTUM: ("Quantum", "variabel", "quantique"),
    K.CRITERION: ("Criterion", "異聞"),
    K.CRITERION_SAVAGE: ("Criterion", "Savage", "異聞", "零式", "episch", "sadique"),
    K.VARIANT_ADVANCED: ("Variant", "Advanced", "fortgeschritten", "avancé"),
    K.FIELD_RAID_SAVAGE: ("Savage", "零式", "episch", "sadique"),
    K.COIL: ("Coil",),
}


def duty_words(duty: Duty | DutyEntry) -> list[str]:
    """Names in four languages, abbreviation and aliases, the names of series and
    tier, and what players write. A model should come with its tier selected."""
    words = [duty.abbreviation, *duty.names, *duty.aliases, duty.series]
    words += KIND_WORDS[duty.kind]
    if duty.tier is not None:
        words += [*duty.tier.names, f"{duty.floor}層"]
    if duty.kind == K.SAVAGE:
        words.append(duty.abbreviation.removesuffix("S"))  # "M12" is said for M12S
    return list(dict.fromkeys(word for word in words if word))
