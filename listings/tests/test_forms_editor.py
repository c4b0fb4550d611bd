"""The editor of a listing: what it takes, and what must agree in it."""

from decimal import Decimal

import pytest
from django.http import QueryDict

from accounts.tests.factories import MembershipFactory
from integrations.catalogue import catalogue, clear
from integrations.models import Duty
from listings import actions
from listings.actions.index import reindex
from listings.enums import Kind, State
from listings.models import Listing
from listings.tests.factories import ListingFactory, SeatFactory, duty_id, job_id
from listings.tests.posts import editor_of, post_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def listing(people):
    return ListingFactory(team=people.team)


def row(listing):
    return dict(Listing.objects.filter(pk=listing.pk).values().get())


def faults(editor):
    """Field name of the page -> messages; "" for what no field caused."""
    found = {}
    for part in editor.parts:
        forms = [part] if part is editor.main else part.forms
        if part is not editor.main:
            found.update({part.prefix: [*part.non_form_errors()]})
        for form in forms:
            for name, errors in form.errors.items():
                at = "" if name == "__all__" else form.add_prefix(name)
                found.setdefault(at, []).extend(errors)
    return {name: errors for name, errors in found.items() if errors}


def judged(listing, **changes):
    editor = editor_of(listing, post_of(listing, **changes))
    assert editor.is_valid() is not bool(faults(editor))
    return editor


def test_editor_sent_as_it_opened_says_what_the_listing_says(people, listing):
    member = MembershipFactory(team=people.team)
    SeatFactory(slot=listing.slots.get(position=4), membership=member)
    reindex(listing)
    listing.clears.set([duty_id("top")])
    before = row(listing)

    editor = judged(listing)
    actions.save_listing(listing, editor.draft(), by=people.bob, version=editor.version)

    after = row(listing)
    may_differ = {"version", "card_version", "hours_per_week"}
    assert {k for k in after if after[k] != before[k]} <= may_differ
    assert after["hours_per_week"] == Decimal(6)
    seat = listing.seats.get()
    assert (seat.membership, seat.until) == (member, None)
    assert [d.pk for d in listing.clears.all()] == [duty_id("top")]


def test_blank_rows_are_nothing(listing):
    draft = judged(listing).draft()

    assert len(draft.goals) == 1
    assert len(draft.windows) == 2
    assert draft.questions == []


@pytest.mark.parametrize(
    "changes",
    [
        {"goals_1_progress": "   "},
        {"goals_1_goal": "  "},
        {"windows_2_start": " "},
        {"windows_2_end": "\t"},
        {"questions_0_text": "  \n "},
    ],
)
def test_row_with_nothing_but_spaces_is_blank(listing, changes):
    draft = judged(listing, **changes).draft()

    assert (len(draft.goals), len(draft.windows), len(draft.questions)) == (1, 2, 0)


def test_row_taken_out_is_gone_whatever_it_holds(listing):
    editor = judged(
        listing,
        windows_1_remove=True,
        windows_1_start="nonsense",
        goals_1_goal="duty:none",
        goals_1_remove=True,
    )

    assert len(editor.draft().windows) == 1
    assert len(editor.draft().goals) == 1


def test_extra_field_is_ignored(listing):
    before = judged(listing).draft()

    draft = judged(
        listing, state="recruiting", hidden_at="", team="x", open_slots="9", pk="1"
    ).draft()

    assert draft == before
    assert "state" not in draft.fields


def test_window_over_midnight_and_over_the_weeks_end_is_one_evening(listing):
    draft = judged(
        listing,
        windows_0_day="6",
        windows_0_start="23:00",
        windows_0_end="01:30",
        windows_1_start="20:00",
        windows_1_end="24:00",
    ).draft()

    assert [w.to_json() for w in draft.windows] == [[6, 1380, 150], [3, 1200, 240]]


@pytest.mark.parametrize(
    ("typed", "minute"),
    [
        ("20:00", 1200),
        ("8pm", 1200),
        ("8:30 PM", 1230),
        ("2030", 1230),
        ("20h30", 1230),
        ("20.30", 1230),
        ("20", 1200),
        ("12am", 0),
        ("２１：３０", 1290),
        ("21時半", 1290),
        ("21.30 Uhr", 1290),
    ],
)
def test_time_is_understood_as_people_write_it(listing, typed, minute):
    draft = judged(listing, windows_0_start=typed, windows_0_end="0:15").draft()

    assert draft.windows[0].start == minute


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"windows_0_start": "30:01"}, "windows-0-start"),
        ({"windows_0_start": "9"}, "windows-0-start"),
        ({"windows_0_start": "20:61"}, "windows-0-start"),
        ({"windows_0_start": "13pm"}, "windows-0-start"),
        ({"windows_0_start": "0pm"}, "windows-0-start"),
        ({"windows_0_start": "-1:00"}, "windows-0-start"),
        ({"windows_0_start": "soon"}, "windows-0-start"),
        ({"windows_0_start": "²0:00"}, "windows-0-start"),
        ({"windows_0_start": "9" * 500}, "windows-0-start"),
        ({"windows_0_start": "20:00\x00"}, "windows-0-start"),
        ({"windows_0_start": "24:00", "windows_0_end": "24:00"}, "windows-0-end"),
        ({"windows_0_start": "25:00", "windows_0_end": "00:30"}, "windows-0-end"),
        ({"windows_0_start": ""}, "windows-0-start"),
        ({"windows_0_end": ""}, "windows-0-end"),
        ({"windows_0_end": "20:00"}, "windows-0-end"),
        ({"windows_0_end": "19:00"}, "windows-0-end"),
        ({"windows_0_day": "7"}, "windows-0-day"),
        ({"windows_0_day": "-1"}, "windows-0-day"),
        ({"windows_0_day": ""}, "windows-0-day"),
        ({"windows_1_day": "1"}, "windows-1-start"),
    ],
)
def test_time_that_is_none_has_its_message_and_stays(listing, changes, at):
    editor = judged(listing, **changes)

    assert set(faults(editor)) == {at}
    for name, value in changes.items():
        row = editor.windows.forms[int(name.split("_")[1])]
        assert row[name.split("_")[2]].value() == value


def test_windows_that_overlap_across_the_weeks_end_are_told(listing):
    editor = judged(
        listing,
        windows_0_day="6",
        windows_0_start="22:00",
        windows_0_end="02:00",
        windows_1_day="0",
        windows_1_start="01:00",
        windows_1_end="03:00",
    )

    assert faults(editor) == {
        "windows-1-start": ["This overlaps Sunday 22:00–02:00 of another row."]
    }


def test_windows_that_touch_do_not_overlap(listing):
    draft = judged(
        listing, windows_1_day="1", windows_1_start="23:00", windows_1_end="23:30"
    ).draft()

    assert len(draft.windows) == 2


@pytest.mark.parametrize(
    ("changes", "at"),
    [
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"time_zone": "../etc/passwd"}, "time_zone"),
        ({"time_zone": ""}, "time_zone"),
        ({"time_zone": "UTC\x00"}, "time_zone"),
        ({"stage": "asleep"}, "stage"),
        ({"stage": None}, "stage"),
        ({"intensity": ""}, "intensity"),
        ({"voice": "shout"}, "voice"),
        ({"loot": "mine"}, "loot"),
        ({"size": "7"}, "size"),
        ({"size": "-8"}, "size"),
        ({"size": None}, "size"),
        ({"languages": None}, "languages"),
        ({"languages": ["en", "tlh"]}, "languages"),
        ({"languages_required": ["ja"]}, "languages_required"),
        ({"hours_per_week": "-1"}, "hours_per_week"),
        ({"hours_per_week": "101"}, "hours_per_week"),
        ({"hours_per_week": "NaN"}, "hours_per_week"),
        ({"hours_per_week": "sNaN"}, "hours_per_week"),
        ({"hours_per_week": "Infinity"}, "hours_per_week"),
        ({"hours_per_week": "1e400"}, "hours_per_week"),
        ({"hours_per_week": "1e9999999999999999999"}, "hours_per_week"),
        ({"hours_per_week": "9" * 5000}, "hours_per_week"),
        ({"hours_per_week": "1.25"}, "hours_per_week"),
        ({"min_item_level": "-790"}, "min_item_level"),
        ({"min_item_level": "0"}, "min_item_level"),
        ({"min_item_level": "9" * 5000}, "min_item_level"),
        ({"min_item_level": "7\x0090"}, "min_item_level"),
        ({"starts_on": "2026-02-30"}, "starts_on"),
        ({"starts_on": "99999-01-01"}, "starts_on"),
        ({"starts_on": "soon"}, "starts_on"),
        ({"strategy_url": "javascript:alert(1)"}, "strategy_url"),
        ({"strategy_url": "http://" + "a" * 400 + ".example"}, "strategy_url"),
        ({"clears_0_duty": f"duty:{2**70}"}, "clears-0-duty"),
        ({"clears_0_duty": "tier:aac-heavyweight-savage"}, "clears-0-duty"),
        ({"clears_0_duty": "x"}, "clears-0-duty"),
        ({"version": None}, "version"),
        ({"version": "0"}, "version"),
        ({"version": "x"}, "version"),
        ({"goals_0_goal": "duty:m48s"}, "goals-0-goal"),
        ({"goals_0_goal": "nonsense"}, "goals-0-goal"),
        ({"goals_0_goal": ":"}, "goals-0-goal"),
        ({"goals_0_goal": "", "goals_0_progress": "Phase 2"}, "goals-0-goal"),
        ({"goals_0_progress": "x" * 81}, "goals-0-progress"),
        ({"questions_0_text": "x" * 201}, "questions-0-text"),
        ({"questions_0_text": "Why?", "questions_0_answer": "x"}, "questions-0-answer"),
    ],
)
def test_bad_value_has_its_message_where_it_was_typed_and_stays(listing, changes, at):
    editor = judged(listing, **changes)

    assert set(faults(editor)) == {at}
    for name, value in changes.items():
        if name in editor.main.fields and value is not None:
            shown = editor.main[name].value()
            assert shown == value or shown == [value]


def test_goals_of_different_party_sizes_do_not_go_together(listing):
    editor = judged(listing, goals_1_goal="duty:another-aloalo-island")

    assert set(faults(editor)) == {"goals-1-goal"}


def test_roster_has_the_size_of_its_goals(listing):
    editor = judged(listing, size="4")

    assert faults(editor) == {"size": ["Your goals are fought by 8 players."]}


def test_goal_said_twice_counts_once_and_a_whole_tier_is_one(listing):
    tier = catalogue().offered_tiers[0]

    draft = judged(
        listing,
        **{"goals-TOTAL_FORMS": "3"},
        goals_1_goal="duty:m12s",
        goals_1_progress="again",
        goals_2_goal=f"tier:{tier.slug}",
    ).draft()

    assert [(g.duty_id, g.tier_id) for g in draft.goals] == [
        (duty_id("m12s"), None),
        (None, tier.id),
    ]
    assert draft.goals[0].progress == ""


def test_content_that_is_no_goal_is_not_offered(listing):
    Duty.objects.filter(slug="fru").update(is_goal=False)
    clear()

    editor = judged(listing, goals_0_goal="duty:fru")

    assert set(faults(editor)) == {"goals-0-goal"}


def test_hours_are_counted_from_the_evenings_where_none_are_said(listing):
    assert judged(listing).draft().fields["hours_per_week"] == Decimal(6)
    said = judged(listing, hours_per_week="9.5").draft()
    assert said.fields["hours_per_week"] == Decimal("9.5")


def test_device_with_an_old_zone_name_keeps_its_zone(people):
    listing = ListingFactory(team=people.team, time_zone="Asia/Calcutta")

    assert judged(listing).draft().time_zone == "Asia/Calcutta"
    assert 'value="Asia/Calcutta" selected' in str(editor_of(listing).main["time_zone"])


@pytest.mark.parametrize(
    "changes",
    [
        {"title": " "},
        {"goals_0_remove": True},
        {"windows_0_remove": True, "windows_1_remove": True},
    ],
)
@pytest.mark.parametrize("state", State.values)
def test_editor_leaves_it_to_the_save_what_an_incomplete_listing_becomes(
    people, state, changes
):
    listing = ListingFactory(team=people.team, **{state: True})

    assert faults(judged(listing, **changes)) == {}


def test_nothing_at_all_is_refused_in_every_part(listing):
    editor = editor_of(listing, QueryDict(""))

    assert not editor.is_valid()
    assert {"goals", "slots", "windows", "questions", "stage"} <= set(faults(editor))


@pytest.mark.parametrize("prefix", ["goals", "slots", "windows", "questions"])
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TOTAL_FORMS", None),
        ("TOTAL_FORMS", "many"),
        ("TOTAL_FORMS", "-1"),
        ("TOTAL_FORMS", "9" * 30),
        ("TOTAL_FORMS", "NaN"),
        ("TOTAL_FORMS", "1\x00"),
        ("INITIAL_FORMS", None),
        ("INITIAL_FORMS", "-5"),
        ("INITIAL_FORMS", "9" * 30),
        ("INITIAL_FORMS", "0"),
    ],
)
def test_garbled_count_of_rows_is_told_or_survived(
    people, listing, prefix, name, value
):
    editor = editor_of(listing, post_of(listing, **{f"{prefix}-{name}": value}))

    if editor.is_valid():
        draft = editor.draft()
        actions.save_listing(listing, draft, by=people.bob, version=editor.version)
        assert listing.slots.current().count() == 8
    else:
        assert {name.split("-")[0] for name in faults(editor)} <= {prefix, ""}
    for part in editor.parts[1:]:
        assert f"{part.prefix}-TOTAL_FORMS" in str(part.management_form)


def test_ten_thousand_rows_are_refused_without_being_built(listing):
    editor = judged(listing, **{"windows-TOTAL_FORMS": "10000"})

    assert "windows" in faults(editor)
    assert len(editor.windows.forms) == 21


def test_kind_of_a_listing_is_not_the_forms_to_change(listing):
    draft = judged(listing, kind=Kind.SUBSTITUTE).draft()

    assert "kind" not in draft.fields
    assert job_id("SCH") in draft.slots[3].job_ids


@pytest.mark.parametrize(
    ("start", "end", "window"),
    [
        ("22:00", "25:00", [1, 1320, 180]),
        ("22時", "24時", [1, 1320, 120]),
        ("24:00", "2:00", [2, 0, 120]),
        ("25:00", "27:30", [2, 60, 150]),
        ("25:00", "03:00", [2, 60, 120]),
        ("24:30", "30:00", [2, 30, 330]),
    ],
)
def test_hours_past_24_are_of_the_night_that_follows(listing, start, end, window):
    draft = judged(
        listing, windows_0_day="1", windows_0_start=start, windows_0_end=end
    ).draft()

    assert window in [w.to_json() for w in draft.windows]


def test_night_of_the_weeks_last_day_is_the_next_weeks_monday(listing):
    draft = judged(
        listing, windows_0_day="6", windows_0_start="25:00", windows_0_end="26:00"
    ).draft()

    assert draft.windows[0].to_json() == [0, 60, 60]
