"""What somebody was told."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.utils import timezone

from config.lib.ids import uuid7


class Notification(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="notifications",
    )
    kind = models.CharField(max_length=40)
    # What happened, to whom: the same news is never told twice.
    key = models.CharField(max_length=120, unique=True)
    title = models.CharField(max_length=200)
    url = models.CharField(max_length=300, blank=True)
    # Moments that it tells of, by name: each reads them in their own zone.
    data = models.JSONField(default=dict, blank=True, encoder=DjangoJSONEncoder)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["recipient", "-created_at"], name="notification_by_recipient"
            )
        ]

    def __str__(self) -> str:
        return self.title
