"""Questions and commands to the server one after the other, for programs that ask a few and end: the standard library's HTTP, which
is there at once where httpx takes a tenth of a second. Trust and addresses are those of `tls` and `address`, answers those of `answers`.
"""

import http.client
import os
import socket
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import quote, urlencode, urlsplit

from support_tui.link.address import Address
from support_tui.link.answers import (
    ANSWER_TIMEOUT_S,
    CONNECT_TIMEOUT_S,
    Unreachable,
    answer_of,
    of_command,
    payload_of,
)
from support_tui.link.tls import context_for, is_distrust
from support_tui.wire import codec
from support_tui.wire.refusals import Refusal

if TYPE_CHECKING:
    from support_tui.wire.commands import Accepted, IncomingFile, Request

T = TypeVar("T")

_CHUNK_BYTES = 1 << 16


class _Broken(Exception):
    """The line broke while an answer came; no fault of whoever writes it down."""


def _chunk(answer: http.client.HTTPResponse) -> bytes:
    try:
        return answer.read(_CHUNK_BYTES)
    except OSError as error:
        raise _Broken from error


class _ThroughSocket(http.client.HTTPConnection):
    """HTTP through a unix socket on this box."""

    def __init__(self, path: str, timeout_s: float) -> None:
        super().__init__("localhost", timeout=timeout_s)
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self._path)


class PlainHttp:
    """One agent's door to one server, on one connection that is kept open between questions. Not for two threads."""

    def __init__(
        self,
        address: Address,
        token: str = "",
        pinned_pem: str = "",
        *,
        authority_file: str = "",
        connect_timeout_s: float = CONNECT_TIMEOUT_S,
        answer_timeout_s: float = ANSWER_TIMEOUT_S,
    ) -> None:
        self.address = address
        self._token, self._pinned_pem, self._authority_file = token, pinned_pem, authority_file
        self._connect_timeout_s, self._answer_timeout_s = connect_timeout_s, answer_timeout_s
        self._prefix = urlsplit(address.url).path
        self._connection: http.client.HTTPConnection | None = None

    def ask(self, path: str, kind: type[T], **params: str | int) -> T | Refusal | Unreachable:
        """The answer to a question under `/api`."""
        return self._typed("GET", path, kind, params=params)

    def command(self, request: "Request") -> "Accepted | Refusal | Unreachable":
        """Have a command done. Sending the same request again is always safe."""
        # 12 ms that only whoever changes something needs.
        from support_tui.wire.commands import Accepted

        return of_command(self._typed("POST", "commands", Accepted, content=codec.encode(request)))

    def keep_file(self, name: str, media_type: str, content: bytes) -> "IncomingFile | Refusal | Unreachable":
        """Have a file kept that is to go with a letter. Doing it again is safe."""
        from support_tui.wire.commands import IncomingFile

        params = {"name": name, "media_type": media_type}
        return of_command(self._typed("POST", "files", IncomingFile, params=params, content=content))

    def download(
        self, path: str, write: Callable[[bytes], object], told: Callable[[int, int], None]
    ) -> Refusal | Unreachable | int:
        """Hand on the bytes of a file under `/api` as they come; how many there were. What `write` raises comes through."""
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        try:
            connection = self._open()
            connection.request("GET", f"{self._prefix}/api/{quote(path)}", headers=headers)
            answer = connection.getresponse()
            if answer.status >= 300:
                failed = payload_of(answer.status, answer.read())
                return Unreachable("") if isinstance(failed, bytes) else failed
            total, come = answer.length or 0, 0
            while chunk := _chunk(answer):
                write(chunk)
                come += len(chunk)
                told(come, total)
        except _Broken as error:
            self.close()
            return Unreachable(str(error.__cause__) or "the line broke")
        except (ConnectionError, TimeoutError, http.client.HTTPException) as error:
            self.close()
            return Unreachable(_reason(error), is_distrust(error))
        if total and come < total:
            self.close()
            return Unreachable("the line broke")
        return come

    def close(self) -> None:
        """Hang up."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _typed(
        self,
        method: str,
        path: str,
        kind: type[T],
        *,
        params: Mapping[str, str | int] | None = None,
        content: bytes | None = None,
    ) -> T | Refusal | Unreachable:
        target = f"{self._prefix}/api/{quote(path)}" + (f"?{urlencode(params)}" if params else "")
        return answer_of(self._exchange(method, target, content), kind)

    def _exchange(self, method: str, target: str, content: bytes | None) -> tuple[int, bytes] | Unreachable:
        """Ask once, and once more where a kept connection has ended meanwhile: every request may be repeated."""
        was_kept = self._connection is not None
        answer = self._once(method, target, content)
        if isinstance(answer, Unreachable) and was_kept and not answer.is_distrusted:
            return self._once(method, target, content)
        return answer

    def _once(self, method: str, target: str, content: bytes | None) -> tuple[int, bytes] | Unreachable:
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        if content is not None:
            headers["Content-Type"] = "application/json"
        try:
            connection = self._open()
            connection.request(method, target, content, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException, ValueError) as error:
            self.close()
            return Unreachable(_reason(error), is_distrust(error))

    def _open(self) -> http.client.HTTPConnection:
        if self._connection is None:
            connection = self._made()
            connection.connect()
            connection.sock.settimeout(self._answer_timeout_s)
            self._connection = connection
        return self._connection

    def _made(self) -> http.client.HTTPConnection:
        address, timeout_s = self.address, self._connect_timeout_s
        if address.socket_path:
            return _ThroughSocket(address.socket_path, timeout_s)
        proxy = _proxy_for(address) if address.is_tls and not self._pinned_pem else ""
        where = urlsplit(proxy) if proxy else None
        host, port = (where.hostname, where.port) if where is not None else (address.host, address.port)
        if not address.is_tls:
            return http.client.HTTPConnection(host or address.host, port, timeout=timeout_s)
        context = context_for(address, self._pinned_pem, self._authority_file)
        connection = http.client.HTTPSConnection(
            host or address.host, port, timeout=timeout_s, context=context
        )
        if where is not None:
            connection.set_tunnel(address.host, address.port)
        return connection


def _proxy_for(address: Address) -> str:
    """The proxy that the environment names for this server, empty for none. Plain HTTP and what stays on this box go past it."""
    names = ("https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY")
    if address.is_local or not any(os.environ.get(name) for name in names):
        return ""
    # 15 ms for the rules of no_proxy, only where there is a proxy.
    from urllib.request import getproxies, proxy_bypass

    proxies = getproxies()
    proxy: str = proxies.get("https") or proxies.get("all") or ""
    return "" if proxy_bypass(address.host) else proxy


def _reason(error: Exception) -> str:
    """What the system says of it, without its number."""
    said = error.strerror if isinstance(error, OSError) and not is_distrust(error) else None
    return said or str(error) or type(error).__name__
