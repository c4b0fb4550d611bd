"""The client, against a local server."""

import pytest

from integrations.errors import Changed, RateLimited, Temporary
from integrations.http import Outside, status
from integrations.lodestone import pages
from integrations.lodestone.client import LODESTONE, Lodestone
from integrations.lodestone.errors import (
    Blocked,
    Maintenance,
    PageHidden,
    PageNotFound,
    TooManyFound,
)
from integrations.lodestone.tests.people import BRAN, JOBS, PIP, TAMSIN, found
from integrations.tests.outside import server as faults

HOME = f"/lodestone/character/{TAMSIN.id}/"
SEARCH = "/lodestone/character/"


@pytest.fixture
def lodestone(outside_server, fake_clock):
    return Lodestone(Outside(LODESTONE, fake_clock))


def test_a_character_comes_with_the_time_of_its_page(lodestone, outside_server):
    outside_server.script(HOME, faults.page(pages.character_page(TAMSIN)))

    read = lodestone.character(TAMSIN.id)

    assert (read.name, read.bio, read.job_levels) == (
        TAMSIN.name,
        TAMSIN.bio,
        TAMSIN.job_levels,
    )
    assert read.as_of.timestamp() == pytest.approx(lodestone.outside.clock.now(), abs=5)


def test_a_page_is_asked_for_once_and_fresh_always(lodestone, outside_server):
    outside_server.script(HOME, faults.page(pages.character_page(TAMSIN)))

    lodestone.character(TAMSIN.id)
    lodestone.character(TAMSIN.id)
    assert outside_server.count(HOME) == 1

    lodestone.character(TAMSIN.id, fresh=True)
    lodestone.character(TAMSIN.id, fresh=True)
    assert outside_server.count(HOME) == 3
    assert outside_server.asked[-1].headers["cache-control"] == "no-cache"


def test_calls_keep_a_second_apart(lodestone, outside_server):
    outside_server.script(HOME, faults.page(pages.character_page(TAMSIN)))

    for _ in range(4):
        lodestone.character(TAMSIN.id, fresh=True)

    assert sum(lodestone.outside.clock.slept) == pytest.approx(3, abs=0.01)


def test_a_page_about_somebody_else_is_refused(lodestone, outside_server):
    outside_server.script(HOME, faults.page(pages.character_page(BRAN)))

    with pytest.raises(Changed) as told:
        lodestone.character(TAMSIN.id)

    assert told.value.what == "id"


def test_a_private_profile_is_a_value(lodestone, outside_server):
    path = f"/lodestone/character/{PIP.id}/"
    outside_server.script(path, faults.page(pages.character_page(PIP)))

    read = lodestone.character(PIP.id)

    assert (read.name, read.is_private, read.bio) == (PIP.name, True, None)


@pytest.mark.parametrize(
    ("reply", "error", "requests"),
    [
        (faults.page(pages.not_found_page(), 404), PageNotFound, 1),
        (faults.page(pages.hidden_page(), 403), PageHidden, 1),
        (faults.page("<h1>Access Denied</h1>", 403), Blocked, 1),
        (faults.page(pages.maintenance_page(), 503), Maintenance, 2),
        (faults.failing(500), Temporary, 2),
        (faults.too_many(90), RateLimited, 1),
        (faults.cut_off(pages.character_page(TAMSIN).encode(), 5_000), Temporary, 2),
        (faults.page(pages.character_page(TAMSIN)[:9_000]), Changed, 1),
        (faults.garbage(), Temporary, 2),
        (faults.hang_up(), Temporary, 2),
    ],
    ids=[
        "404",
        "hidden",
        "blocked",
        "maintenance",
        "500",
        "429",
        "cut on the way",
        "cut before",
        "garbage",
        "hung up",
    ],
)
def test_each_fault_has_its_error_and_its_number_of_requests(
    lodestone, outside_server, reply, error, requests
):
    outside_server.script(HOME, reply)

    with pytest.raises(error) as told:
        lodestone.character(TAMSIN.id)

    assert type(told.value) is error
    assert outside_server.count(HOME) == requests


def test_a_pause_that_the_site_asks_for_is_passed_on(lodestone, outside_server):
    closed = faults.page(pages.maintenance_page(), 503, **{"Retry-After": "1800"})
    outside_server.script(HOME, closed)

    with pytest.raises(Maintenance) as told:
        lodestone.character(TAMSIN.id)

    assert told.value.retry_after == 1800


def test_a_search_gives_only_who_was_asked_for(lodestone, outside_server):
    everybody = [
        found(1, "Tamsin O'rell", "Lich"),
        found(2, "Tamsin O'rell", "Odin"),
        found(3, "Tamsin O'rells", "Lich"),
    ]
    outside_server.script(SEARCH, faults.page(pages.search_page(everybody)))

    assert lodestone.search(' tamsin  "O\'rell" ', "lich") == (everybody[0],)
    assert outside_server.asked[0].query == {
        "q": ['"tamsin O\'rell"'],
        "worldname": ["lich"],
    }


def test_a_search_turns_the_page(lodestone, outside_server):
    many = [found(n, "Tamsin O'rella") for n in range(1, 51)] + [found(51)]
    replies = [faults.page(pages.search_page(many, number=n)) for n in (1, 2)]
    outside_server.script(SEARCH, *replies)

    assert lodestone.search("Tamsin O'rell", "Lich") == (many[50],)
    assert outside_server.count(SEARCH) == 2


MANY = [found(n, "Tamsin O'rella") for n in range(1, 161)]


@pytest.mark.parametrize(
    ("place", "pages_read"), [(1, 1), (49, 1), (50, 2), (149, 3), (150, None)]
)
def test_a_search_reads_until_it_finds_or_has_read_enough(
    lodestone, outside_server, place, pages_read
):
    everybody = [*MANY[:place], found(999), *MANY[place:]]
    replies = [faults.page(pages.search_page(everybody, number=n)) for n in (1, 2, 3)]
    outside_server.script(SEARCH, *replies)

    if pages_read:
        assert lodestone.search("Tamsin O'rell", "Lich") == (found(999),)
    else:
        with pytest.raises(TooManyFound):
            lodestone.search("Tamsin O'rell", "Lich")
    assert outside_server.count(SEARCH) == pages_read or pages_read is None


def test_a_search_that_cannot_tell_its_last_page_says_so(lodestone, outside_server):
    page = pages.search_page(MANY).replace("Page 1 of 4", "Seite eins")
    outside_server.script(SEARCH, faults.page(page))

    with pytest.raises(TooManyFound):
        lodestone.search("Tamsin O'rell", "Lich")


def test_a_search_whose_last_page_was_read_found_nobody(lodestone, outside_server):
    replies = [faults.page(pages.search_page(MANY[:60], number=n)) for n in (1, 2)]
    outside_server.script(SEARCH, *replies)

    assert lodestone.search("Tamsin O'rell", "Lich") == ()
    assert outside_server.count(SEARCH) == 2


def test_parts_that_are_not_read_are_counted_once_a_page(lodestone, outside_server):
    text = pages.character_page(TAMSIN).replace("frame__chara__face", "x")
    outside_server.script(HOME, faults.page(text))

    for _ in range(3):
        assert lodestone.character(TAMSIN.id).unread == ("avatar",)
        lodestone.outside.clock.sleep(1)
    lodestone.character(TAMSIN.id, fresh=True)

    assert status(LODESTONE).unread == {"avatar": 2}


def test_a_search_for_nothing_asks_nobody(lodestone, outside_server):
    assert lodestone.search(' "" ', "Lich") == ()
    assert lodestone.search("Tamsin O'rell", "") == ()
    assert outside_server.count() == 0


def test_jobs_and_worlds_have_their_pages(lodestone, outside_server):
    outside_server.script(
        HOME + "class_job/", faults.page(pages.class_job_page(TAMSIN, JOBS))
    )
    outside_server.script("/lodestone/worldstatus/", faults.failing(404))

    assert lodestone.class_jobs(TAMSIN.id).jobs == JOBS
    with pytest.raises(PageNotFound):
        lodestone.world_status()
