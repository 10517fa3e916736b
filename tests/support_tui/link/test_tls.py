"""A self-signed server is trusted by exactly the certificate that was pinned at the first use."""

import asyncio
import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from support_tui.link.address import Address, parse_address
from support_tui.link.http import Http, Unreachable
from support_tui.link.tls import peek_certificate
from support_tui.wire.refusals import Refusal, RefusalCode

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="needs openssl to make a certificate")
ANSWER = b'{"error":{"code":"not_logged_in","params":{}}}'


def a_certificate(folder: Path, name: str) -> ssl.SSLContext:
    """A server's context with a fresh self-signed certificate."""
    key, pem = folder / f"{name}.key", folder / f"{name}.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
         "-keyout", key, "-out", pem, "-days", "2", "-subj", f"/CN={name}"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    return context


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        await reader.readuntil(b"\r\n\r\n")
        head = f"HTTP/1.1 401 Unauthorized\r\nContent-Length: {len(ANSWER)}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode() + ANSWER)
        await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def test_only_the_pinned_certificate_is_trusted(tmp_path: Path) -> None:
    """Without the pin nothing is sent; with it the server answers; another certificate there is refused."""
    for name, is_trusted in (("first", True), ("other", False)):
        served = await asyncio.start_server(_answer, "127.0.0.1", 0, ssl=a_certificate(tmp_path, name))
        address = parse_address(f"https://127.0.0.1:{served.sockets[0].getsockname()[1]}")
        assert isinstance(address, Address)
        if is_trusted:
            shown = await peek_certificate(address)
            assert len(shown.fingerprint.split(":")) == 32
            stranger = Http(address)
            assert isinstance(await stranger.snapshot(), Unreachable)
            await stranger.close()
        pinned = Http(address, pinned_pem=shown.pem)
        answer = await pinned.snapshot()
        await pinned.close()
        if is_trusted:
            assert isinstance(answer, Refusal) and answer.code is RefusalCode.NOT_LOGGED_IN
        else:
            assert isinstance(answer, Unreachable)
        served.close()
        await served.wait_closed()
