"""The game's fixed sets of words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "ja", "de", "fr")  # the four the game itself speaks
GOAL_PARTY_SIZES = (4, 8, 24)
PARTY_SIZES = (*GOAL_PARTY_SIZES, 48)


class Role(TextChoices):
    TANK = "tank", _("Tank")
    HEALER = "healer", _("Healer")
    MELEE = "melee", _("Melee")
    PHYSICAL_RANGED = "physical_ranged", _("Physical ranged")
    MAGICAL_RANGED = "magical_ranged", _("Magical ranged")


class HealerSubtype(TextChoices):
    PURE = "pure", _("Pure healer")
    SHIELD = "shield", _("Shield healer")


class Expansion(TextChoices):
    A_REALM_REBORN = "a-realm-reborn", _("A Realm Reborn")
    HEAVENSWARD = "heavensward", _("Heavensward")
    STORMBLOOD = "stormblood", _("Stormblood")
    SHADOWBRINGERS = "shadowbringers", _("Shadowbringers")
    ENDWALKER = "endwalker", _("Endwalker")
    DAWNTRAIL = "dawntrail", _("Dawntrail")


class DutyKind(TextChoices):
    SAVAGE = "savage", _("Savage")
    ULTIMATE = "ultimate", _("Ultimate")
    EXTREME = "extreme", _("Extreme")
    CHAOTIC = "chaotic", _("Chaotic")
    UNREAL = "unreal", _("Unreal")
    QUANTUM = "quantum", _("Quantum")
    CRITERION = "criterion", _("Criterion")
    CRITERION_SAVAGE = "criterion_savage", _("Criterion (Savage)")
    VARIANT_ADVANCED = "variant_advanced", _("Variant (Advanced)")
    FIELD_RAID_SAVAGE = "field_raid_savage", _("Field raid (Savage)")
    COIL = "coil", _("Coil of Bahamut")


class TierKind(TextChoices):
    """The kinds of duty that come as numbered floors."""

    SAVAGE = DutyKind.SAVAGE.value, _("Savage")
    COIL = DutyKind.COIL.value, _("Coil of Bahamut")
