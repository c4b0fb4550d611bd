"""Text that people and machines send: kept as typed, or refused where it was typed."""

import pytest
from django.utils.html import escape

from accounts.tests.factories import world_id
from listings import actions
from listings.forms import TeamForm
from listings.models import Listing
from listings.tests.factories import ListingFactory
from listings.tests.posts import editor_of, post_of
from listings.tests.test_forms_editor import faults, judged

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
SCRIPT = "<script>alert('x')</script><img src=x onerror=alert(1)>{{ 7 }}\"'"
TEXTS = {
    "title": "title",
    "pitch": "pitch",
    "goals_0_progress": "goals-0-progress",
    "questions_0_text": "questions-0-text",
    "slots_0_place": "slots-0-place",
}
UNCALM = {
    "an override": "abc\u202edcba",
    "an isolate": "a\u2066b",
    "a bell": "a\x07b",
    "an escape": "\x1b[31m",
    "zalgo": "z" + "\u0301" * 8,
    "a null": "a\x00b",
}


@pytest.fixture
def listing(people):
    return ListingFactory(team=people.team)


def test_html_is_stored_as_typed_in_every_field(people, listing):
    texts = {
        "title": SCRIPT,
        "pitch": SCRIPT,
        "goals_0_progress": SCRIPT[:80],
        "questions_0_text": SCRIPT,
        "slots_0_place": "<b>x</b>",
    }

    editor = judged(listing, **texts)
    actions.save_listing(listing, editor.draft(), by=people.bob, version=1)

    stored = Listing.objects.get(pk=listing.pk)
    assert (stored.title, stored.pitch) == (SCRIPT, SCRIPT)
    assert stored.goals.get().progress == SCRIPT[:80]
    assert stored.questions.get().text == SCRIPT
    assert stored.slots.get(position=1).place == "<b>x</b>"


@pytest.mark.parametrize("field", TEXTS)
def test_html_comes_back_escaped_when_it_is_shown_again(listing, field):
    editor = judged(listing, size="7", **{field: "<script>x"})

    html = "".join(str(part) for part in editor.parts)
    assert "<script>" not in html
    assert escape("<script>x") in html or field == "slots_0_place"


@pytest.mark.parametrize(
    "text",
    [
        "مرحبا، نبحث عن معالج",
        "שָׁלוֹם רַב",
        "Tìm người chữa trị ở đây ế",
        "ヒーラー募集 ☆ がぎぐ",
        "हिन्दी में खोज",
        "👩‍👩‍👧 welcome 🇯🇵",
    ],
)
def test_every_script_is_welcome(people, listing, text):
    draft = judged(listing, title=text, pitch=text).draft()

    assert (draft.fields["title"], draft.fields["pitch"]) == (text, text)


@pytest.mark.parametrize("what", UNCALM)
@pytest.mark.parametrize("field", TEXTS)
def test_text_that_breaks_the_lines_of_others_is_told_and_stays(listing, field, what):
    text = UNCALM[what][:8]
    editor = judged(listing, **{field: text})

    assert set(faults(editor)) == {TEXTS[field]}
    assert all(len(messages) == 1 for messages in faults(editor).values())


def test_ten_megabytes_are_refused_beside_the_pitch(listing):
    data = post_of(listing, pitch=UNCALM["zalgo"] * 600_000)

    editor = editor_of(listing, data)

    assert not editor.is_valid()
    # One message, not two: no look at every accent, which would take seconds.
    [message] = faults(editor)["pitch"]
    assert set(faults(editor)) == {"pitch"}
    assert "at most 6000 characters (it has 5400000)" in message
    assert editor.main["pitch"].value() == data["pitch"]


@pytest.mark.parametrize(
    ("field", "length"),
    [
        ("title", 120),
        ("pitch", 6000),
        ("goals_0_progress", 80),
        ("questions_0_text", 200),
        ("slots_0_place", 8),
    ],
)
def test_text_ends_at_its_length_and_not_before(listing, field, length):
    assert faults(judged(listing, **{field: "é" * length})) == {}
    too_long = faults(judged(listing, **{field: "é" * (length + 1)}))
    assert set(too_long) == {TEXTS[field]}


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\u2028", "\t", "\x85"])
def test_line_that_was_broken_becomes_one_line(listing, ends):
    draft = judged(listing, title=f"One{ends}Two", pitch=f"One{ends}Two").draft()

    assert draft.fields["title"] == "One Two"
    assert draft.fields["pitch"] == f"One{ends}Two"


def team_form(**changes):
    data = {"name": "Umbral Dawn", "world": "", "about": "", **changes}
    return TeamForm(data)


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"name": ""}, "name"),
        ({"name": "   "}, "name"),
        ({"name": "x" * 61}, "name"),
        ({"name": UNCALM["zalgo"]}, "name"),
        ({"about": "x" * 4001}, "about"),
        ({"world": "0"}, "world"),
        ({"world": "-1"}, "world"),
        ({"world": str(2**70)}, "world"),
        ({"world": "odin"}, "world"),
        ({"world": ""}, "world"),
    ],
)
def test_team_is_told_what_is_wrong_where_it_is(changes, at):
    form = team_form(**{"world": _a_world(), **changes})

    assert not form.is_valid()
    assert set(form.errors) == {at}


def test_team_in_a_world_of_the_catalogue_is_fine():
    form = team_form(world=_a_world())

    assert form.is_valid()
    assert form.cleaned_data["world"] == int(_a_world())


def _a_world():
    return str(world_id("odin"))
