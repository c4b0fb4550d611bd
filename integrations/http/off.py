"""A service that is off, said once."""

import structlog

from integrations.errors import NotConfigured

logger = structlog.get_logger(__name__)
_said: set[tuple[str, str]] = set()


def switched_off(service: str, why: str) -> NotConfigured:
    """The error to raise. Each process logs it once, not at each call."""
    if (service, why) not in _said:
        _said.add((service, why))
        logger.warning("outside service is off", service=service, why=why)
    return NotConfigured(service, why)
