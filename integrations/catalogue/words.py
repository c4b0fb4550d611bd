"""The words by which players look for a duty."""

from integrations.catalogue.entries import DutyEntry
from integrations.enums import SAVAGE


def duty_words(duty: DutyEntry) -> list[str]:
    """Names in four languages, abbreviation and aliases, how its difficulty is called,
    since not every name contains it, the names of series and tier, and what players
    write."""
    words = [duty.abbreviation, *duty.names, *duty.aliases, duty.series]
    words += duty.kind_entry.words
    if duty.tier is not None:
        words += [*duty.tier.names, f"{duty.floor}層"]
    if duty.kind == SAVAGE:
        words.append(duty.abbreviation.removesuffix("S"))  # "M12" is said for M12S
    return list(dict.fromkeys(word for word in words if word))
