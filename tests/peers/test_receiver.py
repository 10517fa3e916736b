"""Mail servers hand their mail over by LMTP and SMTP: ours is taken and kept before it is answered, nothing is passed on, all is bounded."""

import asyncio
import shutil
import smtplib
import socket
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, TypeVar

import pytest
import uvloop
from msgspec.structs import replace

from server.config import Limits, Receive, ServerConfig
from server.folder import DataFolder
from server.serving import CannotListen, listening
from server.wiring import OpenDesk, open_desk
from support_tui.wire.commands import SaveMailbox
from support_tui.wire.mailboxes import MailSettings
from tests.peers.certificate import certify
from tests.server.served import ServedDesk

T = TypeVar("T")

LIMITS = Limits()
MAIL = (
    "From: Carla <carla@customer.example>\r\nTo: support@desk.example\r\nSubject: Parcel\r\n"
    "Message-ID: <1@customer.example>\r\n\r\nWhere is it?\r\n.\r\n..dots\r\n"
)


class Received:
    """A desk that mail servers reach; what stands in it."""

    def __init__(self, desk: OpenDesk, where: str) -> None:
        self.desk, self.where = desk, where
        host, _, port = where.rpartition(":")
        self.address = (host, int(port)) if host and port.isdigit() else (where, 0)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database says."""
        return self.desk.readings.read(lambda reader: reader.execute(sql).fetchall())

    @property
    def texts(self) -> list[tuple[int, str]]:
        """Mailbox and text of every message, in order."""
        return self.rows(
            "select c.mailbox_id, m.text from message m join conversation c on c.id = m.conversation_id order by m.id"
        )


@asynccontextmanager
async def receiving_desk(folder: Path, limits: Limits = LIMITS, **settings: Any) -> AsyncIterator[Received]:
    """Support (with an alias) and Sales, reached by `settings`."""
    receive = Receive(**({"protocol": "lmtp", "port": 0, "name": "desk.example"} | settings))
    config = ServerConfig(port=0, receive=receive, limits=limits)
    async with open_desk(DataFolder(folder), config) as desk, listening(desk) as where:
        served = ServedDesk(desk, where.url, None)  # type: ignore[arg-type]
        mail = MailSettings(aliases=("help@desk.example",))
        await served.do(SaveMailbox("Support", "support@desk.example", mail=mail))
        await served.do(SaveMailbox("Sales", "sales@desk.example"))
        yield Received(desk, where.mail)
        desk.hub.shut_down()


async def talk(received: Received, said: Callable[[smtplib.SMTP], T], *, lmtp: bool = True) -> T:
    """A conversation from another thread, as a mail server has it."""
    kind = smtplib.LMTP if lmtp else smtplib.SMTP

    def spoken() -> T:
        with kind(*received.address, timeout=20) as client:
            return said(client)

    return await asyncio.to_thread(spoken)


def handed_over(
    client: smtplib.SMTP, *recipients: str, mail: str = MAIL, sender: str = "carla@customer.example"
) -> list[tuple[int, bytes]]:
    """The answers to each recipient, then those behind the mail."""
    client.ehlo_or_helo_if_needed()
    client.mail(sender)
    answers = [client.rcpt(recipient) for recipient in recipients]
    if any(code == 250 for code, _ in answers):
        client.putcmd("data")
        assert client.getreply()[0] == 354
        client.send(mail.replace("\r\n.", "\r\n..").encode("utf-8", "surrogateescape") + b"\r\n.\r\n")
        taken = sum(code == 250 for code, _ in answers) if isinstance(client, smtplib.LMTP) else 1
        answers += [client.getreply() for _ in range(taken)]
    return answers


def codes(answers: list[tuple[int, bytes]]) -> list[int]:
    """The numbers of answers."""
    return [code for code, _ in answers]


async def test_a_mail_is_kept_before_it_is_answered(tmp_path: Path):
    """By LMTP: its words and its bytes are there when the sender is told so, with whom it was for; dots of transport are taken off (E1)."""
    async with receiving_desk(tmp_path) as received:
        answers = await talk(received, lambda client: handed_over(client, "Support@Desk.example"))
        assert codes(answers) == [250, 250]
        assert received.texts == [(1, "Where is it?\n.\n..dots")]
        ((digest,),) = received.rows("select raw_digest from message")
        raw = received.desk.blobs.get(digest) or b""
        assert raw.startswith(
            b"Return-Path: <carla@customer.example>\r\nDelivered-To: Support@Desk.example\r\nFrom: Carla"
        )


async def test_only_our_addresses_are_taken(tmp_path: Path):
    """A mailbox's own, its aliases, and either with something behind a plus; every other is refused, and nothing is passed on."""
    async with receiving_desk(tmp_path) as received:
        answers = await talk(
            received,
            lambda client: handed_over(
                client,
                "help@desk.example",
                "sales+x7@desk.example",
                "boss@elsewhere.example",
                "supporter@desk.example",
            ),
        )
        assert codes(answers) == [250, 250, 550, 550, 250, 250]
        assert [mailbox_id for mailbox_id, _ in received.texts] == [1, 2]


async def test_two_addresses_of_a_mailbox_are_one_mail(tmp_path: Path):
    """Each recipient gets an answer, and the mail stands there once."""
    async with receiving_desk(tmp_path) as received:
        answers = await talk(
            received, lambda client: handed_over(client, "help@desk.example", "support@desk.example")
        )
        assert codes(answers) == [250, 250, 250, 250]
        assert len(received.texts) == 1


async def test_the_same_mail_again_changes_nothing(tmp_path: Path):
    """A mail server that did not hear the answer hands it over again (E4)."""
    async with receiving_desk(tmp_path) as received:
        for _ in range(2):
            answers = await talk(received, lambda client: handed_over(client, "support@desk.example"))
            assert codes(answers) == [250, 250]
        assert len(received.texts) == 1


async def test_a_report_has_no_sender(tmp_path: Path):
    """Mail systems write without one, and are heard."""
    async with receiving_desk(tmp_path, protocol="smtp") as received:
        answers = await talk(
            received, lambda client: handed_over(client, "support@desk.example", sender=""), lmtp=False
        )
        assert codes(answers) == [250, 250]
        assert received.rows("select automatic from message") == [("return-path",)]


async def test_by_smtp_one_answer_is_for_all(tmp_path: Path):
    """The mail stands in each mailbox it is for."""
    async with receiving_desk(tmp_path, protocol="smtp") as received:
        answers = await talk(
            received,
            lambda client: handed_over(client, "support@desk.example", "sales@desk.example"),
            lmtp=False,
        )
        assert codes(answers) == [250, 250, 250]
        assert sorted(mailbox_id for mailbox_id, _ in received.texts) == [1, 2]


async def test_without_room_the_sender_keeps_the_mail(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Not now is not no, and a mail that was not kept is not taken."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    async with receiving_desk(tmp_path) as received:
        with monkeypatch.context() as patched:
            patched.setattr("server.storage.blobs.Blobs._write", full)
            answers = await talk(received, lambda client: handed_over(client, "support@desk.example"))
            assert codes(answers) == [250, 452]
        answers = await talk(received, lambda client: handed_over(client, "support@desk.example"))
        assert codes(answers) == [250, 250]


async def test_a_mail_above_the_limit_is_told_of(tmp_path: Path):
    """It is let pass by without being held, and its headers stand there with a notice (E8)."""
    async with receiving_desk(tmp_path, Limits(mail_mb=1)) as received:
        large = MAIL + "x" * 70 + "\r\n" + ("y" * 998 + "\r\n") * 2_000
        answers = await talk(received, lambda client: handed_over(client, "support@desk.example", mail=large))
        assert codes(answers) == [250, 250]
        ((reason, text),) = received.rows("select reason, text from message")
        assert reason == "too_large"
        assert "2.0 MB" in text or "2 MB" in text


async def test_lines_longer_than_the_standard_allows(tmp_path: Path):
    """Mail programs write them, and the mail is taken."""
    async with receiving_desk(tmp_path) as received:
        long = MAIL + "x" * 600_000
        answers = await talk(received, lambda client: handed_over(client, "support@desk.example", mail=long))
        assert codes(answers) == [250, 250]
        assert len(received.texts[0][1]) > 400_000


async def test_a_bare_line_feed_ends_no_mail(tmp_path: Path):
    """Nobody smuggles a second mail in behind a dot that other servers would take for the end."""
    async with receiving_desk(tmp_path) as received:
        smuggled = MAIL + "\n.\nMAIL FROM:<a@b.example>\r\nRCPT TO:<sales@desk.example>\r\n"
        await talk(received, lambda client: handed_over(client, "support@desk.example", mail=smuggled))
        assert len(received.texts) == 1
        assert "MAIL FROM" in received.texts[0][1]


async def test_a_connection_too_many_comes_later(tmp_path: Path):
    """It is told so, and once another has ended it is welcome."""
    async with receiving_desk(tmp_path, connections=1) as received:

        def second(first: smtplib.SMTP) -> int:
            first.ehlo_or_helo_if_needed()
            with socket.create_connection(received.address, timeout=20) as other:
                return int(other.recv(200).split()[0])

        assert await talk(received, second) == 421
        assert (
            codes(await talk(received, lambda client: handed_over(client, "support@desk.example")))[-1] == 250
        )


async def test_who_says_nothing_is_hung_up_on(tmp_path: Path):
    """A connection costs nothing for ever."""
    async with receiving_desk(tmp_path, timeout_s=1) as received:

        def wait() -> bytes:
            with socket.create_connection(received.address, timeout=20) as idle:
                idle.recv(200)
                return idle.recv(200)

        assert await asyncio.to_thread(wait) == b""


async def test_a_mail_cut_off_is_no_mail(tmp_path: Path):
    """What ends in the middle was not taken; the sender will come again."""
    async with receiving_desk(tmp_path) as received:

        def cut(client: smtplib.SMTP) -> None:
            client.ehlo_or_helo_if_needed()
            client.mail("a@b.example")
            client.rcpt("support@desk.example")
            client.putcmd("data")
            client.getreply()
            client.send(b"From: a@b.example\r\n\r\nhalf")
            client.close()

        await talk(received, cut)
        assert (
            codes(await talk(received, lambda client: handed_over(client, "support@desk.example")))[-1] == 250
        )
        assert len(received.texts) == 1


def test_behind_tls_on_the_loop_that_serves(tmp_path: Path):
    """STARTTLS is offered with a certificate, and mail without it refused where that is wanted; on the loop that the server runs on."""
    certificate = certify(tmp_path)

    async def spoken() -> None:
        settings = {
            "protocol": "smtp",
            "tls_certificate": str(certificate.certificate),
            "tls_key": str(certificate.key),
            "require_tls": True,
        }
        async with receiving_desk(tmp_path / "desk", **settings) as received:

            def encrypted(client: smtplib.SMTP) -> list[tuple[int, bytes]]:
                client.ehlo()
                refused = client.mail("a@b.example")
                client.starttls(context=ssl._create_unverified_context())
                return [refused, *handed_over(client, "support@desk.example")]

            answers = await talk(received, encrypted, lmtp=False)
            assert codes(answers) == [530, 250, 250]
            assert len(received.texts) == 1

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(spoken())


async def test_by_a_unix_socket(tmp_path: Path):
    """For a mail server on the same machine, with the rights that are set; taken away at the end."""
    path = tmp_path / "mail.sock"
    async with receiving_desk(tmp_path / "desk", socket=str(path), socket_mode="0600") as received:
        assert path.stat().st_mode & 0o777 == 0o600
        answers = await talk(received, lambda client: handed_over(client, "support@desk.example"))
        assert codes(answers) == [250, 250]
    assert not path.exists()


async def test_a_port_that_is_taken(tmp_path: Path):
    """The server does not start without the way in that was asked for, and says why."""
    with (
        socket.create_server(("127.0.0.1", 0)) as other,
        pytest.raises(CannotListen, match="Mail cannot be received"),
    ):
        async with receiving_desk(tmp_path, port=other.getsockname()[1]):
            pass


@pytest.mark.skipif(shutil.which("swaks") is None, reason="swaks is not installed")
@pytest.mark.parametrize("protocol", ["LMTP", "ESMTP"])
async def test_swaks_hands_a_mail_over(tmp_path: Path, protocol: str):
    """An independent program speaks with it: a mail for two mailboxes, with a file, is taken, and one for others is refused."""
    spoken = "lmtp" if protocol == "LMTP" else "smtp"
    async with receiving_desk(tmp_path, protocol=spoken) as received:

        async def swaks(*options: str) -> int:
            host, port = received.address
            process = await asyncio.create_subprocess_exec(
                "swaks", "--protocol", protocol, "--server", host, "--port", str(port), "--from", "carla@customer.example",
                *options, stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
            return await asyncio.wait_for(process.wait(), 30)

        taken = await swaks("--to", "support@desk.example,sales@desk.example", "--header", "Subject: Parcel", "--body", "Where is it?", "--attach", "@/etc/hostname")  # fmt: skip
        assert taken == 0
        assert [text.strip() for _, text in received.texts] == ["Where is it?"] * 2
        assert received.rows("select distinct title from message") == [("Parcel",)]
        assert len(received.rows("select id from attachment")) == 2
        assert await swaks("--to", "boss@elsewhere.example") != 0


def test_settings_that_do_not_fit_are_told(tmp_path: Path):
    """TLS is not required without a certificate."""
    from server.config import check

    config = ServerConfig(receive=replace(Receive(), require_tls=True))
    (problem,) = check(config, tmp_path / "config.toml")
    assert problem.key == "server.receive.require_tls"
