"""Each setting of the server does what its description says."""

import asyncio
import base64
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
import websockets

from server import serving, wiring
from server.config import Backup, Limits, MailIdentity, ServerConfig, Sessions, Smtp
from server.jobs.deliver import Deliverer
from server.logs import start_logging
from server.service import now_us
from server.wiring import run_jobs
from support_tui.wire.commands import SaveMailbox, SendReply
from support_tui.wire.values import Delivery, DeliveryState
from tests.server.served import PASSWORD, ServedDesk, served_desk
from tests.waiting import eventually

DAY = 86_400_000_000


# ---------------------------------------------------------------- the desk and its doors


async def test_the_desk_has_its_name(tmp_path: Path):
    """Consoles get it with the snapshot."""
    async with served_desk(tmp_path / "desk", ServerConfig(port=0, desk_name="مكتب Acme")) as desk:
        assert (await desk.ask("GET", "/api/snapshot")).json["desk_name"] == "مكتب Acme"


@pytest.mark.parametrize("is_on", [True, False])
async def test_the_unix_socket_is_there_if_wanted(tmp_path: Path, is_on: bool):
    """Beside the data, while the desk is served."""
    async with served_desk(tmp_path / "desk", ServerConfig(port=0, unix_socket=is_on)) as desk:
        assert desk.desk.folder.socket.exists() is is_on


async def test_host_and_port(tmp_path: Path):
    """The desk listens where it is told; with 0 it takes a port that is free."""
    async with served_desk(tmp_path / "desk", ServerConfig(host="::1", port=0)) as desk:
        assert desk.url.startswith("http://[::1]:")
        port = int(desk.url.rpartition(":")[2])
        with pytest.raises(serving.CannotListen, match="taken"):
            serving._tcp_socket(ServerConfig(host="::1", port=port))


def test_the_log_says_as_much_as_wanted(capsys: pytest.CaptureFixture[str]):
    """From that level on, and nothing below."""
    start_logging("warning")
    logging.getLogger("support_server").info("small talk")
    logging.getLogger("support_server").warning("important")
    said = capsys.readouterr().err
    assert "important" in said
    assert "small talk" not in said


# ---------------------------------------------------------------- logins and limits


async def _logged_in(desk: ServedDesk) -> str:
    await desk.desk.gate.set_password(1, PASSWORD)
    answer = await desk.ask(
        "POST", "/api/login", None, json={"email": "ada@desk.example", "password": PASSWORD}
    )
    assert answer.status == 200, answer.content
    return str(answer.json["token"])


@pytest.mark.parametrize(("days", "is_over"), [(2, True), (4, False), (0, False)])
async def test_a_login_ends_after_its_lifetime(tmp_path: Path, days: int, is_over: bool):
    """Three days later a login for two days is over, one for four or for ever is not."""
    config = ServerConfig(port=0, sessions=Sessions(lifetime_days=days))
    async with served_desk(tmp_path / "desk", config) as desk:
        token = await _logged_in(desk)
        desk.desk.gate._now = lambda: now_us() + 3 * DAY
        answer = await desk.ask("GET", "/api/counts", token=token)
        assert (answer.status == 401) is is_over


@pytest.mark.parametrize(("days", "is_over"), [(2, True), (4, False), (0, False)])
async def test_a_login_that_lies_idle_ends(tmp_path: Path, days: int, is_over: bool):
    """Not used for three days: over where two are allowed, not where four or any number are."""
    config = ServerConfig(port=0, sessions=Sessions(idle_days=days))
    async with served_desk(tmp_path / "desk", config) as desk:
        token = await _logged_in(desk)
        desk.desk.gate._now = lambda: now_us() + 3 * DAY
        await desk.desk.gate.prune()
        assert ((await desk.ask("GET", "/api/counts", token=token)).status == 401) is is_over


async def test_a_token_asks_so_often_in_a_minute(tmp_path: Path):
    """A tenth of it at once; then it is told to wait, and for how long."""
    async with served_desk(
        tmp_path / "desk", ServerConfig(port=0, limits=Limits(requests_per_minute=60))
    ) as desk:
        answers = [await desk.ask("GET", "/api/counts") for _ in range(9)]
        assert [answer.status for answer in answers[:6]] == [200] * 6
        assert answers[-1].code == "rate_limited"
        assert int(answers[-1].headers["retry-after"]) > 0


async def test_an_address_fails_so_often_in_a_minute(tmp_path: Path):
    """Three wrong logins are answered, the next one has to wait."""
    async with served_desk(
        tmp_path / "desk", ServerConfig(port=0, limits=Limits(logins_per_minute=3))
    ) as desk:
        codes = [
            (
                await desk.ask("POST", "/api/login", None, json={"email": f"{n}@x.example", "password": "x"})
            ).code
            for n in range(4)
        ]
        assert codes == ["bad_credentials"] * 3 + ["rate_limited"]


async def test_so_many_consoles_connect_at_once(tmp_path: Path):
    """The second one is refused while the first is there."""
    config = ServerConfig(port=0, limits=Limits(sockets=1))
    async with served_desk(tmp_path / "desk", config) as desk, desk.stream(await desk.token_of("Ada")):
        await eventually(lambda: len(desk.desk.hub) == 1, "the first console is connected")
        with pytest.raises(websockets.InvalidStatus) as refused:
            async with desk.stream(await desk.token_of("Amal")):
                raise AssertionError("a second console was let in")
        assert refused.value.response.status_code == 429


async def test_a_search_is_given_up_after_its_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The time of the setting is the one that searching is held to."""
    held_to: list[float] = []

    def page(*_: Any, seconds: float, **__: Any) -> Any:
        held_to.append(seconds)
        raise TimeoutError

    monkeypatch.setattr("server.api.resources.conversations.lists.page", page)
    config = ServerConfig(port=0, limits=Limits(query_deadline_ms=1_250))
    async with served_desk(tmp_path / "desk", config) as desk:
        await desk.ask("GET", "/api/conversations", params={"q": "parcel"})
        assert held_to == [1.25]


# ---------------------------------------------------------------- mail


class Postbox:
    """A mail server without encryption that writes down what it is told; `is_mute` never says a word."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.port = 0
        self.is_mute = False

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection."""
        if self.is_mute:
            await reader.read()
            writer.close()
            return
        writer.write(b"220 postbox\r\n")
        with suppress(ConnectionError):
            while line := (await reader.readline()).decode(errors="replace"):
                self.said.append(line.strip())
                writer.write(await self._answer(line[:4].upper().strip(), reader))
        writer.close()

    async def _answer(self, verb: str, reader: asyncio.StreamReader) -> bytes:
        if verb == "EHLO":
            return b"250-postbox\r\n250 AUTH PLAIN\r\n"
        if verb == "AUTH":
            return b"235 welcome\r\n"
        if verb == "DATA":
            return b"354 go on\r\n"
        if verb == ".":
            return b"250 taken\r\n"
        if verb in ("MAIL", "RCPT", "QUIT"):
            return b"250 fine\r\n"
        return b""

    def headers(self, name: str) -> list[str]:
        return [line.partition(": ")[2] for line in self.said if line.startswith(f"{name}: ")]

    def logins(self) -> list[str]:
        """Who logged in with what, as `name:password`."""
        plain = [line.rpartition(" ")[2] for line in self.said if line.startswith("AUTH PLAIN")]
        return [base64.b64decode(word).decode().strip("\0").replace("\0", ":") for word in plain]


@asynccontextmanager
async def a_postbox() -> AsyncIterator[Postbox]:
    postbox = Postbox()
    server = await asyncio.start_server(postbox.serve, "127.0.0.1", 0)
    postbox.port = server.sockets[0].getsockname()[1]
    yield postbox
    server.close()


async def _reply(desk: ServedDesk, mailbox_id: int = 1) -> Delivery:
    """Answer a customer, let it leave, and see how far it came."""
    mail = await desk.a_mail(mailbox_id=mailbox_id)
    assert mail.conversation_id
    sent = await desk.do(SendReply(mail.conversation_id, "On its way.", undo_window_s=0))
    await Deliverer(desk.desk.service, desk.desk.mail.outbox(), now_us).send_due()
    thread = (await desk.ask("GET", f"/api/conversations/{mail.conversation_id}/thread")).json
    found = next(message for message in thread["messages"] if message["id"] == sent.message_id)
    return Delivery(**{**found["delivery"], "state": DeliveryState(found["delivery"]["state"])})


def smtp_at(postbox: Postbox, **settings: Any) -> ServerConfig:
    return ServerConfig(
        port=0, smtp=Smtp(**({"host": "127.0.0.1", "port": postbox.port, "security": "none"} | settings))
    )


async def test_replies_log_in_with_user_and_password(tmp_path: Path):
    """By the password itself, or by the first line of its file; without a user nobody logs in."""
    secret = tmp_path / "secret"
    secret.write_text("from the file\nnot this\n")
    logins = (
        ({"user": "desk", "password": "in the config"}, ["desk:in the config"]),
        ({"user": "desk", "password_file": str(secret)}, ["desk:from the file"]),
        ({}, []),
    )
    for number, (settings, expected) in enumerate(logins):
        async with (
            a_postbox() as postbox,
            served_desk(tmp_path / f"{number}", smtp_at(postbox, **settings)) as desk,
        ):
            assert (await _reply(desk)).state is DeliveryState.ACCEPTED
            assert postbox.logins() == expected


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_nothing_leaves_unencrypted_where_encryption_is_set(tmp_path: Path, security: str):
    """A mail server without encryption gets neither mail nor password."""
    async with a_postbox() as postbox:
        config = smtp_at(postbox, security=security, user="desk", password="secret", timeout_s=1)
        async with served_desk(tmp_path / "desk", config) as desk:
            delivery = await _reply(desk)
            assert delivery.state is not DeliveryState.ACCEPTED
            assert not postbox.logins()
            assert not postbox.headers("Subject")


async def test_a_mute_mail_server_is_given_up(tmp_path: Path):
    """After the time of the setting the reply waits for its next try."""
    async with a_postbox() as postbox:
        postbox.is_mute = True
        async with served_desk(tmp_path / "desk", smtp_at(postbox, timeout_s=1)) as desk:
            delivery = await _reply(desk)
            assert delivery.state is DeliveryState.QUEUED
            assert delivery.attempts == 1


async def test_replies_come_from_the_mailbox_else_from_the_common_sender(tmp_path: Path):
    """A mailbox with an address sends as itself, one without as `server.smtp.sender`."""
    async with a_postbox() as postbox:
        async with served_desk(tmp_path / "desk", smtp_at(postbox, sender="desk@acme.example")) as desk:
            await desk.do(SaveMailbox("Chat"))
            await _reply(desk, 1)
            await _reply(desk, 3)
        assert [sender.partition("<")[2].strip("<>") for sender in postbox.headers("From")] == [
            "support@desk.example",
            "desk@acme.example",
        ]


async def test_a_mailbox_sends_as_its_own_section_says(tmp_path: Path):
    """Its own server, login and sender; the common ones for all others."""
    async with a_postbox() as common, a_postbox() as own:
        sales = MailIdentity(port=own.port, user="sales", password="s", sender="offers@acme.example")
        async with served_desk(tmp_path / "desk", smtp_at(common, mailboxes={"Sales": sales})) as desk:
            await _reply(desk, 1)
            await _reply(desk, 2)
        assert (own.logins(), common.logins()) == (["sales:s"], [])
        assert own.headers("From") == ["Sales <offers@acme.example>"]
        assert len(common.headers("From")) == 1


# ---------------------------------------------------------------- a way out, or none


async def _ways_out(desk: ServedDesk) -> dict[str, bool]:
    directory = (await desk.ask("GET", "/api/snapshot")).json["directory"]
    return {box["name"]: box.get("can_send", False) for box in directory["mailboxes"]}


async def test_each_mailbox_says_whether_mail_leads_out_of_it(tmp_path: Path):
    """A server and an address are needed; the directory and the replies tell the same."""
    ways = (
        (Smtp(), {"Support": False, "Sales": False, "Chat": False}),
        (Smtp(host="127.0.0.1"), {"Support": True, "Sales": True, "Chat": False}),
        (Smtp(host="127.0.0.1", sender="d@acme.example"), {"Support": True, "Sales": True, "Chat": True}),
        (
            Smtp(mailboxes={"Sales": MailIdentity(host="127.0.0.1")}),
            {"Support": False, "Sales": True, "Chat": False},
        ),
    )
    for number, (smtp, expected) in enumerate(ways):
        async with served_desk(tmp_path / f"{number}", ServerConfig(port=0, smtp=smtp)) as desk:
            await desk.do(SaveMailbox("Chat"))
            assert await _ways_out(desk) == expected
            for mailbox_id, is_way in enumerate(expected.values(), 1):
                mail = await desk.a_mail(mailbox_id=mailbox_id)
                assert mail.conversation_id
                sent = await desk.do(SendReply(mail.conversation_id, "Here.", undo_window_s=600))
                thread = (await desk.ask("GET", f"/api/conversations/{mail.conversation_id}/thread")).json
                state = next(m["delivery"]["state"] for m in thread["messages"] if m["id"] == sent.message_id)
                assert state == ("queued" if is_way else "no_channel")


async def test_an_address_opens_the_way_out(tmp_path: Path):
    """A mailbox that gets one can send from that moment on, also after a restart."""
    config = ServerConfig(port=0, smtp=Smtp(host="127.0.0.1"))
    async with served_desk(tmp_path / "desk", config) as desk:
        made = await desk.do(SaveMailbox("Chat"))
        assert not (await _ways_out(desk))["Chat"]
        await desk.do(SaveMailbox("Chat", "chat@desk.example", made.created_id))
        assert (await _ways_out(desk))["Chat"]
    async with wiring.open_desk(desk.desk.folder, config) as again:
        assert all(mailbox.can_send for mailbox in again.service.directory.mailboxes)


# ---------------------------------------------------------------- copies


async def test_a_serving_desk_makes_its_copies(tmp_path: Path):
    """Into the folder of the setting, at once when it has none; without a folder none."""
    copies = tmp_path / "copies"
    backup = Backup(directory=str(copies), every_h=1, keep=2)
    config = ServerConfig(port=0, backup=backup)
    async with served_desk(tmp_path / "desk", config) as desk, run_jobs(desk.desk):
        await eventually(lambda: copies.is_dir() and list(copies.iterdir()), "a copy is made")
    async with served_desk(tmp_path / "another") as desk:
        assert wiring._backups(desk.desk) == []
