"""`python -m config.services [options] -- COMMAND...`"""

import argparse
import contextlib
import os
import re
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import TextIO

from config.services import folder, ports, processes
from config.services.errors import ServicesError
from config.services.postgres import Postgres
from config.services.redis import Redis

ROOT = Path(__file__).resolve().parent.parent.parent
GRACE = 12  # seconds from asking the command to end to ending it
PATIENCE = 2  # seconds from an interrupt to asking, when nobody sits at a terminal


def options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m config.services")
    parser.add_argument("--data", type=Path, default=ROOT / ".muster")
    parser.add_argument("--serve", metavar="PORT", help="check PORT and the next one")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument(
        "--fresh", action="store_true", help="begin without data, for tests"
    )
    parser.add_argument(
        "--join", action="store_true", help="use the services that run already"
    )
    parser.add_argument("command", nargs="+")
    return parser.parse_args(words)


def named(variable: str) -> bool:
    """Whether the environment or `.env` says where the service is."""
    if os.environ.get(variable) or os.environ.get(f"{variable}_FILE"):
        return True
    with contextlib.suppress(FileNotFoundError):
        pattern = rf"^\s*(export\s+)?{variable}(_FILE)?\s*=\s*\S"
        return bool(re.search(pattern, (ROOT / ".env").read_text(), re.MULTILINE))
    return False


def main(words: list[str]) -> int:
    wish = options(words)
    wish.data = wish.data.absolute()
    for kind in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, _leave)
    try:
        with folder.held(wish.data) as lock:
            return serve(wish, lock)
    except folder.AlreadyRunningError as error:
        if wish.join:
            join(wish, error.record)
        print(error, file=sys.stderr)
    except ServicesError as error:
        print(error, file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 1


def join(wish: argparse.Namespace, record: folder.Record) -> None:
    """Become the command, beside the one that holds the services."""
    for variable in ("DATABASE_URL", "REDIS_URL"):
        if not named(variable):
            if variable not in record:  # it is only just starting, or stopping
                return
            os.environ[variable] = record[variable]
    if sandbox := record.get("SANDBOX_URL"):
        os.environ["SANDBOX_URL"] = sandbox
    os.execvp(wish.command[0], wish.command)


def serve(wish: argparse.Namespace, lock: TextIO) -> int:
    record = {"pid": str(os.getpid()), "command": " ".join(wish.command)}
    if wish.serve:
        port = ports.check(wish.serve, wish.host)
        record["address"] = f"http://localhost:{port}"
        os.environ |= {"WEB_PORT": str(port), "LIVE_PORT": str(port + 1)}
        os.environ["SANDBOX_URL"] = record["SANDBOX_URL"] = ports.sandbox(port)
        os.environ["BIND"] = f"[{wish.host}]" if ":" in wish.host else wish.host
    folder.remove_sockets(folder.read(lock).get("sockets", ""))
    with services(wish, lock, record):
        return run(wish.command)


@contextlib.contextmanager
def services(
    wish: argparse.Namespace, lock: TextIO, record: folder.Record
) -> Iterator[None]:
    """What nobody named, started; stopped in the end, whatever happens."""
    sockets = folder.make_sockets()
    with contextlib.ExitStack() as stack:
        stack.callback(folder.write, lock, {})
        stack.callback(folder.remove_sockets, str(sockets))
        folder.write(lock, {**record, "sockets": str(sockets)})
        started: list[Postgres | Redis] = []
        if not named("DATABASE_URL"):
            home = wish.data / "postgres"
            log = wish.data / "postgres.log"
            started.append(Postgres(home, sockets, log, carefree=wish.fresh))
            os.environ["DATABASE_URL"] = started[-1].url
        if not named("REDIS_URL"):
            started.append(Redis(wish.data / "redis", sockets, wish.data / "redis.log"))
            os.environ["REDIS_URL"] = started[-1].url
        for service in started:
            stack.callback(service.stop)
            if wish.fresh:
                clear(service)
            service.start()
        stack.callback(_stop_listening)
        urls = {k: os.environ.get(k, "") for k in ("DATABASE_URL", "REDIS_URL")}
        folder.write(lock, {**record, "sockets": str(sockets), **urls})
        yield


def clear(service: Postgres | Redis) -> None:
    if isinstance(service, Postgres):
        processes.end_left_over(service.data, "postgres")
    shutil.rmtree(service.home, ignore_errors=True)


def run(command: list[str]) -> int:
    """Run the command until it ends, and end everything that it left behind."""
    processes.adopt_orphans()
    ours = processes.descendants(os.getpid(), processes.look(), ())
    child = processes.start(command)
    _pass_signals_on(child)
    status = _wait(child, ours)
    signal.alarm(0)
    _stop_listening()
    processes.end_descendants(ours)
    return 128 - status if status < 0 else status


def _pass_signals_on(child: processes.Child) -> None:
    ways = iter((signal.SIGTERM,))

    def end(kind: int, frame: FrameType | None) -> None:
        # Not by child.send_signal(): it would take the child's end away from _wait().
        os.kill(child.pid, next(ways, signal.SIGKILL))
        signal.alarm(GRACE)

    def interrupted(kind: int, frame: FrameType | None) -> None:
        # Ctrl-C reaches the command by itself, and a shell goes on after it.
        if not sys.stdin.isatty():
            signal.alarm(PATIENCE)

    signal.signal(signal.SIGINT, interrupted)
    for kind in (signal.SIGTERM, signal.SIGHUP, signal.SIGALRM):
        signal.signal(kind, end)


def _wait(child: processes.Child, ours: set[int]) -> int:
    """Until the child ends. What ends meanwhile is a service or an orphan."""
    whole = True
    while True:
        pid, status = os.waitpid(-1, 0)
        code = os.waitstatus_to_exitcode(status)
        if pid == child.pid:
            child.returncode = code
            return code
        if pid in ours and whole:
            whole = False
            print("A service ended by itself; see .muster/*.log", file=sys.stderr)
            signal.raise_signal(signal.SIGTERM)


def _leave(kind: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + kind)


def _stop_listening() -> None:
    """From here on everything is bounded in time; nothing may interrupt it."""
    for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(kind, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
