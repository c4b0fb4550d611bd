"""Children that do not outlive us, and the ending of those that did."""

import contextlib
import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)

Child = subprocess.Popen[bytes]


@dataclass(frozen=True)
class Seen:
    parent: int
    zombie: bool


def adopt_orphans() -> None:
    """A grandchild that loses its parent becomes our child: it can be found."""
    _libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def start(
    command: list[str],
    *,
    log: Path | None = None,
    environment: Mapping[str, str] | None = None,
    end_with: signal.Signals = signal.SIGTERM,
    assume: Callable[[], None] = lambda: None,
) -> Child:
    """With a log it is a service: out of the terminal's reach, in its own session."""
    with contextlib.ExitStack() as stack:
        out = stack.enter_context(log.open("wb")) if log else None
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL if log else None,
            stdout=out,
            stderr=subprocess.STDOUT if log else None,
            env=environment,
            start_new_session=log is not None,
            # There is one thread, and nothing else changes the child before it runs.
            preexec_fn=bound(end_with, assume),  # noqa: PLW1509 -- see above
        )


def bound(
    end_with: signal.Signals = signal.SIGKILL,
    assume: Callable[[], None] = lambda: None,
) -> Callable[[], None]:
    """For the child, before it runs: become who it shall be, and when we die, however
    we die, receive this signal."""
    parent = os.getpid()

    def prepare() -> None:
        assume()
        _libc.prctl(PR_SET_PDEATHSIG, int(end_with), 0, 0, 0)
        if os.getppid() != parent:  # we died meanwhile
            os._exit(1)

    return prepare


def stop(child: Child, *, kindly: signal.Signals, seconds: float) -> None:
    if child.poll() is None:
        child.send_signal(kindly)
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(seconds)
            return
        child.kill()
    child.wait()


def look() -> dict[int, Seen]:
    """Every process of the machine that we can see."""
    found = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                # The name may hold spaces and brackets; what follows it does not.
                state, parent = (
                    (entry / "stat").read_text().rpartition(")")[2].split()[:2]
                )
                found[int(entry.name)] = Seen(int(parent), state == "Z")
    return found


def descendants(
    root: int, seen: Mapping[int, Seen], spare: Collection[int]
) -> set[int]:
    """Everything that lives below a process, but the spared and what is below them."""
    family, found = {root}, set[int]()
    while family:
        family = {
            pid
            for pid, process in seen.items()
            if process.parent in family and pid not in spare
        }
        found |= family
    return {pid for pid in found if not seen[pid].zombie}


def end_descendants(spare: Collection[int], seconds: float = 5) -> None:
    """End everything we started, directly or not, but what is spared."""

    def rest() -> set[int]:
        seen = look()
        for pid, process in seen.items():
            if process.zombie and process.parent == os.getpid() and pid not in spare:
                with contextlib.suppress(ChildProcessError):
                    os.waitpid(pid, os.WNOHANG)
        return descendants(os.getpid(), seen, spare)

    _end(rest, [(signal.SIGTERM, seconds), (signal.SIGKILL, 2)])


def end_left_over(folder: Path, program: str) -> bool:
    """End what a violent end left running in this very folder; True if there was any."""
    found = bool(running_in(folder, program))
    kinds = (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL)
    _end(lambda: running_in(folder, program), [(kind, 5) for kind in kinds])
    return found


def running_in(folder: Path, program: str) -> set[int]:
    """Processes of this program that work in this very folder: they are ours."""
    if not folder.is_dir():
        return set()
    return {
        pid
        for pid, process in look().items()
        if not process.zombie and _works_in(Path("/proc", str(pid)), folder, program)
    }


def _works_in(process: Path, folder: Path, program: str) -> bool:
    with contextlib.suppress(OSError):
        name = (process / "exe").readlink().name.removesuffix(" (deleted)")
        return name == program and folder.samefile(process / "cwd")
    with contextlib.suppress(OSError):  # another user's: only its arguments show
        words = os.fsdecode((process / "cmdline").read_bytes()).split("\0")
        return Path(words[0]).name == program and str(folder) in words
    return False


def _end(
    rest: Callable[[], set[int]], ways: list[tuple[signal.Signals, float]]
) -> None:
    for kind, seconds in ways:
        told: set[int] = set()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            left = rest()
            if not left:
                return
            for pid in left - told:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.kill(pid, kind)
                    os.kill(pid, signal.SIGCONT)  # who was halted would never hear
            told |= left
            time.sleep(0.05)
