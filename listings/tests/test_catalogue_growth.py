"""The next expansion comes as data: an invented one, from its files to the board."""

import pytest

from accounts.tests.factories import ProfileFactory, TeamFactory
from integrations.catalogue import catalogue, load
from integrations.tests.files import Folder
from listings.enums import State
from listings.models import Listing
from listings.strips.levels import job_groups
from listings.tests.factories import job_id
from listings.tests.pages import form_in, html_of, words_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def _grown(tmp_path):
    """A difficulty, a tier of it at another level cap, a job, and a world."""
    files = Folder(tmp_path)
    files.append(
        "duty_kinds.csv",
        id="90", slug="umbral", name_en="Umbral", name_ja="影", name_de="Schattig",
        name_fr="", words="Umbral;影;schattig", order="90",
    )  # fmt: skip
    files.append(
        "tiers.csv",
        id="90", slug="first-shore-umbral", name_en="First Shore (Umbral)",
        kind="umbral", expansion="farther-shores", series="Shores", patch="8.05",
        weapon_item_level="1095", armour_item_level="1090",
    )  # fmt: skip
    for floor in ("1", "2"):
        files.append(
            "duties.csv",
            id=f"190{floor}", slug=f"sh{floor}u", name_en=f"Shore {floor} (Umbral)",
            name_ja="", kind="umbral", tier="first-shore-umbral", floor=floor,
            abbreviation=f"SH{floor}U", aliases="", expansion="farther-shores",
            series="Shores", party_size="8", level="110", item_level="1060",
            patch="8.05", is_goal="true",
        )  # fmt: skip
    files.append(
        "jobs.csv",
        id="60", slug="tid", abbreviation="TID", name_en="Tidecaller", role="healer",
        healer_subtype="pure", is_limited="false", is_base_class="false",
        base_class="", order="90",
    )  # fmt: skip
    files.append("worlds.csv", id="900", slug="farshore", data_centre="light",
                 name="Farshore")  # fmt: skip
    load(files.path)


@pytest.mark.usefixtures("_grown")
def test_new_tier_job_and_world_are_drafted_published_found_and_shown(client, people):
    world = catalogue().world_by_slug["farshore"]
    team = TeamFactory(leader=people.dana, world_id=world.id, name="Shorebound")
    client.force_login(people.dana)
    first = form_in(client.get("/listings/new/"))
    assert "Shore 2 (Umbral)" in html_of(client.get("/listings/new/"))
    first.data.update(team=[str(team.pk)], goal=["tier:first-shore-umbral"])
    editor = client.post("/listings/new/", first.data, follow=True)
    address, form = editor.redirect_chain[-1][0], form_in(editor)
    assert str(job_id("TID")) in form.data["slots-2-jobs"], "pure healers include it"
    form.data.update(
        {
            "title": ["Tidecaller for the shore"],
            "languages": ["en"],
            "min_item_level": ["1095"],
            "windows-0-day": ["1"],
            "windows-0-start": ["20:00"],
            "windows-0-end": ["23:00"],
            "slots-2-state": ["open"],
            "slots-2-jobs": [str(job_id("TID"))],
            "do": ["publish"],
        }
    )

    page = client.post(address, form.data, follow=True)

    listing = Listing.objects.get()
    assert listing.state == State.RECRUITING
    words = words_in(page)
    for said in ("SH1U–SH2U", "TID", "Farshore", "Item level 1095"):
        assert said in words
    for query in (
        "job=TID", "tier=first-shore-umbral", "duty=sh2u", "dc=light", "q=umbral",
        "q=影", "q=SH2U", "role=healer",
    ):  # fmt: skip
        found = client.get(f"/listings/?{query}")
        assert "Tidecaller for the shore" in words_in(found), query


@pytest.mark.usefixtures("_grown")
def test_newest_tier_is_the_current_one_whatever_its_difficulty():
    current = catalogue().current_tier

    assert current is not None
    assert (current.slug, current.kind) == ("first-shore-umbral", "umbral")
    assert catalogue().offered_duties[0].short_name == "SH1U"
    assert catalogue().offered_duties[0].kind_label == "Umbral"


@pytest.mark.usefixtures("_grown")
def test_player_has_more_jobs_than_there_are_today_at_another_level_cap(people):
    jobs = [job.id for job in catalogue().offered_jobs]
    profile = ProfileFactory(user=people.dana, jobs=jobs)
    profile.full_clean()

    groups = job_groups(dict.fromkeys(jobs, 110), jobs, catalogue())

    shown = [chip for group in groups for chip in group.jobs]
    assert len(shown) == 22
    assert {chip.level for chip in shown} == {110}
