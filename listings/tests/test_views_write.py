"""Writing a listing through the site, as a browser without script does it."""

import re

import pytest
from django.test import Client
from django.utils.formats import date_format

from accounts.tests.factories import TeamFactory
from config.lib.ids import shorten
from listings.actions import fill_slot, save_listing
from listings.enums import State
from listings.models import Listing, ListingEvent
from listings.tests.drafts import draft_of
from listings.tests.factories import ListingFactory, SeatFactory
from listings.tests.pages import cards_in, form_in, html_of, words_in
from listings.tests.posts import post_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


@pytest.fixture
def alice(client, people):
    client.force_login(people.alice)
    return client


def edit_of(listing: Listing) -> str:
    return f"/listings/{shorten(listing.pk)}/edit/"


def refusal_at(page, name: str) -> str:
    """The message beside a field that is marked as wrong."""
    html = html_of(page)
    tag = re.search(rf'<[^>]*name="{name}"[^>]*>', html)
    assert tag, name
    assert 'aria-invalid="true"' in tag[0]
    described = re.search(r'aria-describedby="([^"]+)"', tag[0])
    assert described, tag[0]
    [key] = [each for each in described[1].split() if each.endswith("-error")]
    message = re.search(rf'<div id="{key}">.*?<span>(.*?)</span>', html, re.DOTALL)
    assert message, key
    return message[1]


def test_leader_posts_a_listing_from_nothing(client, people):
    client.force_login(people.dana)
    assert client.get("/listings/new/").headers["Location"] == "/teams/new/"

    founding = form_in(client.get("/teams/new/"))
    founding.data.update(name=["Night Owls"], world=founding.data["world"])
    page = client.get("/teams/new/")
    founding.data["world"] = re.findall(
        r'<option value="(\d+)">Twintania', html_of(page)
    )
    team_page = client.post("/teams/new/", founding.data, follow=True)
    assert "Night Owls" in words_in(team_page)

    beginning = form_in(client.get("/listings/new/"))
    beginning.data["goal"] = ["tier:aac-heavyweight-savage"]
    editor = client.post("/listings/new/", beginning.data, follow=True)
    address = editor.redirect_chain[-1][0]
    writing = form_in(editor)
    writing.data.update(
        {
            "title": ["Scholar for reclears"],
            "languages": ["en", "de"],
            "windows-0-day": ["1"],
            "windows-0-start": ["20:00"],
            "windows-0-end": ["23:00"],
            "time_zone": ["Europe/Berlin"],
            "do": ["publish"],
        }
    )
    writing.data["slots-3-state"] = ["open"]
    published = client.post(address, writing.data, follow=True)

    listing = Listing.objects.get()
    assert listing.state == State.RECRUITING
    assert published.redirect_chain[-1][0] == listing.get_absolute_url()
    assert "Your listing recruits, for 14 days from now." in words_in(published)
    found = Client().get("/listings/?role=healer&job=SCH&duty=m10s&days=tue&q=owls")
    assert cards_in(found) == [listing.get_absolute_url()]
    assert cards_in(Client().get("/listings/?role=tank")) == []


def test_second_listing_is_published_as_last_time_in_two_steps(alice, people):
    before = ListingFactory(team=people.team, closed=True, open_at=(4,), title="SCH")

    beginning = form_in(alice.get("/listings/new/"))
    assert beginning.data["start"] == ["last"]
    assert beginning.data["goal"] == ["duty:m12s"]
    editor = alice.post("/listings/new/", beginning.data, follow=True)
    address = editor.redirect_chain[-1][0]
    alice.post(address, {**form_in(editor).data, "title": [""], "do": ["publish"]})

    listing = Listing.objects.exclude(pk=before.pk).get()
    assert listing.state == State.RECRUITING
    assert listing.title == "Shield healer for M12S (Fresh)"
    assert listing.schedule == before.schedule


def test_title_that_was_left_empty_stays_empty_in_a_draft(alice, people):
    listing = ListingFactory(team=people.team)
    form = form_in(alice.get(edit_of(listing)))

    alice.post(edit_of(listing), {**form.data, "title": [""], "do": ["save"]})

    assert Listing.objects.get().title == ""


def test_editor_sent_back_as_it_came_changes_nothing(alice, people):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[3])
    before = draft_of(listing)

    answer = alice.post(edit_of(listing), form_in(alice.get(edit_of(listing))).data)

    assert (answer.status_code, answer.headers["Location"]) == (302, edit_of(listing))
    listing.refresh_from_db()
    after = draft_of(listing)
    assert (after.goals, after.slots, after.windows) == (
        before.goals,
        before.slots,
        before.windows,
    )
    assert listing.state == State.RECRUITING


def test_save_comes_back_to_the_part_and_offers_the_next_step(alice, people):
    listing = ListingFactory(team=people.team, recruiting=True)
    form = form_in(alice.get(edit_of(listing)))

    saved = alice.post(edit_of(listing), {**form.data, "at": ["step-week"]})
    assert saved.headers["Location"] == f"{edit_of(listing)}#step-week"
    page = alice.get(edit_of(listing))
    assert "The changes are public. See the listing" in words_in(page)

    form = form_in(page)
    saved = alice.post(edit_of(listing), {**form.data, "at": ["//elsewhere"]})
    assert saved.headers["Location"] == edit_of(listing)


def test_clears_are_rows_of_a_picker(alice, people):
    listing = ListingFactory(team=people.team)
    form = form_in(alice.get(edit_of(listing)))

    alice.post(edit_of(listing), {**form.data, "clears-0-duty": ["duty:top"]})
    form = form_in(alice.get(edit_of(listing)))
    assert form.data["clears-0-duty"] == ["duty:top"]
    alice.post(edit_of(listing), {**form.data, "clears-0-remove": ["on"]})

    assert listing.clears.count() == 0


def test_second_to_save_is_told_and_loses_nothing(alice, people):
    listing = ListingFactory(team=people.team)
    mine = form_in(alice.get(edit_of(listing)))
    save_listing(
        listing,
        draft_of(listing, title="What Bob wrote"),
        by=people.bob,
        version=listing.version,
    )

    mine.data["title"] = ["What Alice wrote"]
    mine.data["pitch"] = ["Mine <b>too</b>"]
    conflict = alice.post(edit_of(listing), mine.data)

    assert conflict.status_code == 409
    assert "bob saved it" in words_in(conflict)
    assert "You both changed one thing: Title Theirs What Bob wrote" in words_in(
        conflict
    )
    assert "Yours What Alice wrote" in words_in(conflict)
    again = form_in(conflict)
    assert again.data["title"] == ["What Alice wrote"]
    assert again.data["pitch"] == ["Mine <b>too</b>"]
    assert Listing.objects.get().title == "What Bob wrote"

    assert alice.post(edit_of(listing), again.data).status_code == 302
    assert Listing.objects.get().title == "What Alice wrote"


def test_saving_again_overwrites_only_what_one_changed(alice, people):
    listing = ListingFactory(team=people.team, open_at=(3, 4), title="Before")
    mine = form_in(alice.get(edit_of(listing)))
    theirs = post_of(
        listing,
        title="Theirs",
        pitch="Their words",
        languages=["de", "ja"],
        windows_0_remove=True,
        goals_0_progress="Their phase",
        clears_0_duty="duty:top",
        questions_0_text="Their question?",
        slots_2_state="filled",
        slots_2_job=str(listing.slots.get(position=3).jobs[0]),
    )
    client = Client()
    client.force_login(people.bob)
    client.post(edit_of(listing), dict(theirs.lists()))

    mine.data.update(
        {"pitch": ["My words"], "voice": ["speak"], "slots-3-place": ["H9"]}
    )
    conflict = alice.post(edit_of(listing), mine.data)
    assert conflict.status_code == 409
    shown = words_in(conflict)
    assert "You both changed one thing: In your words" in shown
    assert "Theirs Their words Yours My words" in shown

    again = form_in(conflict)
    assert alice.post(edit_of(listing), again.data).status_code == 302
    saved = Listing.objects.get()
    assert (saved.title, saved.pitch, saved.voice) == ("Theirs", "My words", "speak")
    assert (sorted(saved.languages), len(saved.schedule)) == (["de", "ja"], 1)
    assert saved.goals.get().progress == "Their phase"
    assert saved.questions.get(retired_at=None).text == "Their question?"
    assert saved.clears.count() == 1
    slots = {slot.position: slot for slot in draft_of(saved).slots}
    assert not slots[3].is_open
    assert (slots[4].is_open, slots[4].place) == (True, "H9")


def test_roster_that_another_made_smaller_stays_so(alice, people):
    listing = ListingFactory(team=people.team)
    mine = form_in(alice.get(edit_of(listing)))
    client = Client()
    client.force_login(people.bob)
    smaller = {"size": "4", "goals_0_goal": "duty:another-aloalo-island"}
    client.post(edit_of(listing), dict(post_of(listing, **smaller).lists()))

    mine.data["pitch"] = ["My words"]
    again = form_in(alice.post(edit_of(listing), mine.data))
    alice.post(edit_of(listing), again.data)

    saved = Listing.objects.get()
    assert (saved.size, saved.pitch, len(draft_of(saved).slots)) == (4, "My words", 4)


@pytest.mark.parametrize("base", ["", "[]", "{", '{"title": 1}', "null"])
def test_page_that_lost_its_base_keeps_all_that_was_typed(alice, people, base):
    listing = ListingFactory(team=people.team, title="Before")
    mine = form_in(alice.get(edit_of(listing)))
    draft = draft_of(listing, title="Theirs", pitch="Theirs")
    save_listing(listing, draft, by=people.bob, version=listing.version)

    conflict = alice.post(edit_of(listing), {**mine.data, "base": [base]})

    assert conflict.status_code == 409
    assert form_in(conflict).data["title"] == ["Before"]


def test_seat_taken_meanwhile_is_a_conflict_too(alice, people):
    listing = ListingFactory(team=people.team, recruiting=True)
    mine = form_in(alice.get(edit_of(listing)))
    slot = listing.slots.get(position=3)
    fill_slot(slot, by=people.bob, job_id=slot.jobs[0])

    conflict = alice.post(edit_of(listing), mine.data)

    assert conflict.status_code == 409
    assert "This changed while you were writing" in words_in(conflict)


def test_closed_meanwhile_keeps_nobody_from_reading(alice, people):
    listing = ListingFactory(team=people.team, closed=True)

    answer = alice.post(edit_of(listing), {"title": "Too late"})

    assert answer.status_code == 403
    assert Listing.objects.get().title == listing.title


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"title": "T" * 121}, "title", "at most 120"),
        ({"windows-0-start": "25:99"}, "windows-0-start", "Write a time like 20:00."),
        ({"time_zone": "Mars/Base"}, "time_zone", "Choose a time zone from the list."),
        ({"hours_per_week": "-1"}, "hours_per_week", "greater than or equal to 0"),
        ({"strategy_url": "javascript:alert(1)"}, "strategy_url", "not a web address"),
        ({"pitch": "z\u0351\u0352\u0353\u0354"}, "pitch", "Too many accents"),
        ({"slots-2-state": "filled"}, "slots-2-job", ""),
        ({"goals-0-goal": "duty:no-such"}, "goals-0-goal", "valid choice"),
        ({"questions-0-text": "Q" * 201}, "questions-0-text", "at most 200"),
    ],
)
def test_refused_field_has_its_message_and_keeps_what_was_typed(
    alice, people, changes, field, words
):
    listing = ListingFactory(team=people.team)
    form = form_in(alice.get(edit_of(listing)))
    form.data.update({name: [value] for name, value in changes.items()})
    form.data["title"] = [changes.get("title", "Typed and not saved")]

    page = alice.post(edit_of(listing), form.data)

    assert page.status_code == 422
    assert words in refusal_at(page, field)
    again = form_in(page).data
    assert again["title"] == form.data["title"]
    for name, value in changes.items():
        if name not in {"time_zone", "goals-0-goal"}:  # choices that do not exist
            assert again[name] == [value]
    assert Listing.objects.get().title == listing.title


def test_ten_megabytes_get_their_message(alice, people):
    listing = ListingFactory(team=people.team)
    form = form_in(alice.get(edit_of(listing)))
    form.data["pitch"] = ["絶もう " * 1_000_000]

    page = alice.post(edit_of(listing), form.data)

    assert page.status_code == 422
    assert "at most 6000" in words_in(page)
    assert len(page.content) > 9_000_000  # it is all still there


def test_more_than_muster_takes_is_413(alice, people):
    listing = ListingFactory(team=people.team)

    page = alice.post(
        edit_of(listing),
        "pitch=" + "a" * (13 * 1024 * 1024),
        content_type="application/x-www-form-urlencoded",
    )

    assert page.status_code == 413
    assert "larger than Muster takes" in words_in(page)


def test_listing_that_lacks_something_is_saved_and_told(alice, people):
    listing = ListingFactory(team=people.team, schedule=[], goal=False, title="")
    form = form_in(alice.get(edit_of(listing)))
    form.data.update(pitch=["Kept"], do=["publish"])

    page = alice.post(edit_of(listing), form.data)

    assert page.status_code == 422
    for lack in ("a title", "a goal", "a schedule"):
        assert f"It needs {lack}." in words_in(page)
    listing.refresh_from_db()
    assert (listing.state, listing.pitch) == (State.PRIVATE, "Kept")
    again = form_in(page)
    assert again.data["version"] == [str(listing.version)]


def test_second_permanent_listing_is_told_why_it_cannot_recruit(alice, people):
    ListingFactory(team=people.team, recruiting=True)
    second = ListingFactory(team=people.team)

    publishing = f"/listings/{shorten(second.pk)}/publication/"
    page = alice.post(publishing, follow=True)

    second.refresh_from_db()
    assert second.state == State.PRIVATE
    assert "Another listing of this team already looks" in words_in(page)
    assert page.status_code == 200


MOVES = [
    ("private", "publication", State.RECRUITING),
    ("renewable", "renewal", State.RECRUITING),
    ("recruiting", "pause", State.PRIVATE),
    ("recruiting", "closure", State.CLOSED),
    ("expired", "renewal", State.RECRUITING),
    ("overdue", "renewal", State.RECRUITING),
    ("overdue", "pause", State.PRIVATE),
    ("expired", "closure", State.CLOSED),
    ("private", "closure", State.CLOSED),
    ("filled", "closure", State.CLOSED),
    ("filled", "pause", State.PRIVATE),
]
REFUSED = [
    ("private", "renewal"),
    ("private", "pause"),
    ("filled", "renewal"),
    ("filled", "publication"),
    ("closed", "publication"),
    ("closed", "renewal"),
    ("closed", "pause"),
    ("closed", "closure"),
    ("recruiting", "publication"),
    ("recruiting", "renewal"),  # a minute ago
]


@pytest.mark.parametrize(("state", "verb", "target"), MOVES)
def test_button_moves_the_listing_and_leaves_history(
    alice, people, state, verb, target
):
    listing = ListingFactory(team=people.team, **{state: True})

    page = alice.post(f"/listings/{shorten(listing.pk)}/{verb}/", follow=True)

    listing.refresh_from_db()
    assert listing.state == target
    assert page.redirect_chain[-1] == (listing.get_absolute_url(), 302)
    assert ListingEvent.objects.filter(listing=listing, actor=people.alice).count() == 1


@pytest.mark.parametrize(("state", "verb"), REFUSED)
def test_move_that_is_not_allowed_is_told_and_changes_nothing(
    alice, people, state, verb
):
    listing = ListingFactory(team=people.team, **{state: True})

    page = alice.post(f"/listings/{shorten(listing.pk)}/{verb}/", follow=True)

    assert Listing.objects.get().state == listing.state
    assert page.status_code == 200
    assert 'class="notice' in html_of(page)
    assert ListingEvent.objects.count() == 0


def test_reading_changes_nothing(alice, people):
    listing = ListingFactory(team=people.team, overdue=True)
    short = shorten(listing.pk)
    before = Listing.objects.values().get()

    for path in ("", "edit/", "preview/", "publication/", "renewal/", "closure/"):
        alice.get(f"/listings/{short}/{path}", follow=True)
    for path in ("/", "/listings/", "/teams/", people.team.get_absolute_url()):
        alice.get(path)

    assert Listing.objects.values().get() == before
    assert ListingEvent.objects.count() == 0


def test_preview_shows_the_card_as_it_would_be_and_saves_nothing(alice, people):
    listing = ListingFactory(team=people.team, title="Before")
    form = form_in(alice.get(edit_of(listing)))
    form.data.update(
        title=["After <i>it</i>"], pitch=["**loud** <script> <t:1796155200:t>"]
    )
    alice.cookies["zone"] = "Asia/Tokyo"

    page = alice.post(
        f"/listings/{shorten(listing.pk)}/preview/",
        form.data,
        headers={"HX-Request": "true"},
    )

    html = html_of(page)
    assert page.status_code == 200
    assert "After &lt;i&gt;it&lt;/i&gt;" in html
    assert "<strong>loud</strong>" in html
    assert "05:00 JST" in html
    assert "<script" not in html
    assert "<html" not in html
    assert Listing.objects.get().title == "Before"


def test_preview_of_what_is_wrong_shows_what_was_saved(alice, people):
    listing = ListingFactory(team=people.team, title="Before")
    form = form_in(alice.get(edit_of(listing)))
    form.data.update(title=["T" * 500])

    page = alice.post(f"/listings/{shorten(listing.pk)}/preview/", form.data)

    assert "Before" in words_in(page)
    assert "something in the form is still to mend" in words_in(page)


def test_foreign_team_and_seat_are_not_taken(alice, people):
    form = form_in(alice.get("/listings/new/"))
    form.data.update(team=[str(people.rivals.pk)], goal=["duty:fru"])
    assert alice.post("/listings/new/", form.data).status_code == 422

    listing = ListingFactory(team=people.team)
    theirs = people.rivals.memberships.get()
    edit = form_in(alice.get(edit_of(listing)))
    edit.data["slots-0-state"] = ["filled"]
    edit.data["slots-0-job"] = edit.data["slots-0-jobs"][:1]
    edit.data["slots-0-member"] = [str(theirs.pk)]
    assert alice.post(edit_of(listing), edit.data).status_code == 422
    assert theirs.seats.count() == 0


@pytest.mark.parametrize("path", ["/listings/new/", "/teams/new/"])
def test_who_is_not_logged_in_comes_back_after_it(client, path):
    answer = client.get(path)

    assert answer.headers["Location"] == f"/accounts/login/?next={path}"


def test_post_without_a_token_is_refused(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.alice)
    listing = ListingFactory(team=people.team, recruiting=True)

    answer = client.post(f"/listings/{shorten(listing.pk)}/closure/")

    assert answer.status_code == 403
    assert Listing.objects.get().state == State.RECRUITING


def test_suspended_officer_is_told_why_and_until_when(client, people):
    client.force_login(people.sid)
    until = people.sid.suspended_until
    listing = ListingFactory(team=people.team, recruiting=True)

    assert client.get(listing.get_absolute_url()).status_code == 200
    for path in (edit_of(listing), "/listings/new/", "/teams/new/"):
        page = client.get(path)
        assert page.status_code == 403
        assert "Insults in three listings." in words_in(page)
        end = f"{date_format(until)}, {until:%H:%M} ST"
        assert end in words_in(page)
    closing = client.post(f"/listings/{shorten(listing.pk)}/closure/")
    assert closing.status_code == 403
    assert Listing.objects.get().state == State.RECRUITING


def test_seat_of_a_member_names_them_on_the_page(client, people):
    listing = ListingFactory(team=people.team, recruiting=True, open_at=[2, 3])
    slot = listing.slots.get(position=2)
    member = people.team.memberships.get(user=people.bob)
    SeatFactory(slot=slot, membership=member)

    assert "bob" in html_of(client.get(listing.get_absolute_url()))


def test_teams_that_ended_write_no_listings(client, people):
    team = TeamFactory(leader=people.dana)
    client.force_login(people.dana)
    client.post(f"/teams/{team.slug}/archive/")

    assert client.get("/listings/new/").headers["Location"] == "/teams/new/"


def test_save_that_takes_a_recruiting_listing_apart_says_that_it_is_paused(
    alice, people
):
    listing = ListingFactory(team=people.team, recruiting=True)

    page = alice.post(
        f"/listings/{shorten(listing.pk)}/edit/",
        post_of(listing, title="", goals_0_remove=True),
        follow=True,
    )

    listing.refresh_from_db()
    assert listing.state == State.PRIVATE
    assert "it needs a title, a goal" in words_in(page)
