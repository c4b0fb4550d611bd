"""The class/job page."""

from collections.abc import Sequence

from integrations.lodestone.pages.frame import framed
from integrations.lodestone.pages.markup import escaped, icon
from integrations.lodestone.pages.shell import page
from integrations.lodestone.schemas import Character, Frame, JobProgress

_ROLES = (("Tank", 4), ("Healer", 4), ("DPS", 14), ("Hand", 8), ("Land", 3))


def class_job_page(
    who: Character | Frame, jobs: Sequence[JobProgress], language: str = "na"
) -> str:
    left, roles = list(jobs), []
    for at, (title, count) in enumerate(_ROLES):
        taken = left if at == len(_ROLES) - 1 else left[:count]
        left = left[len(taken) :]
        roles.append(_role(title, taken))
    eureka = _job(JobProgress("Elemental Level", "Elemental Level", 60, "-- / --"))
    other = (
        f'<h3 class="heading--md">Eureka</h3><ul class="character__job">{eureka}</ul>'
    )
    content = f'<div class="clearfix">{"".join(roles)}</div>{other}'
    return page(framed(who, content), language)


def _role(title: str, jobs: Sequence[JobProgress]) -> str:
    return (
        '<div class="character__job__role"><h4 class="heading--lead">'
        f'<img src="{icon(title)}" class="character__job__icon__title">{title}</h4>'
        f'<ul class="character__job clearfix">{"".join(map(_job, jobs))}</ul></div>'
    )


def _job(job: JobProgress) -> str:
    return f"""<li>
	<i class="character__job__icon"><img src="{icon(job.full_name)}" alt=""></i>
	<div class="character__job__level">{job.level or "-"}</div>
	<div class="character__job__name js__tooltip"
		data-tooltip="{escaped(job.full_name)}"
	>{escaped(job.name)}</div>
	<div class="character__job__exp">{escaped(job.experience)}</div>
</li>"""
