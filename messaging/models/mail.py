"""The outbox: every mail the site sends is a row first, one for each recipient."""

from datetime import datetime, timedelta
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Min, Q
from django.utils import timezone

from config.lib.ids import uuid7
from config.lib.states import StatefulModel, StateQuerySet
from messaging.enums import CLAIM_LASTS, MAIL_MOVES, MailState


class MailQuerySet(StateQuerySet["Mail"]):
    moves = MAIL_MOVES

    def due(self) -> Self:
        return self.filter(state=MailState.QUEUED, due_at__lte=timezone.now())

    def lost(self) -> Self:
        """Claimed so long ago that whoever claimed it is no more."""
        return self.filter(
            state=MailState.SENDING, claimed_at__lt=timezone.now() - CLAIM_LASTS
        )

    def unsent(self) -> Self:
        return self.filter(state__in=(MailState.QUEUED, MailState.SENDING))

    def failed_since(self, moment: datetime) -> Self:
        return self.filter(state=MailState.FAILED, created_at__gte=moment)

    def oldest_unsent(self) -> timedelta | None:
        """How long the one has waited that has waited longest."""
        first: datetime | None = self.unsent().aggregate(at=Min("created_at"))["at"]
        return None if first is None else max(timezone.now() - first, timedelta())


class Mail(StatefulModel):
    """Bodies hold links that let somebody in: nobody but the recipient reads them, and
    they are emptied when they have served."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    state = models.CharField(max_length=8, choices=MailState, default=MailState.QUEUED)
    to = ArrayField(models.EmailField())
    sender = models.CharField(max_length=200)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    headers = models.JSONField(default=dict, blank=True)

    created_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    # When, and so by whom: whoever lost a claim cannot end another's.
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    emptied_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=300, blank=True)

    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=MailState.values), name="mail_state_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENT) | Q(sent_at__isnull=False),
                name="mail_sent_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=MailState.SENDING) | Q(claimed_at__isnull=False),
                name="mail_sending_says_since_when",
            ),
            # What has been emptied is not sent any more.
            models.CheckConstraint(
                condition=Q(emptied_at__isnull=True)
                | Q(state__in=(MailState.SENT, MailState.FAILED)),
                name="mail_emptied_is_over",
            ),
            models.CheckConstraint(condition=Q(to__len=1), name="mail_has_one_reader"),
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state=MailState.QUEUED),
                name="mail_by_due",
            ),
            # Few, among all that were sent: what waits, is lost or has failed.
            models.Index(
                fields=["created_at"],
                condition=Q(
                    state__in=(MailState.QUEUED, MailState.SENDING, MailState.FAILED)
                ),
                name="mail_unfinished_by_age",
            ),
        ]

    def __str__(self) -> str:
        return self.subject
