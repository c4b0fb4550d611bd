"""From one REDIS_URL to what the cache, our own clients and Celery each need."""

import re
from typing import Any
from urllib.parse import quote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from redis.connection import SSLConnection, parse_url

SCHEMES = ("redis://", "rediss://", "unix://")


def redis(env: environ.Env) -> dict[str, Any]:
    """Settings for REDIS_URL and REDIS_PREFIX: all that is ours reaches the same
    database, and every key and channel there begins with the prefix."""
    url = env("REDIS_URL", default="").strip() or "redis://127.0.0.1:6379/0"
    prefix = env("REDIS_PREFIX", default="") or "muster"
    if not re.fullmatch(r"[A-Za-z0-9_.-]{1,40}", prefix):
        raise ImproperlyConfigured(
            "REDIS_PREFIX may hold up to 40 letters, digits, `_`, `-` and `.`"
        )
    broker_url, tls = broker(url)
    return {
        # Django's cache takes these two for the gap between two addresses.
        "REDIS_URL": url.replace(",", "%2C").replace(";", "%3B"),
        "REDIS_PREFIX": prefix,
        "CELERY_BROKER_URL": broker_url,
        "CELERY_BROKER_USE_SSL": tls,
    }


def broker(url: str) -> tuple[str, dict[str, Any] | None]:
    """Address and TLS options for Celery of a place that is named as redis-py has it.

    Kombu reads addresses in a way of its own: it knows neither `unix://` nor `db=`,
    and no TLS without options. So redis-py reads, and Kombu is told what came out.
    """
    given = _read(url)
    who = ":".join(
        quote(given.get(name, ""), safe="") for name in ("username", "password")
    )
    who = "" if who == ":" else f"{who}@"
    database = given.get("db", 0)
    if path := given.get("path"):
        return f"redis+socket://{who}{quote(path)}?virtual_host={database}", None
    host = given.get("host", "localhost")
    host = f"[{host}]" if ":" in host else quote(host)
    place = f"{who}{host}:{given.get('port', 6379)}/{database}"
    if given.get("connection_class") is not SSLConnection:
        return f"redis://{place}", None
    options = {name: value for name, value in given.items() if name.startswith("ssl_")}
    return f"rediss://{place}", {"ssl_cert_reqs": "required", **options}


def _read(url: str) -> dict[str, Any]:
    # What the libraries say of a bad address may repeat it, password and all.
    if not url.startswith(SCHEMES):
        raise ImproperlyConfigured(
            f"REDIS_URL must begin with one of {', '.join(SCHEMES)}"
        )
    try:
        given: dict[str, Any] = parse_url(url)  # type: ignore[no-untyped-call]
        path = urlsplit(url).path
    except ValueError:
        given = {"db": -1}
    if given.get("db", 0) < 0 or not (
        url.startswith("unix://") or re.fullmatch(r"/?\d*/?", path)
    ):
        raise ImproperlyConfigured(
            "REDIS_URL cannot be read. Its database must be a number; the signs"
            " # / ? @ [ in a password are written %23 %2F %3F %40 %5B"
        )
    if url.startswith("unix://") and "path" not in given:
        raise ImproperlyConfigured(
            "REDIS_URL must name a whole path: unix:///run/redis/redis.sock?db=0"
        )
    return given
