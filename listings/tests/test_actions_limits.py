"""What moves up does not move up twice, how many listings a team has, and renaming it."""

from datetime import timedelta
from functools import partial

import pytest
import time_machine
from celery import current_app
from django.utils import timezone

from accounts.actions import create_team, edit_team, hand_over
from accounts.actions.profile import seek, stop_seeking
from accounts.enums import MAX_TEAMS_LED, MOVES_UP_EVERY, SEEKING_FOR
from accounts.exceptions import CannotLeadError, LeadsTooManyError
from accounts.models import Profile
from accounts.tests.factories import TeamFactory, world_id
from config.lib.ids import shorten
from config.testing.pages import words_in
from config.testing.race import race
from integrations.catalogue import catalogue
from listings import actions
from listings.actions.write import REINDEXED_AT_ONCE
from listings.draft import GoalDraft
from listings.enums import LIFETIME, MAX_DRAFTS, MAX_SUBSTITUTES, Kind, State
from listings.exceptions import (
    RenewedLatelyError,
    TooManyDraftsError,
    TooManySubstitutesError,
)
from listings.facets import Group, facet
from listings.models import Listing
from listings.tasks import reindex_due
from listings.tests.factories import ListingFactory, duty_id
from listings.tests.people import make_people

pytestmark = pytest.mark.django_db
SOON, LATER = MOVES_UP_EVERY - timedelta(minutes=5), MOVES_UP_EVERY


@pytest.fixture
def listing(people):
    """Just published, with one seat free."""
    made = ListingFactory(team=people.team, open_at=[8])
    return actions.publish(made, by=people.alice)


def fresh(listing):
    return Listing.objects.get(pk=listing.pk)


def after(wait):
    return time_machine.travel(timezone.now() + wait, tick=False)


def draft(people, kind=Kind.SUBSTITUTE):
    return actions.draft_listing(
        people.team,
        by=people.alice,
        kind=kind,
        goal=GoalDraft(duty_id=duty_id("m12s")),
        size=8,
    )


def pause_and_publish(listing, people):
    actions.pause(listing, by=people.alice)
    actions.publish(listing, by=people.bob)


def fill_and_free(listing, people):
    slot = listing.slots.get(position=8)
    seat = actions.fill_slot(slot, by=people.alice, job_id=slot.jobs[0])
    actions.vacate_seat(seat, by=people.alice)


def close_and_post_anew(listing, people):
    actions.close(listing, by=people.alice)
    actions.publish(ListingFactory(team=people.team, open_at=[8]), by=people.alice)


WAYS = [pause_and_publish, fill_and_free, close_and_post_anew]


def test_listing_is_renewed_once_in_twenty_hours(people, listing):
    with after(SOON), pytest.raises(RenewedLatelyError) as refused:
        actions.renew(listing, by=people.bob)
    with after(SOON):
        assert "again in 1 hour." in str(refused.value)

    with after(LATER):
        actions.renew(listing, by=people.bob)
        assert fresh(listing).renewed_at == timezone.now()


@pytest.mark.parametrize("way", WAYS)
def test_no_other_way_moves_it_up_sooner(people, listing, way):
    with after(SOON):
        way(listing, people)
        [shown] = Listing.objects.recruiting()
        until = timezone.now() + LIFETIME

    assert shown.renewed_at == listing.renewed_at
    assert shown.published_at == listing.published_at
    assert shown.expires_at == until  # but it is kept alive


@pytest.mark.parametrize("way", WAYS)
def test_every_way_moves_it_up_when_it_is_time(people, listing, way):
    with after(LATER):
        way(listing, people)
        [shown] = Listing.objects.recruiting()
        assert shown.renewed_at == timezone.now()
        with pytest.raises(RenewedLatelyError):
            actions.renew(shown, by=people.alice)


def test_listing_of_another_kind_or_team_has_a_place_of_its_own(people, listing):
    others = [
        ListingFactory(team=people.team, substitute=True),
        ListingFactory(team=people.rivals),
    ]
    with after(SOON):
        for other, by in zip(others, (people.alice, people.eve), strict=True):
            assert actions.publish(other, by=by).renewed_at == timezone.now()


def test_second_substitute_beside_one_that_recruits_stands_first(people):
    one, two = (ListingFactory(team=people.team, substitute=True) for _ in range(2))
    actions.publish(one, by=people.alice)
    with after(timedelta(hours=1)):
        actions.publish(two, by=people.alice)

    assert [*Listing.objects.recruiting().order_by("-renewed_at")] == [two, one]


def test_refusal_to_renew_says_when(client, people, listing):
    client.force_login(people.alice)

    page = client.post(f"/listings/{shorten(listing.pk)}/renewal/", follow=True)

    assert "You can renew it again in 20 hours." in words_in(page)


@pytest.mark.parametrize("stops", [False, True])
def test_player_does_not_move_up_twice_either(people, stops):
    seek(people.charlie)
    since = Profile.objects.get(user=people.charlie).seeking_since
    with after(SOON):
        if stops:
            stop_seeking(people.charlie)
        seek(people.charlie)
        found = Profile.objects.get(user=people.charlie)
        assert found.seeking_since == since
        assert found.seeking_until == timezone.now() + SEEKING_FOR
    with after(LATER):
        seek(people.charlie)
        found = Profile.objects.get(user=people.charlie)
        assert found.seeking_since == timezone.now()


def test_private_listings_of_a_team_have_an_end(people):
    made = [draft(people) for _ in range(MAX_DRAFTS)]

    with pytest.raises(TooManyDraftsError):
        draft(people)
    actions.close(made[0], by=people.alice)
    draft(people)


def test_page_says_that_there_are_too_many_and_keeps_what_was_typed(client, people):
    for _ in range(MAX_DRAFTS):
        draft(people)
    client.force_login(people.alice)

    page = client.post(
        "/listings/new/",
        {"team": str(people.team.pk), "kind": "substitute", "goal": "duty:fru"},
    )

    assert page.status_code == 422
    assert "as many private listings as it can have" in words_in(page)
    assert 'value="duty:fru" selected' in page.content.decode()


def full_of_substitutes(people):
    for _ in range(MAX_SUBSTITUTES):
        ListingFactory(team=people.team, substitute=True, recruiting=True)


def test_listings_that_recruit_substitutes_have_an_end(people):
    filled = ListingFactory(team=people.team, substitute=True, filled=True)
    expired = ListingFactory(team=people.team, substitute=True, expired=True)
    full_of_substitutes(people)
    private = ListingFactory(team=people.team, substitute=True)

    with pytest.raises(TooManySubstitutesError):
        actions.publish(private, by=people.alice)
    with pytest.raises(TooManySubstitutesError):
        actions.renew(expired, by=people.alice)
    actions.vacate_seat(filled.seats.first(), by=people.alice)

    assert fresh(filled).state == State.PRIVATE
    permanent = ListingFactory(team=people.team)
    assert actions.publish(permanent, by=people.alice).state == State.RECRUITING


@pytest.mark.slow
@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_not_go_beyond_the_end():
    people = make_people()
    for _ in range(MAX_DRAFTS - 1):
        draft(people)
    for _ in range(MAX_TEAMS_LED - 1):
        TeamFactory(leader=people.dana)

    drafts = race(*[partial(draft, people)] * 3)
    found = partial(create_team, by=people.dana, name="Ours", world_id=world_id("odin"))
    teams = race(found, found, found)

    assert sum(isinstance(made, TooManyDraftsError) for made in drafts) == 2
    assert sum(isinstance(made, LeadsTooManyError) for made in teams) == 2


def test_nobody_leads_more_teams_than_anybody_can(people):
    for _ in range(MAX_TEAMS_LED):
        TeamFactory(leader=people.bob)
    member = people.team.memberships.get(user=people.bob)

    with pytest.raises(LeadsTooManyError):
        create_team(by=people.bob, name="One more", world_id=world_id("odin"))
    with pytest.raises(CannotLeadError):
        hand_over(member, by=people.alice)


def rename(people):
    return edit_team(
        people.team,
        by=people.alice,
        name="Astral Dusk",
        world_id=world_id("tonberry"),
        about="",
    )


def is_found_anew(listing):
    found = Listing.objects.extra(where=["words @@ 'astral'::tsquery"])
    region = catalogue().worlds[world_id("tonberry")].region.id
    listing = fresh(listing)
    return found.contains(listing) and facet(Group.REGION, region) in listing.facets


def test_renamed_team_is_found_at_once_on_the_board_and_soon_elsewhere(
    people, listing, django_capture_on_commit_callbacks, monkeypatch
):
    waiting = [
        ListingFactory(team=people.team, **{state: True})
        for state in ("private", "filled", "expired")
    ]
    closed = ListingFactory(team=people.team, closed=True)
    versions = {each.pk: fresh(each).card_version for each in (*waiting, closed)}

    sent = []
    monkeypatch.setattr(current_app, "send_task", lambda name, **_: sent.append(name))
    with django_capture_on_commit_callbacks(execute=True):
        rename(people)

    assert is_found_anew(listing)
    assert not any(map(is_found_anew, waiting))
    # Nobody is shown a ready card with the old name.
    assert all(fresh(each).card_version > versions[each.pk] for each in waiting)
    assert fresh(closed).card_version > versions[closed.pk]
    assert sent == ["listings.reindex_due"]
    reindex_due()
    assert all(map(is_found_anew, waiting))
    assert actions.reindex_due() == 0  # done twice, it is once


@pytest.mark.parametrize("more", [5, 40])
def test_renaming_costs_the_same_however_many_listings_there_are(
    people, more, django_assert_max_num_queries
):
    for _ in range(REINDEXED_AT_ONCE):
        ListingFactory(team=people.team, substitute=True, recruiting=True)
    rows = ListingFactory.build_batch(
        more, team=people.team, substitute=True, recruiting=True
    )
    Listing.objects.bulk_create(rows)

    with django_assert_max_num_queries(12 + 5 * REINDEXED_AT_ONCE):
        rename(people)

    assert Listing.objects.filter(needs_reindex=True).count() == more
