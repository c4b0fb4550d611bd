"""One REDIS_URL takes everybody to the same database, whatever its form."""

from contextlib import contextmanager
from typing import Any

import environ
import pytest
from celery import Celery
from django.core.cache import caches
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from kombu import Connection
from redis.connection import SSLConnection, UnixDomainSocketConnection

from config import pulse
from config.doctor import redises
from config.lib.findings import Level
from config.lib.limits import spend
from config.lib.redis_absence import client_at
from config.lib.tests.redises import own_redis
from config.lib.visits import note_visit, visits_on
from config.settings.redis import redis
from config.tests.redises import place_everything
from integrations.http import pause, status
from integrations.lodestone.client import LODESTONE

FORMS = {
    "redis://": "localhost:6379/0",
    "redis://redis.example": "redis.example:6379/0",
    "redis://redis.example:6380/3": "redis.example:6380/3",
    "redis://redis.example/3/": "redis.example:6379/3",
    "redis://redis.example?db=4": "redis.example:6379/4",
    "redis://redis.example/3?db=4": "redis.example:6379/4",
    "redis://:secret@redis.example/1": ":secret@redis.example:6379/1",
    "redis://ann:secret@redis.example/1": "ann:secret@redis.example:6379/1",
    "redis://ann@redis.example/1": "ann:@redis.example:6379/1",
    "redis://ann:a%2Fb%40c%3A%23%25%3F%2B@redis.example": (
        "ann:a/b@c:#%?+@redis.example:6379/0"
    ),
    "redis://:a,b;c@redis.example/2": ":a,b;c@redis.example:6379/2",
    "redis://redis.example?username=ann&password=a%26b&db=5": (
        "ann:a&b@redis.example:6379/5"
    ),
    "redis://10.0.0.7:6379": "10.0.0.7:6379/0",
    "redis://:s@[2001:db8::7]:6380/2": ":s@2001:db8::7:6380/2",
    "redis://redis.example/2?socket_timeout=3&health_check_interval=30": (
        "redis.example:6379/2"
    ),
    "rediss://redis.example": "tls redis.example:6379/0",
    "rediss://ann:secret@redis.example:6390/7": "tls ann:secret@redis.example:6390/7",
    "rediss://redis.example?ssl_cert_reqs=none&db=2": "tls redis.example:6379/2",
    "rediss://redis.example/1?ssl_ca_certs=%2Fetc%2Fca.pem&ssl_check_hostname=false": (
        "tls redis.example:6379/1"
    ),
    "unix:///run/redis/redis.sock": "/run/redis/redis.sock/0",
    "unix:///run/redis.sock?db=6": "/run/redis.sock/6",
    "unix://:secret@/run/redis.sock?db=6": ":secret@/run/redis.sock/6",
    "unix://ann:s%3Fe%23c@/run/redis.sock?db=6": "ann:s?e#c@/run/redis.sock/6",
    "unix:///run/redis.sock?db=6&password=s%20c": ":s c@/run/redis.sock/6",
    "unix:///run/a%20b%3Fc%25/redis.sock?db=1": "/run/a b?c%/redis.sock/1",
}
TODAY = timezone.now().date()
TLS = ("ssl_cert_reqs", "ssl_ca_certs", "ssl_check_hostname", "ssl_certfile")


@pytest.fixture
def told(monkeypatch):
    """What the settings make of an environment."""

    def tell(url, prefix=""):
        monkeypatch.setenv("REDIS_URL", url)
        monkeypatch.setenv("REDIS_PREFIX", prefix)
        return redis(environ.Env())

    return tell


def of_cache(settings, given):
    """What Django's cache connects with."""
    default = {**settings.CACHES["default"], "LOCATION": given["REDIS_URL"]}
    settings.CACHES = {**settings.CACHES, "default": default}
    cache: Any = caches["default"]
    client = cache._cache
    assert len(client._servers) == 1
    return client._get_connection_pool(write=True)


def of_celery(given):
    """What Kombu connects with, as Celery asks it to."""
    app = Celery(set_as_current=False)
    app.conf.update(
        broker_url=given["CELERY_BROKER_URL"],
        broker_use_ssl=given["CELERY_BROKER_USE_SSL"],
    )
    connection: Any = app.connection_for_write()
    # One that is made in the usual way connects at once.
    channel = object.__new__(connection.transport.Channel)
    channel.connection = connection.transport
    return channel._connparams()


def place(kwargs, kind):
    """Where that leads: whatever decides which database answers, and as whom."""
    who = f"{kwargs.get('username') or ''}:{kwargs.get('password') or ''}@"
    who = "" if who == ":@" else who
    if issubclass(kind, UnixDomainSocketConnection):
        where = kwargs["path"]
    else:
        where = f"{kwargs.get('host', 'localhost')}:{kwargs.get('port', 6379)}"
    tls = "tls " if issubclass(kind, SSLConnection) else ""
    return f"{tls}{who}{where}/{kwargs.get('db') or 0}"


def tls(kwargs, kind):
    """How a server has to prove who it is."""
    if not issubclass(kind, SSLConnection):
        return {}
    connection = kind(**{name: kwargs[name] for name in TLS if name in kwargs})
    return {
        "requires": connection.cert_reqs,
        "authorities": connection.ca_certs,
        "checks the name": connection.check_hostname,
    }


@pytest.mark.parametrize("url", FORMS)
def test_cache_clients_and_celery_reach_the_same_database(told, settings, url):
    given = told(url)

    pools = of_cache(settings, given), client_at(given["REDIS_URL"]).connection_pool
    celery = of_celery(given)
    all_three = [
        *((pool.connection_kwargs, pool.connection_class) for pool in pools),
        (celery, celery["connection_class"]),
    ]

    assert [place(*each) for each in all_three] == [FORMS[url]] * 3
    assert tls(*all_three[1]) == tls(*all_three[2])


@pytest.mark.parametrize(
    "url",
    [
        "redis.example:6379",
        "redis+socket:///run/redis.sock?virtual_host=1",
        "sentinel://hunter2@redis.example/0",
        "redis://:hunter2@redis.example/first",
        "redis://:hunter2@redis.example/1/2",
        "redis://:hunter2@redis.example/-1",
        "redis://:hunter2@redis.example?db=first",
        "redis://:hunter2@redis.example?db=-1",
        "redis://:hun#ter2@redis.example/0",
        "redis://:hunter2/x@redis.example/0",
        "redis://:hunter2@redis.example:port/0",
        "unix://redis.sock",
        "unix://:hunter2@?db=1",
    ],
)
def test_an_address_that_leads_nowhere_is_refused_without_being_repeated(told, url):
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL") as refused:
        told(url)

    assert "hunter2" not in str(refused.value)
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


@pytest.mark.parametrize("prefix", ["a:b", "a b", "*", "ä", "x" * 41])
def test_a_prefix_that_could_be_taken_for_another_is_refused(told, prefix):
    with pytest.raises(ImproperlyConfigured, match="REDIS_PREFIX"):
        told("redis://redis.example", prefix)


@pytest.fixture(scope="module")
def server():
    with own_redis() as server:
        yield server


def install(settings, location, prefix):
    """An installation of that name, in this process."""
    place_everything(settings, location)
    settings.REDIS_PREFIX = prefix
    default = {**settings.CACHES["default"], "KEY_PREFIX": prefix}
    settings.CACHES = {**settings.CACHES, "default": default}
    settings.CELERY_BROKER_TRANSPORT_OPTIONS = {"global_keyprefix": f"{prefix}:tasks:"}


@contextmanager
def broker(settings):
    options = settings.CELERY_BROKER_TRANSPORT_OPTIONS
    with Connection(settings.CELERY_BROKER_URL, transport_options=options) as opened:
        yield opened


def leave_something(settings):
    """Of every kind that Redis holds for us."""
    caches["default"].set("greeting", settings.REDIS_PREFIX)
    spend("renew", "ann", most=5, seconds=60)
    pulse.note("beat")
    note_visit(settings.REDIS_PREFIX, "ann", TODAY)
    pause(LODESTONE, 30)
    with broker(settings) as opened:
        opened.SimpleQueue("mail").put(settings.REDIS_PREFIX)


def found(settings):
    with broker(settings) as opened:
        message = opened.SimpleQueue("mail").get(timeout=10)
        message.ack()
    return {
        "cache": caches["default"].get("greeting"),
        "beat": pulse.ages()["beat"] is not None,
        "visits": [list(each) for each in visits_on(TODAY)],
        "paused": status(LODESTONE).paused_for > 0,
        "task": message.payload,
    }


@pytest.mark.usefixtures("outside_forgotten")
@pytest.mark.django_db
@pytest.mark.parametrize("database", [0, 3])
def test_two_installations_on_one_database_do_not_meet(settings, server, database):
    location = f"unix://{server.socket}?db={database}"
    client = client_at(location)
    client.flushall()
    install(settings, location, "one")
    leave_something(settings)
    ours = set(client.scan_iter())

    install(settings, location, "two")
    assert caches["default"].get("greeting") is None
    assert pulse.ages()["beat"] is None
    assert status(LODESTONE).paused_for == 0
    leave_something(settings)

    assert {key.split(b":")[0] for key in ours} == {b"one"}
    assert {key.split(b":")[0] for key in set(client.scan_iter()) - ours} == {b"two"}
    for name in ("one", "two"):
        install(settings, location, name)
        assert found(settings) == {
            "cache": name,
            "beat": True,
            "visits": [[name]],
            "paused": True,
            "task": name,
        }


def test_the_doctor_compares_what_each_really_reaches(settings, server):
    install(settings, f"unix://{server.socket}?db=1", "one")
    assert (redises.look().level, redises.look().reachable) == (Level.WELL, True)

    settings.CELERY_BROKER_URL = f"redis+socket://{server.socket}?virtual_host=2"
    assert redises.look().level == Level.BROKEN
    assert redises.look().state == "tasks elsewhere"

    install(settings, f"unix://{server.socket}?db=1", "one")
    settings.REDIS_URL = f"unix://{server.socket}?db=2"
    assert redises.look().state == "cache, tasks elsewhere"

    settings.CELERY_BROKER_URL = "redis://:hunter2@127.0.0.1:1/0"
    assert redises.look().state == "cannot be compared"
    assert "hunter2" not in str(redises.look())
