"""Whom the sandbox stands in for. Each answers as recorded, in one module."""

from collections.abc import Callable
from dataclasses import dataclass

from integrations.sandbox.exchange import Reply, Request
from integrations.sandbox.faults import EVERYWHERE, Fault
from integrations.sandbox.services import (
    discord,
    fflogs,
    gmail,
    lodestone,
    xivapi,
    xivauth,
)
from integrations.sandbox.services.common import nested
from integrations.sandbox.state import State


@dataclass(frozen=True)
class StandIn:
    """`failing` gives what the service says with a status such as 429, `moved` an
    answer's body after a change of layout."""

    name: str  # the first segment of its paths
    title: str
    reply: Callable[[Request, State], Reply]
    failing: Callable[[int], Reply]
    moved: Callable[[bytes], bytes] = nested
    faults: tuple[Fault, ...] = EVERYWHERE


_ALL = (
    StandIn(
        "lodestone", "Lodestone", lodestone.reply, lodestone.failing, lodestone.moved
    ),
    StandIn("fflogs", "FF Logs", fflogs.reply, fflogs.failing),
    StandIn(
        "xivapi",
        "XIVAPI",
        xivapi.reply,
        xivapi.failing,
        faults=(*EVERYWHERE, Fault.RENAMED),
    ),
    StandIn("xivauth", "XIVAuth", xivauth.reply, xivauth.failing),
    StandIn("discord", "Discord", discord.reply, discord.failing),
    StandIn("gmail", "Gmail", gmail.reply, gmail.failing),
)
SERVICES = {service.name: service for service in _ALL}
