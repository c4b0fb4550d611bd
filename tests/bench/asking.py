"""Asks a server on loopback, over connections that stay open, as a browser would."""

import http.client
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass

import brotli

CONNECTIONS = 8  # as many as a server has threads
ZONE = "Europe/Berlin"


@dataclass(frozen=True)
class Ask:
    address: str
    zone: str = ZONE


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]  # names in lower case
    sent: bytes  # as it came, compressed
    seconds: float

    @property
    def text(self) -> str:
        packed = self.headers.get("content-encoding") == "br"
        return (brotli.decompress(self.sent) if packed else self.sent).decode()


class Visitor:
    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def get(self, ask: Ask) -> Answer:
        headers = {"Accept-Encoding": "br", "Cookie": f"zone={ask.zone}"}
        began = time.perf_counter()
        self.connection.request("GET", ask.address, headers=headers)
        response = self.connection.getresponse()
        sent = response.read()
        seconds = time.perf_counter() - began
        given = {name.lower(): value for name, value in response.getheaders()}
        if response.status >= 400:
            raise RuntimeError(f"{response.status} at {ask.address}")
        return Answer(response.status, given, sent, seconds)


def ask_each(port: int, asks: Sequence[Ask]) -> list[Answer]:
    """One after another."""
    visitor = Visitor(port)
    return [visitor.get(ask) for ask in asks]


def ask_at_once(port: int, asks: Sequence[Ask]) -> float:
    """Over several connections; the seconds that all of them took together."""
    failures: list[BaseException] = []

    def work(share: Sequence[Ask]) -> None:
        try:
            ask_each(port, share)
        except BaseException as error:
            failures.append(error)

    threads = [
        threading.Thread(target=work, args=(asks[n::CONNECTIONS],))
        for n in range(CONNECTIONS)
    ]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return time.perf_counter() - began
