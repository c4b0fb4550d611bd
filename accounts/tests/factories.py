"""People and teams as they usually are."""

from datetime import timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone
from factory.django import DjangoModelFactory, Password

from accounts.enums import SEEKING_FOR, CharacterState, Proof, TeamRole
from accounts.errands import SOON, ErrandState
from accounts.models import (
    Character,
    CharacterSearch,
    Membership,
    Profile,
    Progress,
    Team,
    TeamInvite,
    User,
    Verification,
    XivAuthVisit,
)
from integrations.catalogue import catalogue

PASSWORD = "muster-demo"


def world_id(slug: str) -> int:
    return catalogue().world_by_slug[slug].id


class UserFactory(DjangoModelFactory[User]):
    """A person whose address is verified. Logs in with `PASSWORD`."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        suspended = factory.Trait(
            suspended_until=factory.LazyFunction(
                lambda: timezone.now() + timedelta(days=7)
            ),
            suspension_reason="Insults in three listings.",
        )
        staff = factory.Trait(is_staff=True)
        superuser = factory.Trait(is_staff=True, is_superuser=True)

    handle = factory.Sequence(lambda n: f"raider-{n}")
    email = factory.LazyAttribute(lambda user: f"{user.handle}@example.com".lower())
    password = Password(PASSWORD)

    @factory.post_generation
    def verified(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and extracted is not False:
            EmailAddress.objects.create(
                user=self, email=self.email, verified=True, primary=True
            )


class ProfileFactory(DjangoModelFactory[Profile]):
    class Meta:
        model = Profile

    class Params:
        seeking = factory.Trait(
            seeking_until=factory.LazyFunction(lambda: timezone.now() + SEEKING_FOR)
        )

    user = factory.SubFactory(UserFactory)
    headline = "Healer since Heavensward"
    seeking_since = factory.LazyAttribute(
        lambda p: p.seeking_until - SEEKING_FOR if p.seeking_until else None
    )
    seeking_until = None


class CharacterFactory(DjangoModelFactory[Character]):
    """Added, and not yet verified. `verified=True` is theirs; `shown=True` in public."""

    class Meta:
        model = Character

    class Params:
        verified = factory.Trait(
            state=CharacterState.VERIFIED,
            proof=Proof.LODESTONE,
            verified_at=factory.LazyFunction(timezone.now),
            synced_at=factory.LazyFunction(timezone.now),
        )
        shown = factory.Trait(verified=True, is_shown=True, is_main=True)

    user = factory.SubFactory(UserFactory)
    # None of the sandbox's people, who begin at 90,000,011.
    lodestone_id = factory.Sequence(lambda n: 80_000_000 + n)
    name = factory.Sequence(lambda n: f"Wandering Soul{chr(97 + n % 26)}")
    world_id = factory.LazyFunction(lambda: world_id("twintania"))


class VerificationFactory(DjangoModelFactory[Verification]):
    """A code that waits to be put into the profile."""

    class Meta:
        model = Verification

    character = factory.SubFactory(CharacterFactory)
    state = ErrandState.ISSUED
    code = factory.Sequence(lambda n: f"MUSTER-CDFG-{n:04}")


class CharacterSearchFactory(DjangoModelFactory[CharacterSearch]):
    class Meta:
        model = CharacterSearch

    user = factory.SubFactory(UserFactory)
    name = "Wren Hollowell"
    world_id = factory.LazyFunction(lambda: world_id("lich"))
    asked_at = factory.LazyFunction(timezone.now)
    next_at = factory.LazyAttribute(lambda search: search.asked_at + SOON)


class XivAuthVisitFactory(DjangoModelFactory[XivAuthVisit]):
    class Meta:
        model = XivAuthVisit

    user = factory.SubFactory(UserFactory)
    code = "of-one-use"
    redirect_uri = "http://testserver/settings/characters/xivauth/callback/"
    asked_at = factory.LazyFunction(timezone.now)
    next_at = factory.LazyAttribute(lambda visit: visit.asked_at + SOON)


class ProgressFactory(DjangoModelFactory[Progress]):
    class Meta:
        model = Progress

    character = factory.SubFactory(CharacterFactory, shown=True)
    duty_id = factory.LazyFunction(lambda: catalogue().duty_by_slug["fru"].id)
    kills = 3
    fetched_at = factory.LazyFunction(timezone.now)


class TeamFactory(DjangoModelFactory[Team]):
    """A team of one: pass `leader` to say who leads it."""

    class Meta:
        model = Team
        skip_postgeneration_save = True

    class Params:
        archived = factory.Trait(archived_at=factory.LazyFunction(timezone.now))

    name = factory.Sequence(lambda n: f"Seventh Umbral {n}")
    slug = factory.Sequence(lambda n: f"seventh-umbral-{n}")
    world_id = factory.LazyFunction(lambda: world_id("twintania"))

    @classmethod
    def _generate(cls, strategy: Any, params: Any) -> Any:
        # A team that is committed must have its leader by then.
        with transaction.atomic():
            return super()._generate(strategy, params)

    @factory.post_generation
    def leader(self: Any, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and not self.archived_at:
            MembershipFactory(
                team=self, user=extracted or UserFactory(), role=TeamRole.LEADER
            )


class MembershipFactory(DjangoModelFactory[Membership]):
    class Meta:
        model = Membership

    class Params:
        officer = factory.Trait(role=TeamRole.OFFICER)
        ended = factory.Trait(until=factory.LazyFunction(timezone.now))

    team = factory.SubFactory(TeamFactory)
    user = factory.SubFactory(UserFactory)


class TeamInviteFactory(DjangoModelFactory[TeamInvite]):
    """A link that one person may use; pass `invitee` for one who is meant."""

    class Meta:
        model = TeamInvite

    team = factory.SubFactory(TeamFactory)
    code = factory.Sequence(lambda n: f"abcdefghijklmnop-{n:05}")
    created_by = factory.LazyAttribute(
        lambda invite: invite.team.memberships.get(role=TeamRole.LEADER).user
    )
    expires_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))

    @classmethod
    def _generate(cls, strategy: Any, params: Any) -> Any:
        with transaction.atomic():  # as for its team
            return super()._generate(strategy, params)
