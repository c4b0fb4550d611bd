"""The sandbox beside a test, with clients that do not wait for each other; and news."""

import pytest

from accounts.signals import profile_changed
from integrations.sandbox.tests.conftest import (
    ask_fflogs,
    ask_lodestone,
    ask_xivauth,
    sandbox,
    visitor,
)


@pytest.fixture
def world_outside(sandbox, ask_lodestone, ask_fflogs, ask_xivauth, monkeypatch):
    """Every service in the sandbox; the tasks ask it in their usual way."""
    for module in ("verification", "syncing", "searching"):
        asks = f"accounts.actions.{module}.lodestone"
        monkeypatch.setattr(asks, lambda: ask_lodestone)
    monkeypatch.setattr("accounts.actions.logs.fflogs", lambda: ask_fflogs)
    monkeypatch.setattr("accounts.actions.xivauth.xivauth", lambda: ask_xivauth)
    return sandbox


@pytest.fixture
def changed():
    """Whose profile was said to have changed."""
    told = []

    def listen(user_id, **said):
        told.append(user_id)

    profile_changed.connect(listen)
    yield told
    profile_changed.disconnect(listen)


__all__ = ["ask_fflogs", "ask_lodestone", "ask_xivauth", "sandbox", "visitor"]
