"""What FF Logs says of a character is written down, as of when it said so."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import chain

import pytest
from django.utils import timezone

from accounts.actions.logs import (
    OTHERS_EVERY,
    SEEKING_EVERY,
    SHOWN_EVERY,
    apply_logs,
    recent_duties,
    sync_logs,
)
from accounts.enums import LogsStatus
from accounts.models import Character, Progress
from accounts.tests.factories import CharacterFactory, ProfileFactory, ProgressFactory
from accounts.tests.sandbox_people import BOB, BRIGIDA, ONDREJ, SABLE, TESS, WREN
from integrations.catalogue import catalogue
from integrations.errors import Temporary
from integrations.fflogs import queries
from integrations.fflogs.schemas import CharacterLogs, DutyLogs, Status
from integrations.sandbox.faults import Fault

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

AT = datetime(2026, 11, 1, tzinfo=UTC)


def duty(slug):
    return catalogue().duty_by_slug[slug].id


def logs(*duties, status=Status.OK, unanswered=()):
    return CharacterLogs(
        lodestone_id=WREN,
        status=status,
        fetched_at=AT,
        duties=duties,
        unanswered=unanswered,
    )


def claims(character):
    rows = character.progress.values_list("duty_id", "kills", "percentile")
    return {row[0]: row[1:] for row in rows}


def asked(lodestone_id):
    character = CharacterFactory(lodestone_id=lodestone_id, verified=True)
    sync_logs(character.pk)
    character.refresh_from_db()
    return character


def test_kills_come_with_percentile_job_and_date(world_outside, changed):
    character = asked(WREN)

    assert character.logs_status == LogsStatus.OK
    assert claims(character) == {
        duty("m9s"): (9, Decimal("88.4")),
        duty("m10s"): (7, Decimal("91.2")),
        duty("m11s"): (4, Decimal("64.0")),
        duty("m12s"): (1, Decimal("47.9")),
        duty("fru"): (2, Decimal("71.3")),
    }
    best = character.progress.get(duty_id=duty("m9s"))
    assert best.job.abbreviation == "WHM"
    assert best.date is not None
    assert best.source == "fflogs"
    assert character.logs_full_at is not None
    assert changed == [character.user_id]


def test_the_same_again_changes_nothing(world_outside, changed):
    character = asked(WREN)
    changed.clear()

    sync_logs(character.pk)

    assert changed == []
    assert character.progress.count() == 5


def test_after_all_duties_only_those_of_now_are_asked_for(world_outside):
    character = asked(ONDREJ)
    old = ProgressFactory(character=character, duty_id=duty("m5s"))
    full_at = character.logs_full_at

    sync_logs(character.pk)

    character.refresh_from_db()
    assert character.logs_full_at == full_at
    assert Progress.objects.filter(pk=old.pk).exists()
    assert duty("m9s") in recent_duties()
    assert duty("fru") in recent_duties()
    assert duty("m5s") not in recent_duties()


def test_the_duties_of_now_are_cheap():
    places = [queries.places(catalogue())[each] for each in recent_duties()]
    zones = queries.zones(chain.from_iterable(places))

    assert len(zones) * queries.POINTS_PER_ZONE <= 15
    assert (
        len(queries.zones(chain.from_iterable(queries.places(catalogue()).values())))
        > 40
    )


def test_kills_that_are_not_ranked_have_no_percentile(world_outside):
    character = asked(SABLE)

    assert claims(character) == {duty("m9s"): (1, None)}


def test_hidden_logs_are_said_as_such_and_nothing_of_them_is_kept(world_outside):
    character = CharacterFactory(lodestone_id=BRIGIDA, verified=True)
    ProgressFactory(character=character)

    sync_logs(character.pk)

    character.refresh_from_db()
    assert character.logs_status == LogsStatus.HIDDEN
    assert claims(character) == {}


def test_no_logs_is_another_word_than_hidden(world_outside):
    assert asked(TESS).logs_status == LogsStatus.NO_LOGS


@pytest.mark.parametrize(
    "answer",
    [
        {"duties": (0,)},
        {"unanswered": True},
        {},
        {"status": Status.NO_LOGS},
    ],
    ids=["no kills", "failed", "cannot be known", "no character"],
)
@pytest.mark.parametrize("is_full", [True, False])
def test_an_answer_of_none_takes_no_clear_away(answer, is_full, changed):
    character = CharacterFactory(verified=True, logs_status="ok")
    known = {"kills": 3, "percentile": Decimal("88.0"), "date": AT, "fetched_at": AT}
    ProgressFactory(character=character, duty_id=duty("fru"), **known)

    apply_logs(character, none_of("fru", **answer), is_full=is_full)

    row = character.progress.get()
    assert {name: getattr(row, name) for name in known} == known
    character.refresh_from_db()
    assert character.logs_status == LogsStatus.OK
    assert changed == []


def none_of(slug, *, duties=(), unanswered=False, status=Status.OK):
    said = tuple(DutyLogs(duty(slug), kills=kills) for kills in duties)
    failed = (duty(slug),) if unanswered else ()
    return logs(*said, status=status, unanswered=failed)


def test_what_a_newer_answer_leaves_open_stays_known():
    character = CharacterFactory(verified=True)
    job = catalogue().job_by_slug["sam"]
    first = DutyLogs(duty("fru"), 3, 88.0, "Samurai", job, AT)
    apply_logs(character, logs(first))

    apply_logs(character, logs(DutyLogs(duty("fru"), kills=4)))

    row = character.progress.get()
    assert (row.kills, row.percentile, row.date) == (4, Decimal("88.0"), AT)
    assert row.job_id == job.id


def test_all_duties_are_done_though_some_can_never_be_answered():
    character = CharacterFactory(verified=True)

    apply_logs(character, logs(DutyLogs(duty("m9s"))), is_full=True)

    character.refresh_from_db()
    assert character.logs_full_at is not None


def test_what_failed_is_asked_for_again_but_not_for_ever():
    character = CharacterFactory(verified=True)
    done = []
    for _ in range(4):
        apply_logs(character, none_of("m9s", unanswered=True), is_full=True)
        character.refresh_from_db()
        done.append(character.logs_full_at is not None)
        wait = character.logs_due_at - timezone.now()
        assert done[-1] or wait < timedelta(hours=1)

    assert done == [False, False, True, True]


def test_an_old_ultimate_is_found_by_the_metric_of_its_zone(world_outside):
    character = asked(BOB)

    assert duty("ucob") in claims(character)


def test_a_newer_answer_replaces_the_older():
    character = CharacterFactory(verified=True)
    first = DutyLogs(duty("m9s"), kills=2, percentile=50.0, date=AT)
    apply_logs(character, logs(first))

    apply_logs(character, logs(replace(first, kills=3, percentile=99.96)))

    assert claims(character) == {duty("m9s"): (3, Decimal("100.0"))}


@pytest.mark.parametrize(
    "fault", [Fault.SLOW, Fault.UNAVAILABLE, Fault.GARBAGE, Fault.CUT, Fault.CHANGED]
)
def test_a_bad_day_of_ff_logs_keeps_everything(world_outside, fault):
    character = CharacterFactory(lodestone_id=WREN, verified=True, logs_status="ok")
    ProgressFactory(character=character)
    world_outside.state.set_fault("fflogs", fault)

    sync_logs(character.pk)

    character.refresh_from_db()
    assert (character.logs_status, character.logs_failures) == ("ok", 1)
    assert character.progress.count() == 1
    assert character.logs_due_at > timezone.now()


def test_spent_points_are_waited_for(world_outside):
    character = CharacterFactory(lodestone_id=WREN, verified=True)
    world_outside.state.set_fault("fflogs", Fault.TOO_MANY)

    sync_logs(character.pk)

    character.refresh_from_db()
    assert character.logs_failures == 0
    assert character.logs_due_at > timezone.now() + timedelta(seconds=1)


def test_where_ff_logs_is_off_nothing_is_asked_and_nothing_failed(settings):
    settings.OUTSIDE = "off"
    character = CharacterFactory(verified=True)

    sync_logs(character.pk)

    character.refresh_from_db()
    assert (character.logs_status, character.logs_failures) == ("", 0)
    assert character.logs_synced_at is None


def test_what_nobody_verified_is_not_asked_for(world_outside):
    character = CharacterFactory(lodestone_id=WREN)

    sync_logs(character.pk)

    assert claims(character) == {}


def test_a_character_that_was_lost_meanwhile_gets_no_claims():
    character = CharacterFactory(lodestone_id=WREN)

    apply_logs(character, logs(DutyLogs(duty("m9s"), kills=2)))

    assert claims(character) == {}


@pytest.mark.parametrize(
    ("seeks", "fields", "every"),
    [
        (True, {"is_shown": True}, SEEKING_EVERY),
        (False, {"is_shown": True}, SHOWN_EVERY),
        (False, {}, OTHERS_EVERY),
    ],
)
def test_who_seeks_is_the_freshest(seeks, fields, every):
    user = ProfileFactory(seeking=seeks).user
    character = CharacterFactory(user=user, verified=True, **fields)

    apply_logs(character, logs())

    character.refresh_from_db()
    wait = character.logs_due_at - timezone.now()
    assert every * 0.74 < wait < every * 1.26


def test_character_removed_while_the_outside_is_away_stays_removed(monkeypatch):
    class Away:
        def progress(self, *args, **more):
            Character.objects.all().delete()
            raise Temporary("fflogs")

    monkeypatch.setattr("accounts.actions.logs.fflogs", Away)

    sync_logs(CharacterFactory(lodestone_id=WREN, verified=True).pk)

    assert not Character.objects.exists()
