"""By which outside services one may log in just now."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings

from integrations.discord import sign_in as discord
from integrations.errors import NotConfigured
from integrations.http.addresses import mode
from integrations.xivauth import client as xivauth

Credentials = tuple[str, str]

_KNOWN: dict[str, Callable[[], Credentials]] = {
    "discord": discord.credentials,
    "xivauth": xivauth.credentials,
}
_ORIGINS = {"discord": "https://discord.com", "xivauth": "https://xivauth.net"}


def credentials_of(provider: str) -> Credentials | None:
    """Our id and secret there; None where Muster is not set up for it."""
    try:
        return _KNOWN[provider]()
    except (KeyError, NotConfigured):
        return None


def configured() -> list[str]:
    return [name for name in _KNOWN if credentials_of(name)]


def origins() -> list[str]:
    """Where a form that begins a log-in may lead to."""
    if mode() == "sandbox":
        parts = urlsplit(settings.SANDBOX_URL)
        return [f"{parts.scheme}://{parts.netloc}"] if configured() else []
    return [_ORIGINS[name] for name in configured()]
