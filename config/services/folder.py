"""The data folder: one owner at a time, its sockets, and what the owner says of itself."""

import contextlib
import fcntl
import json
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from config.services.errors import ServicesError

SOCKETS = "muster-"
LONGEST = 60  # a socket's path may have 107 bytes, its name needs the rest

Record = dict[str, str]


class AlreadyRunningError(ServicesError):
    """Somebody holds the folder; `record` is what they wrote about themselves."""

    def __init__(self, record: Record) -> None:
        self.record = record
        lines = [
            "Muster is already running in this folder:",
            f"  process  {record.get('pid', 'unknown')}",
            f"  command  {record.get('command', 'unknown')}",
        ]
        if address := record.get("address"):
            lines.append(f"  address  {address}")
        lines.append(
            f"Stop it there with Ctrl-C, or with `kill {record.get('pid', 'PID')}`."
        )
        super().__init__("\n".join(lines))


@contextlib.contextmanager
def held(data: Path) -> Iterator[TextIO]:
    """Be the only one at work in the folder; the system frees it when we die."""
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (data / "lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunningError(read(file)) from None
        yield file


def read(file: TextIO) -> Record:
    file.seek(0)
    try:
        found = json.loads(file.read() or "{}")
    except ValueError:  # its writer was killed in the middle
        return {}
    return {str(k): str(v) for k, v in found.items()}


def write(file: TextIO, record: Record) -> None:
    file.seek(0)
    file.truncate()
    json.dump(record, file)
    file.flush()


def make_sockets() -> Path:
    """A short private folder: a data folder's own path may be too long for a socket."""
    home = Path(tempfile.gettempdir())
    plain = str(home).replace("/", "").replace("_", "").replace("-", "").isalnum()
    if len(os.fsencode(home)) > LONGEST or not plain:
        home = Path("/tmp")  # noqa: S108 -- mkdtemp makes it private and unguessable
    return Path(tempfile.mkdtemp(prefix=SOCKETS, dir=home))


def remove_sockets(name: str) -> None:
    """Remove a socket folder that an earlier owner left, if it is surely one."""
    path = Path(name)
    with contextlib.suppress(OSError):
        found = path.lstat()
        known = path.name.startswith(SOCKETS) and stat.S_ISDIR(found.st_mode)
        if known and os.geteuid() in (0, found.st_uid):
            shutil.rmtree(path)
