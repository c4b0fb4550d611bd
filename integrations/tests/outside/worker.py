"""Another process that asks the outside: `python -m integrations.tests.outside.worker`.

Its words: a sandbox's address, the prefix of the keys in Redis, which of `WORK` to do.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import django
from django.conf import settings

PATIENT = {"read_timeout": 20.0, "deadline": 25.0}
WORK: dict[str, Callable[[], Any]] = {}


def work(function):
    WORK[function.__name__] = function
    return function


def outside(**changes):
    from integrations.http import Outside  # noqa: PLC0415 -- after django.setup()
    from integrations.tests.outside.services import example  # noqa: PLC0415

    return Outside(example(**changes))


@work
def three_turns():
    from integrations.http import Rate  # noqa: PLC0415

    asking = outside(rate=Rate(10, 2), deadline=9.0, patience=9.0)
    began = time.time()
    for _ in range(3):
        asking.get("/a")
    return began, time.time()


@work
def one_try():
    from integrations.errors import OutsideError  # noqa: PLC0415

    try:
        asking = outside(opens_after=3, rests_for=0.1, attempts=1, **PATIENT)
        return asking.get("/a").text
    except OutsideError as error:
        return error.outcome


@work
def one_paused_try():
    from integrations.errors import RateLimited  # noqa: PLC0415

    try:
        return outside(patience=1.0).get("/a").text
    except RateLimited as error:
        return error.retry_after


if __name__ == "__main__":
    url, prefix, name = sys.argv[1:]
    django.setup()
    settings.OUTSIDE, settings.SANDBOX_URL = "sandbox", url
    settings.REDIS_PREFIX = settings.CACHES["default"]["KEY_PREFIX"] = prefix
    settings.REDIS_PATIENCE = 20.0  # four that start at once keep a machine busy
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    sys.stdout.write(json.dumps(WORK[name]()) + "\n")
