"""Our files against the collected facts, where those lie beside the project."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.text import slugify

from integrations.catalogue import catalogue, duty_words
from integrations.models import Duty, Job, World

FACTS = Path(settings.BASE_DIR).parent / "shared" / "facts"

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(
        not FACTS.is_dir(), reason=f"The collected facts do not lie at {FACTS}."
    ),
]


def facts(file: str) -> list[dict[str, str]]:
    with (FACTS / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def shown(value: object) -> str:
    return "" if value is None else str(value)


def test_every_world_lives_where_the_facts_say():
    ours = {
        (
            str(world.pk),
            world.name_en,
            world.data_centre.name_en,
            str(world.data_centre_id),
            world.data_centre.region.name_en,
        )
        for world in World.objects.select_related("data_centre__region")
    }

    assert ours == {
        (
            row["world_id"],
            row["world"],
            row["data_center"],
            row["data_center_id"],
            row["region"],
        )
        for row in facts("worlds.csv")
    }


def test_every_job_is_what_the_facts_say():
    ours = {
        (
            str(job.pk), job.abbreviation, *job.names, job.role, job.healer_subtype,
            str(job.is_base_class).lower(), str(job.is_limited).lower(),
            job.base_class.abbreviation if job.base_class else "",
        )
        for job in Job.objects.select_related("base_class")
    }  # fmt: skip

    assert ours == {
        tuple(row[column] for column in (
            "job_id", "abbreviation", "name_en", "name_ja", "name_de", "name_fr",
            "role", "healer_subtype", "is_base_class", "is_limited",
            "base_class_abbreviation",
        ))
        for row in facts("jobs.csv")
    }  # fmt: skip


def test_every_high_end_duty_is_what_the_facts_say():
    ours = {
        (
            str(duty.pk), *duty.names, duty.kind, shown(duty.floor), duty.abbreviation,
            duty.expansion, duty.series, str(duty.party_size),
            str(duty.level), shown(duty.item_level), duty.patch,
            shown(duty.fflogs_zone_id), shown(duty.fflogs_encounter_id),
            ";".join(map(str, duty.fflogs_encounter_ids)),
            shown(duty.fflogs_difficulty),
        )
        for duty in Duty.objects.filter(pk__lt=Duty.OWN_KEYS)
    }  # fmt: skip

    assert ours == {
        tuple(slugify(row[column]) if column == "expansion" else row[column] for column in (
            "content_finder_condition_id", "name_en", "name_ja", "name_de", "name_fr",
            "kind", "floor", "abbreviation", "expansion", "series", "party_size",
            "level", "item_level_required", "patch", "fflogs_zone_id",
            "fflogs_encounter_id", "fflogs_encounter_ids", "fflogs_difficulty",
        ))
        for row in facts("duties.csv")
        if row["high_end"] == "true"
    }  # fmt: skip


def test_every_boss_finds_its_duty_in_each_language():
    known = catalogue().duties

    for row in facts("bosses.csv"):
        words = duty_words(known[int(row["content_finder_condition_id"])])
        for language in ("en", "ja", "de", "fr"):
            assert row[f"boss_{language}"] in words


def test_every_field_raid_is_what_the_facts_say():
    raids = Duty.objects.filter(kind__startswith="field_raid").order_by("patch", "pk")

    ours = [
        (
            duty.name_en, duty.name_ja, duty.name_de, duty.name_fr, duty.expansion,
            duty.patch, str(duty.party_size_min), str(duty.party_size), str(duty.level),
        )
        for duty in raids
    ]  # fmt: skip

    assert ours == [
        (
            row["name_en"], row["name_ja"], row["name_de"], row["name_fr"],
            slugify(row["expansion"]), row["patch"], row["party_size_min"],
            row["party_size_max"], row["level"],
        )
        for row in facts("field_raids.csv")
    ]  # fmt: skip
    for row in facts("field_raids.csv"):
        said = set(row["abbreviations"].split(";"))
        assert (
            said
            & {
                word
                for duty in raids
                if duty.name_en == row["name_en"]
                for word in (duty.abbreviation, *duty.aliases)
            }
            == said
        )
