"""The two ports of `make run`: one for pages, the next for what is live."""

import errno
import socket

from config.services.errors import ServicesError


def check(text: str, host: str) -> int:
    """The port as a number, when it and the next one are free."""
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= 65534):
        raise ServicesError(f"PORT must be a number from 1 to 65534, not {text!r}.")
    port = int(text)
    for number in (port, port + 1):
        if problem := _problem(host, number):
            purpose = "pages" if number == port else "live updates"
            raise ServicesError(
                f"Port {number}, wanted for {purpose}, {problem}.\n"
                f"Take another one: make run PORT={_another(port)}"
            )
    return port


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
