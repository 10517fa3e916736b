"""Authorising a mailbox by OAuth 2: somebody agrees, the token is kept, and nobody is shown it."""

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from server.commands_cli.mailbox_oauth import authorize
from server.door import open_door
from support_tui.wire.commands import SaveMailbox
from support_tui.wire.mailboxes import ImapSettings, Login, MailSettings, OAuthSettings, SecretKind
from tests.peers.provider import REFRESH_TOKEN, Provider, provider
from tests.server.served import ServedDesk
from tests.waiting import eventually

PATH = "/api/mailboxes/1/oauth"


@pytest.fixture
def login() -> Iterator[Provider]:
    """Who gives out tokens."""
    with provider() as made:
        yield made


async def with_oauth(desk: ServedDesk, login: Provider, **settings: str) -> None:
    """Support logs in by tokens of this provider."""
    oauth = OAuthSettings(login.url, "desk", "mail offline_access", **settings)
    mail = MailSettings(imap=ImapSettings("imap.example", user="support", login=Login.OAUTH2), oauth=oauth)
    await desk.do(SaveMailbox("Support", "support@desk.example", 1, mail=mail))


async def begun(desk: ServedDesk, way: str = "device", **asked: str) -> Any:
    return (await desk.ask("POST", PATH, json={"way": way, **asked})).json


async def finished(desk: ServedDesk, handle: str, code: str = "") -> Any:
    answer = await desk.ask("POST", f"{PATH}/finish", json={"handle": handle, "code": code})
    assert REFRESH_TOKEN.encode() not in answer.content
    return answer.json


def token_of(desk: ServedDesk) -> str | None:
    return desk.desk.mail_secrets.get(1, SecretKind.OAUTH_REFRESH_TOKEN)


async def test_a_code_on_another_device(desk: ServedDesk, login: Provider):
    """Its address and code are shown; the token is kept once somebody has agreed, and the log says who had it set."""
    await with_oauth(desk, login, device_url=login.url)
    await desk.ask("PUT", "/api/mailboxes/1/secrets/oauth_client_secret", json={"value": "client-word"})
    shown = await begun(desk)
    assert (shown["url"], shown["user_code"]) == ("https://login.example/device", "WDJB-MJHT")
    login.pending = ["authorization_pending", "slow_down"]
    assert await finished(desk, shown["handle"]) == {}
    assert await finished(desk, shown["handle"]) == {"wait_s": 5}
    assert token_of(desk) is None
    assert await finished(desk, shown["handle"]) == {"is_done": True}
    assert token_of(desk) == REFRESH_TOKEN
    assert login.asked[-1]["client_secret"] == "client-word"
    page = await desk.ask("GET", "/api/log", params={"type": "mailbox_secret_changed"})
    told = [(entry["actor"]["name"], entry["event"]["kind"]) for entry in page.json["entries"]]
    assert told == [("Ada", "oauth_refresh_token"), ("Ada", "oauth_client_secret")]
    assert (await desk.ask("POST", f"{PATH}/finish", json={"handle": shown["handle"]})).code == "not_found"


async def test_a_browser_comes_back_with_a_code(desk: ServedDesk, login: Provider):
    """Its whole address may be pasted; one that answers another question is not taken, and a code is good for whoever asked for it."""
    await with_oauth(desk, login, authorize_url="https://login.example/authorize?tenant=x")
    shown = await begun(desk, "browser", redirect_uri="http://localhost:4711")
    address = login.agree(shown["url"])
    forged = re.sub(r"state=[^&]+", "state=forged", address)
    assert (await finished(desk, shown["handle"], forged))["trouble"]["code"] == "token_refused"
    assert token_of(desk) is None
    assert await finished(desk, shown["handle"], address) == {"is_done": True}
    assert token_of(desk) == REFRESH_TOKEN


async def test_a_code_of_somebody_else_proves_nothing(desk: ServedDesk, login: Provider):
    """What another question was answered with the provider refuses (PKCE)."""
    await with_oauth(desk, login, authorize_url="https://login.example/authorize")
    theirs, ours = [await begun(desk, "browser", redirect_uri="http://localhost:1") for _ in range(2)]
    login.agree(theirs["url"])
    assert (await finished(desk, ours["handle"], "code-1"))["trouble"]["params"]["said"] == "invalid_grant"
    assert token_of(desk) is None


async def test_a_provider_that_gives_no_refresh_token_is_told(desk: ServedDesk, login: Provider):
    """With what to ask for; its other words are told as they are."""
    await with_oauth(desk, login, device_url=login.url)
    login.gives_refresh_token = False
    said = (await finished(desk, (await begun(desk))["handle"]))["trouble"]["params"]["said"]
    assert "offline_access" in said
    login.error = "access_denied"
    assert (await begun(desk))["trouble"]["params"]["said"] == "access_denied because"


async def test_what_is_not_set_cannot_be_asked(desk: ServedDesk, login: Provider):
    """The missing setting is named; only administrators may ask at all."""
    assert (await desk.ask("POST", PATH, json={"way": "device"})).error["params"]["field"] == "oauth"
    await with_oauth(desk, login)
    for way, field in (("device", "oauth.device_url"), ("browser", "oauth.authorize_url")):
        assert (await desk.ask("POST", PATH, json={"way": way})).error["params"]["field"] == field
    assert (await desk.ask("POST", PATH, "Amal", json={"way": "device"})).code == "forbidden"


@pytest.fixture
def keyboard(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """Where somebody types."""
    ours, theirs = os.pipe()
    with os.fdopen(ours) as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        yield theirs
    os.close(theirs)


async def at_the_box(desk: ServedDesk, *, in_browser: bool) -> int:
    """`support-server mailbox oauth Support`."""
    async with open_door(desk.desk.folder) as door:
        mailbox = (await door.snapshot()).directory.mailboxes[0]
        return await authorize(door, mailbox, in_browser=in_browser)


async def said(capsys: pytest.CaptureFixture[str], pattern: str) -> str:
    """Wait until it has said this."""
    told: list[str] = []

    def found() -> re.Match[str] | None:
        told.append(capsys.readouterr().out)
        return re.search(pattern, "".join(told))

    match = await eventually(found, "the address is told")
    assert match is not None
    return match[0]


async def test_at_the_box_with_a_code(desk: ServedDesk, login: Provider, capsys: pytest.CaptureFixture[str]):
    """It waits until somebody has agreed."""
    await with_oauth(desk, login, device_url=login.url)
    login.pending = ["authorization_pending"]
    assert await at_the_box(desk, in_browser=False) == 0
    out = capsys.readouterr().out
    assert "https://login.example/device" in out and "WDJB-MJHT" in out and REFRESH_TOKEN not in out
    assert token_of(desk) == REFRESH_TOKEN


async def test_at_the_box_with_its_own_browser(
    desk: ServedDesk, login: Provider, capsys: pytest.CaptureFixture[str], keyboard: int
):
    """The browser comes back by itself; whatever else knocks at that port is nothing."""
    await with_oauth(desk, login, device_url=login.url, authorize_url="https://login.example/authorize")
    running = asyncio.create_task(at_the_box(desk, in_browser=True))
    address = login.agree(await said(capsys, r"https://login\.example/authorize\S+"))
    async with httpx.AsyncClient() as browser:
        assert (await browser.get(address.partition("/?")[0] + "/favicon.ico")).status_code == 200
        assert not running.done()
        assert "close this page" in (await browser.get(address)).text
    assert await running == 0
    assert token_of(desk) == REFRESH_TOKEN


async def test_at_the_box_with_a_browser_elsewhere(
    desk: ServedDesk, login: Provider, capsys: pytest.CaptureFixture[str], keyboard: int
):
    """The address of the last page is pasted."""
    await with_oauth(desk, login, authorize_url="https://login.example/authorize")
    running = asyncio.create_task(at_the_box(desk, in_browser=False))
    address = login.agree(await said(capsys, r"https://login\.example/authorize\S+"))
    os.write(keyboard, f"\n{address}\n".encode())
    assert await running == 0
    assert token_of(desk) == REFRESH_TOKEN
