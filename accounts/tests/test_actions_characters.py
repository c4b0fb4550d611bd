"""Characters: one is main, nobody owns what another proved later, nothing is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import timezone

from accounts.actions.characters import (
    add_character,
    anonymise_characters,
    make_main,
    own_character,
    remove_character,
    show_character,
    unverify,
)
from accounts.enums import CharacterState, Proof
from accounts.errands import MAX_CHARACTERS
from accounts.exceptions import (
    GoneError,
    NotYoursError,
    SeenTogetherError,
    TooManyError,
)
from accounts.models import Character, Membership, Progress, Verification
from accounts.tests.factories import (
    CharacterFactory,
    MembershipFactory,
    ProgressFactory,
    UserFactory,
    VerificationFactory,
)

pytestmark = pytest.mark.django_db

LODESTONE_ID = 12_345_678


def main_of(user):
    return [row.pk for row in Character.objects.filter(user=user, is_main=True)]


def test_added_twice_it_is_once():
    user = UserFactory()

    first, second = (add_character(user, LODESTONE_ID) for _ in range(2))

    assert first == second
    assert first.state == CharacterState.UNVERIFIED
    assert first.sync_due_at is not None


def test_two_people_may_add_the_same():
    added = [add_character(UserFactory(), LODESTONE_ID) for _ in range(2)]

    assert added[0] != added[1]


def test_there_is_an_end_to_how_many():
    user = UserFactory()
    CharacterFactory.create_batch(MAX_CHARACTERS, user=user)

    with pytest.raises(TooManyError):
        add_character(user, LODESTONE_ID)


def test_the_first_verified_one_becomes_main(changed):
    user = UserFactory()
    first, second = CharacterFactory(user=user), CharacterFactory(user=user)

    own_character(first, proof=Proof.LODESTONE)
    own_character(second, proof=Proof.LODESTONE)

    assert main_of(user) == [first.pk]
    assert changed == [user.pk] * 2


def test_another_one_becomes_main_by_choice_and_only_a_verified_one(changed):
    first = CharacterFactory(shown=True)
    second = CharacterFactory(user=first.user, verified=True)
    unproven = CharacterFactory(user=first.user)

    make_main(second)
    with pytest.raises(GoneError):
        make_main(unproven)

    assert main_of(first.user) == [second.pk]
    assert changed == [first.user_id]


def test_without_the_main_one_the_next_is(changed):
    first = CharacterFactory(shown=True)
    second = CharacterFactory(user=first.user, verified=True)

    remove_character(first)

    assert main_of(second.user) == [second.pk]


def test_only_a_verified_one_is_shown():
    unproven, mine = CharacterFactory(), CharacterFactory(verified=True)

    with pytest.raises(GoneError):
        show_character(unproven, is_shown=True)
    show_character(mine, is_shown=True)

    assert list(Character.objects.shown()) == [mine]
    show_character(mine, is_shown=False)
    assert not Character.objects.shown().exists()


def test_a_second_one_is_shown_only_where_it_is_said_that_they_belong_together():
    """Also where the first was shown in another tab at this moment."""
    shown = CharacterFactory(shown=True)
    mine = CharacterFactory(user=shown.user, verified=True)

    with pytest.raises(SeenTogetherError):
        show_character(mine, is_shown=True)
    show_character(shown, is_shown=True)
    show_character(mine, is_shown=True, together=True)

    assert Character.objects.shown().count() == 2


def test_a_removed_one_leaves_nothing_and_its_team_keeps_the_player():
    mine = CharacterFactory(shown=True)
    ProgressFactory(character=mine)
    VerificationFactory(character=mine)
    seat = MembershipFactory(user=mine.user, character=mine)

    remove_character(mine)

    assert not Progress.objects.exists()
    assert not Verification.objects.exists()
    assert Membership.objects.get(pk=seat.pk).character is None


def test_xivauth_does_not_beat_a_newer_code():
    owner = CharacterFactory(lodestone_id=LODESTONE_ID, shown=True)
    late = CharacterFactory(lodestone_id=LODESTONE_ID)
    seen_at = timezone.now() - timedelta(days=30)

    with pytest.raises(NotYoursError):
        own_character(late, proof=Proof.XIVAUTH, seen_at=seen_at, xivauth_key="k")

    owner.refresh_from_db()
    assert owner.is_verified


def test_xivauth_beats_an_older_code():
    owner = CharacterFactory(
        lodestone_id=LODESTONE_ID, shown=True, verified_at=datetime(2026, 1, 1, tzinfo=UTC)
    )  # fmt: skip
    late = CharacterFactory(lodestone_id=LODESTONE_ID)

    own_character(
        late,
        proof=Proof.XIVAUTH,
        seen_at=datetime(2026, 2, 1, tzinfo=UTC),
        xivauth_key="k",
    )

    owner.refresh_from_db()
    assert not owner.is_verified
    assert late.user.characters.get().xivauth_key == "k"


def test_the_same_person_of_xivauth_moves_it_between_accounts():
    owner = CharacterFactory(
        lodestone_id=LODESTONE_ID, verified=True, proof=Proof.XIVAUTH, xivauth_key="k"
    )
    late = CharacterFactory(lodestone_id=LODESTONE_ID)
    seen_at = owner.verified_at - timedelta(days=1)

    own_character(late, proof=Proof.XIVAUTH, seen_at=seen_at, xivauth_key="k")

    late.refresh_from_db()
    assert late.is_verified


def test_older_proof_of_the_same_owner_replaces_no_newer():
    mine = CharacterFactory(verified=True)
    proven_at = mine.verified_at

    own_character(
        mine,
        proof=Proof.XIVAUTH,
        seen_at=proven_at - timedelta(days=9),
        xivauth_key="k",
    )

    mine.refresh_from_db()
    assert (mine.verified_at, mine.proof) == (proven_at, Proof.LODESTONE)
    assert mine.xivauth_key == "k"


def test_proof_from_the_future_counts_as_of_now():
    mine = CharacterFactory()

    own_character(
        mine, proof=Proof.XIVAUTH, seen_at=timezone.now() + timedelta(days=999)
    )

    mine.refresh_from_db()
    assert mine.verified_at <= timezone.now()


def test_an_account_that_ended_owns_nothing():
    mine = CharacterFactory(user__is_active=False)

    with pytest.raises(GoneError):
        own_character(mine, proof=Proof.LODESTONE)


def test_a_moderator_takes_a_verification_back_with_a_reason(changed, people):
    mine, mo = CharacterFactory(shown=True), people.mo

    unverify(mine, by=mo, reason="Somebody else's screenshot.")

    mine.refresh_from_db()
    assert (mine.is_verified, mine.is_shown, mine.is_main) == (False, False, False)
    assert mine.lost_reason == "Somebody else's screenshot."
    assert LogEntry.objects.get().user == mo
    assert changed == [mine.user_id]
    with pytest.raises(GoneError):
        unverify(mine, by=mo, reason="Again.")


def test_an_erased_person_leaves_rows_that_say_nothing():
    mine = CharacterFactory(
        lodestone_id=LODESTONE_ID,
        shown=True,
        avatar_url="https://img2.finalfantasyxiv.com/f/a.jpg",
        job_levels={"24": 100},
        item_level=700,
        xivauth_key="k",
        sync_due_at=timezone.now(),
    )
    ProgressFactory(character=mine)
    VerificationFactory(character=mine)
    seat = MembershipFactory(user=mine.user, character=mine)

    anonymise_characters(mine.user)

    blank = Character(pk=mine.pk, user=mine.user, created_at=mine.created_at)
    mine.refresh_from_db()
    fields = [field.attname for field in Character._meta.concrete_fields]
    assert [getattr(mine, n) for n in fields] == [getattr(blank, n) for n in fields]
    assert not Progress.objects.exists()
    assert not Verification.objects.exists()
    assert Membership.objects.get(pk=seat.pk).character is None


def test_what_an_erased_person_owned_can_be_owned_by_another():
    mine = CharacterFactory(lodestone_id=LODESTONE_ID, shown=True)
    anonymise_characters(mine.user)
    late = CharacterFactory(lodestone_id=LODESTONE_ID)

    own_character(late, proof=Proof.LODESTONE)

    late.refresh_from_db()
    assert late.is_verified


def test_newer_proof_of_the_same_owner_counts():
    old = datetime(2026, 1, 1, tzinfo=UTC)
    mine = CharacterFactory(verified=True, verified_at=old)
    newer = datetime(2026, 2, 1, tzinfo=UTC)

    own_character(mine, proof=Proof.XIVAUTH, seen_at=newer, xivauth_key="k")

    mine.refresh_from_db()
    assert (mine.verified_at, mine.proof) == (newer, Proof.XIVAUTH)


def test_a_code_read_now_counts_whatever_another_clock_says():
    ahead = timezone.now() + timedelta(seconds=30)
    CharacterFactory(lodestone_id=LODESTONE_ID, shown=True, verified_at=ahead)
    late = CharacterFactory(lodestone_id=LODESTONE_ID)

    own_character(late, proof=Proof.LODESTONE)

    late.refresh_from_db()
    assert late.is_verified


def test_who_has_gone_adds_nothing():
    user = UserFactory()
    user.emailaddress_set.all().delete()
    type(user).objects.filter(pk=user.pk).delete()

    with pytest.raises(GoneError):
        add_character(user, LODESTONE_ID)
