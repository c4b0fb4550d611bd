"""A character that is not shown is nowhere on its owner's page."""

import re

import pytest
from django.utils import timezone

from accounts.actions.characters import own_character
from accounts.enums import LogsStatus, Proof
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    ProfileFactory,
    ProgressFactory,
    world_id,
)
from integrations.catalogue import catalogue
from listings.tests.pages import html_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

NAME, WORLD, LODESTONE_ID = "Secret Moonlight", "Zalera", 91234567


@pytest.fixture
def charlie(people):
    ProfileFactory(user=people.charlie, seeking=True, shows_percentiles=True)
    return people.charlie


def secret(user, **more):
    """A character with everything that could show through."""
    character = CharacterFactory(
        user=user,
        name=NAME,
        world_id=world_id("zalera"),
        lodestone_id=LODESTONE_ID,
        avatar_url="https://img2.finalfantasyxiv.com/f/secret_fc0.jpg",
        item_level=743,
        job_levels={str(catalogue().job_by_slug["vpr"].id): 87},
        logs_status=LogsStatus.OK,
        logs_synced_at=timezone.now(),
        **more,
    )
    duty = catalogue().duty_by_slug["top"]
    job = catalogue().job_by_slug["nin"]
    ProgressFactory(
        character=character, duty_id=duty.id, kills=4321, percentile=66.6, job_id=job.id
    )
    return character


def traces(html: str, character) -> list[str]:
    said = [
        NAME, WORLD, str(LODESTONE_ID), str(character.pk), "secret_fc0", "743", "4321",
        "VPR", "66 · NIN",
    ]  # fmt: skip
    words = re.sub(r"(?s)<svg.*?</svg>|\.[0-9a-f]{12}\.", "", html)
    return [word for word in said if re.search(rf"\b{re.escape(word)}\b", words)]


HIDDEN = {
    "verified but not shown": {"verified": True},
    "shown but not verified": {"is_shown": True, "is_main": True},
    "neither": {},
    "lost to somebody else": {"lost_at": timezone.now(), "is_shown": True},
}


@pytest.mark.parametrize("state", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("viewer", ["", "dana", "mo", "charlie"])
@pytest.mark.parametrize("beside", [False, True], ids=["alone", "beside a shown one"])
def test_character_not_shown_is_nowhere_on_the_page(
    client, people, charlie, state, viewer, beside
):
    character = secret(charlie, **state)
    team = MembershipFactory(user=charlie, character=character, team=people.rivals).team
    if beside:
        CharacterFactory(user=charlie, verified=True, is_shown=True, name="Open Book")
    if viewer:
        client.force_login(getattr(people, viewer))

    for query in ("", "?character=1", "?character=2", f"?character={character.pk}"):
        page = client.get(f"/players/charlie/{query}")

        assert page.status_code == 200
        assert team.name in html_of(page)
        assert ("Open Book" in html_of(page)) == beside
        assert traces(html_of(page), character) == []
        assert traces(str(page.headers), character) == []


def test_the_traces_looked_for_are_those_that_a_shown_character_leaves(client, charlie):
    character = secret(charlie, verified=True, is_shown=True)

    found = traces(html_of(client.get("/players/charlie/")), character)

    # No picture is loaded, and no key of ours is said, for a shown one either.
    said = [NAME, WORLD, str(LODESTONE_ID), "743", "4321", "VPR", "66 · NIN"]
    assert found == said


def test_character_taken_over_leaves_the_page_it_was_on(client, people, charlie):
    character = secret(charlie, verified=True, is_shown=True)
    theirs = CharacterFactory(user=people.dana, lodestone_id=LODESTONE_ID)

    own_character(theirs, proof=Proof.LODESTONE)

    assert traces(html_of(client.get("/players/charlie/")), character) == []


def test_nothing_of_an_address_stands_on_the_page(client, charlie):
    assert charlie.email not in html_of(client.get("/players/charlie/"))
