"""The way to the desk for one run: server and login from the settings, the environment or the last login, never by asking a person."""

import os
from collections.abc import Mapping
from typing import TypeVar

from support_tui import paths
from support_tui.command_line import remembered
from support_tui.command_line.exits import Ended, Exit, Failed
from support_tui.command_line.terminal_output import Output
from support_tui.config import ClientConfig
from support_tui.link.address import Address, AddressProblem, parse_address
from support_tui.link.answers import Unreachable
from support_tui.link.credentials import Credentials, Login
from support_tui.link.plain import PlainHttp
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import Snapshot

T = TypeVar("T")

#: A token for programs, so that a script needs no login of a person.
TOKEN_VARIABLE = "SUPPORT_TUI_TOKEN"


def login_for(config: ClientConfig, server: str, environ: Mapping[str, str]) -> Login | None:
    """The token of the environment, else the login kept from last time (at that server, if one is named); None where there is none."""
    credentials = Credentials(paths.token_file())
    url = url_of(server or config.server)
    token = environ.get(TOKEN_VARIABLE, "")
    if url.startswith("unix:"):
        # Who reaches the socket owns the data folder anyway: no token is asked for.
        return Login(url, "", token)
    if token and url:
        kept = credentials.server(url)
        return Login(url, kept.email if kept else "", token, kept.pinned_pem if kept else "")
    known = credentials.of(url) if url else credentials.last()
    return known if known is not None and known.token else None


def url_of(server: str) -> str:
    """The address in its one spelling; what is no address stays as it is."""
    address = parse_address(server) if server else None
    return address.url if isinstance(address, Address) and not address.socket_path else server


def authority_file(config: ClientConfig) -> str:
    """The file of one's own certificate authority, empty for the system's."""
    return os.path.expanduser(config.certificate_authority)  # noqa: PTH111  pathlib has no equal for an empty one


class Door:
    """One agent's way to one server for the length of a run."""

    def __init__(self, http: PlainHttp, config: ClientConfig, login: Login) -> None:
        self.http, self.config, self.login = http, config, login
        self._snapshot: Snapshot | None = None

    def ask(self, path: str, kind: type[T], **params: str | int) -> T:
        """The answer. Raises Failed where there is none."""
        return answered(self.http.ask(path, kind, **params))

    @property
    def snapshot(self) -> Snapshot:
        """Who asks, and everybody and everything that rows refer to; read when first needed."""
        if self._snapshot is None:
            self._snapshot = self.ask("snapshot", Snapshot)
            remembered.keep_desk(self.login, self._snapshot)
        return self._snapshot


def answered(answer: T | Refusal | Unreachable) -> T:
    """The answer itself. Raises Failed where it is none."""
    if isinstance(answer, Refusal | Unreachable):
        raise Failed(answer)
    return answer


def open_door(config: ClientConfig, server: str, output: Output) -> Door:
    """The door of this run. Raises Ended after saying why there is none."""
    login = login_for(config, server, os.environ)
    if login is None:
        needs_server = bool(os.environ.get(TOKEN_VARIABLE)) and not (server or config.server)
        output.say("run-no-server" if needs_server else "run-not-logged-in", variable=TOKEN_VARIABLE)
        raise Ended(Exit.NOT_ALLOWED)
    address = address_of(login)
    if address is None:
        output.say("run-bad-address", url=login.url)
        raise Ended(Exit.MISUSE)
    http = PlainHttp(address, login.token, login.pinned_pem, authority_file=authority_file(config))
    return Door(http, config, login)


def address_of(login: Login) -> Address | None:
    """Where the server of a login is; None where that is no address, or one that a token must not be sent to in the open."""
    address = parse_address(login.url)
    return None if isinstance(address, AddressProblem) else address
