"""What characters play."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from integrations.enums import HealerSubtype, Role
from integrations.models.base import CatalogueQuerySet, NamedRow


class JobQuerySet(CatalogueQuerySet["Job"]):
    def offered(self) -> "JobQuerySet":
        """The standard jobs: no base class, and no limited job."""
        return self.filter(retired_at=None, is_base_class=False, is_limited=False)


class Job(NamedRow):
    """A job, a limited job or a base class; the key is the client's own number."""

    abbreviation = models.CharField(_("abbreviation"), max_length=3)
    role = models.CharField(_("role"), max_length=16, choices=Role.choices)
    healer_subtype = models.CharField(
        _("kind of healer"), max_length=8, choices=HealerSubtype.choices, blank=True
    )
    is_limited = models.BooleanField(_("limited job"))
    is_base_class = models.BooleanField(_("base class"))
    base_class = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="grows_into",
        verbose_name=_("grows from"),
    )
    order = models.PositiveSmallIntegerField(_("order"))

    objects = JobQuerySet.as_manager()

    class Meta(NamedRow.Meta):
        ordering = ["order"]
        constraints = [
            *NamedRow.Meta.constraints,
            models.UniqueConstraint(
                fields=["abbreviation"],
                name="job_has_its_own_abbreviation",
                deferrable=models.Deferrable.DEFERRED,
            ),
            models.CheckConstraint(
                condition=Q(role__in=Role.values), name="job_role_is_known"
            ),
            models.CheckConstraint(
                condition=Q(healer_subtype="") | Q(role=Role.HEALER),
                name="job_subtype_is_for_healers",
            ),
            models.CheckConstraint(
                condition=Q(is_base_class=False) | Q(base_class=None),
                name="job_base_class_grows_from_nothing",
            ),
        ]
        verbose_name = _("job")
        verbose_name_plural = _("jobs")
