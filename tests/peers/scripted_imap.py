"""An IMAP server that says what it is told to: for everything that no real one would say."""

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

HOST = "127.0.0.1"
Answer = bytes | Callable[[bytes, bytes], bytes]
"""What is said to a command: lines, or what makes them of tag and arguments. `%t` in lines stands for the tag."""

SENSIBLE: dict[bytes, Answer] = {
    b"CAPABILITY": b"* CAPABILITY IMAP4REV1 IDLE\r\n%t OK done\r\n",
    b"LOGIN": b"%t OK in\r\n",
    b"EXAMINE": b"* 0 EXISTS\r\n* OK [UIDVALIDITY 7] ok\r\n* OK [UIDNEXT 1] ok\r\n%t OK [READ-ONLY] done\r\n",
    b"UID SEARCH": b"* SEARCH\r\n%t OK done\r\n",
    b"UID FETCH": b"%t OK done\r\n",
    b"IDLE": b"+ idling\r\n",
    b"NOOP": b"%t OK done\r\n",
}


class ScriptedImap:
    """Answers with `answers`, by the name of the command; `hangs_up_after` are commands after which it is gone. `greeting` comes first."""

    def __init__(self) -> None:
        self.greeting: bytes = b"* OK hello\r\n"
        self.answers: dict[bytes, Answer] = dict(SENSIBLE)
        self.hangs_up_after: set[bytes] = set()
        self.heard: list[bytes] = []
        self._listening = socket.create_server((HOST, 0))
        self.port: int = self._listening.getsockname()[1]
        self._open: list[socket.socket] = []
        threading.Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Be gone."""
        self._listening.close()
        for peer in self._open:
            with contextlib.suppress(OSError):
                peer.shutdown(socket.SHUT_RDWR)
            peer.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self._listening.accept()
                self._open.append(peer)
                threading.Thread(target=self._serve, args=(peer,), daemon=True).start()

    def _serve(self, peer: socket.socket) -> None:
        with contextlib.suppress(OSError), peer:
            peer.sendall(self.greeting)
            idle_tag = b""
            for line in peer.makefile("rb"):
                if line.strip() == b"DONE":
                    peer.sendall(idle_tag + b" OK Idle completed\r\n")
                    continue
                tag, _, rest = line.strip().partition(b" ")
                name = _name(rest)
                self.heard.append(name)
                idle_tag = tag if name == b"IDLE" else idle_tag
                answer = self.answers.get(name, b"%t BAD unknown\r\n")
                said = answer(tag, rest) if callable(answer) else answer
                peer.sendall(said.replace(b"%t", tag))
                if name in self.hangs_up_after:
                    return


def _name(command: bytes) -> bytes:
    words = command.upper().split()
    return b" ".join(words[:2]) if words[:1] == [b"UID"] else (words or [b""])[0]


@contextmanager
def scripted_imap() -> Iterator[ScriptedImap]:
    """One that answers sensibly, with an empty folder, until it is told otherwise."""
    server = ScriptedImap()
    try:
        yield server
    finally:
        server.close()
