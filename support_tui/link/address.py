"""Where a server is, as a person writes it. Pure."""

import ipaddress
from enum import StrEnum
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import msgspec


class AddressProblem(StrEnum):
    """Why a text is no address of a server; each is a Fluent id `address-<value>`."""

    EMPTY = "empty"
    NO_HOST = "no-host"
    UNKNOWN_SCHEME = "unknown-scheme"
    PLAIN_HTTP = "plain-http"
    BAD_PORT = "bad-port"


class Address(msgspec.Struct, frozen=True):
    """A server: `url` without a slash at the end; `socket_path` where it is reached through a unix socket on this box."""

    url: str
    host: str
    port: int
    socket_path: str = ""

    @property
    def is_tls(self) -> bool:
        return self.url.startswith("https:")

    @property
    def is_local(self) -> bool:
        """Whether nothing leaves this box: no proxy, and plain HTTP is allowed (D20)."""
        return bool(self.socket_path) or _is_loopback(self.host)

    @property
    def stream_url(self) -> str:
        """The same server for websockets."""
        return "ws" + self.url.removeprefix("http")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def parse_address(text: str, *, allow_plain: bool = False) -> Address | AddressProblem:
    """`https://desk.example`, `desk.example:8080`, `http://127.0.0.1:8080`, `unix:/path/server.sock`. Plain HTTP only on loopback or when allowed."""
    text = text.strip()
    if not text:
        return AddressProblem.EMPTY
    if text.startswith("unix:"):
        path = str(PurePosixPath("/") / text.removeprefix("unix:").removeprefix("//"))
        return Address("http://localhost", "localhost", 0, path)
    if "://" not in text:
        text = f"{_likely_scheme(text)}://{text}"
    try:
        parts = urlsplit(text)
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError:
        return AddressProblem.BAD_PORT
    if parts.scheme not in ("http", "https"):
        return AddressProblem.UNKNOWN_SCHEME
    if not parts.hostname:
        return AddressProblem.NO_HOST
    if parts.scheme == "http" and not allow_plain and not _is_loopback(parts.hostname):
        return AddressProblem.PLAIN_HTTP
    return Address(f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}", parts.hostname, port)


def _likely_scheme(text: str) -> str:
    """An address without a scheme is a TLS server, except on this box."""
    host = text.partition("/")[0].rpartition(":")[0] or text
    return "http" if _is_loopback(host.strip("[]")) else "https"
