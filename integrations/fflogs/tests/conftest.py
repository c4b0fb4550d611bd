"""FF Logs on this machine, with a clock that moves only when somebody sleeps."""

from dataclasses import replace

import pytest

from integrations.fflogs.client import FFLogs
from integrations.fflogs.service import FFLOGS
from integrations.fflogs.tests.answers import TOKEN
from integrations.http import Rate
from integrations.tests.outside import server as faults

SERVICE = replace(FFLOGS, rate=Rate(1000, 1000), opens_after=1000)


@pytest.fixture
def server(outside_server):
    outside_server.script("/oauth/token", faults.answer(TOKEN))
    return outside_server


@pytest.fixture
def fflogs(server, fake_clock):
    return FFLogs(SERVICE, fake_clock)
