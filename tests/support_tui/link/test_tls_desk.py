"""A desk with a self-signed certificate: trusted by exactly that one from the first login on, over https and wss."""

import shutil
import socket
import subprocess
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import msgspec
import pytest

from server.config import ServerConfig
from server.service import now_us
from support_tui.actions.connect import go_on_line
from support_tui.actions.controller import Desk
from support_tui.entering import Entrance
from support_tui.link.address import Address, parse_address
from support_tui.link.credentials import Login
from support_tui.link.http import Http, Unreachable
from support_tui.screens.login import Asked, Problem
from support_tui.store import LinePhase, Store
from support_tui.store.line import DISTRUSTED
from support_tui.text.display import TextMode
from support_tui.widgets.statusline import DeskState, StatusLine
from support_tui.wire.refusals import Refusal, RefusalCode
from tests.server.served import PASSWORD, ServedDesk, served_desk
from tests.waiting import eventually

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")


def certificate(folder: Path, name: str) -> ServerConfig:
    """The settings of a server with a fresh self-signed certificate for this machine."""
    key, pem = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", key, "-out", pem, "-days", "2", "-subj", f"/CN={name}", "-addext", "subjectAltName=IP:127.0.0.1"],
        check=True, capture_output=True,
    )  # fmt: skip
    return ServerConfig(port=0, tls_certificate=str(pem), tls_key=str(key), unix_socket=False)


def fingerprint(config: ServerConfig) -> str:
    """As the administrator reads it to people."""
    asked = ["openssl", "x509", "-in", config.tls_certificate, "-noout", "-fingerprint", "-sha256"]
    return subprocess.run(asked, check=True, capture_output=True, text=True).stdout.partition("=")[2].strip()


def pem_of(config: ServerConfig) -> str:
    return Path(config.tls_certificate).read_text()


def a_free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _with_password(desk: ServedDesk) -> Asked:
    """Ada can log in; what she types."""
    await desk.desk.gate.set_password(1, PASSWORD)
    return Asked(desk.url, "ada@desk.example", PASSWORD)


@asynccontextmanager
async def a_console(login: Login) -> AsyncIterator[Desk]:
    """A console that goes on line with what it kept."""
    address = parse_address(login.url)
    assert isinstance(address, Address)
    http = Http(address, login.token, login.pinned_pem)
    console = Desk(Store(now_us), http, None, now_us, login.url)
    go_on_line(console, http, now_us)
    try:
        yield console
    finally:
        await console.close()


async def _log_in(desk: ServedDesk) -> Login:
    asked = await _with_password(desk)
    entrance = Entrance()
    assert isinstance(await entrance.log_in(asked), Problem)
    login = await entrance.log_in(asked)
    assert isinstance(login, Login), login
    return login


async def test_the_fingerprint_is_shown_before_anything_is_sent(tmp_path: Path):
    """The first try shows it and asks; the second one trusts exactly that certificate and logs in."""
    config = certificate(tmp_path, "desk")
    async with served_desk(tmp_path / "desk", config) as desk:
        assert desk.url.startswith("https://")
        asked = await _with_password(desk)
        entrance = Entrance()
        shown = await entrance.log_in(asked)
        assert isinstance(shown, Problem) and shown.is_question
        assert fingerprint(config) in shown.text
        login = await entrance.log_in(asked)
        assert isinstance(login, Login) and login.token
        assert login.pinned_pem == pem_of(config)


async def test_the_console_works_over_https_and_wss(tmp_path: Path):
    """With the pinned certificate snapshot and stream come; what happens is told."""
    config = certificate(tmp_path, "desk")
    async with served_desk(tmp_path / "desk", config) as desk, a_console(await _log_in(desk)) as console:
        replica = console.store.replica
        await eventually(lambda: replica.line.phase is LinePhase.LIVE, "the console is live")
        mail = await desk.a_mail()
        await eventually(lambda: replica.seq >= mail.seq, "the console hears of the mail")


async def test_another_certificate_is_refused_with_words(tmp_path: Path):
    """The server comes back with another one: nothing is sent to it, and the status line says why."""
    port = a_free_port()
    first, other = (certificate(tmp_path, name) for name in ("first", "other"))
    async with served_desk(tmp_path / "desk", msgspec.structs.replace(first, port=port)) as desk:
        login = await _log_in(desk)
    async with served_desk(tmp_path / "another", msgspec.structs.replace(other, port=port)) as desk:
        async with a_console(login) as console:
            replica = console.store.replica
            await eventually(lambda: replica.line.phase is LinePhase.OFFLINE, "the console gives up")
            assert replica.line.reason == DISTRUSTED
            status = StatusLine(TextMode())
            status._state = DeskState(line=replica.line)
            words = "".join(part.text for part in status._line_parts())
            assert "shows another certificate than the one you trusted" in words
        asked = await Entrance(known=login).log_in(await _with_password(desk))
        assert isinstance(asked, Problem) and "another certificate than before" in asked.text
        assert fingerprint(other) in asked.text


async def test_an_authority_of_ones_own_vouches(tmp_path: Path):
    """With its file no question is asked; without it nothing is sent."""
    config = certificate(tmp_path, "desk")
    async with served_desk(tmp_path / "desk", config) as desk:
        address = parse_address(desk.url)
        assert isinstance(address, Address)
        for authority_file, is_trusted in ((config.tls_certificate, True), ("", False)):
            http = Http(address, authority_file=authority_file)
            answer = await http.snapshot()
            await http.close()
            if is_trusted:
                assert isinstance(answer, Refusal) and answer.code is RefusalCode.NOT_LOGGED_IN
            else:
                assert isinstance(answer, Unreachable) and answer.is_distrusted
        assert isinstance(await Entrance(config.tls_certificate).log_in(await _with_password(desk)), Login)
