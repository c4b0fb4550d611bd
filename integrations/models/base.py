"""What all tables of the catalogue share."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.names import Named

R = TypeVar("R", bound="CatalogueRow")


class CatalogueQuerySet(models.QuerySet[R]):
    def current(self) -> "CatalogueQuerySet[R]":
        """Rows that the data files still contain."""
        return self.filter(retired_at=None)

    def offered(self) -> "CatalogueQuerySet[R]":
        """What people may choose, in the order in which they see it."""
        return self.current()


class CatalogueRow(models.Model):
    # Rows are referenced by people's data: gone from the files means retired.
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)

    class Meta:
        abstract = True


class NamedRow(Named, CatalogueRow):
    """A row with a place in addresses and a name in the game's four languages."""

    id = models.PositiveSmallIntegerField(primary_key=True)
    slug = models.SlugField(max_length=80, db_index=False)
    name_en = models.CharField(_("name (English)"), max_length=120)
    name_ja = models.CharField(_("name (Japanese)"), max_length=120, blank=True)
    name_de = models.CharField(_("name (German)"), max_length=120, blank=True)
    name_fr = models.CharField(_("name (French)"), max_length=120, blank=True)

    class Meta:
        abstract = True
        constraints = [
            # Deferred, so that a load may hand a slug from one row to another.
            models.UniqueConstraint(
                fields=["slug"],
                name="%(class)s_has_its_own_slug",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.name_en


class CatalogueLoad(models.Model):
    """One load that changed something; the newest tells processes to read again."""

    loaded_at = models.DateTimeField(_("loaded at"), auto_now_add=True)
    summary = models.TextField(_("what changed"))

    class Meta:
        ordering = ["-pk"]
        verbose_name = _("load")
        verbose_name_plural = _("loads")

    def __str__(self) -> str:
        return f"{self.loaded_at:%Y-%m-%d %H:%M} UTC"
