"""A field raid has no list of seats: its listing says which jobs it seeks."""

import pytest
from django.db import IntegrityError, transaction

from integrations.catalogue import catalogue
from listings.enums import Kind, State
from listings.models import Listing
from listings.strips.roster import sought_strip
from listings.tests.factories import ListingFactory, job_id
from listings.tests.pages import form_in, html_of, words_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def alice(client, people):
    client.force_login(people.alice)
    return client


def begun(client, goal="duty:forked-tower-blood", kind=Kind.PERMANENT):
    """Address and form of the editor that follows the first step."""
    first = form_in(client.get("/listings/new/"))
    first.data.update(goal=[goal], kind=[kind])
    page = client.post("/listings/new/", first.data, follow=True)
    return page.redirect_chain[-1][0], form_in(page)


def told(form, *jobs, do="publish"):
    form.data.update(
        {
            "title": ["Blood run on Saturday"],
            "languages": ["en"],
            "sought_jobs": [str(job_id(job)) for job in jobs],
            "windows-0-day": ["5"],
            "windows-0-start": ["20:00"],
            "windows-0-end": ["23:00"],
            "do": [do],
        }
    )
    return form.data


@pytest.mark.parametrize("kind", Kind.values)
def test_leader_posts_a_field_raid_and_players_find_it_by_job_and_role(alice, kind):
    address, form = begun(alice, kind=kind)
    page = alice.post(address, told(form, "WHM", "SCH", "BLM"), follow=True)

    listing = Listing.objects.get()
    assert (listing.state, listing.size) == (State.RECRUITING, 48)
    assert not listing.slots.exists()
    assert listing.sought_jobs == sorted(map(job_id, ("WHM", "SCH", "BLM")))
    words = words_in(page)
    assert "24 to 48 players" in words
    assert "WHM or SCH · BLM" in words
    assert "healer: WHM, SCH" in words
    for query in ("role=healer", "job=BLM", "duty=forked-tower-blood", "q=FTB"):
        assert listing.title in words_in(alice.get(f"/listings/?{query}")), query
    for query in ("role=tank", "job=AST"):
        assert listing.title not in words_in(alice.get(f"/listings/?{query}")), query


def test_field_raid_recruits_only_once_it_says_which_jobs_it_seeks(alice):
    address, form = begun(alice)
    assert not any(name.startswith("slots-0") for name in form.data)

    answer = alice.post(address, told(form))

    assert answer.status_code == 422
    assert "It needs a job that you look for." in words_in(answer)
    assert 'href="#id_sought_jobs_0"' in html_of(answer)
    assert Listing.objects.get().state == State.PRIVATE


def test_field_raid_that_seeks_nobody_any_more_is_paused(alice):
    address, form = begun(alice)
    alice.post(address, told(form, "PLD"))

    changed = alice.post(address, told(form_in(alice.get(address)), "DNC", do="save"))
    listing = Listing.objects.get()
    assert (changed.status_code, listing.state) == (302, State.RECRUITING)
    assert listing.sought_jobs == [job_id("DNC")]

    emptied = alice.post(address, told(form_in(alice.get(address)), do="save"))
    listing.refresh_from_db()
    assert (emptied.status_code, listing.state) == (302, State.PRIVATE)
    assert "a job that you look for" in words_in(alice.get(emptied["Location"]))


def test_roster_becomes_a_field_raid_and_a_roster_again(alice, people):
    address, form = begun(alice, goal="duty:fru")
    form.data.update({"goals-0-goal": ["duty:delubrum-reginae-savage"], "size": ["48"]})
    alice.post(address, told(form, do="save"))

    listing = Listing.objects.get()
    assert listing.is_field_raid
    assert not listing.slots.current().exists()

    form = form_in(alice.get(address))
    form.data.update({"goals-0-goal": ["duty:fru"], "size": ["8"]})
    alice.post(address, told(form, "PLD", do="save"))

    listing.refresh_from_db()
    assert (listing.size, listing.sought_jobs) == (8, [])
    assert listing.slots.current().count() == 8


def test_goal_of_a_field_raid_needs_its_size_and_nothing_typed_is_lost(alice):
    address, form = begun(alice, goal="duty:fru")
    form.data["goals-0-goal"] = ["duty:forked-tower-magic"]

    answer = alice.post(address, told(form, do="save"))

    assert answer.status_code == 422
    assert "fought by 48 players" in words_in(answer)
    assert 'value="Blood run on Saturday"' in html_of(answer)
    assert 'name="slots-7-state"' in html_of(answer)


def test_preview_shows_the_sought_jobs_as_they_are_ticked(alice):
    address, form = begun(alice)

    page = alice.post(address.replace("/edit/", "/preview/"), told(form, "NIN"))

    assert "24 to 48 players NIN" in words_in(page)


def test_only_a_field_raid_has_sought_jobs(people):
    with pytest.raises(IntegrityError, match="sought_jobs"), transaction.atomic():
        ListingFactory(team=people.team, sought_jobs=[job_id("NIN")])


def strip(*codes):
    known = catalogue()
    jobs = [job for job in known.offered_jobs if job.abbreviation in codes or not codes]
    return sought_strip(jobs, smallest=12, size=48, all_jobs=known.offered_jobs)


def test_sought_jobs_are_said_role_by_role_and_never_shortened():
    found = strip("PLD", "WHM", "SCH", "MNK", "NIN", "SAM", "VPR", "BRD", "BLM")

    assert [seat.sentence for seat in found.benches[0].seats] == [
        "tank: PLD",
        "healer: WHM, SCH",
        "melee: MNK, NIN, SAM, VPR",
        "physical ranged: BRD",
        "magical ranged: BLM",
    ]
    assert found.wanted == "PLD · WHM or SCH · MNK, NIN, SAM or VPR · BRD · BLM"


def test_every_job_is_said_in_two_words():
    assert strip().wanted == "any job"
    assert strip().words == "12 to 48 players"
