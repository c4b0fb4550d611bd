"""Mail servers in every mood, on this machine."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class MailServer:
    """Speaks enough SMTP to take mail, or to refuse it with the answers given.

    `answers` maps the beginning of a command ("RCPT", "DATA", ".") to what is said to
    it: of a list, one after the other, then the usual.
    """

    def __init__(self, answers: dict[str, list[bytes]] | None = None) -> None:
        self.answers = {name: list(said) for name, said in (answers or {}).items()}
        self.taken: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        threading.Thread(target=self._listen, daemon=True).start()

    def close(self) -> None:
        self._socket.close()

    def _listen(self) -> None:
        while True:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(caller,), daemon=True).start()

    def _serve(self, caller: socket.socket) -> None:
        with caller, caller.makefile("rb") as lines:
            caller.sendall(b"220 here\r\n")
            for line in lines:
                command = line.decode().strip().upper()[:4]
                answer = self._say(command, b"250 well")
                if command == "DATA" and answer.startswith(b"250"):
                    caller.sendall(b"354 go on\r\n")
                    answer = self._take(lines)
                caller.sendall(answer + b"\r\n")
                if command == "QUIT":
                    return

    def _take(self, lines: Iterator[bytes]) -> bytes:
        text = []
        for line in lines:
            if line == b".\r\n":
                break
            text.append(line.decode())
        answer = self._say(".", b"250 taken")
        if answer.startswith(b"250"):
            self.taken.append("".join(text))
        return answer

    def _say(self, command: str, usual: bytes) -> bytes:
        waiting = self.answers.get(command)
        return waiting.pop(0) if waiting else usual


@contextmanager
def mail_server(answers: dict[str, list[bytes]] | None = None) -> Iterator[MailServer]:
    server = MailServer(answers)
    try:
        yield server
    finally:
        server.close()
