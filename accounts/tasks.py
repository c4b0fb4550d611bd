"""Celery's entry points: each calls one action. `look_up_*` ask the outside world."""

from uuid import UUID

import structlog
from celery import shared_task

from accounts.actions import (
    availability,
    logs,
    profile,
    searching,
    sign_in,
    sweeping,
    syncing,
    verification,
    xivauth,
)

log = structlog.get_logger(__name__)


@shared_task(name="accounts.look_up_character")
def look_up_character(character_id: str) -> None:
    syncing.sync_character(UUID(character_id))


@shared_task(name="accounts.look_up_logs")
def look_up_logs(character_id: str) -> None:
    logs.sync_logs(UUID(character_id))


@shared_task(name="accounts.look_up_code")
def look_up_code(verification_id: str) -> None:
    verification.look_for_code(UUID(verification_id))


@shared_task(name="accounts.look_up_name")
def look_up_name(search_id: str) -> None:
    searching.look_for_name(UUID(search_id))


@shared_task(name="accounts.look_up_xivauth")
def look_up_xivauth(visit_id: str) -> None:
    xivauth.use_visit(UUID(visit_id))


@shared_task(name="accounts.look_up_due")
def look_up_due() -> None:
    """In the queue of those it sends: while they wait, nothing is added to them."""
    if any(sent := sweeping.sweep().values()):
        log.info("characters_swept", sent=list(sent))


@shared_task(name="accounts.forget_lookups")
def forget_lookups() -> None:
    log.info("lookups_forgotten", count=sweeping.forget_old())


@shared_task(name="accounts.forget_unproved")
def forget_unproved() -> None:
    if count := sign_in.forget_unproved():
        log.info("unproved_accounts_forgotten", count=count)


@shared_task(name="accounts.forget_sessions")
def forget_sessions() -> None:
    if count := sign_in.forget_sessions():
        log.info("sessions_forgotten", count=count)


@shared_task(name="accounts.warn_seeking")
def warn_seeking() -> None:
    if told := profile.warn_seeking():
        log.info("seeking_warned", count=told)


@shared_task(name="accounts.reproject")
def reproject() -> None:
    log.info("availability_projected", count=availability.reproject())
