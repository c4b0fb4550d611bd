from integrations.models.base import CatalogueLoad, CatalogueRow, NamedRow
from integrations.models.duties import Duty, DutyKind, Tier
from integrations.models.jobs import Job
from integrations.models.places import DataCentre, Region, RegionVisit, World

__all__ = [
    "CatalogueLoad",
    "CatalogueRow",
    "DataCentre",
    "Duty",
    "DutyKind",
    "Job",
    "NamedRow",
    "Region",
    "RegionVisit",
    "Tier",
    "World",
]
