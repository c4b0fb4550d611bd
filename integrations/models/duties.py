"""What teams fight."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from integrations.enums import PARTY_SIZES
from integrations.models.base import CatalogueQuerySet, NamedRow


class DutyKind(NamedRow):
    """A difficulty, or what else duties are told apart by."""

    words = ArrayField(
        models.CharField(max_length=80), verbose_name=_("words"), default=list
    )  # by which players look for duties of this kind
    order = models.PositiveSmallIntegerField(_("order"))

    objects = CatalogueQuerySet["DutyKind"].as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["order"]
        verbose_name = _("kind of duty")
        verbose_name_plural = _("kinds of duty")


class Tier(NamedRow):
    """The floors of one raid series at one difficulty."""

    kind = models.CharField(_("kind"), max_length=20)  # a DutyKind's slug
    expansion = models.CharField(_("expansion"), max_length=20)
    series = models.CharField(_("series"), max_length=60)
    patch = models.CharField(_("patch"), max_length=5)
    weapon_item_level = models.PositiveSmallIntegerField(
        _("weapon item level"), null=True, blank=True
    )
    armour_item_level = models.PositiveSmallIntegerField(
        _("armour item level"), null=True, blank=True
    )
    # Both follow from the patches of all tiers; the load works them out.
    is_current = models.BooleanField(_("current"))
    order = models.PositiveSmallIntegerField(_("order"))

    objects = CatalogueQuerySet["Tier"].as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["order"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["is_current"],
                condition=Q(is_current=True, retired_at=None),
                name="tier_current_is_one",
            ),
        ]
        verbose_name = _("tier")
        verbose_name_plural = _("tiers")


class DutyQuerySet(CatalogueQuerySet["Duty"]):
    def offered(self) -> "DutyQuerySet":
        """What a listing may aim at: the current tier first, then ultimates, then
        the rest, newest first."""
        return self.filter(retired_at=None, is_goal=True)


class Duty(NamedRow):
    """One fight; the key is the client's content finder condition.

    Duties inside field zones have none: they have keys of our own.
    """

    OWN_KEYS = 32_000  # the first; the client is at about 1,100

    kind = models.CharField(_("kind"), max_length=20)  # a DutyKind's slug
    tier = models.ForeignKey(
        Tier, on_delete=models.PROTECT, null=True, blank=True, related_name="duties"
    )
    floor = models.PositiveSmallIntegerField(_("floor"), null=True, blank=True)
    abbreviation = models.CharField(_("abbreviation"), max_length=8, blank=True)
    aliases = ArrayField(
        models.CharField(max_length=80),
        verbose_name=_("aliases"),
        blank=True,
        default=list,
        help_text=_("Other words by which players look for it, bosses among them."),
    )
    expansion = models.CharField(_("expansion"), max_length=20)
    series = models.CharField(_("series"), max_length=60, blank=True)
    party_size_min = models.PositiveSmallIntegerField(
        _("smallest party"), null=True, blank=True
    )  # where it is not always `party_size`
    party_size = models.PositiveSmallIntegerField(_("party size"))
    level = models.PositiveSmallIntegerField(_("level"))
    item_level = models.PositiveSmallIntegerField(
        _("minimum item level"), null=True, blank=True
    )
    patch = models.CharField(_("patch"), max_length=5)
    is_goal = models.BooleanField(_("may be a listing's goal"))
    # Worked out by the load from kind, tier, floor and patch.
    order = models.PositiveSmallIntegerField(_("order"))

    fflogs_zone_id = models.PositiveSmallIntegerField(null=True, blank=True)
    # In the order of the fight: a kill of the last one proves the clear.
    fflogs_encounter_ids = ArrayField(
        models.PositiveSmallIntegerField(), blank=True, default=list
    )
    fflogs_difficulty = models.PositiveSmallIntegerField(null=True, blank=True)
    # Pairs of zone and encounter under which older logs lie.
    fflogs_legacy = ArrayField(
        ArrayField(models.PositiveSmallIntegerField(), size=2), blank=True, default=list
    )

    objects = DutyQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["order"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["tier", "floor"],
                name="duty_floor_is_one_of_its_tier",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(tier=None, floor=None)
                | Q(tier__isnull=False, floor__isnull=False),
                name="duty_floor_belongs_to_a_tier",
            ),
            models.CheckConstraint(
                condition=Q(party_size__in=PARTY_SIZES),
                name="duty_party_size_is_known",
            ),
        ]
        verbose_name = _("duty")
        verbose_name_plural = _("duties")

    @property
    def fflogs_encounter_id(self) -> int | None:
        return self.fflogs_encounter_ids[-1] if self.fflogs_encounter_ids else None
