"""The outbox: every mail the site sends is a row first."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone

from config.lib.ids import uuid7
from config.lib.states import StatefulModel, StateQuerySet
from messaging.enums import MAIL_MOVES, MailState


class MailQuerySet(StateQuerySet["Mail"]):
    moves = MAIL_MOVES

    def due(self) -> Self:
        return self.filter(state=MailState.QUEUED, due_at__lte=timezone.now())


class Mail(StatefulModel):
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
    claimed_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
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
        ]
        indexes = [
            models.Index(
                fields=["due_at"],
                condition=Q(state=MailState.QUEUED),
                name="mail_by_due",
            )
        ]

    def __str__(self) -> str:
        return self.subject
