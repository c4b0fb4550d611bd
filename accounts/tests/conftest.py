"""The sandbox beside a test, with clients that do not wait for each other."""

from dataclasses import replace
from typing import Any

import pytest

from integrations.fflogs.client import FFLogs
from integrations.fflogs.service import FFLOGS
from integrations.http import Outside, Rate
from integrations.lodestone.client import LODESTONE, Lodestone
from integrations.sandbox.tests.conftest import ask_xivauth, sandbox, visitor

QUICK: dict[str, Any] = {
    "rate": Rate(1000, 1000),
    "read_timeout": 0.5,
    "deadline": 2,
    "attempts": 1,
    "opens_after": 1000,
}


@pytest.fixture
def world_outside(sandbox, ask_xivauth, fake_clock, monkeypatch):
    """Every service in the sandbox; the tasks ask it in their usual way."""
    lodestone = Lodestone(Outside(replace(LODESTONE, **QUICK), fake_clock))
    fflogs = FFLogs(replace(FFLOGS, **QUICK), fake_clock)
    for module in ("verification", "syncing", "searching"):
        monkeypatch.setattr(f"accounts.actions.{module}.lodestone", lambda: lodestone)
    monkeypatch.setattr("accounts.actions.logs.fflogs", lambda: fflogs)
    monkeypatch.setattr("accounts.actions.xivauth.xivauth", lambda: ask_xivauth)
    return sandbox


__all__ = ["ask_xivauth", "sandbox", "visitor"]
