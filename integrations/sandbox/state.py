"""What somebody chose or sent here. Faults and profile texts outlive the process."""

import json
import threading
from collections import deque
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from integrations.sandbox.faults import Fault, fault_named

MOST_KEPT = 20  # posts and mails, of each
LONGEST_BIO = 500  # as the site allows


@dataclass(frozen=True)
class Mail:
    sender: str
    to: str
    subject: str
    text: str


@dataclass(frozen=True)
class Post:
    webhook: str
    message: str  # as JSON


@dataclass(frozen=True)
class Grant:
    """What somebody allowed on the page of XIVAuth."""

    characters: tuple[int, ...]
    scope: str
    redirect_uri: str


class State:
    """Safe to share between threads. Without a file everything ends with it."""

    def __init__(self, file: Path | None = None) -> None:
        self.mails: deque[Mail] = deque(maxlen=MOST_KEPT)
        self.posts: deque[Post] = deque(maxlen=MOST_KEPT)
        self.codes: dict[str, Grant] = {}
        self.tokens: dict[str, Grant] = {}
        self._spent = (0, 0.0)
        self._file = file
        self._lock = threading.RLock()
        self._faults: dict[str, str] = {}
        self._bios: dict[str, str] = {}
        self._read()

    def fault(self, service: str) -> Fault:
        return fault_named(self._faults.get(service, ""))

    def set_fault(self, service: str, fault: Fault) -> None:
        with self._lock:
            self._faults[service] = str(fault)
            self._write()

    def bio(self, lodestone_id: int) -> str | None:
        """None where nobody has changed it."""
        return self._bios.get(str(lodestone_id))

    def set_bio(self, lodestone_id: int, text: str) -> None:
        lines = "".join(c for c in text if c == "\n" or c.isprintable())
        with self._lock:
            self._bios[str(lodestone_id)] = lines.strip()[:LONGEST_BIO]
            self._write()

    def spend(self, points: float, hour: int) -> float:
        """All that is spent in this hour."""
        with self._lock:
            before = self._spent[1] if self._spent[0] == hour else 0.0
            self._spent = (hour, before + points)
            return self._spent[1]

    def _read(self) -> None:
        found = None
        if self._file:
            with suppress(OSError, ValueError):  # none yet, or torn
                found = json.loads(self._file.read_text())
        if isinstance(found, dict):
            self._faults = _texts(found.get("faults"))
            self._bios = _texts(found.get("bios"))

    def _write(self) -> None:
        if self._file is None:
            return
        self._file.parent.mkdir(parents=True, exist_ok=True)
        fresh = self._file.with_suffix(".new")
        fresh.write_text(json.dumps({"faults": self._faults, "bios": self._bios}))
        fresh.replace(self._file)


def _texts(found: object) -> dict[str, str]:
    items = found.items() if isinstance(found, dict) else ()
    return {str(name): text for name, text in items if isinstance(text, str)}
