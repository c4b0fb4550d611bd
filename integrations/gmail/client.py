"""Sends whole messages."""

import threading
from base64 import urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from integrations.errors import Changed, OutsideError, Permanent, RateLimited, Temporary
from integrations.gmail.grants import TOKEN_ADDRESS, Grant, configured
from integrations.gmail.parsers import (
    GMAIL,
    parse_fault,
    parse_grant_fault,
    parse_sent,
    parse_token,
)
from integrations.gmail.schemas import Fault, Sent
from integrations.http import Answer, Clock, Outside, Rate, Service, pause
from integrations.http.clock import SYSTEM
from integrations.mail import MailError, MailPermanent, MailTemporary

SERVICE = Service(
    name=GMAIL,
    hosts=("gmail.googleapis.com", "oauth2.googleapis.com"),
    base_url="https://gmail.googleapis.com",
    rate=Rate(per_second=2, burst=10),
    read_timeout=15,
    deadline=20,
    max_bytes=256 * 1024,
)
SEND = "/gmail/v1/users/me/messages/send"
SLACK = 60.0  # seconds a token is left unused before its end
A_MINUTE = 60.0
SLOW_DOWN = {"rateLimitExceeded", "userRateLimitExceeded", "RESOURCE_EXHAUSTED"}
TOMORROW = {"dailyLimitExceeded", "quotaExceeded"}
QUOTA_ZONE = ZoneInfo("America/Los_Angeles")  # where Google's days begin

_tokens: dict[Grant, tuple[str, float]] = {}
_lock = threading.Lock()


class Gmail:
    """Cheap to make; processes keep their tokens for themselves."""

    def __init__(self, clock: Clock = SYSTEM) -> None:
        self.clock = clock
        self.outside = Outside(SERVICE, clock)

    def send(self, message: bytes) -> Sent:
        """Send a whole RFC 2822 message to all it names, those in Bcc unseen.

        It is asked once, and once more with a new token where ours was not good.
        Raises `MailTemporary`, `MailPermanent` and `NotConfigured`.
        """
        grant = configured()
        try:
            answer = self._send(message, self._token(grant))
            if answer.status == 401:
                forget(grant)
                answer = self._send(message, self._token(grant))
            if answer.status == 401:
                raise MailPermanent("a new token is refused")
            return parse_sent(answer.json())
        except (Temporary, Permanent, Changed) as error:
            raise self._named(error) from None

    def _send(self, message: bytes, token: str) -> Answer:
        return self.outside.post(
            SEND,
            json={"raw": urlsafe_b64encode(message).decode()},
            headers={"Authorization": f"Bearer {token}"},
            accept_status=(200, 401),
            label="send",
        )

    def _token(self, grant: Grant) -> str:
        with _lock:
            token, ends = _tokens.get(grant, ("", 0.0))
        if token and self.clock.now() < ends:
            return token
        try:
            answer = self.outside.post(
                TOKEN_ADDRESS,
                form=grant.form(self.clock),
                retry_safe=True,
                label="token",
            )
        except Permanent as error:
            reason = parse_grant_fault(_said(error)) or error.kind
            raise MailPermanent(f"token: {reason}") from None
        told = parse_token(answer.json())
        with _lock:
            ends = self.clock.now() + told.lifetime - SLACK
            _tokens[grant] = (told.access_token, ends)
        return told.access_token

    def _named(self, error: OutsideError) -> MailError:
        status = getattr(error, "status", None)
        fault = parse_fault(_said(error)) if status in {403, 429} else Fault()
        if (seconds := self._quiet(fault)) is not None:
            pause(SERVICE, seconds, clock=self.clock)
            return MailTemporary(fault.reason or error.kind, seconds)
        if isinstance(error, RateLimited):
            return MailTemporary(error.kind, error.retry_after)
        if isinstance(error, Temporary):
            return MailTemporary(error.kind, error.retry_after, reached=error.reached)
        return MailPermanent(" ".join(filter(None, [error.kind, fault.reason])))

    def _quiet(self, fault: Fault) -> float | None:
        """Seconds that Gmail wants no mail from us; None where it does not say so."""
        now = datetime.fromtimestamp(self.clock.now(), UTC)
        if fault.not_before:
            return max(1.0, (fault.not_before - now).total_seconds())
        if fault.reason in TOMORROW:
            day = now.astimezone(QUOTA_ZONE).date() + timedelta(days=1)
            tomorrow = datetime(day.year, day.month, day.day, tzinfo=QUOTA_ZONE)
            return (tomorrow.astimezone(UTC) - now).total_seconds()
        return A_MINUTE if fault.reason in SLOW_DOWN else None


def forget(grant: Grant) -> None:
    """Ask for a new token next time."""
    with _lock:
        _tokens.pop(grant, None)


def _said(error: OutsideError) -> Any:
    try:
        return error.answer.json() if error.answer else None
    except Changed:
        return None
