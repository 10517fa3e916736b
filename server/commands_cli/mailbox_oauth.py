"""`support-server mailbox oauth`: somebody agrees that the desk reads and sends a mailbox's mail, and its token is kept.

On any device with a code, or in a browser: that comes back to a port of this machine if it runs here, and else its address is pasted.
"""

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from support_tui.wire.mail_wording import trouble_wording
from support_tui.wire.mailbox_oauth import (
    Authorization,
    AuthorizationState,
    AuthorizationWay,
    FinishAuthorization,
    StartAuthorization,
)
from support_tui.wire.views import Mailbox

from ..door import Door
from .base import CommandFailed, Exit, say

_PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\n\r\nDone. You can close this page.\n"
_LEAST_WAIT_S = 0.05


async def authorize(door: Door, mailbox: Mailbox, *, in_browser: bool) -> Exit:
    """Have somebody agree, and wait until they have. Raises CommandFailed."""
    oauth = mailbox.mail.oauth
    if oauth is None or not (oauth.device_url or oauth.authorize_url):
        raise CommandFailed(
            f"{mailbox.name} has no OAuth settings. Give them with: support-server mailbox set '{mailbox.name}'"
            " --oauth-client-id … --oauth-token-url … and --oauth-device-url … or --oauth-authorize-url …",
            Exit.MISUSED,
        )
    if oauth.device_url and not in_browser:
        await _by_device(door, mailbox)
    else:
        await _by_browser(door, mailbox)
    say(f"{mailbox.name} is authorised. Try it: support-server mailbox test '{mailbox.name}'")
    return Exit.DONE


async def _by_device(door: Door, mailbox: Mailbox) -> None:
    begun = await _begin(door, mailbox, StartAuthorization(AuthorizationWay.DEVICE))
    say(f"Open {begun.url} on any device, and enter the code {begun.user_code}")
    say(f"Waiting for that, at most {begun.expires_s // 60} minutes. Ctrl+C leaves.")
    state = AuthorizationState(wait_s=begun.interval_s)
    while not state.is_done:
        await asyncio.sleep(max(_LEAST_WAIT_S, state.wait_s))
        state = await _finish(door, mailbox, begun, "")


async def _by_browser(door: Door, mailbox: Mailbox) -> None:
    async with _returns() as (redirect_uri, returned):
        begun = await _begin(door, mailbox, StartAuthorization(AuthorizationWay.BROWSER, redirect_uri))
        say("Open this address in a browser, and agree there:")
        print(begun.url, flush=True)
        say(
            "If the browser runs on another machine, its last page cannot be shown: paste the address of that page here."
        )
        code = await _first_of(returned, begun.expires_s)
    state = await _finish(door, mailbox, begun, code)
    if not state.is_done:
        raise CommandFailed("Nobody has agreed.")


async def _begin(door: Door, mailbox: Mailbox, asked: StartAuthorization) -> Authorization:
    begun = await door.post(f"/api/mailboxes/{mailbox.id}/oauth", asked, Authorization)
    if begun.trouble is not None:
        raise CommandFailed(trouble_wording(begun.trouble))
    return begun


async def _finish(door: Door, mailbox: Mailbox, begun: Authorization, code: str) -> AuthorizationState:
    asked = FinishAuthorization(begun.handle, code)
    state = await door.post(f"/api/mailboxes/{mailbox.id}/oauth/finish", asked, AuthorizationState)
    if state.trouble is not None:
        raise CommandFailed(trouble_wording(state.trouble))
    return state


@asynccontextmanager
async def _returns() -> AsyncIterator[tuple[str, "asyncio.Future[str]"]]:
    """A port of this machine that a browser comes back to, and the address that it will have come with."""
    returned: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        words = (await reader.readline()).decode("latin-1").split()
        writer.write(_PAGE)
        await writer.drain()
        writer.close()
        if len(words) > 1 and ("code=" in words[1] or "error=" in words[1]) and not returned.done():
            returned.set_result(words[1])

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"http://localhost:{port}", returned
    finally:
        server.close()
        returned.cancel()


async def _first_of(returned: "asyncio.Future[str]", seconds: int) -> str:
    """What the browser came back with, or what is pasted, whichever is first. Raises CommandFailed."""

    def pasted(line: str) -> None:
        if not returned.done():
            returned.set_result(line)

    stop = _read_line(pasted)
    try:
        async with asyncio.timeout(seconds):
            return await returned
    except TimeoutError:
        raise CommandFailed("Nobody has agreed in time.") from None
    finally:
        stop()


def _read_line(take: Callable[[str], None]) -> Callable[[], object]:
    """Let `take` have the next line of stdin that is not blank; the function given back ends that."""
    loop = asyncio.get_running_loop()
    try:
        descriptor = sys.stdin.fileno()
    except (OSError, ValueError):
        line = sys.stdin.readline().strip()
        if line:
            take(line)
        return lambda: None

    typed = bytearray()

    def readable() -> None:
        # Past Python's own buffer: a line that lies in there makes the terminal readable no more.
        more = os.read(descriptor, 65_536)
        typed.extend(more)
        *lines, _ = typed.decode("utf-8", "replace").split("\n")
        line = next((line.strip() for line in lines if line.strip()), "")
        if line:
            take(line)
        if line or not more:
            loop.remove_reader(descriptor)

    try:
        loop.add_reader(descriptor, readable)
    except (OSError, NotImplementedError):  # a file or /dev/null cannot be waited for
        return lambda: None
    return lambda: loop.remove_reader(descriptor)
