"""Characters that XIVAuth has seen to be somebody's; against the sandbox."""

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from accounts.actions.sweeping import forget_old
from accounts.actions.xivauth import add_from_xivauth, use_visit, visited_xivauth
from accounts.enums import Proof
from accounts.errands import MAX_CHARACTERS, ErrandState, Trouble
from accounts.models import Character
from accounts.tests.factories import CharacterFactory, UserFactory
from accounts.tests.sandbox_people import KOKOBA, WREN
from integrations.sandbox.faults import Fault
from integrations.xivauth.schemas import VerifiedCharacter

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

BACK = "http://localhost:8000/settings/characters/xivauth/callback/"


def allowed(visitor, *characters, back=BACK):
    """The code that XIVAuth sends somebody back with."""
    form = {
        "response_type": "code",
        "redirect_uri": back,
        "scope": "user character:all",
        "state": "s",
        "character": characters,
        "answer": "allow",
    }
    done = visitor.post("/xivauth/oauth/authorize", form)
    return parse_qs(urlsplit(done.headers["Location"]).query)["code"][0]


def visited(visitor, *characters, user=None, shows=False, code=None):
    visit = visited_xivauth(
        user or UserFactory(),
        code=code or allowed(visitor, *characters),
        redirect_uri=BACK,
        shows=shows,
    )
    use_visit(visit.pk)
    visit.refresh_from_db()
    return visit


def person(lodestone_id, name="Wren Hollowell", **changes):
    return VerifiedCharacter(
        **{
            "persistent_key": f"key-of-{lodestone_id}",
            "lodestone_id": str(lodestone_id),
            "name": name,
            "home_world": "Lich",
            "data_centre": "Light",
            "avatar_url": "https://evil.example/a.jpg",
            "portrait_url": None,
            "verified_at": timezone.now() - timedelta(days=3),
        }
        | changes
    )


def test_the_chosen_ones_are_theirs(world_outside, visitor):
    visit = visited(visitor, WREN, KOKOBA, shows=True)

    rows = Character.objects.filter(user=visit.user).order_by("lodestone_id")
    assert visit.state == ErrandState.DONE
    assert [(r.name, r.proof, r.is_main, r.is_shown) for r in rows] == [
        ("Wren Hollowell", Proof.XIVAUTH, True, True),
        ("Kokoba Noba", Proof.XIVAUTH, False, False),
    ]
    assert all(row.xivauth_key for row in rows)
    assert [each["name"] for each in visit.added] == ["Wren Hollowell", "Kokoba Noba"]


@pytest.mark.parametrize("together", [False, True])
def test_another_one_is_shown_beside_the_first_only_knowingly(together):
    user = CharacterFactory(shown=True).user

    add_from_xivauth(user, [person(777)], shows=True, together=together)

    assert Character.objects.get(lodestone_id=777).is_shown == together


def test_a_used_permission_is_not_kept(world_outside, visitor):
    visit = visited(visitor, WREN)

    assert visit.code == ""


def test_a_permission_is_good_once(world_outside, visitor):
    code = allowed(visitor, WREN)
    visited(visitor, code=code)

    again = visited(visitor, code=code)

    assert (again.state, again.outcome) == (ErrandState.ENDED, Trouble.REFUSED)
    assert not Character.objects.filter(user=again.user).exists()


def test_a_task_that_comes_twice_does_nothing_the_second_time(world_outside, visitor):
    visit = visited(visitor, WREN)

    use_visit(visit.pk)

    visit.refresh_from_db()
    assert visit.state == ErrandState.DONE


def test_nobody_chosen_is_an_empty_list(world_outside, visitor):
    visit = visited(visitor)

    assert (visit.state, visit.found) == (ErrandState.DONE, [])


@pytest.mark.parametrize(
    "fault", [Fault.SLOW, Fault.UNAVAILABLE, Fault.CUT, Fault.GARBAGE, Fault.CHANGED]
)
def test_a_bad_day_of_xivauth_is_said(world_outside, visitor, fault):
    code = allowed(visitor, WREN)
    world_outside.state.set_fault("xivauth", fault)

    visit = visited(visitor, code=code)

    assert (visit.state, visit.outcome) == (ErrandState.ENDED, Trouble.XIVAUTH_AWAY)
    assert visit.code == ""
    assert visit.trouble


def test_a_rate_limit_is_waited_for_while_the_permission_lasts(world_outside, visitor):
    code = allowed(visitor, WREN)
    world_outside.state.set_fault("xivauth", Fault.TOO_MANY)

    visit = visited(visitor, code=code)
    assert visit.state == ErrandState.RETRYING

    world_outside.state.set_fault("xivauth", Fault.NONE)
    use_visit(visit.pk)
    visit.refresh_from_db()
    assert (visit.state, len(visit.added)) == (ErrandState.DONE, 1)


def test_what_another_proved_later_stays_theirs_and_is_said(world_outside):
    owner = CharacterFactory(lodestone_id=WREN, shown=True)

    told = add_from_xivauth(UserFactory(), [person(WREN), person(KOKOBA, "Kokoba N")])

    owner.refresh_from_db()
    assert owner.is_verified
    assert [each["outcome"] for each in told] == [Trouble.OLDER, ""]


def test_another_key_is_another_person(world_outside):
    first = UserFactory()
    add_from_xivauth(first, [person(WREN)])
    later = person(WREN, persistent_key="another-one", verified_at=timezone.now())

    add_from_xivauth(UserFactory(), [later])

    owner = Character.objects.verified().get(lodestone_id=WREN)
    assert owner.user != first
    assert owner.xivauth_key == "another-one"


def test_its_picture_is_of_a_known_host_or_none(world_outside):
    user = UserFactory()

    add_from_xivauth(user, [person(WREN)])

    mine = user.characters.get()
    assert (mine.name, mine.world.slug, mine.avatar_url) == (
        "Wren Hollowell",
        "lich",
        "",
    )


def test_more_than_fit_are_said(world_outside):
    user = UserFactory()
    CharacterFactory.create_batch(MAX_CHARACTERS, user=user)

    told = add_from_xivauth(user, [person(WREN)])

    assert told[0]["outcome"] == Trouble.TOO_MANY


def test_old_visits_are_forgotten(world_outside, visitor):
    visited(visitor, WREN)

    assert forget_old() == 0
    assert forget_old(timezone.now() + timedelta(days=2)) == 1


def test_what_its_person_did_not_allow_is_said(world_outside, visitor):
    code = allowed(visitor, WREN)
    world_outside.state.set_fault("xivauth", Fault.HIDDEN)

    visit = visited(visitor, code=code)

    assert (visit.state, visit.outcome) == (ErrandState.ENDED, Trouble.NOT_ALLOWED)


def test_what_the_lodestone_said_already_stays(world_outside):
    user = UserFactory()
    CharacterFactory(
        user=user, lodestone_id=WREN, name="Newer Name", synced_at=timezone.now()
    )

    add_from_xivauth(user, [person(WREN)])

    assert user.characters.get().name == "Newer Name"


def test_an_account_that_ended_gets_nothing(world_outside):
    user = UserFactory(is_active=False)

    told = add_from_xivauth(user, [person(WREN)])

    assert told[0]["outcome"]
    assert not Character.objects.verified().exists()
