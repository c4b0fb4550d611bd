"""Each fault, chosen for each service, is the error that its client knows."""

import pytest

from integrations.catalogue import catalogue
from integrations.discord.errors import WebhookGone
from integrations.discord.schemas import Embed
from integrations.errors import Changed, Permanent, RateLimited, Temporary
from integrations.fflogs.schemas import Status
from integrations.lodestone.errors import Maintenance, PageHidden, PageNotFound
from integrations.mail import MailPermanent, MailTemporary
from integrations.sandbox.faults import Fault
from integrations.sandbox.services import SERVICES
from integrations.sandbox.services.xivapi import NEW_NAME
from integrations.sandbox.tests.test_good_days import MAIL, WREN
from integrations.xivapi.sync import sync

pytestmark = pytest.mark.slow

F = Fault


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (F.SLOW, Temporary),
        (F.MISSING, PageNotFound),
        (F.TOO_MANY, RateLimited),
        (F.UNAVAILABLE, Maintenance),
        (F.CUT, Temporary),
        (F.GARBAGE, Changed),
        (F.CHANGED, Changed),
        (F.HIDDEN, PageHidden),
    ],
)
def test_lodestone(sandbox, ask_lodestone, fault, error):
    sandbox.state.set_fault("lodestone", fault)

    with pytest.raises(error):
        ask_lodestone.character(WREN, fresh=True)


@pytest.mark.parametrize("fault", [F.GARBAGE, F.CHANGED])
def test_lodestone_search_has_changed_too(sandbox, ask_lodestone, fault):
    sandbox.state.set_fault("lodestone", fault)

    with pytest.raises(Changed):
        ask_lodestone.search("Wren Hollowell", "Lich")
    with pytest.raises(Changed):
        ask_lodestone.search("Nobody Atall", "Lich")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (F.SLOW, Temporary),
        (F.MISSING, Changed),
        (F.TOO_MANY, RateLimited),
        (F.UNAVAILABLE, Temporary),
        (F.CUT, Temporary),
        (F.GARBAGE, Changed),
        (F.CHANGED, Changed),
    ],
)
def test_fflogs(sandbox, ask_fflogs, fault, error):
    ask_fflogs.progress(WREN)  # so that the token is there
    sandbox.state.set_fault("fflogs", fault)

    with pytest.raises(error):
        ask_fflogs.progress(WREN)


@pytest.mark.django_db
def test_fflogs_hides(sandbox, ask_fflogs):
    sandbox.state.set_fault("fflogs", F.HIDDEN)

    assert ask_fflogs.progress(WREN).status == Status.HIDDEN


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (F.SLOW, Temporary),
        (F.MISSING, Permanent),
        (F.TOO_MANY, RateLimited),
        (F.UNAVAILABLE, Temporary),
        (F.CUT, Temporary),
        (F.GARBAGE, Changed),
        (F.CHANGED, Changed),
        (F.HIDDEN, Permanent),
    ],
)
def test_xivapi(sandbox, ask_xivapi, fault, error):
    sandbox.state.set_fault("xivapi", fault)

    with pytest.raises(error):
        ask_xivapi.read()


@pytest.mark.django_db
def test_xivapi_may_rename_one_world(sandbox, ask_xivapi):
    sandbox.state.set_fault("xivapi", F.RENAMED)

    sync(ask_xivapi.read())

    names = [world.name for world in catalogue().worlds.values()]
    assert names.count(NEW_NAME) == 1


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (F.SLOW, Temporary),
        (F.MISSING, WebhookGone),
        (F.TOO_MANY, RateLimited),
        (F.UNAVAILABLE, Temporary),
        (F.CUT, Temporary),
        (F.GARBAGE, Changed),
        (F.CHANGED, Changed),
        (F.HIDDEN, Permanent),
    ],
)
def test_discord(sandbox, post, fault, error):
    sandbox.state.set_fault("discord", fault)

    with pytest.raises(error):
        post(Embed(title="An offer"))


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (F.SLOW, MailTemporary),
        (F.MISSING, MailPermanent),
        (F.TOO_MANY, MailTemporary),
        (F.UNAVAILABLE, MailTemporary),
        (F.CUT, MailTemporary),
        (F.GARBAGE, MailPermanent),
        (F.CHANGED, MailPermanent),
        (F.HIDDEN, MailPermanent),
    ],
)
def test_gmail(sandbox, mailbox, fault, error):
    sandbox.state.set_fault("gmail", fault)

    with pytest.raises(error):
        mailbox.send(MAIL)


def test_a_fault_ends_when_it_is_taken_back(sandbox, ask_lodestone):
    sandbox.state.set_fault("lodestone", F.UNAVAILABLE)
    with pytest.raises(Maintenance):
        ask_lodestone.character(WREN, fresh=True)

    sandbox.state.set_fault("lodestone", F.NONE)
    ask_lodestone.outside.clock.sleep(10)  # it has asked for its quiet

    assert ask_lodestone.character(WREN, fresh=True).id == WREN


@pytest.mark.parametrize("name", SERVICES)
def test_one_request_may_wish_for_a_fault(visitor, name):
    by_header = visitor.get(f"/{name}/", **{"X-Sandbox-Fault": "429"})
    by_address = visitor.get(f"/{name}/?sandbox_fault=503")

    assert (by_header.status_code, by_address.status_code) == (429, 503)
    assert by_header.headers["Retry-After"] == "5"
    assert visitor.get(f"/{name}/").status_code == 404
