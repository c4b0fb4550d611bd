"""Fixtures for whoever tests a client."""

import pytest

from integrations.http import breaker, connections, limits, off
from integrations.tests.outside.clock import FakeClock
from integrations.tests.outside.server import fault_server


@pytest.fixture
def outside_server(settings, outside_forgotten):
    """Stands in for every outside service; see `integrations.tests.outside.server`."""
    with fault_server() as server:
        settings.OUTSIDE = "sandbox"
        settings.SANDBOX_URL = server.url
        yield server
        connections.close_all()


@pytest.fixture
def outside_forgotten():
    """This process knows nothing of the outside from a test before."""
    for known in (breaker._own, limits._own, off._said):
        known.clear()


@pytest.fixture
def fake_clock():
    """For `Outside(SERVICE, fake_clock)`: time passes only in its `sleep`."""
    return FakeClock()
