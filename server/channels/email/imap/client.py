"""The standard library's IMAP client on a socket of our own reading: bounded in time and bytes, woken from outside, fooled by no server.

The library's own reading buffers where nobody can look, waits for ever for a server that sends a byte a minute, and reserves whatever
length a literal claims to have.
"""

import contextlib
import imaplib
import selectors
import socket
import ssl
import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer as Buffer

imaplib.Commands.setdefault("IDLE", ("AUTH", "SELECTED"))
imaplib.Commands.setdefault("NOTIFY", ("AUTH", "SELECTED"))

CONNECT_S: Final = 20.0
ANSWER_S: Final = 60.0
"""How long a server may be silent in the middle of an answer, and how long any answer may take at all but for what it sends."""
LINE_BYTES: Final = 32 * 1024 * 1024
"""A search over two million mails is a line of this length."""
_CHUNK_BYTES: Final = 256 * 1024
_SLOWEST_BYTES_A_S: Final = 2_000
"""An answer that comes more slowly than this, by and large, is no answer."""
#: A line that is dead without a word is noticed within two minutes of silence.
_KEEPALIVE: Final = {"TCP_KEEPIDLE": 60, "TCP_KEEPINTVL": 15, "TCP_KEEPCNT": 4}


class Nonsense(imaplib.IMAP4.abort):
    """The server said what no server says."""


class Client(imaplib.IMAP4):
    """A connection; `tls` encrypts it from the first byte on. `largest` is the longest literal that is read."""

    def __init__(self, host: str, port: int, tls: ssl.SSLContext | None, *, largest_bytes: int) -> None:
        self._tls = tls
        self._unread = bytearray()
        self._until = time.monotonic() + ANSWER_S
        self._largest_bytes = largest_bytes
        super().__init__(host, port, CONNECT_S)

    # ------------------------------------------------------------ what the library is built on

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        """Connect, and encrypt where that comes first."""
        self.host, self.port = host, port
        self.sock = socket.create_connection((host, port), timeout)
        try:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            for name, value in _KEEPALIVE.items():
                if (option := getattr(socket, name, None)) is not None:
                    self.sock.setsockopt(socket.IPPROTO_TCP, option, value)
            if self._tls is not None:
                self.sock = self._tls.wrap_socket(self.sock, server_hostname=host)
        except BaseException:
            self.sock.close()
            raise

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> tuple[Any, Any]:
        """Encrypt from here on. What came before in plain text is not believed to have come after."""
        kind, said = self._simple_command("STARTTLS")
        if kind != "OK":
            raise self.error(f"STARTTLS: {said}")
        if self._unread:
            raise Nonsense("words behind STARTTLS, before the encryption")
        assert ssl_context is not None
        self.sock = ssl_context.wrap_socket(self.sock, server_hostname=self.host)
        self.untagged_responses.clear()
        self._get_capabilities()
        return kind, said

    def read(self, size: int) -> bytes:
        """Exactly so many bytes."""
        if size > self._largest_bytes:
            raise Nonsense(f"a literal of {size} bytes")
        while len(self._unread) < size:
            self._receive()
        return self._taken(size)

    def readline(self) -> bytes:
        """A line with its end."""
        looked = 0
        while (end := self._unread.find(b"\n", looked)) < 0:
            looked = len(self._unread)
            if looked > LINE_BYTES:
                raise Nonsense(f"a line of more than {LINE_BYTES} bytes")
            self._receive()
        return self._taken(end + 1)

    def send(self, data: "Buffer") -> None:
        """All of it. The answer to it has its time from now."""
        self.sock.settimeout(ANSWER_S)
        self.sock.sendall(data)
        self._until = time.monotonic() + ANSWER_S

    def shutdown(self) -> None:
        """Let the connection go, at once."""
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.sock.close()

    def _taken(self, size: int) -> bytes:
        taken = bytes(memoryview(self._unread)[:size])
        del self._unread[:size]
        return taken

    def _receive(self) -> None:
        left_s = self._until - time.monotonic()
        if left_s <= 0:
            raise TimeoutError(f"no whole answer within {ANSWER_S:g} s")
        self.sock.settimeout(min(ANSWER_S, left_s))
        received = self.sock.recv(_CHUNK_BYTES)
        if not received:
            raise self.abort("the server hung up")
        # Whoever sends much gets the time for it.
        self._until += len(received) / _SLOWEST_BYTES_A_S
        self._unread += received

    # ------------------------------------------------------------ waiting

    def idle(self, seconds: float, waker: socket.socket) -> None:
        """Be told by the server (RFC 2177): returns when it says anything, when `waker` can be read, or when the time is over."""
        tag: bytes = self._command("IDLE")
        while self._get_response() is not None:
            if self.tagged_commands[tag]:
                self._command_complete("IDLE", tag)
                raise self.error("IDLE is not begun")
        self.rest(seconds, waker)
        self.send(b"DONE\r\n")
        self._command_complete("IDLE", tag)

    def notify(self, folders: Sequence[bytes]) -> None:
        """Be told of new mails in these folders too, whichever is open (RFC 5465)."""
        seen = "(MessageNew MessageExpunge)"
        names = b" ".join(folders).decode("ascii")
        arguments = f"SET (SELECTED-DELAYED {seen}) (MAILBOXES ({names}) {seen})"
        kind, said = self._simple_command("NOTIFY", arguments)
        if kind != "OK":
            raise self.error(f"NOTIFY: {said}")

    def rest(self, seconds: float, waker: socket.socket) -> None:
        """Until something comes, from the server or by `waker`."""
        pending = isinstance(self.sock, ssl.SSLSocket) and self.sock.pending()
        if not self._unread and not pending:
            with selectors.DefaultSelector() as either:
                either.register(self.sock, selectors.EVENT_READ)
                either.register(waker, selectors.EVENT_READ)
                either.select(seconds)
