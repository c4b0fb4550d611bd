"""Loading the data files: what changes is told, nothing referenced is lost."""

import pytest
from django.core.management import CommandError, call_command

from integrations.catalogue import BrokenFileError, catalogue, load
from integrations.models import CatalogueLoad, Duty, Job, RegionVisit, Tier, World

pytestmark = pytest.mark.django_db


def test_a_second_load_changes_nothing(django_assert_num_queries):
    loads = CatalogueLoad.objects.count()

    # Savepoint, lock and one look at each of the eight tables.
    with django_assert_num_queries(11):
        changes = load()

    assert not changes
    assert str(changes) == "nothing changed"
    assert CatalogueLoad.objects.count() == loads


def test_an_empty_database_is_filled(django_assert_max_num_queries):
    _empty()

    with django_assert_max_num_queries(40):
        changes = load()

    assert len(changes.of("worlds").added) == 85
    assert len(changes.of("duties").added) == 145
    assert len(changes.of("visits").added) == 7
    assert not load()


def _empty():
    for model in (World, RegionVisit, Duty, Tier):
        model.objects.all().delete()


def test_a_changed_value_is_written_and_named(folder):
    folder.change("duties.csv", "m12s", item_level="775", name_de="Umbenannt")

    changes = load(folder.path)

    assert changes.of("duties").changed == (
        "AAC Heavyweight M4 (Savage) (name_de, item_level)",
    )
    assert Duty.objects.get(abbreviation="M12S").item_level == 775
    assert CatalogueLoad.objects.latest("pk").summary == str(changes)


def test_a_row_that_left_the_files_is_retired_and_still_known(folder):
    world = World.objects.get(name_en="Odin")
    folder.remove("worlds.csv", "odin")

    changes = load(folder.path)

    world.refresh_from_db()
    assert changes.of("worlds").retired == ("Odin",)
    assert world.retired_at is not None
    assert world not in World.objects.offered()
    entry = catalogue().worlds[world.pk]
    assert entry.is_retired
    assert entry not in catalogue().offered_worlds


def test_a_retired_row_stays_retired_since_the_first_time(folder):
    folder.remove("worlds.csv", "odin")
    load(folder.path)
    since = World.objects.get(name_en="Odin").retired_at

    changes = load(folder.path)

    assert not changes
    assert World.objects.get(name_en="Odin").retired_at == since


def test_a_row_that_returns_is_offered_again(folder):
    folder.remove("worlds.csv", "odin")
    load(folder.path)

    changes = load()

    assert changes.of("worlds").returned == ("Odin",)
    assert World.objects.get(name_en="Odin").retired_at is None


def test_a_visit_that_ends_is_retired(folder):
    visits = folder.rows("visits.csv")
    folder.write("visits.csv", [v for v in visits if v["home"] != "europe"])

    changes = load(folder.path)

    assert changes.of("visits").retired == ("Europe → Europe", "Europe → Oceania")
    europe = catalogue().region_by_slug["europe"]
    assert not catalogue().may_visit(europe, europe)


def test_a_new_savage_tier_becomes_the_current_one(folder):
    folder.append(
        "tiers.csv", id="20", slug="next-savage", name_en="Next", patch="8.05"
    )
    folder.append(
        "duties.csv",
        id="2000", slug="next1", name_en="Next 1", kind="savage", tier="next-savage",
        floor="1", abbreviation="N1S", patch="8.05", party_size="8", is_goal="true",
    )  # fmt: skip

    changes = load(folder.path)

    assert Tier.objects.get(is_current=True).slug == "next-savage"
    assert Tier.objects.offered()[0].slug == "next-savage"
    assert Duty.objects.offered()[0].abbreviation == "N1S"
    assert changes.of("tiers").added == ("Next",)
    assert changes.of("tiers").changed == ()
    assert changes.of("tiers").reordered == 19


def test_the_tier_before_is_current_again_when_the_newest_leaves(folder):
    folder.remove("tiers.csv", "aac-heavyweight-savage")
    duties = folder.rows("duties.csv")
    kept = [d for d in duties if d["tier"] != "aac-heavyweight-savage"]
    folder.write("duties.csv", kept)

    load(folder.path)

    current = catalogue().current_tier
    assert current is not None
    assert current.slug == "aac-cruiserweight-savage"


def test_two_rows_may_swap_their_slugs(folder):
    folder.change("worlds.csv", "odin", slug="swapped")
    folder.change("worlds.csv", "shiva", slug="odin")
    folder.change("worlds.csv", "swapped", slug="shiva")

    load(folder.path)

    assert World.objects.get(slug="odin").name_en == "Shiva"
    assert World.objects.get(slug="shiva").name_en == "Odin"


def test_the_slug_of_a_retired_row_is_not_given_away(folder):
    line = folder.change("worlds.csv", "odin", id="999")

    with pytest.raises(BrokenFileError) as refusal:
        load(folder.path)

    assert str(refusal.value) == (
        f"worlds.csv, line {line}: odin belongs to Odin, which is no longer listed"
    )
    assert World.objects.get(slug="odin").pk == 66


def test_the_command_prints_what_changed(folder, capsys):
    folder.change("jobs.csv", "sch", name_en="Schoolmaster")

    call_command("load_catalogue", path=folder.path)
    call_command("load_catalogue", path=folder.path)

    assert capsys.readouterr().out.splitlines() == [
        "jobs: 1 changed: Schoolmaster (name_en)",
        "nothing changed",
    ]
    assert Job.objects.get(abbreviation="SCH").name_en == "Schoolmaster"


def test_the_command_refuses_a_folder_without_the_files(tmp_path):
    with pytest.raises(CommandError) as refusal:
        call_command("load_catalogue", path=tmp_path)

    assert str(refusal.value) == (
        "regions.csv: No such file or directory (nothing was changed)"
    )
