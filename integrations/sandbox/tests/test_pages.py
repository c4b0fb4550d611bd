"""What a person sees and does at the sandbox's own pages."""

import pytest

from integrations.sandbox.faults import Fault
from integrations.sandbox.people import PEOPLE
from integrations.sandbox.state import LONGEST_BIO, State
from integrations.sandbox.tests.test_good_days import KOKOBA, WREN

EVIL = "</textarea><script>alert(1)</script> & \"MUSTER-1\" 'x'"


def test_the_first_page_names_everybody_and_every_service(visitor):
    page = visitor.get("/").text

    assert all(f"/characters/{each.id}/" in page for each in PEOPLE)
    for title in ("Lodestone", "FF Logs", "XIVAPI", "XIVAuth", "Discord", "Gmail"):
        assert title in page


def test_an_edited_profile_text_is_what_the_lodestone_says(visitor, ask_lodestone):
    path = f"/characters/{WREN}/"

    done = visitor.post(path, {"bio": "First line\r\nMUSTER-4F7K-22"})

    assert (done.status_code, done.headers["Location"]) == (303, f"{path}?saved=1")
    assert ask_lodestone.character(WREN, fresh=True).bio == "First line\nMUSTER-4F7K-22"
    assert visitor.text_area(path) == "First line\nMUSTER-4F7K-22"


def test_whatever_is_written_stays_text(visitor, ask_lodestone):
    visitor.post(f"/characters/{WREN}/", {"bio": EVIL})

    assert ask_lodestone.character(WREN, fresh=True).bio == EVIL
    for path in ("/", f"/characters/{WREN}/"):
        assert "<script>" not in visitor.get(path).text
    page = visitor.get(f"/lodestone/lodestone/character/{WREN}/").text
    assert "<script>alert" not in page


def test_a_profile_text_has_an_end(visitor, ask_lodestone):
    visitor.post(f"/characters/{KOKOBA}/", {"bio": "x" * 5000})

    assert len(ask_lodestone.character(KOKOBA, fresh=True).bio) == LONGEST_BIO


def test_faults_are_chosen_and_taken_back(visitor, sandbox):
    visitor.post("/faults/", {"lodestone": "503", "xivapi": "renamed", "gmail": "odd"})
    chosen = {
        name: sandbox.state.fault(name) for name in ("lodestone", "xivapi", "gmail")
    }
    page = visitor.get("/").text

    visitor.post("/faults/", {"lodestone": "503", "clear": "1"})

    assert chosen == {
        "lodestone": Fault.UNAVAILABLE,
        "xivapi": Fault.RENAMED,
        "gmail": Fault.NONE,
    }
    assert "fails on request" in page
    assert sandbox.state.fault("lodestone") == Fault.NONE


def test_only_xivapi_renames(visitor, sandbox):
    visitor.post("/faults/", {"discord": "renamed"})

    assert sandbox.state.fault("discord") == Fault.NONE


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/characters/1/",
        "/characters/x/",
        f"/characters/{WREN}",
        "/sandbox.py",
    ],
)
def test_there_is_nothing_else(visitor, path):
    assert visitor.get(path).status_code == 404


def test_no_other_page_may_change_anything(visitor, sandbox):
    form = {"bio": "taken over"}

    done = visitor.post(f"/characters/{WREN}/", form, Origin="http://evil.example")

    assert done.status_code == 403
    assert sandbox.state.bio(WREN) is None


def test_no_other_name_leads_here(visitor):
    assert visitor.get("/", Host="evil.example").status_code == 421


def test_pages_run_no_script(visitor):
    policy = visitor.get("/").headers["Content-Security-Policy"]

    assert policy.startswith("default-src 'none'; style-src 'self';")


def test_choices_outlive_the_process(tmp_path):
    file = tmp_path / "deep" / "sandbox.json"
    first = State(file)
    first.set_fault("gmail", Fault.SLOW)
    first.set_bio(WREN, "MUSTER-1\nyes\x00")

    second = State(file)

    assert second.fault("gmail") == Fault.SLOW
    assert second.bio(WREN) == "MUSTER-1\nyes"


@pytest.mark.parametrize("torn", ["", "{", "[]", '{"faults": 3, "bios": {"1": 2}}'])
def test_a_torn_file_is_no_file(tmp_path, torn):
    file = tmp_path / "sandbox.json"
    file.write_text(torn)

    state = State(file)

    assert (state.fault("gmail"), state.bio(1)) == (Fault.NONE, None)
