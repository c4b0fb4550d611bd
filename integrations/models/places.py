"""Where characters live."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.models.base import CatalogueQuerySet, CatalogueRow, NamedRow


class Region(NamedRow):
    order = models.PositiveSmallIntegerField(_("order"))

    objects = CatalogueQuerySet["Region"].as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["order"]
        verbose_name = _("region")
        verbose_name_plural = _("regions")


class DataCentre(NamedRow):
    """The key is the client's own number for the data centre."""

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="data_centres"
    )
    order = models.PositiveSmallIntegerField(_("order"))

    objects = CatalogueQuerySet["DataCentre"].as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["order"]
        verbose_name = _("data centre")
        verbose_name_plural = _("data centres")


class World(NamedRow):
    """The key is the client's own number for the world."""

    data_centre = models.ForeignKey(
        DataCentre, on_delete=models.PROTECT, related_name="worlds"
    )

    objects = CatalogueQuerySet["World"].as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["data_centre__order", "name_en"]
        verbose_name = _("world")
        verbose_name_plural = _("worlds")


class RegionVisit(CatalogueRow):
    """Characters of `home` may visit the data centres of `destination`."""

    home = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="visits_out"
    )
    destination = models.ForeignKey(
        Region, on_delete=models.PROTECT, related_name="visits_in"
    )
    since = models.CharField(
        _("since"), max_length=10, blank=True, help_text=_("As exactly as known.")
    )
    checked_on = models.DateField(_("checked on"))
    source = models.CharField(_("source"), max_length=200)

    objects = CatalogueQuerySet["RegionVisit"].as_manager()

    class Meta:
        ordering = ["home__order", "destination__order"]
        constraints = [
            models.UniqueConstraint(
                fields=["home", "destination"], name="regionvisit_is_said_once"
            )
        ]
        verbose_name = _("region visit")
        verbose_name_plural = _("region visits")

    def __str__(self) -> str:
        return f"{self.home} → {self.destination}"
