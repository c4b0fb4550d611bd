"""What a listing is made of beside its roster: goals and questions."""

from django.db import models
from django.db.models import Q

from config.lib.ids import uuid7
from listings.enums import PROGRESS_LENGTH, QUESTION_LENGTH, AnswerKind
from listings.models.listing import Listing


class Goal(models.Model):
    """A duty or a whole tier, and how far the team is, in its words."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="goals")
    position = models.PositiveSmallIntegerField()
    duty = models.ForeignKey(
        "integrations.Duty", null=True, on_delete=models.PROTECT, related_name="+"
    )
    tier = models.ForeignKey(
        "integrations.Tier", null=True, on_delete=models.PROTECT, related_name="+"
    )
    progress = models.CharField(max_length=PROGRESS_LENGTH, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "position"], name="goal_position_is_single"
            ),
            models.CheckConstraint(
                condition=Q(duty__isnull=True) ^ Q(tier__isnull=True),
                name="goal_is_a_duty_or_a_tier",
            ),
        ]

    def __str__(self) -> str:
        return f"goal {self.position} of {self.listing_id}"


class Question(models.Model):
    """What an applicant is asked."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    listing = models.ForeignKey(
        Listing, on_delete=models.CASCADE, related_name="questions"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=QUESTION_LENGTH)
    answer = models.CharField(
        max_length=6, choices=AnswerKind, default=AnswerKind.SHORT
    )
    required = models.BooleanField(default=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["listing", "position"],
                condition=Q(retired_at__isnull=True),
                name="question_position_is_single",
            ),
        ]

    def __str__(self) -> str:
        return self.text
