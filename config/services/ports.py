"""The ports of `make run`: for pages, for what is live, and for the sandbox."""

import errno
import socket

from config.services.errors import ServicesError

HERE = "127.0.0.1"


def check(text: str, host: str) -> int:
    """The port as a number, when it and the next one are free."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65533):
        raise ServicesError(f"PORT must be a number from 1 to 65533, not {text!r}.")
    port = int(text)
    check_one(port, host, "pages", first=port)
    check_one(port + 1, host, "live updates", first=port)
    return port


def check_one(port: int, host: str, purpose: str, *, first: int) -> None:
    """Raises `ServicesError`, which says what to take in place of the first port."""
    if problem := _problem(host, port):
        raise ServicesError(
            f"Port {port}, wanted for {purpose}, {problem}.\n"
            f"Take another one: make run PORT={_another(first)}"
        )


def sandbox(port: int) -> str:
    """Where the sandbox is to be had, two ports on. Nobody else can reach it there."""
    return f"http://{HERE}:{port + 2}"


def _problem(host: str, port: int) -> str:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return "is taken by another program"
            if error.errno == errno.EACCES:
                return "is open to the system's administrator only"
            return f"cannot be opened at {host} ({error.strerror})"
    return ""


def _another(port: int) -> int:
    return port + 100 if 1024 <= port < 65000 else 8100
