"""Which addresses may be asked."""

import ipaddress
import re
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from integrations.errors import ForbiddenAddress
from integrations.http.service import Service

MODES = ("live", "sandbox", "off")
Origin = tuple[str, int]

_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]|[^\x00-\x7f]")  # ours are encoded by then
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def mode() -> str:
    """`live`, `sandbox` or `off`."""
    if settings.OUTSIDE not in MODES:
        raise ImproperlyConfigured(f"OUTSIDE must be one of {', '.join(MODES)}")
    return str(settings.OUTSIDE)


def sandbox() -> Origin | None:
    """Host and port of the one address on this machine that may be asked."""
    if mode() != "sandbox":
        return None
    parts = urlsplit(settings.SANDBOX_URL)
    if parts.scheme != "http" or not _is_loopback(parts.hostname or ""):
        raise ImproperlyConfigured("SANDBOX_URL must be http on this machine")
    return parts.hostname or "", parts.port or 80


def route(service: Service, url: str, base: str | None = None) -> str:
    """The address to ask for `url`, built anew of parts that were looked at.

    `url` is a path, or an address on one of the service's hosts; `base` is what a
    relative one goes from, after a redirect. In the sandbox, `https://host/path`
    becomes `SANDBOX_URL/<service>/path`. Raises `ForbiddenAddress`.
    """
    if _UNSAFE.search(url):
        raise ForbiddenAddress(service.name)
    if base is None and "://" not in url:
        url = f"{service.base_url.rstrip('/')}/{url.lstrip('/')}"
    elif base is not None:
        url = _joined(service, base, url)
    origin = sandbox()
    if origin and base is not None and _origin(url) == ("http", *origin):
        return url
    path = _path(service, url)
    if origin:
        return f"{settings.SANDBOX_URL.rstrip('/')}/{service.sandbox_segment}{path}"
    return f"https://{urlsplit(url).hostname}{path}"


def may_connect(host: str, port: int, address: str) -> bool:
    """Whether this very address may be connected to, for a host of that name."""
    origin = sandbox()
    if origin:
        return (host, port) == origin and _is_loopback(address)
    return is_public(address)


def is_public(address: str) -> bool:
    """Whether an IP address, and whichever it stands for, is one of the internet."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(map(_is_public, _unwrapped(ip)))


_IP = ipaddress.IPv4Address | ipaddress.IPv6Address


def _unwrapped(ip: _IP) -> list[_IP]:
    if isinstance(ip, ipaddress.IPv4Address):
        return [ip]
    if ip.ipv4_mapped:  # ::ffff:127.0.0.1 is no address of its own
        return [ip.ipv4_mapped]
    if ip in _NAT64:
        return [ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)]
    return [ip, ip.sixtofour] if ip.sixtofour else [ip]


def _is_public(ip: _IP) -> bool:
    special = ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast
    special = special or ip.is_reserved or ip.is_unspecified
    if isinstance(ip, ipaddress.IPv6Address):
        special = special or ip.is_site_local
    return ip.is_global and not special


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _joined(service: Service, base: str, url: str) -> str:
    try:
        return urljoin(base, url)
    except ValueError:
        raise ForbiddenAddress(service.name) from None


def _origin(url: str) -> tuple[str, str, int | None] | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    if parts.username is not None or parts.password is not None:
        return None
    return parts.scheme, parts.hostname or "", port


def _path(service: Service, url: str) -> str:
    """Path and query of an address of this service; anything else is forbidden."""
    origin = _origin(url)
    if origin is None or origin[0] != "https" or origin[2] not in {None, 443}:
        raise ForbiddenAddress(service.name)
    if origin[1] not in service.hosts:
        raise ForbiddenAddress(service.name)
    parts = urlsplit(url)
    query = f"?{parts.query}" if parts.query else ""
    return (parts.path or "/") + query
