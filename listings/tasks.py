"""Celery's entry points: each calls one action."""

import structlog
from celery import shared_task

from listings import actions

log = structlog.get_logger(__name__)


@shared_task(name="listings.sweep")
def sweep() -> None:
    log.info("listings_swept", **actions.sweep())


@shared_task(name="listings.reindex_due")
def reindex_due() -> None:
    if count := actions.reindex_due():
        log.info("listings_reindexed", count=count)


@shared_task(name="listings.reproject")
def reproject() -> None:
    log.info("schedules_projected", count=actions.reproject())


@shared_task(name="listings.mend_players")
def mend_players() -> None:
    log.info("players_mended", **actions.mend_players())


@shared_task(name="listings.keep_views")
def keep_views() -> None:
    log.info("views_kept", rows=actions.keep_views())
