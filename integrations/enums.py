"""The game's fixed sets of words."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "ja", "de", "fr")  # the four the game itself speaks
FIELD_RAID_SIZE = 48  # players at most; the others are parties of a fixed size
PARTY_SIZES = (4, 8, 24, FIELD_RAID_SIZE)
# Kinds of duty that rules speak of. All kinds are in the catalogue, for the next
# expansion brings another one.
SAVAGE, ULTIMATE = "savage", "ultimate"


class Role(TextChoices):
    TANK = "tank", _("Tank")
    HEALER = "healer", _("Healer")
    MELEE = "melee", _("Melee")
    PHYSICAL_RANGED = "physical_ranged", _("Physical ranged")
    MAGICAL_RANGED = "magical_ranged", _("Magical ranged")


class HealerSubtype(TextChoices):
    PURE = "pure", _("Pure healer")
    SHIELD = "shield", _("Shield healer")
