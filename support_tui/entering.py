"""The way in: the login kept from last time, else a screen that asks for one; knows the network only while it asks."""

import asyncio
import os
import socket
import sys
from typing import TYPE_CHECKING, Final

from support_tui import i18n, paths, terminal
from support_tui.config import ClientConfig
from support_tui.link.address import Address, AddressProblem, parse_address
from support_tui.link.credentials import Credentials, Login
from support_tui.starting import Door, authority_file, text_mode, theme_name
from support_tui.wire.refusals import Refusal
from support_tui.wire.wording import wording

if TYPE_CHECKING:
    from support_tui.link.http import Http, Unreachable
    from support_tui.screens.login import Asked, Problem


#: Where `support-server run` listens unless it is told otherwise.
USUAL_PORT: Final = 8765
_LOOK_S: Final = 0.2


def desk_here(port: int = USUAL_PORT) -> str:
    """The address of a desk on this machine, to be written in for whoever tries one; empty where nothing listens at the usual port."""
    with socket.socket() as probe:
        probe.settimeout(_LOOK_S)
        return f"http://127.0.0.1:{port}" if probe.connect_ex(("127.0.0.1", port)) == 0 else ""


def _credentials() -> Credentials:
    return Credentials(paths.token_file())


def door_to(config: ClientConfig, server: str) -> Door | None:
    """The door of the last login (at that server, if one is named), or of a new one; None if the person left."""
    credentials = _credentials()
    known = credentials.of(_url(server)) if server else credentials.last()
    if known is not None and known.token:
        return _door(known)
    fresh = _ask(config, server, known)
    return _door(fresh) if fresh is not None else None


def _url(server: str) -> str:
    address = parse_address(server)
    return server if isinstance(address, AddressProblem) else address.url


def _door(login: Login) -> Door:
    return Door(login.url, login.token, login.email, login.pinned_pem)


def _ask(config: ClientConfig, server: str, known: Login | None) -> Login | None:
    """Ask until a server lets us in; the login is kept. What is `known` is written in beforehand."""
    from support_tui.screens.login import LoginApp

    asked = terminal.ask(os.environ)
    mode = text_mode(config, asked)
    entrance = Entrance(authority_file(config), known)
    url, email = (known.url, known.email) if known is not None else ("", "")
    app: LoginApp[Login] = LoginApp(
        entrance.log_in,
        mode,
        server=server or url or desk_here(),
        email=email,
        theme=theme_name(config, asked),
    )
    with terminal.explicit_order(asked, mode):
        login = app.run()
    if login is not None:
        paths.make_private(paths.data_dir())
        _credentials().keep(login)
    return login


class Entrance:
    """Tries to log in, as often as the person likes. A certificate that nobody vouches for is shown first, and trusted when the person
    goes on (D20): from then on exactly that one is."""

    def __init__(self, authority_file: str = "", known: Login | None = None) -> None:
        """`known` is an earlier login: if its server shows another certificate now, the person is told so."""
        self._authority_file = authority_file
        self._known_url = known.url if known is not None and known.pinned_pem else ""
        self._pinned = {known.url: known.pinned_pem} if known is not None else {}
        """Certificates that the person has seen or trusted before, by server."""

    async def log_in(self, asked: "Asked") -> "Login | Problem":
        """One try; what is wrong comes back in words."""
        from support_tui.link.http import Http, Unreachable
        from support_tui.screens.login import Problem

        address = parse_address(asked.server)
        if isinstance(address, AddressProblem):
            text_id = "login-insecure" if address is AddressProblem.PLAIN_HTTP else "login-bad-address"
            return Problem(i18n.text(text_id))
        pinned_pem = self._pinned.get(address.url, "")
        http = Http(address, pinned_pem=pinned_pem, authority_file=self._authority_file)
        try:
            answer = await http.login(asked.email, asked.password, f"support-tui on {socket.gethostname()}")
        finally:
            await http.close()
        if isinstance(answer, Unreachable):
            return await self._unreachable(address, answer)
        if isinstance(answer, Refusal):
            return Problem(wording(answer, i18n.current().language))
        return Login(address.url, asked.email, answer.token, pinned_pem)

    async def _unreachable(self, address: Address, answer: "Unreachable") -> "Problem":
        """Words for it; a certificate that is not trusted is kept to be trusted by the next try."""
        from support_tui.link.tls import peek_certificate
        from support_tui.screens.login import Problem

        reason = answer.reason
        if answer.is_distrusted:
            try:
                shown = await peek_certificate(address)
            except (OSError, TimeoutError) as error:
                reason = str(error)
            else:
                is_changed = address.url == self._known_url
                self._pinned[address.url] = shown.pem
                text_id = "login-certificate-changed" if is_changed else "login-certificate"
                words = i18n.text(text_id, server=address.url, fingerprint=shown.fingerprint)
                return Problem(words, is_question=True)
        return Problem(i18n.text("login-unreachable", server=address.url, reason=reason))


def log_out(config: ClientConfig, server: str) -> int:
    """Make the token worthless and forget it; 0 also where there was none."""
    credentials = _credentials()
    known = credentials.of(_url(server)) if server else credentials.last()
    if known is None:
        print(i18n.text("cli-not-logged-in"), file=sys.stderr)
        return 0
    from support_tui.link.http import Http

    address = parse_address(known.url, allow_plain=True)
    if not isinstance(address, AddressProblem):
        http = Http(address, known.token, known.pinned_pem, authority_file=authority_file(config))
        asyncio.run(_tell_server(http))
    credentials.forget(known.url)
    print(i18n.text("cli-logged-out", server=known.url), file=sys.stderr)
    return 0


async def _tell_server(http: "Http") -> None:
    try:
        await http.logout()
    finally:
        await http.close()
