"""Every recorded page gives the values that were read from it by other means."""

from dataclasses import asdict

import pytest

from integrations.lodestone.errors import Maintenance, PageHidden, PageNotFound
from integrations.lodestone.pages.shell import page as whole_page
from integrations.lodestone.parsers import (
    parse_character,
    parse_class_jobs,
    parse_search,
    parse_world_status,
)
from integrations.lodestone.tests import samples

pytestmark = samples.needs_samples

NAMES = {
    "lodestone_id": "id",
    "data_center": "data_centre",
    "bio_text": "bio",
    "grand_company_text": "grand_company",
}
NOT_READ = {"gender_symbol", "http_status", "page_type", "_layout", "message", "note"}


def in_our_words(row):
    return {NAMES.get(k, k): v for k, v in row.items() if k not in NOT_READ}


@pytest.mark.parametrize("name", samples.names("character_2"))
def test_a_profile_has_all_recorded_values(name):
    wanted = in_our_words(samples.expected(name))

    read = asdict(parse_character(samples.page(name)))

    assert {key: read[key] for key in wanted} == wanted
    assert list(read["job_levels"]) == list(wanted["job_levels"])
    assert not read["is_private"]


@pytest.mark.parametrize(
    ("name", "language", "item_level"),
    [
        ("character_2025_43809410", "na", 703),
        ("character_2022_11886902", "eu", 494),
        ("character_2022_28309293", "eu", 511),
        ("character_2022_38531003", "eu", None),  # wears what is synchronised
    ],
)
def test_language_and_item_level_are_told(name, language, item_level):
    read = parse_character(samples.page(name))

    assert (read.language, read.item_level) == (language, item_level)


def test_a_private_profile_has_its_head_and_nothing_else():
    name = "character_private_2025_13747673"
    wanted = in_our_words(samples.expected(name))

    read = asdict(parse_character(samples.page(name), 200))

    assert {key: read[key] for key in wanted} == wanted
    assert read["is_private"]
    assert (read["bio"], read["race"], read["job_levels"]) == (None, None, {})


@pytest.mark.parametrize(
    ("name", "status", "error"),
    [
        ("character_hidden_2025_53787868", 403, PageHidden),
        ("character_notfound_2025", 404, PageNotFound),
        ("maintenance_2022_503", 503, Maintenance),
        ("maintenance_2022_503", 502, Maintenance),
        # and where the status was lost on the way
        ("character_hidden_2025_53787868", 200, PageHidden),
        ("character_notfound_2025", 200, PageNotFound),
        ("maintenance_2022_503", 200, Maintenance),
    ],
)
def test_pages_without_a_character_say_why(name, status, error):
    with pytest.raises(error) as told:
        parse_character(samples.page(name), status)

    assert type(told.value) is error


def test_the_class_job_page_has_every_job():
    wanted = samples.expected("classjob_2025_43809410")

    read = parse_class_jobs(samples.page("classjob_2025_43809410"))

    jobs = [
        {
            "name": j.name,
            "tooltip": j.full_name,
            "level": j.level,
            "exp_text": j.experience,
        }
        for j in read.jobs
    ]
    assert jobs == wanted["jobs"]
    assert (read.character.id, read.character.name) == (43809410, "Abe Eon")


def test_profile_and_class_job_page_agree():
    profile = parse_character(samples.page("character_2025_43809410"))
    jobs = parse_class_jobs(samples.page("classjob_2025_43809410"))

    assert {j.full_name: j.level for j in jobs.jobs} == profile.job_levels


def test_a_search_has_its_results_and_not_the_side_column():
    wanted = samples.expected("search_character_2019")

    read = parse_search(samples.page("search_character_2019"))

    assert [asdict(r) for r in read.results] == [
        in_our_words(r) for r in wanted["results"]
    ]
    assert (read.total, read.page, read.pages) == (1000, 1, 20)
    assert (read.next_url, read.is_capped) == (wanted["next_page_url"], True)


def test_an_empty_search_is_empty():
    read = parse_search(samples.page("search_freecompany_noresults_2019"))

    assert (read.results, read.total, read.page, read.next_url) == ((), 0, None, None)


def test_results_of_the_french_site_are_read():
    name = "search_character_2025_fr_fragment"
    fragment = samples.page(name).decode()
    around = whole_page(f'<div class="parts__total">3</div>{fragment}', "fr")

    read = parse_search(around)

    wanted = [in_our_words(r) for r in samples.expected(name)["results"]]
    assert [asdict(r) for r in read.results] == wanted
    assert read.language == "fr"


def test_the_state_of_every_world_is_read():
    read = parse_world_status(samples.page("worldstatus_2025"))

    told = {name: [asdict(w) for w in worlds] for name, worlds in read.items()}
    assert told == samples.expected("worldstatus_2025")["data_centers"]
