"""Pages read the catalogue from memory."""

import threading

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings

from integrations.catalogue import catalogue, clear, load
from integrations.models import CatalogueLoad, Duty, Job, World


@pytest.mark.django_db
def test_the_catalogue_costs_queries_once(django_assert_num_queries):
    clear()
    with django_assert_num_queries(9):
        first = catalogue()

    with django_assert_num_queries(0):
        again = catalogue()
        duty = again.duty_by_slug["m12s"]
        assert duty.tier is not None
        assert duty.tier.name_in("de") == "Arkadion - Superschwergewicht (episch)"
        assert again.worlds[66].region.name_in("fr") == "Europe"

    assert again is first


@pytest.mark.django_db
def test_entries_are_found_by_id_slug_and_abbreviation():
    now = catalogue()

    assert now.jobs[28] is now.job_by_abbreviation["SCH"] is now.job_by_slug["sch"]
    assert now.data_centres[7] is now.data_centre_by_slug["light"]
    assert [
        each.slug for each in now.data_centres_of(now.region_by_slug["europe"])
    ] == [
        "chaos",
        "light",
    ]
    assert len(now.worlds_of(now.data_centre_by_slug["materia"])) == 5
    floors = now.duties_of(now.tier_by_slug["aac-heavyweight-savage"])
    assert [each.short_name for each in floors] == ["M9S", "M10S", "M11S", "M12S"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("abbreviation", "colour"),
    [
        ("PLD", "tank"),
        ("SGE", "healer"),
        ("MNK", "dps"),
        ("BRD", "dps"),
        ("PCT", "dps"),
    ],
)
def test_a_job_has_one_of_three_colours(abbreviation, colour):
    assert catalogue().job_by_abbreviation[abbreviation].colour_role == colour


@pytest.mark.django_db
def test_a_duty_is_shown_by_abbreviation_kind_and_proof_of_clear():
    by_slug = catalogue().duty_by_slug

    assert by_slug["m12s"].short_name == "M12S"
    assert by_slug["recollection-extreme"].short_name == "Recollection (Extreme)"
    assert str(by_slug["recollection-extreme"]) == "Recollection (Extreme)"
    assert by_slug["recollection-extreme"].kind_label == "Extreme"
    assert by_slug["m12s"].fflogs_encounter_id == 105
    assert by_slug["t5"].fflogs_encounter_id is None


@pytest.mark.django_db
def test_memory_offers_what_the_database_offers():
    offered = [job.pk for job in Job.objects.offered()]

    assert [job.id for job in catalogue().offered_jobs] == offered


@pytest.mark.django_db
def test_a_load_in_this_process_shows_at_once(folder):
    assert catalogue().worlds[66].name == "Odin"
    folder.change("worlds.csv", "odin", name="Odhinn")

    load(folder.path)

    assert catalogue().worlds[66].name == "Odhinn"


def _changed_by_another_process():
    World.objects.filter(pk=66).update(name_en="Odhinn")
    CatalogueLoad.objects.create(summary="elsewhere")


@pytest.mark.django_db
@override_settings(CATALOGUE_CHECK_SECONDS=0)
def test_a_load_in_another_process_shows_at_the_next_look(django_assert_num_queries):
    clear()
    before = catalogue()
    with django_assert_num_queries(1):
        assert catalogue() is before

    _changed_by_another_process()

    assert catalogue().worlds[66].name == "Odhinn"


@pytest.mark.django_db
@override_settings(CATALOGUE_CHECK_SECONDS=60)
def test_nobody_looks_again_before_a_minute_is_over(django_assert_num_queries):
    clear()
    before = catalogue()
    _changed_by_another_process()

    with django_assert_num_queries(0):
        assert catalogue() is before


@pytest.fixture
def loaded_again(transactional_db):
    """What a test commits to the catalogue stays there, since no flush empties it."""
    yield
    load()


@pytest.mark.race
def test_two_loads_at_once_change_everything_once(folder, loaded_again):
    folder.change("regions.csv", "europe", name_de="Abendland")
    barrier, said = threading.Barrier(2), []

    def run():
        barrier.wait()
        said.append(str(load(folder.path)))
        connection.close()

    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == ["nothing changed", "regions: 1 changed: Europe (name_de)"]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_a_transaction_taken_back_leaves_no_trace_for_others(folder):
    folder.change("worlds.csv", "odin", name="Odhinn")

    with transaction.atomic():
        load(folder.path)
        transaction.set_rollback(True)
    clear()

    assert catalogue().worlds[66].name == "Odin"


@pytest.mark.django_db(transaction=True)
def test_a_flush_as_after_transactional_tests_leaves_the_catalogue_whole():
    call_command("flush", interactive=False, verbosity=0)

    assert World.objects.count() == 85
    assert Duty.objects.offered().count() == 145
