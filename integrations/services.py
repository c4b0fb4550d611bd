"""All services there are, what each needs to be told, and the cheapest way to ask it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings

from integrations.discord.client import SERVICE as DISCORD
from integrations.fflogs.client import FFLogs
from integrations.fflogs.service import FFLOGS
from integrations.gmail.client import SERVICE as GMAIL
from integrations.gmail.grants import TOKEN_ADDRESS, configured
from integrations.http import Outside, Service
from integrations.lodestone.client import LODESTONE
from integrations.xivapi.client import SERVICE as XIVAPI
from integrations.xivauth.client import SERVICE as XIVAUTH

Probe = Callable[[Outside], object]


@dataclass(frozen=True, slots=True)
class Known:
    title: str
    service: Service
    probe: Probe  # costs next to nothing and, where there are any, tries our rights
    needs: tuple[tuple[str, ...], ...] = ((),)  # settings: all of any one group
    is_mail: bool = False  # used only where MAIL chooses it, and never played

    def missing(self) -> tuple[str, ...]:
        """The settings that stand empty, of the group that is nearest to complete."""
        groups = [tuple(n for n in g if not _is_set(n)) for g in self.needs]
        begun = [
            empty
            for empty, group in zip(groups, self.needs, strict=True)
            if len(empty) < len(group) or not group
        ]
        return min(begun or groups[:1], key=len)


def _is_set(name: str) -> bool:
    return bool(getattr(settings, name, ""))


def _page(path: str) -> Probe:
    return lambda outside: outside.get(path, label="probe")


def _xivauth(outside: Outside) -> object:
    # Our rights there are lent by people: without one of them it can only refuse.
    return outside.get("/api/v1/user", accept_status=(200, 401), label="probe")


def _fflogs(outside: Outside) -> None:
    FFLogs(outside.service, outside.clock).check()


def _gmail(outside: Outside) -> object:
    form = configured().form(outside.clock)
    return outside.post(TOKEN_ADDRESS, form=form, retry_safe=True, label="probe")


SERVICES = (
    Known("Lodestone", LODESTONE, _page("/lodestone/worldstatus/")),
    Known(
        "FF Logs",
        FFLOGS,
        _fflogs,
        needs=(("FFLOGS_CLIENT_ID", "FFLOGS_CLIENT_SECRET"),),
    ),
    Known("XIVAPI", XIVAPI, _page("/version")),
    Known(
        "XIVAuth",
        XIVAUTH,
        _xivauth,
        needs=(("XIVAUTH_CLIENT_ID", "XIVAUTH_CLIENT_SECRET"),),
    ),
    Known("Discord", DISCORD, _page("/gateway")),
    Known(
        "Gmail",
        GMAIL,
        _gmail,
        needs=(
            ("GMAIL_CLIENT_ID", "GMAIL_CLIENT_SECRET", "GMAIL_REFRESH_TOKEN"),
            ("GMAIL_SERVICE_ACCOUNT", "GMAIL_SENDER"),
        ),
        is_mail=True,
    ),
)
