"""Each client finds in the sandbox what it looks for outside."""

import pytest

from integrations.catalogue import catalogue
from integrations.discord.schemas import Embed, EmbedField
from integrations.fflogs.schemas import Status
from integrations.lodestone.errors import Maintenance, PageHidden, PageNotFound
from integrations.sandbox.people import BY_ID, PEOPLE, Logs, Page
from integrations.xivapi.sync import sync

WREN, KOKOBA, SABLE, BRIGIDA, TESS, GRIMSBY, VEIL, HALCYON = (
    90000011,
    90000013,
    90000014,
    90000016,
    90000018,
    90000019,
    90000020,
    90000021,
)
READABLE = [each for each in PEOPLE if each.page == Page.PUBLIC]
MAIL = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHello.\r\n"


@pytest.mark.parametrize("person", READABLE, ids=lambda each: each.character.name)
def test_everybody_is_read_as_they_are(ask_lodestone, person):
    read = ask_lodestone.character(person.id)

    wanted = person.character
    assert (read.name, read.title, read.world) == (
        wanted.name,
        wanted.title,
        wanted.world,
    )
    assert (read.race, read.clan, read.gender) == (
        wanted.race,
        wanted.clan,
        wanted.gender,
    )
    assert read.job_levels == wanted.job_levels
    assert (read.bio or "-") == (wanted.bio or "-")
    assert read.item_level == wanted.item_level
    assert read.free_company == wanted.free_company


def test_jobs_have_a_page_of_their_own(ask_lodestone):
    jobs = ask_lodestone.class_jobs(WREN).jobs

    assert {job.full_name: job.level for job in jobs} == (
        BY_ID[WREN].character.job_levels
    )


def test_a_private_profile_shows_name_and_world_only(ask_lodestone):
    read = ask_lodestone.character(GRIMSBY)

    assert (read.is_private, read.name, read.bio) == (True, "Grimsby O'tolle", None)
    assert ask_lodestone.class_jobs(GRIMSBY).is_private


@pytest.mark.parametrize(
    ("lodestone_id", "error"),
    [(VEIL, PageHidden), (HALCYON, Maintenance), (90000999, PageNotFound)],
)
def test_some_cannot_be_read(ask_lodestone, lodestone_id, error):
    with pytest.raises(error):
        ask_lodestone.character(lodestone_id)


def test_a_name_on_two_worlds_is_two_people(ask_lodestone):
    assert [each.id for each in ask_lodestone.search("wren hollowell", "Lich")] == [
        WREN
    ]
    assert [each.id for each in ask_lodestone.search("Wren Hollowell", "Odin")] == [
        90000022
    ]
    assert ask_lodestone.search("Wren Hollowell", "Ragnarok") == ()
    assert ask_lodestone.search("Wren", "Lich") == ()


@pytest.mark.django_db
def test_worlds_lie_where_the_game_has_them():
    known = {each.name: each.data_centre.name for each in catalogue().worlds.values()}

    for each in PEOPLE:
        assert known.get(each.character.world or "") == each.character.data_centre


@pytest.mark.django_db
@pytest.mark.parametrize(
    "person",
    [each for each in PEOPLE if each.logs == Logs.KILLS],
    ids=lambda each: each.character.name,
)
def test_logs_name_exactly_the_kills(ask_fflogs, person):
    logs = ask_fflogs.progress(person.id)

    slugs = {duty.id: duty.slug for duty in catalogue().duties.values()}
    found = {
        slugs[each.duty_id]: (each.kills, each.percentile)
        for each in logs.duties
        if each.cleared
    }
    assert (logs.status, logs.unanswered) == (Status.OK, ())
    assert found == dict(person.kills)
    assert all(each.date and each.job for each in logs.duties if each.cleared)
    assert len(logs.duties) > 50


@pytest.mark.django_db
def test_a_fresh_kill_is_a_clear_without_a_percentile(ask_fflogs):
    logs = ask_fflogs.progress(SABLE)

    cleared = [each for each in logs.duties if each.cleared]
    assert [(each.kills, each.percentile) for each in cleared] == [(1, None)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lodestone_id", "status"),
    [(BRIGIDA, Status.HIDDEN), (TESS, Status.NO_LOGS), (123, Status.NO_LOGS)],
)
def test_some_have_no_logs_or_show_none(ask_fflogs, lodestone_id, status):
    assert ask_fflogs.progress(lodestone_id).status == status


@pytest.mark.django_db
def test_the_catalogue_is_up_to_date(ask_xivapi):
    report = sync(ask_xivapi.read())

    assert not report.changes
    assert (report.gone, report.to_add) == ((), ())


def test_posts_are_kept_to_be_looked_at(post, sandbox, visitor):
    posted = post(Embed(title="A <new> offer", fields=(EmbedField("Job", "Sage"),)))

    assert posted.message_id.isdecimal()
    assert len(sandbox.state.posts) == 1
    assert "A &lt;new&gt; offer" in visitor.get("/").text


def test_an_embed_as_long_as_may_be_is_taken(post, sandbox):
    post(Embed(title="t" * 300, description="d " * 4000, footer="f" * 3000))

    assert len(sandbox.state.posts) == 1


def test_mail_is_kept_to_be_read(mailbox, sandbox, visitor):
    mailbox.send(MAIL)

    kept = sandbox.state.mails[0]
    assert (kept.to, kept.subject, kept.text.strip()) == (
        "b@example.com",
        "Grüße",
        "Hello.",
    )
    assert "Grüße" in visitor.get("/").text
