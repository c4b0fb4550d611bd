"""The catalogue follows the game, where the game says enough."""

import pytest
from django.core.management import CommandError, call_command

from integrations.catalogue import catalogue
from integrations.errors import Changed
from integrations.models import CatalogueLoad, DataCentre, Duty, Job, World
from integrations.tests.outside import server as faults
from integrations.xivapi.client import Xivapi
from integrations.xivapi.sync import sync
from integrations.xivapi.tests.game import Sheets, names, row, world

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
CFC = "ContentFinderCondition"


@pytest.fixture
def sheets():
    return Sheets()


@pytest.fixture
def synced(sheets, outside_server, fake_clock):
    """Serve the sheets as they are now and sync with them."""

    def run(**options):
        sheets.serve(outside_server)
        return sync(Xivapi(fake_clock).read(), **options)

    return run


def test_a_catalogue_that_is_right_stays(synced):
    loads = CatalogueLoad.objects.count()

    report = synced()

    assert str(report) == "nothing changed"
    assert CatalogueLoad.objects.count() == loads


def test_a_new_name_is_written_in_its_language(sheets, synced):
    told = sheets.fields(CFC, 103)
    told["Name@lang(de)"] = "Verschlungene Schatten\u00ad neu –\u00a01"
    sheets.fields("ClassJob", 19)["Name@lang(en)"] = "holy paladin"

    report = synced()

    assert str(report.changes) == (
        "jobs: 1 changed: Holy Paladin (name_en)\n"
        "duties: 1 changed: The Second Coil of Bahamut (Savage) - Turn 1 (name_de)"
    )
    assert Duty.objects.get(pk=103).name_de == "Verschlungene Schatten neu - 1"
    assert Job.objects.get(pk=19).name_en == "Holy Paladin"
    assert catalogue().duties[103].name_de == "Verschlungene Schatten neu - 1"
    assert CatalogueLoad.objects.latest("pk").summary == str(report.changes)


def test_a_name_that_the_game_leaves_empty_stays(sheets, synced):
    sheets.fields("ClassJob", 19)["Name@lang(fr)"] = " "

    assert not synced().changes
    assert Job.objects.get(pk=19).name_fr == "Paladin"


def test_a_world_that_moves_is_moved_and_keeps_its_address(sheets, synced):
    odin = World.objects.get(slug="odin")
    chaos = DataCentre.objects.get(slug="chaos")
    sheets.put("World", world(odin.pk, "Wotan", chaos.pk))

    report = synced()

    odin.refresh_from_db()
    assert (odin.data_centre, odin.slug, odin.name_ja) == (chaos, "odin", "Wotan")
    assert report.changes.of("worlds").changed == (
        "Wotan (name_en, name_ja, name_de, name_fr, data_centre)",
    )
    assert catalogue().worlds[odin.pk].data_centre.slug == "chaos"


def test_a_new_public_world_is_added(sheets, synced):
    sheets.put("World", world(4242, "New Eden", 7))
    sheets.put("World", world(4243, "Testing", 7, is_public=False))

    report = synced()

    assert report.changes.of("worlds").added == ("New Eden",)
    added = World.objects.get(pk=4242)
    assert (added.slug, added.name_fr, added.data_centre.slug) == (
        "new-eden", "New Eden", "light",
    )  # fmt: skip
    assert not World.objects.filter(pk=4243).exists()


def test_worlds_of_other_regions_are_none_of_ours(sheets, synced):
    sheets.put("WorldDCGroupType", row(101, Name="Elsewhere", Region=5))
    sheets.put("World", world(1042, "Elsewhere One", 101))
    sheets.put("World", world(1043, "Nowhere", None))

    assert str(synced()) == "nothing changed"


def test_a_new_data_centre_is_reported_with_its_worlds(sheets, synced):
    sheets.put("WorldDCGroupType", row(20, Name="Shadow", Region=3))
    sheets.put("World", world(4244, "Innocence", 20))
    odin = World.objects.get(slug="odin")
    sheets.put("World", world(odin.pk, "Odin", 20))

    report = synced()

    assert not report.changes
    assert report.to_add == (
        "data centre 20 Shadow",
        f"world {odin.pk} Odin on data centre 20",
        "world 4244 Innocence on data centre 20",
    )
    assert World.objects.get(slug="odin").data_centre.slug == "light"


def test_a_data_centre_without_public_worlds_is_not_reported(sheets, synced):
    sheets.put("WorldDCGroupType", row(20, Name="Shadow", Region=3))

    assert synced().to_add == ()


def test_a_world_that_cannot_be_written_is_reported(sheets, synced):
    sheets.put("World", world(-1, "Below", 7))
    sheets.put("World", world(4245, "Odin", 7))
    sheets.put("World", world(4246, "零式", 7))
    sheets.put("World", world(4247, "Long" * 30, 7))
    sheets.put("World", world(40_000, "Far", 7))

    assert synced().to_add == (
        "world -1 Below on data centre 7",
        "world 4245 Odin on data centre 7",
        "world 4246 零式 on data centre 7",
        f"world 4247 {'Long' * 30} on data centre 7",
        "world 40000 Far on data centre 7",
    )


def test_new_jobs_and_high_end_duties_are_reported(sheets, synced):
    told = names(en="the Next (Savage)", ja="次", de="Das Nächste", fr="Le suivant")
    sheets.put(CFC, row(2000, HighEndDuty=True, **told))
    sheets.put(CFC, row(2001, HighEndDuty=False, **told))
    told = names(en="corsair", ja="海賊", de="Korsar", fr="corsaire")
    sheets.put("ClassJob", row(60, Abbreviation="COR", JobIndex=24, **told))
    sheets.put("ClassJob", row(61, Abbreviation="COK", JobIndex=0, **told))

    report = synced()

    assert report.to_add == ("job 60 Corsair (COR)", "duty 2000 The Next (Savage)")
    assert not Duty.objects.filter(pk=2000).exists()


def test_what_is_gone_is_reported_and_kept(sheets, synced):
    odin = World.objects.get(slug="odin")
    sheets.put("World", world(odin.pk, "Odin", 7, is_public=False))
    del sheets.rows[CFC][103]

    report = synced()

    assert report.gone == (
        "worlds: Odin",
        "duties: The Second Coil of Bahamut (Savage) - Turn 1",
    )
    assert World.objects.get(slug="odin").retired_at is None
    assert Duty.objects.get(pk=103).retired_at is None


def test_a_second_sync_changes_nothing(sheets, synced):
    sheets.put("World", world(4242, "New Eden", 7))
    sheets.fields("ClassJob", 19)["Name@lang(en)"] = "holy paladin"
    synced()

    assert str(synced()) == "nothing changed"


def test_a_game_that_renames_everything_is_not_believed(sheets, synced):
    for told in sheets.rows["World"].values():
        told["fields"]["Name"] = "World " + str(told["row_id"])

    with pytest.raises(Changed) as caught:
        synced()

    assert caught.value.what == "most worlds"
    assert World.objects.filter(name_en="Odin").exists()


def test_the_command_shows_without_writing_then_writes(sheets, outside_server, capsys):
    sheets.put("World", world(4242, "New Eden", 7))
    sheets.put("World", world(4243, "Odin", 7))

    sheets.serve(outside_server)
    call_command("sync_catalogue", dry_run=True)
    assert not World.objects.filter(pk=4242).exists()
    sheets.serve(outside_server)
    call_command("sync_catalogue")
    assert World.objects.filter(pk=4242).exists()

    assert capsys.readouterr().out.splitlines() == [
        "worlds: 1 added: New Eden",
        "Nothing was written.",
        "add to the data files: world 4243 Odin on data centre 7",
        "worlds: 1 added: New Eden",
        "The data files do not say so yet: load_catalogue undoes it.",
        "add to the data files: world 4243 Odin on data centre 7",
    ]


def test_the_command_says_what_went_wrong(outside_server):
    outside_server.script("/xivapi/api/version", faults.not_found())

    with pytest.raises(
        CommandError, match=r"xivapi: status 404 \(nothing was changed\)"
    ):
        call_command("sync_catalogue")


def test_the_command_says_that_the_outside_is_off(outside_forgotten):
    with pytest.raises(CommandError, match="xivapi: OUTSIDE is off"):
        call_command("sync_catalogue")
