"""An account ends: nothing of it is left that tells who it was."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection
from django.utils import timezone

from accounts.actions import suspend
from accounts.actions.blocks import block
from accounts.actions.erasure import erase_account, led_teams
from accounts.actions.verification import issue_code
from accounts.exceptions import LeadsOthersError
from accounts.models import (
    Block,
    Character,
    CharacterSearch,
    FormerHandle,
    Membership,
    Profile,
    Progress,
    Session,
    Team,
    TeamInvite,
    User,
    Verification,
    XivAuthVisit,
)
from accounts.signals import account_erased, profile_changed
from accounts.tests.factories import (
    PASSWORD,
    CharacterFactory,
    MembershipFactory,
    ProfileFactory,
    ProgressFactory,
    TeamFactory,
    UserFactory,
)
from accounts.tests.refusals import end_of_transaction

pytestmark = pytest.mark.django_db

NAME, LODESTONE = "Quillon Featherstep", 98765432101
TELLING = [
    "quillon",
    "feather",
    "98765432101",
    "my-old-name",
    "secret@example",
    "q-sub",
]


@pytest.fixture
def quill(client, people) -> User:
    """Somebody of whom there is a trace in every table that keeps one."""
    quill = UserFactory(handle="quillon", email="quillon@example.com")
    client.force_login(quill)
    FormerHandle.objects.create(user=quill, handle="my-old-name")
    EmailAddress.objects.create(user=quill, email="secret@example.com")
    SocialAccount.objects.create(
        user=quill, provider="discord", uid="q-sub", extra_data={"name": "quillon"}
    )
    Authenticator.objects.create(
        user=quill, type=Authenticator.Type.TOTP, data={"secret": "quillon"}
    )
    UserSession.objects.create(
        user=quill,
        ip="127.0.0.1",
        session_key=client.session.session_key,
        user_agent="quillon's browser",
    )
    ProfileFactory(
        user=quill, headline="I am Quillon", about="feather in the wind", seeking=True
    )
    main = CharacterFactory(user=quill, name=NAME, lodestone_id=LODESTONE, shown=True)
    ProgressFactory(character=main)
    unproven = CharacterFactory(user=quill, name="Quillon Unproven")
    issue_code(unproven)
    CharacterSearch.objects.create(user=quill, name=NAME, world=main.world)
    XivAuthVisit.objects.create(user=quill, found=[{"name": NAME}])
    profile_changed.send(Profile, user_id=quill.pk)  # whoever seeks is searched for
    MembershipFactory(team=people.team, user=quill, character=main)
    suspend(
        quill, by=people.mo, until=timezone.now() + timedelta(days=1), reason="Quillon"
    )
    quill.groups.add(Group.objects.create(name="raiders"))
    block(people.charlie, by=quill)
    block(quill, by=people.dana)
    mail_model = apps.get_model("messaging", "Mail")
    mail_model.objects.create(
        to=["secret@example.com"], sender="muster@localhost", subject="Hello quillon"
    )
    for invitee, by in ((quill, people.eve), (people.charlie, people.alice)):
        TeamInvite.objects.create(
            team=people.rivals if invitee == quill else people.team,
            invitee=invitee,
            created_by=by if invitee == quill else quill,
            code=f"code-{invitee.handle}",
            expires_at=timezone.now() + timedelta(days=1),
        )
    quill.refresh_from_db()
    return quill


def traces() -> list[str]:
    """Table, column and value of whatever tells of them, in any row of any table."""
    found = []
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        for model in apps.get_models(include_auto_created=True):
            if model._meta.db_table not in tables:  # a test's own
                continue
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            columns = [column.name for column in cursor.description]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    said = str(value).lower()
                    if any(word in said for word in TELLING):
                        found.append(f"{model.__name__}.{column}: {said[:80]}")
    return sorted(found)


def test_nothing_is_left_that_tells_who_it_was(
    quill, django_capture_on_commit_callbacks
):
    tables = {trace.partition(".")[0] for trace in traces()}
    assert tables >= {
        "User", "FormerHandle", "EmailAddress", "SocialAccount", "Authenticator",
        "UserSession", "Profile", "Character", "Block", "LogEntry", "Mail", "CharacterSearch", "XivAuthVisit", "PlayerEntry",
    }  # fmt: skip

    with django_capture_on_commit_callbacks(execute=True):
        erase_account(quill)
    end_of_transaction()

    assert traces() == []


def test_row_that_stays_is_nobodys(client, quill):
    key = client.session.session_key
    before = User.objects.count()

    erase_account(quill)

    assert User.objects.count() == before
    gone = User.objects.get(pk=quill.pk)
    assert gone.email.endswith("@erased.invalid")
    assert gone.handle.startswith("gone-")
    assert (gone.is_active, gone.is_staff, gone.time_zone) == (False, False, "")
    assert (gone.suspended_until, gone.last_login, gone.groups.count()) == (
        None,
        None,
        0,
    )
    assert gone.erased_at is not None
    assert not gone.check_password(PASSWORD)
    assert not client.login(email="quillon@example.com", password=PASSWORD)
    assert not Session.objects.filter(session_key=key).exists()


def test_what_is_only_theirs_is_deleted(quill, people):
    erase_account(quill)

    for model in (Profile, FormerHandle, Progress, Block, Verification):
        assert not model.objects.exists(), model
    for model in (EmailAddress, SocialAccount, Authenticator, UserSession):
        assert not model.objects.filter(user=quill).exists(), model
    assert not TeamInvite.objects.filter(invitee=quill).exists()
    assert not TeamInvite.objects.live().exists()  # by them, to others
    assert {c.name for c in Character.objects.filter(user=quill)} == {""}
    assert EmailAddress.objects.filter(user=people.alice).exists()


def test_they_leave_their_teams(quill, people):
    erase_account(quill)

    member = Membership.objects.get(team=people.team, user=quill)
    assert member.until is not None
    assert member.character is None


def test_team_of_one_ends_with_them(people):
    alone = TeamFactory(leader=people.charlie)
    assert [*Team.objects.of_one(people.charlie)] == [alone]
    assert [*Team.objects.of_one(people.bob)] == []

    erase_account(people.charlie)
    end_of_transaction()

    alone.refresh_from_db()
    assert alone.archived_at is not None


def test_leader_of_others_hands_over_first(people):
    assert [*led_teams(people.alice)] == [people.team]
    assert [*led_teams(people.bob)] == []

    with pytest.raises(LeadsOthersError) as refused:
        erase_account(people.alice)

    assert refused.value.teams == [people.team]
    people.alice.refresh_from_db()
    assert people.alice.erased_at is None
    assert people.alice.handle == "alice"
    assert mail.outbox == []


def test_leader_whom_nobody_could_follow_is_not_held(people):
    """Bob has left and Sid is suspended: who stays could not take it over."""
    people.team.memberships.filter(user=people.bob).update(until=timezone.now())

    erase_account(people.alice)
    end_of_transaction()

    assert User.objects.get(pk=people.alice.pk).erased_at is not None


def test_floors_above_are_told_with_the_addresses(quill):
    heard: list[Any] = []

    def hear(user_id: Any, emails: Any, **_: Any) -> None:
        heard.append((user_id, emails))

    account_erased.connect(hear)
    erase_account(quill)
    erase_account(quill)
    account_erased.disconnect(hear)

    assert heard == [(quill.pk, ["quillon@example.com", "secret@example.com"])]


def test_one_mail_says_that_it_happened(quill, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        erase_account(quill)
        erase_account(quill)

    (said,) = mail.outbox
    assert (said.to, said.subject) == (
        ["quillon@example.com"],
        "Your Muster account is erased",
    )
    assert "Hello quillon," in said.body


def test_address_and_handle_are_free_again(quill):
    erase_account(quill)

    again = UserFactory(handle="quillon", email="quillon@example.com")

    assert User.objects.called("quillon") == again
    assert User.objects.called("my-old-name") is None


def test_character_can_be_somebody_elses(quill):
    erase_account(quill)

    CharacterFactory(lodestone_id=LODESTONE, verified=True)
