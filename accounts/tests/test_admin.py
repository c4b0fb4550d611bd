"""The moderators' desk for people and teams."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils import timezone

from accounts.models import Membership, Profile, Team, TeamEvent, User
from accounts.rules import is_suspended
from accounts.tests.factories import (
    MembershipFactory,
    ProfileFactory,
    TeamFactory,
    TeamInviteFactory,
    UserFactory,
)
from accounts.tests.log_in import log_in

pytestmark = [pytest.mark.slow, pytest.mark.django_db]
USERS = "admin:accounts_user_changelist"
USER = "admin:accounts_user_change"


@pytest.fixture
def mo(client, people):
    log_in(client, people.mo)
    return client


@pytest.fixture
def root(client):
    root = UserFactory(handle="root-of-all", superuser=True)
    log_in(client, root)
    return client


def handles(page):
    return {user.handle for user in page.context["cl"].result_list}


def press(client, action, *users, **answers):
    keys = [str(user.pk) for user in users]
    data = {"action": action, "_selected_action": keys, "index": "0", **answers}
    return client.post(reverse(USERS), data)


def answers(days=3, reason="Insults."):
    until = timezone.now() + timedelta(days=days)
    return {
        "confirmed": "yes",
        "reason": reason,
        "until_0": f"{until:%Y-%m-%d}",
        "until_1": f"{until:%H:%M:%S}",
    }


@pytest.mark.parametrize("item_count", [1, 3])
@pytest.mark.parametrize(
    ("model", "factory", "queries"),
    [
        ("user", UserFactory, 6),
        ("team", TeamFactory, 7),
        ("profile", ProfileFactory, 6),
    ],
)
def test_list_costs_the_same_whatever_its_length(
    mo, model, factory, queries, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        factory()

    with django_assert_num_queries(queries):
        page = mo.get(reverse(f"admin:accounts_{model}_changelist"))

    assert len(page.context["cl"].result_list) >= item_count


@pytest.mark.parametrize("item_count", [1, 3])
def test_team_shows_its_members_without_a_query_each(
    mo, people, item_count, django_assert_num_queries
):
    for _ in range(item_count):
        member = MembershipFactory(team=people.team)
        invite = TeamInviteFactory(team=people.team, invitee=people.dana, uses=1)
        TeamEvent.objects.create(
            team=people.team, verb="joined", actor=member.user, subject=member.user
        )

    ContentType.objects.clear_cache()
    with django_assert_num_queries(10):
        page = mo.get(reverse("admin:accounts_team_change", args=[people.team.pk]))

    html = page.content.decode()
    assert "alice" in html
    assert "dana" in html
    assert "joined" in html
    assert invite.code not in html  # whoever has it could join


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("suspended=now", {"sid"}),
        ("suspended=over", {"dana"}),
        ("is_staff__exact=1", {"mo"}),
        ("q=ali", {"alice"}),
        ("q=BOB@example", {"bob"}),
        ("q=nobody", set()),
    ],
)
def test_people_are_filtered_and_found(mo, people, query, found):
    User.objects.filter(pk=people.dana.pk).update(
        suspended_until=timezone.now() - timedelta(days=1)
    )

    assert handles(mo.get(f"{reverse(USERS)}?{query}")) == found


def test_suspending_asks_until_when_and_why_and_is_logged(mo, people):
    asked = press(mo, "suspend", people.dana)
    assert re.findall(r'name="(until_0|until_1|reason)"', asked.content.decode()) == [
        "until_0",
        "until_1",
        "reason",
    ]
    assert User.objects.get(pk=people.dana.pk).suspended_until is None

    answer = press(mo, "suspend", people.dana, **answers(reason="Sells carries."))

    dana = User.objects.get(pk=people.dana.pk)
    entry = LogEntry.objects.get(object_id=str(dana.pk))
    assert answer.status_code == 302
    assert is_suspended(dana)
    assert dana.suspension_reason == "Sells carries."
    assert (entry.user, "Sells carries." in entry.change_message) == (people.mo, True)


@pytest.mark.parametrize(
    ("wrong", "at"),
    [
        ({"reason": " "}, {"reason"}),
        ({"until_0": ""}, {"until"}),
        ({"until_0": "soon"}, {"until"}),
        ({"until_0": "2020-01-01"}, {"until"}),
        ({"until_0": "99999-01-01"}, {"until"}),
        ({"reason": "", "until_1": "x"}, {"until", "reason"}),
    ],
)
def test_suspension_without_end_or_reason_is_told_and_does_nothing(
    mo, people, wrong, at
):
    answer = press(mo, "suspend", people.dana, **{**answers(), **wrong})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == at
    assert User.objects.get(pk=people.dana.pk).suspended_until is None


def test_suspension_is_lifted_with_a_reason(mo, people):
    press(mo, "lift_suspension", people.sid, confirmed="yes", reason="Said sorry.")

    assert User.objects.get(pk=people.sid.pk).suspended_until is None
    assert LogEntry.objects.get().change_message == "Suspension lifted: Said sorry."


def test_moderator_suspends_neither_staff_nor_themselves(mo, people):
    root = UserFactory(superuser=True)

    for user in (root, people.mo):
        press(mo, "suspend", user, **answers())

    assert not User.objects.filter(
        pk__in=[root.pk, people.mo.pk], suspended_until__isnull=False
    ).exists()


def test_superuser_suspends_a_moderator(root, people):
    press(root, "suspend", people.mo, **answers())

    assert User.objects.get(pk=people.mo.pk).suspended_until is not None


def test_moderator_changes_no_account_and_no_password(mo, people):
    before = User.objects.filter(pk=people.dana.pk).values().get()

    page = mo.get(reverse(USER, args=[people.dana.pk]))
    changed = mo.post(
        reverse(USER, args=[people.dana.pk]), {"handle": "x", "is_staff": "on"}
    )
    password = mo.post(
        reverse("admin:auth_user_password_change", args=[people.dana.pk]),
        {"password1": "new-pass-word", "password2": "new-pass-word"},
    )

    html = page.content.decode()
    assert not re.search(r'name="(handle|email|password|is_staff|is_superuser)"', html)
    assert "md5" not in html
    assert (changed.status_code, password.status_code) == (403, 403)
    assert User.objects.filter(pk=people.dana.pk).values().get() == before


def test_superuser_gives_rights_but_writes_no_suspension_by_hand(root, people):
    address = reverse(USER, args=[people.dana.pk])

    page = root.get(address)
    fields = page.context["adminform"].form.fields
    root.post(
        address,
        {"handle": "dana", "time_zone": "UTC", "is_active": "on", "is_staff": "on",
         "email": "other@example.com", "suspended_until_0": "2030-01-01",
         "suspension_reason": "By hand"},
    )  # fmt: skip

    dana = User.objects.get(pk=people.dana.pk)
    assert {"is_staff", "groups"} <= set(fields)
    assert not {"suspended_until", "suspension_reason", "email"} & set(fields)
    assert dana.is_staff
    assert (dana.email, dana.suspended_until) == ("dana@example.com", None)


def test_superuser_sets_a_password_by_djangos_own_form(root, people):
    root.post(
        reverse("admin:auth_user_password_change", args=[people.dana.pk]),
        {"usable_password": "true", "password1": "Kweh-Kupo-77", "password2": "Kweh-Kupo-77"},
    )  # fmt: skip

    assert User.objects.get(pk=people.dana.pk).check_password("Kweh-Kupo-77")


def test_superuser_adds_somebody_who_can_log_in(root):
    answer = root.post(
        reverse("admin:accounts_user_add"),
        {"email": "New.Person@Example.com", "handle": "newcomer",
         "usable_password": "true", "password1": "Kweh-Kupo-77",
         "password2": "Kweh-Kupo-77"},
    )  # fmt: skip

    user = User.objects.get(handle="newcomer")
    assert answer.status_code == 302
    assert user.email == "new.person@example.com"
    assert user.check_password("Kweh-Kupo-77")
    assert EmailAddress.objects.get(user=user).verified


@pytest.mark.parametrize("handle", ["admin", "a b", "x", "ALICE"])
def test_superuser_cannot_give_a_handle_that_is_taken_or_reserved(root, people, handle):
    answer = root.post(
        reverse("admin:accounts_user_add"),
        {"email": "n@example.com", "handle": handle, "usable_password": "true",
         "password1": "Kweh-Kupo-77", "password2": "Kweh-Kupo-77"},
    )  # fmt: skip

    assert answer.status_code == 200
    assert answer.context["adminform"].form.errors
    assert not User.objects.filter(email="n@example.com").exists()


@pytest.mark.parametrize(
    ("model", "factory"), [("team", TeamFactory), ("profile", ProfileFactory)]
)
def test_nobody_invents_or_deletes_teams_and_profiles(root, model, factory):
    row = factory()

    added = root.get(reverse(f"admin:accounts_{model}_add"))
    deleted = root.post(
        reverse(f"admin:accounts_{model}_delete", args=[row.pk]), {"post": "yes"}
    )
    changed = root.post(reverse(f"admin:accounts_{model}_change", args=[row.pk]), {})

    assert [r.status_code for r in (added, deleted, changed)] == [403, 403, 403]
    assert Team.objects.count() + Profile.objects.count() == 1


def test_account_is_not_deleted_here(root, people):
    answer = root.post(
        reverse("admin:accounts_user_delete", args=[people.dana.pk]), {"post": "yes"}
    )

    assert answer.status_code == 403
    assert User.objects.filter(pk=people.dana.pk).exists()


def test_team_counts_its_current_members_and_is_found_by_name(mo, people):
    MembershipFactory(team=people.team, ended=True)

    page = mo.get(
        reverse("admin:accounts_team_changelist"), {"q": "umbral", "ended": "no"}
    )

    [team] = page.context["cl"].result_list
    assert team.current_members == 3
    assert Membership.objects.filter(team=team).count() == 4


@pytest.mark.parametrize("who", ["alice", "dana", "sid", None])
def test_desk_is_closed_to_everybody_else(client, people, who):
    if who:
        log_in(client, getattr(people, who))

    answer = client.get(reverse(USERS))

    assert answer.status_code == 302
    assert "@example.com" not in answer.content.decode()
