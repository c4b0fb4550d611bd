"""The pages on which somebody adds, verifies and shows their characters."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions.verification import ask_for_check, look_for_code
from accounts.errands import MAX_CHARACTERS, ErrandState, Trouble
from accounts.models import Character, CharacterSearch, Verification, XivAuthVisit
from accounts.tests.factories import (
    CharacterFactory,
    CharacterSearchFactory,
    ProgressFactory,
    UserFactory,
    VerificationFactory,
    XivAuthVisitFactory,
    world_id,
)
from accounts.tests.sandbox_people import GRIMSBY, KOKOBA, WREN
from config.testing.pages import form_in, html_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

LIST = "/settings/characters/"
ADDRESS = f"https://de.finalfantasyxiv.com/lodestone/character/{WREN}/?page=2#x"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def user():
    return UserFactory(handle="wren")


@pytest.fixture
def member(user):
    client = Client()
    client.force_login(user)
    return client


def url(name, row, **kwargs):
    return reverse(f"accounts:{name}", args=[row.pk], **kwargs)


def text(response):
    """What a person reads, in one line."""
    return " ".join(response.content.decode().split())


def polled(response):
    """The address that the page asks for news."""
    found = re.search(r'hx-get="([^"]*\?seen=[^"]*)"', response.content.decode())
    assert found is not None
    return found[1]


# --- The list ----------------------------------------------------------------


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_much_for_three_as_for_one(
    member, user, count, django_assert_num_queries
):
    for _ in range(count):
        ProgressFactory(character=CharacterFactory(user=user, verified=True))
    member.get(LIST)

    with django_assert_num_queries(2):  # the user, the characters
        page = member.get(LIST)

    assert page.content.decode().count('<li class="character">') == count


def test_with_no_character_the_page_says_what_to_do(member):
    page = text(member.get(LIST))

    assert "No character yet" in page
    assert "With XIVAuth" not in page


def test_xivauth_is_offered_where_it_is_there(member, world_outside):
    assert "With XIVAuth" in text(member.get(LIST))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, "not verified"),
        ({"verified": True}, "seen by nobody"),
        ({"shown": True}, "on your profile"),
        ({"shown": True, "item_level": 768}, "768"),
        ({"verified": True, "logs_status": "hidden"}, "hidden by you there"),
        ({"verified": True, "logs_status": "no_logs"}, "knows no logs"),
        ({"verified": True}, "FF Logs: not asked yet"),
        ({"verified": True, "is_private": True}, "profile is private"),
        (
            {"verified": True, "missing_since": timezone.now()},
            "no longer has this character",
        ),
        (
            {"verified": True, "sync_problem": "maintenance"},
            "closed for maintenance. What you see is from before.",
        ),
        ({"lost_at": timezone.now()}, "Somebody else verified this character later"),
        (
            {"lost_at": timezone.now(), "lost_reason": "Not yours."},
            "A moderator took the verification back: Not yours.",
        ),
    ],
)
def test_the_list_says_how_things_are(member, user, fields, said):
    CharacterFactory(user=user, **fields)

    assert said in text(member.get(LIST))


def test_number_that_no_character_has_is_said_to_be_none(member, user):
    mine = CharacterFactory(user=user, name="", missing_since=timezone.now())

    listed, page = text(member.get(LIST)), text(member.get(url("character", mine)))

    assert "no character with this number" in listed
    assert "Verify it" not in listed
    assert "no character with this number" in page
    assert "Look once more" in page
    assert "MUSTER-" not in page


def test_nobody_elses_characters_are_in_it(member):
    other = CharacterFactory(shown=True, name="Somebody Else")

    page = member.get(LIST).content.decode()

    assert other.name not in page


# --- Adding ------------------------------------------------------------------


def test_an_address_leads_to_the_steps(member, user):
    answer = member.post(reverse("accounts:character-add"), {"address": ADDRESS})

    mine = user.characters.get()
    assert answer.url == url("character", mine)
    page = text(member.get(answer.url))
    assert mine.verifications.get().code in page
    assert "https://eu.finalfantasyxiv.com/lodestone/my/setting/profile/" in page


def test_a_wrong_one_stays_typed_with_a_message_beside_it(member, user):
    typed = 'https://evil.example/"><script>alert(1)</script>'

    answer = member.post(reverse("accounts:character-add"), {"address": typed})

    assert answer.status_code == 422
    assert "no address at the Lodestone" in text(answer)
    assert "&lt;script&gt;alert(1)" in answer.content.decode()
    assert "<script>alert(1)" not in answer.content.decode()
    assert not user.characters.exists()


@pytest.mark.parametrize("typed", ["x" * 1_000_000, "1\x00", "１.３", "0", "9" * 30])
def test_whatever_is_typed_is_no_failure(member, typed):
    for name in ("character-add", "character-find"):
        address = reverse(f"accounts:{name}")
        form = {"address": typed, "name": typed, "world": typed}
        assert member.post(address, form).status_code == 422


def test_added_again_it_is_the_same_page(member, user):
    for _ in range(2):
        answer = member.post(reverse("accounts:character-add"), {"address": str(WREN)})

    assert answer.url == url("character", user.characters.get())
    assert Verification.objects.count() == 1


def test_what_is_theirs_already_is_said(member, user):
    CharacterFactory(user=user, lodestone_id=WREN, shown=True)

    answer = member.post(
        reverse("accounts:character-add"), {"address": str(WREN)}, follow=True
    )

    assert "yours already" in text(answer)


def test_adding_has_its_limit(member):
    address = reverse("accounts:character-add")

    # More than enough, should the cache be away for a moment and count anew.
    found = {member.post(address, {"address": "7"}).status_code for _ in range(65)}

    assert found == {302, 429}


def test_there_is_an_end_to_how_many(member, user):
    CharacterFactory.create_batch(MAX_CHARACTERS, user=user)

    answer = member.post(reverse("accounts:character-add"), {"address": str(WREN)})

    assert answer.status_code == 422
    assert f"You have {MAX_CHARACTERS} characters here" in text(answer)


# --- Verifying ---------------------------------------------------------------


def test_the_page_says_how_far_it_is_from_code_to_owner(member, user, world_outside):
    code = VerificationFactory(character__user=user, character__lodestone_id=WREN)
    page = url("character", code.character)
    assert "The code is there: look for it" in text(member.get(page))

    member.post(url("character-check", code.character), {"shows": "on"})
    assert "Waiting for our turn" in text(member.get(page))

    look_for_code(code.pk)
    assert "Muster looks once more in a few seconds" in text(member.get(page))

    look_for_code(code.pk)
    waiting = text(member.get(page))
    assert "The code is not in the profile text yet" in waiting
    assert "you can leave this page" in waiting
    assert "Look again in a minute" in waiting

    Verification.objects.update(asked_at=timezone.now() - timedelta(minutes=2))
    world_outside.state.set_bio(WREN, code.code)
    member.post(url("character-check", code.character), {"shows": "on"})
    look_for_code(code.pk)
    assert "This character is yours." in text(member.get(page))
    assert Character.objects.shown().get().user == user


def check_form(member, character):
    page = member.get(url("character", character))
    return form_in(page, action=url("character-check", character))


def test_two_that_wait_at_once_are_not_seen_together_by_a_tick_nobody_changed(
    member, user, world_outside
):
    """On both pages it is ticked: neither is shown yet."""
    codes = [
        VerificationFactory(character__user=user, character__lodestone_id=number)
        for number in (WREN, KOKOBA)
    ]
    forms = [check_form(member, each.character) for each in codes]
    for code, form in zip(codes, forms, strict=True):
        assert form.data["shows"] == ["on"]
        member.post(url("character-check", code.character), form.data)
        world_outside.state.set_bio(code.character.lodestone_id, code.code)
    for code in codes:
        look_for_code(code.pk)

    assert Character.objects.verified().filter(user=user).count() == 2
    assert Character.objects.shown().get(user=user).lodestone_id == WREN


def test_second_one_is_shown_where_its_tick_said_what_that_means(
    member, user, world_outside
):
    CharacterFactory(user=user, shown=True)
    code = VerificationFactory(character__user=user, character__lodestone_id=WREN)
    world_outside.state.set_bio(WREN, code.code)
    page = member.get(url("character", code.character))
    assert "everybody will see that both are yours" in text(page)
    assert 'name="shows" value="together"' in html_of(page)

    member.post(url("character-check", code.character), {"shows": "together"})
    look_for_code(code.pk)

    assert Character.objects.shown().filter(user=user).count() == 2


def test_without_the_tick_it_is_theirs_and_seen_by_nobody(member, user, world_outside):
    code = VerificationFactory(character__user=user, character__lodestone_id=WREN)
    world_outside.state.set_bio(WREN, code.code)

    member.post(url("character-check", code.character))
    look_for_code(code.pk)

    assert not Character.objects.shown().exists()
    assert "Show it on my profile" in text(member.get(url("character", code.character)))


def test_a_private_profile_is_said_with_what_to_do(member, user, world_outside):
    code = VerificationFactory(character__user=user, character__lodestone_id=GRIMSBY)
    ask_for_check(code, shows=True)
    look_for_code(code.pk)

    page = text(member.get(url("character", code.character)))

    assert "The profile is private" in page


def test_when_muster_has_stopped_looking_it_says_so(member, user):
    code = VerificationFactory(
        character__user=user, outcome=Trouble.MISSING, tries=12, asked_at=timezone.now()
    )

    page = text(member.get(url("character", code.character)))

    assert "Muster looked for a day and has stopped" in page


def test_pressed_too_soon_it_says_when(member, user):
    code = VerificationFactory(
        character__user=user, state=ErrandState.RETRYING, asked_at=timezone.now()
    )

    answer = member.post(url("character-check", code.character), follow=True)

    assert "Muster looked just now; again in" in text(answer)


def test_an_expired_code_makes_way_for_a_new_one(member, user):
    code = VerificationFactory(character__user=user, expires_at=timezone.now())
    page = url("character", code.character)
    assert "The code has expired" in text(member.get(page))

    told = member.post(url("character-check", code.character), follow=True)
    assert "That code is good no longer" in text(told)
    member.post(url("character-code", code.character))

    assert code.code not in text(member.get(page))
    assert "Copy this code" in text(member.get(page))


def test_the_earlier_owner_reads_that_it_was_taken_over(member, user):
    code = VerificationFactory(
        character__user=user, character__lost_at=timezone.now()
    )  # fmt: skip

    page = text(member.get(url("character", code.character)))

    assert "Somebody else verified this character later" in page


def test_who_owns_it_needs_no_code(member, user):
    mine = CharacterFactory(user=user, shown=True)

    for name, said in (("code", "yours already"), ("check", "good no longer")):
        told = member.post(url(f"character-{name}", mine), follow=True)
        assert said in text(told)

    assert not Verification.objects.exists()


@pytest.mark.parametrize(
    ("name", "factory", "of"),
    [
        ("character", VerificationFactory, "character"),
        ("character-search", CharacterSearchFactory, ""),
        ("xivauth-visit", XivAuthVisitFactory, ""),
    ],
)
def test_a_page_that_waits_is_the_same_in_whole_and_in_part(
    member, user, name, factory, of
):
    owner = f"{of}__user" if of else "user"
    row = factory(**{owner: user, "state": "queued", "asked_at": timezone.now()})
    row = getattr(row, of) if of else row
    whole = member.get(url(name, row))
    part = member.get(url(name, row), headers=HTMX)

    assert whole["Vary"] == part["Vary"]
    assert "HX-Request" in part["Vary"]
    assert "<html" in whole.content.decode()
    assert part.content.decode().strip().startswith("<div id=")
    again = polled(part)
    assert member.get(again, headers=HTMX).status_code == 204
    # Without script: a link to the same page.
    assert f'href="{url(name, row)}"' in whole.content.decode()


def test_the_list_follows_the_first_look_at_the_logs(member, user):
    CharacterFactory(user=user, verified=True, verified_at=timezone.now())
    again = polled(member.get(LIST))

    assert member.get(again, headers=HTMX).status_code == 204
    now = timezone.now()
    Character.objects.update(logs_status="no_logs", logs_synced_at=now)
    part = member.get(again, headers=HTMX).content.decode()
    assert "knows no logs" in part
    assert "hx-get" not in part

    # It may never answer: nobody's page asks for ever.
    Character.objects.update(logs_synced_at=None, verified_at=now - timedelta(hours=1))
    assert "hx-trigger" not in member.get(LIST).content.decode()


def test_the_list_follows_a_refresh(member, user):
    mine = CharacterFactory(user=user, shown=True, logs_synced_at=timezone.now())
    member.post(url("character-refresh", mine))
    whole = member.get(LIST)
    again = polled(whole)

    assert "asking the Lodestone" in text(whole)
    assert member.get(again, headers=HTMX).status_code == 204
    Character.objects.update(sync_looked_at=timezone.now() + timedelta(seconds=5))
    part = member.get(again, headers=HTMX)
    assert part.content.decode().strip().startswith("<section")
    assert "hx-get" not in part.content.decode()


@pytest.mark.parametrize(("minutes", "pause"), [(1, "2s"), (10, "20s")])
def test_what_takes_its_time_is_asked_for_less_often(member, user, minutes, pause):
    asked_at = timezone.now() - timedelta(minutes=minutes)
    CharacterFactory(user=user, sync_asked_at=asked_at)

    assert f'hx-trigger="every {pause}"' in text(member.get(LIST))


def test_a_refresh_too_soon_says_when(member, user):
    mine = CharacterFactory(user=user, shown=True)
    member.post(url("character-refresh", mine))

    answer = member.post(url("character-refresh", mine), follow=True)

    assert "again in 15 minutes" in text(answer)


# --- By name -----------------------------------------------------------------


def test_a_search_leads_to_its_page(member, user):
    form = {"name": "Wren Hollowell", "world": str(world_id("lich"))}

    answer = member.post(reverse("accounts:character-find"), form)

    search = CharacterSearch.objects.get(user=user)
    assert answer.url == url("character-search", search)
    assert "Waiting for our turn" in text(member.get(answer.url))


def test_whom_it_found_can_be_chosen(member, user):
    CharacterFactory(user=user, lodestone_id=2, shown=True)
    found = [
        {"id": 1, "name": "Wren <b>", "world": "Lich", "level": 90, "company": "X & Y"},
        {"id": 2, "name": "Wren H", "world": "Lich", "level": None, "company": ""},
    ]
    search = CharacterSearchFactory(user=user, state=ErrandState.DONE, found=found)

    page = member.get(url("character-search", search)).content.decode()

    assert "Wren &lt;b&gt;" in page
    assert page.count("This one is mine") == 1
    assert "yours already" in page


def test_nobody_found_says_what_else_to_do(member, user):
    search = CharacterSearchFactory(user=user, state=ErrandState.DONE)

    page = text(member.get(url("character-search", search)))

    assert "Nobody of that name there" in page


# --- Main, shown, removed ------------------------------------------------------


def test_the_first_is_shown_at_once_the_second_only_after_a_warning(member, user):
    first = CharacterFactory(user=user, verified=True)
    second = CharacterFactory(user=user, verified=True)

    member.post(url("character-show", first))
    asked = member.post(url("character-show", second))
    assert asked.status_code == 422
    assert "They will be seen together." in text(asked)
    assert list(Character.objects.shown()) == [first]
    member.post(url("character-show", second), {"together": "yes"})

    assert Character.objects.shown().count() == 2
    assert "everybody sees that they belong together" in text(member.get(LIST))
    member.post(url("character-hide", first))
    assert list(Character.objects.shown()) == [second]


def test_nothing_unproven_is_shown_or_main(member, user):
    mine = CharacterFactory(user=user)

    for name in ("character-show", "character-main"):
        told = member.post(url(name, mine), follow=True)
        assert "Verify it first" in text(told)

    mine.refresh_from_db()
    assert (mine.is_shown, mine.is_main) == (False, False)


def test_main_is_one_press(member, user):
    CharacterFactory(user=user, shown=True)
    second = CharacterFactory(user=user, verified=True)

    member.post(url("character-main", second))

    assert Character.objects.get(user=user, is_main=True) == second


def test_removing_asks_first(member, user):
    mine = CharacterFactory(user=user, shown=True)

    assert "Remove" in text(member.get(url("character-remove", mine)))
    assert Character.objects.filter(pk=mine.pk).exists()
    member.post(url("character-remove", mine))

    assert not Character.objects.filter(pk=mine.pk).exists()


# --- XIVAuth -------------------------------------------------------------------

CALLBACK = "/settings/characters/xivauth/callback/"


def begin(member, **form):
    answer = member.post(reverse("accounts:xivauth"), form)
    return answer.url.partition("state=")[2].partition("&")[0]


def test_the_way_there_and_back(member, user, world_outside):
    state = begin(member, shows="on")

    answer = member.get(CALLBACK, {"state": state, "code": "abc"})

    visit = XivAuthVisit.objects.get(user=user)
    assert answer.url == url("xivauth-visit", visit)
    assert (visit.code, visit.shows) == ("abc", True)
    assert visit.redirect_uri == f"http://testserver{CALLBACK}"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": "forged"}, "did not begin here"),
        ({"state": ""}, "did not begin here"),
        ({"error": "access_denied", "code": ""}, "You did not allow it"),
        ({"error": "server_error", "code": ""}, "without a permission"),
        ({"code": ""}, "without a permission"),
        ({"code": "x" * 501}, "without a permission"),
        ({"code": "a\x00b"}, "without a permission"),
    ],
)
def test_what_is_wrong_on_the_way_back_is_said(member, world_outside, changes, said):
    state = begin(member)

    answer = member.get(
        CALLBACK, {"state": state, "code": "abc"} | changes, follow=True
    )

    assert said in text(answer)
    assert not XivAuthVisit.objects.exists()


def test_the_way_back_is_good_once(member, world_outside):
    asked = {"state": begin(member), "code": "abc"}
    member.get(CALLBACK, asked)

    answer = member.get(CALLBACK, asked, follow=True)

    assert "was used already" in text(answer)
    assert XivAuthVisit.objects.count() == 1


def test_another_browser_does_not_come_back_by_it(member, world_outside):
    state = begin(member)
    other = Client()
    other.force_login(UserFactory())

    answer = other.get(CALLBACK, {"state": state, "code": "abc"}, follow=True)

    assert "did not begin here" in text(answer)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"state": "queued"}, "Asking XIVAuth which characters are yours"),
        ({"state": "done"}, "XIVAuth showed no character"),
        (
            {"state": "done", "found": [{"name": "A B", "world": "W", "outcome": ""}]},
            "1 character is yours now.",
        ),
        (
            {
                "state": "done",
                "found": [{"name": "A B", "world": "W", "outcome": "older"}],
            },
            "Verify it by a code, which is newer proof.",
        ),
        ({"state": "ended", "outcome": "refused"}, "good for one use"),
        ({"state": "ended", "outcome": "xivauth-away"}, "XIVAuth does not answer"),
        ({"state": "retrying", "outcome": "xivauth-away"}, "tries again by itself"),
    ],
)
def test_a_visit_says_what_came_of_it(member, user, fields, said):
    visit = XivAuthVisitFactory(user=user, **fields)

    assert said in text(member.get(url("xivauth-visit", visit)))


def test_a_form_may_lead_to_xivauth_and_nowhere_else(member, world_outside, settings):
    policy = member.get(LIST)["Content-Security-Policy"]

    actions = policy.partition("form-action ")[2].partition(";")[0].split()
    assert actions == ["'self'", settings.SANDBOX_URL]
