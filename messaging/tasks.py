"""Celery's entry points: each calls one action."""

from uuid import UUID

import structlog
from celery import shared_task

from messaging import actions

log = structlog.get_logger(__name__)


@shared_task(name="messaging.send_mail")
def send_mail(mail_id: str) -> None:
    if not actions.send_by_id(UUID(mail_id)):
        log.info("mail_left", mail=mail_id)  # gone, not due, or somebody else's


@shared_task(name="messaging.send_due")
def send_due() -> None:
    if any((told := actions.send_due()).values()):
        log.info("mail_swept", **told)


@shared_task(name="messaging.empty_old")
def empty_old() -> None:
    log.info("mail_forgotten", count=actions.forget_strangers())
    log.info("mail_emptied", count=actions.empty_old())
