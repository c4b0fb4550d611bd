"""What happened to a listing. Rows are only ever added."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from config.lib.ids import uuid7
from listings.enums import State, Verb
from listings.models.listing import Listing


class ListingEvent(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, related_name="events"
    )
    actor = models.ForeignKey(  # none: time did it
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    verb = models.CharField(max_length=10, choices=Verb)
    before = models.CharField(max_length=10, choices=State, blank=True)
    after = models.CharField(max_length=10, choices=State, blank=True)
    at = models.DateTimeField(default=timezone.now)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.verb} at {self.at:%Y-%m-%d %H:%M}"
