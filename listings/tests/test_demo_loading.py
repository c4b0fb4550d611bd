"""Loading the demo: the same for the same seed, and nothing left half done."""

from datetime import UTC, datetime

import pytest
from django.db import connection, transaction

from accounts.models import Team, User
from listings.demo.batches import made
from listings.demo.ground import Ground
from listings.demo.loading import DemoError, load
from listings.demo.naming import handle
from listings.demo.rows import COLUMNS
from listings.enums import State
from listings.models import DayViews, Listing

pytestmark = pytest.mark.slow

NOW = datetime(2026, 11, 21, tzinfo=UTC)
ALL_OF_IT = (
    "SELECT md5(string_agg(line, '|' ORDER BY line)) FROM ("
    "SELECT ({columns})::text AS line FROM {table} AS row {where}) AS rows"
)


def digests():
    """One for each table; the log-ins of the demo's people are salted anew each time."""
    found = {}
    with connection.cursor() as cursor:
        for table, columns in COLUMNS.items():
            where = ""
            if table == "accounts_user":
                where = "WHERE email LIKE '%%players.example.com'"
            row = ", ".join(f"row.{column}" for column in columns.split())
            cursor.execute(ALL_OF_IT.format(columns=row, table=table, where=where), [])
            found[table] = cursor.fetchone()[0]
    views = DayViews.objects.order_by("listing", "player", "day")
    found["views"] = [*views.values_list("listing", "player", "day", "views")]
    return found


def loaded_and_undone(listings, seed):
    with transaction.atomic():
        load(listings, seed, NOW)
        found = digests()
        transaction.set_rollback(True)
    return found


def schema():
    """Everything that loading may put aside for a while."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)"
            " FROM pg_constraint UNION ALL SELECT tablename, indexname, indexdef"
            " FROM pg_indexes WHERE schemaname = 'public' UNION ALL"
            " SELECT tgrelid::regclass::text, tgname, tgenabled::text FROM pg_trigger"
            " WHERE NOT tgisinternal ORDER BY 1, 2, 3"
        )
        return cursor.fetchall()


@pytest.mark.django_db
def test_the_same_seed_makes_the_same_rows_keys_included():
    assert loaded_and_undone(60, 1) == loaded_and_undone(60, 1)


@pytest.mark.django_db
def test_another_seed_makes_another_board():
    first, second = loaded_and_undone(60, 1), loaded_and_undone(60, 2)

    assert [table for table in first if first[table] == second[table]] == []


@pytest.mark.slow
@pytest.mark.django_db
def test_two_processes_make_what_one_makes():
    ground = Ground(1_100, 3, NOW)

    with made(ground, processes=1) as one, made(ground, processes=2) as two:
        assert list(two) == list(one)


@pytest.mark.django_db
def test_one_in_ten_of_a_large_board_recruits():
    load(5_000, 1, NOW)

    recruiting = Listing.objects.filter(state=State.RECRUITING).count()
    assert 0.08 <= recruiting / 5_000 <= 0.12
    assert 3 * 0.8 <= 5_000 / Team.objects.count() <= 3 * 1.2


def test_handles_are_well_formed_and_never_the_same():
    handles = [handle(number) for number in range(60_000)]

    assert len({each.lower() for each in handles}) == 60_000
    assert max(map(len, handles)) <= 30


@pytest.mark.slow
@pytest.mark.django_db
def test_a_large_load_puts_every_key_index_and_trigger_back():
    before = schema()

    load(600, 1, NOW, bare_from=2)

    assert schema() == before
    assert Listing.objects.count() == 600


@pytest.mark.django_db
def test_a_second_load_is_refused_and_changes_nothing():
    load(10, 1, NOW)
    before = digests()

    with pytest.raises(DemoError, match="already there"):
        load(10, 2, NOW)

    assert digests() == before


@pytest.mark.django_db
def test_a_taken_handle_is_said_and_nothing_is_left_behind():
    User.objects.create_user("somebody@example.org", handle="Alice")

    with pytest.raises(DemoError, match="Somebody here"):
        load(10, 1, NOW)

    assert User.objects.count() == 1
    assert not Team.objects.exists()
