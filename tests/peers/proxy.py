"""A line to a server that can be cut, go silent, and be mended: a TCP proxy on a free port of this machine."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

HOST = "127.0.0.1"


class CuttableLine:
    """Passes everything on, both ways, as long as it is whole. `passed` counts the bytes from the server, `cut_after` ends every connection
    once so many have passed in it."""

    def __init__(self, target_port: int) -> None:
        self._target_port = target_port
        self._listening = socket.create_server((HOST, 0))
        self.port: int = self._listening.getsockname()[1]
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._is_whole = True
        self._is_over = False
        self.cut_after: int | None = None
        self.connections = 0
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """End every connection, and let none begin."""
        self._is_whole = False
        self._hang_up()

    def mend(self) -> None:
        """Let connections begin again."""
        self._is_whole = True

    def close(self) -> None:
        """Be gone."""
        self._is_over = True
        self._listening.close()
        self._hang_up()

    def _hang_up(self) -> None:
        for pair in self._pairs:
            for end in pair:
                with contextlib.suppress(OSError):
                    end.shutdown(socket.SHUT_RDWR)
                end.close()
        self._pairs.clear()

    def _accept(self) -> None:
        while not self._is_over:
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            if not self._is_whole:
                near.close()
                continue
            try:
                far = socket.create_connection((HOST, self._target_port), 5)
            except OSError:
                near.close()
                continue
            self._pairs.append((near, far))
            threading.Thread(target=self._pass, args=(near, far, False), daemon=True).start()
            threading.Thread(target=self._pass, args=(far, near, True), daemon=True).start()

    def _pass(self, source: socket.socket, target: socket.socket, is_from_server: bool) -> None:
        passed = 0
        with contextlib.suppress(OSError):
            while received := source.recv(16_384):
                passed += len(received)
                if is_from_server and self.cut_after is not None and passed > self.cut_after:
                    break
                target.sendall(received)
        for end in (source, target):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()


@contextmanager
def cuttable_line(target_port: int) -> Iterator[CuttableLine]:
    """A whole line, until the end of the block."""
    line = CuttableLine(target_port)
    try:
        yield line
    finally:
        line.close()
