"""How many people read a listing or a player's page on one day."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from listings.models.listing import Listing


class DayViewsQuerySet(models.QuerySet["DayViews"]):
    def since(self, day: date) -> Self:
        return self.filter(day__gte=day)


class DayViews(models.Model):
    """Written now and then from what Redis counts; a day without a row had no reader."""

    listing = models.ForeignKey(
        Listing, null=True, on_delete=models.CASCADE, related_name="day_views"
    )
    player = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.CASCADE,
        related_name="day_views",
    )
    day = models.DateField()
    views = models.PositiveIntegerField()

    objects = DayViewsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "day"], name="dayviews_once_a_listing"
            ),
            models.UniqueConstraint(
                fields=["player", "day"], name="dayviews_once_a_player"
            ),
            models.CheckConstraint(
                condition=Q(listing__isnull=True) ^ Q(player__isnull=True),
                name="dayviews_of_one_thing",
            ),
        ]
        indexes = [models.Index(fields=["day"], name="dayviews_by_day")]

    def __str__(self) -> str:
        return f"{self.views} on {self.day}"
