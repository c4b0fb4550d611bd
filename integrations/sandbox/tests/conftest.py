"""The sandbox on a free port, and clients that speak to it without waiting."""

from dataclasses import replace
from typing import Any

import pytest

from integrations.discord import client as discord
from integrations.fflogs import client as fflogs
from integrations.fflogs.service import FFLOGS
from integrations.gmail import client as gmail
from integrations.http import Outside, Rate
from integrations.lodestone import client as lodestone
from integrations.sandbox.tests.beside import sandbox_beside
from integrations.sandbox.tests.visitor import Visitor
from integrations.xivapi import client as xivapi
from integrations.xivauth import client as xivauth

QUICK: dict[str, Any] = {
    "rate": Rate(1000, 1000),
    "read_timeout": 2.0,
    "deadline": 30,
    "attempts": 1,
    "opens_after": 1000,
}


@pytest.fixture
def sandbox(settings, outside_forgotten):
    with sandbox_beside(settings) as application:
        yield application


@pytest.fixture
def visitor(sandbox, settings):
    return Visitor(settings.SANDBOX_URL)


@pytest.fixture
def ask_lodestone(sandbox, fake_clock):
    service = replace(lodestone.LODESTONE, **QUICK)
    return lodestone.Lodestone(Outside(service, fake_clock))


@pytest.fixture
def ask_fflogs(sandbox, fake_clock):
    return fflogs.FFLogs(replace(FFLOGS, **QUICK), fake_clock)


@pytest.fixture
def ask_xivapi(sandbox, fake_clock, monkeypatch):
    monkeypatch.setattr(xivapi, "SERVICE", replace(xivapi.SERVICE, **QUICK))
    return xivapi.Xivapi(fake_clock)


@pytest.fixture
def post(sandbox, fake_clock, monkeypatch):
    service = replace(discord.SERVICE, **QUICK, lane_rate=None)
    monkeypatch.setattr(discord, "SERVICE", service)
    address = f"https://discord.com/api/webhooks/112233445566778899/{'t' * 40}"
    return lambda embed: discord.post_webhook(address, embed, clock=fake_clock)


@pytest.fixture
def mailbox(sandbox, fake_clock, settings, monkeypatch):
    monkeypatch.setattr(gmail, "SERVICE", replace(gmail.SERVICE, **QUICK))
    settings.GMAIL_SERVICE_ACCOUNT = ""
    for name in ("GMAIL_CLIENT_ID", "GMAIL_CLIENT_SECRET", "GMAIL_REFRESH_TOKEN"):
        setattr(settings, name, "of-no-use")
    gmail._tokens.clear()
    yield gmail.Gmail(fake_clock)
    gmail._tokens.clear()


@pytest.fixture
def ask_xivauth(sandbox, fake_clock, monkeypatch):
    monkeypatch.setattr(xivauth, "SERVICE", replace(xivauth.SERVICE, **QUICK))
    return xivauth.XivAuth(fake_clock)
