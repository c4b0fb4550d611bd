"""The class/job page of a character."""

from selectolax.lexbor import LexborNode

from integrations.lodestone import selectors
from integrations.lodestone.errors import changed
from integrations.lodestone.parsers.character import is_private
from integrations.lodestone.parsers.frame import read_frame
from integrations.lodestone.parsers.levels import WHAT, check_total
from integrations.lodestone.parsers.page import read_page
from integrations.lodestone.parsers.text import (
    attribute,
    clean,
    leaf_text,
    level,
    one,
    required,
)
from integrations.lodestone.schemas import ClassJobs, JobProgress
from integrations.parts import Parts


def parse_class_jobs(html: str | bytes, status: int = 200) -> ClassJobs:
    """Every job with its level and experience. Phantom jobs and Eureka are left out."""
    parts = Parts()
    page = read_page(html, status, parts)
    if parts.unread:  # the lists, which are read whole or not, may have run on
        raise changed(parts.unread[0])
    frame = read_frame(page.main, parts)
    lists = page.main.css(selectors.JOB_LIST)
    if not lists and parts.read(is_private, page.main):
        return ClassJobs(
            frame, page.language, is_private=True, jobs=(), unread=parts.unread
        )
    jobs = tuple(job for node in lists for job in _jobs(node))
    titles = page.main.css(selectors.JOB_ROLE_TITLE)
    if len(titles) != len(lists) or len({job.full_name for job in jobs}) != len(jobs):
        raise changed(WHAT)
    check_total(len(jobs))
    return ClassJobs(
        frame, page.language, is_private=False, jobs=jobs, unread=parts.unread
    )


def _jobs(node: LexborNode) -> list[JobProgress]:
    items = node.css("li")
    parts = (selectors.JOB_NAME, selectors.JOB_LEVEL, selectors.JOB_EXPERIENCE)
    if not items or any(len(node.css(part)) != len(items) for part in parts):
        raise changed(WHAT)
    return [_job(item) for item in items]


def _job(item: LexborNode) -> JobProgress:
    name = one(item, selectors.JOB_NAME, WHAT)
    return JobProgress(
        name=required(leaf_text(name, WHAT), WHAT),
        full_name=required(clean(attribute(name, "data-tooltip")), WHAT),
        level=level(leaf_text(one(item, selectors.JOB_LEVEL, WHAT), WHAT), WHAT),
        experience=leaf_text(one(item, selectors.JOB_EXPERIENCE, WHAT), WHAT),
    )
