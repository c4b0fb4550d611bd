"""Several of those processes at once."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import ExitStack

from django.conf import settings


def at_once(count, name, server, last=None):
    """What each of `count` processes says after doing `name`, all starting together.

    When all but one have spoken, the event `last` is set.
    """
    prefix = settings.REDIS_PREFIX
    module = "integrations.tests.outside.worker"
    words = [sys.executable, "-m", module, server.url, prefix, name]
    with ExitStack() as stack:
        processes = [stack.enter_context(_start(words)) for _ in range(count)]
        for each in processes:
            assert each.stdout.readline() == "ready\n"
        for each in processes:
            each.stdin.write("go\n")
            each.stdin.flush()
        said = all_but_one_then(last, [each.communicate for each in processes])
    return [json.loads(out) for out, _ in said]


def all_but_one_then(last, functions):
    """What the functions give, each in a thread, in the order in which they end."""
    said = []
    with ThreadPoolExecutor(len(functions)) as pool:
        for done in as_completed([pool.submit(each) for each in functions]):
            said.append(done.result())
            if last and len(said) == len(functions) - 1:
                last.set()
    return said


def _start(words):
    return subprocess.Popen(
        words,
        cwd=settings.BASE_DIR,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
