"""Forms that have created something."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from config.lib.ids import uuid7


class SubmittedForm(models.Model):
    """A form that created something carries a key, which is used once by each person.
    Kept for a day: sent again within it, the form leads to what it created."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    key = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64)  # of what was sent, and where to
    address = models.CharField(max_length=300, blank=True)  # of what it created
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "key"], name="submitted_form_key_is_used_once"
            )
        ]
        indexes = [models.Index(fields=["created_at"], name="submitted_form_by_age")]

    def __str__(self) -> str:
        return self.address
