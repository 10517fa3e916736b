"""Machines that answer machines: two desks that acknowledge each other's mail, lists that send everything back (E25–E28).

Mail goes the whole way: composed, handed over by SMTP, passed on by a relay in between, taken in by the other desk.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, Envelope

from server.config import ServerConfig, Smtp
from server.core.access import SYSTEM
from server.folder import DataFolder
from server.jobs.deliver import Deliverer
from server.service import now_us
from server.wiring import open_desk
from support_tui.wire import commands as c
from support_tui.wire.mailboxes import Acknowledgement, MailSettings
from support_tui.wire.values import Address
from tests.server.channels.mailing import a_raw_mail, ids, taken_in, thread
from tests.server.served import ServedDesk, served_desk

DESK, OTHER, LIST = "support@desk.example", "help@other.example", "all@lists.example"
MARKS = ("auto-submitted", "precedence", "x-auto-response-suppress", "x-loop")


class Relay:
    """Takes all mail and hands it on to whoever owns the address; `alters` stands for what a list or a bad server does to it."""

    def __init__(self) -> None:
        self.desks: dict[str, ServedDesk] = {}
        self.passed: list[Message] = []
        self.senders: list[str] = []
        self.members: tuple[str, ...] = ()
        self.alters: Callable[[Message], None] = lambda _: None
        self.port = 0
        self._waiting: list[tuple[str, str, bytes]] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Envelope) -> str:
        """Keep it for the next round."""
        assert isinstance(envelope.content, bytes)
        self.passed.append(message_from_bytes(envelope.content))
        sender = (envelope.mail_from or "").strip("<>")
        self.senders.append(sender)
        for recipient in envelope.rcpt_tos:
            for reached in self.members if recipient == LIST else (recipient,):
                self._waiting.append((sender, reached, envelope.content))
        return "250 taken"

    async def _hand_on(self) -> None:
        waiting, self._waiting = self._waiting, []
        for sender, recipient, raw in waiting:
            desk = self.desks.get(recipient)
            mail = message_from_bytes(raw)
            self.alters(mail)
            del mail["Return-Path"]
            head = f"Return-Path: <{sender}>\nDelivered-To: {recipient}\n".encode()
            if desk is not None:
                await taken_in(desk, head + mail.as_bytes())

    async def run(self, rounds: int = 30) -> None:
        """Send and deliver until everything is at rest, or for so many rounds."""
        desks = [*dict.fromkeys(self.desks.values())]
        for _ in range(rounds):
            before = len(self.passed)
            for desk in desks:
                await Deliverer(desk.desk.service, desk.desk.mail.outbox(), now_us).send_due()
            if len(self.passed) == before and not self._waiting:
                return
            await self._hand_on()


@asynccontextmanager
async def a_relay() -> AsyncIterator[Relay]:
    """One that listens until the end of the block."""
    relay = Relay()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(relay, hostname="relay.example"), "127.0.0.1", 0)
    relay.port = server.sockets[0].getsockname()[1]
    try:
        yield relay
    finally:
        server.close()


def sends_by(relay: Relay) -> ServerConfig:
    """A desk whose way out is the relay."""
    return ServerConfig(port=0, smtp=Smtp(host="127.0.0.1", port=relay.port, security="none"))


@asynccontextmanager
async def an_answering_desk(
    folder: Path, relay: Relay, address: str = DESK, **settings: Any
) -> AsyncIterator[ServedDesk]:
    """Its mailbox acknowledges what comes in."""
    async with served_desk(folder, sends_by(relay)) as desk:
        mail = MailSettings(acknowledgement=Acknowledgement(is_on=True), **settings)
        await desk.do(c.SaveMailbox("Support", address, 1, mail=mail))
        if address != DESK:
            await desk.do(c.SaveMailbox("Sales", f"sales@{address.partition('@')[2]}", 2))
        relay.desks[address] = desk
        yield desk


async def conversations(desk: ServedDesk) -> int:
    """How many there are."""
    page = (await desk.ask("GET", "/api/conversations?queue=all")).json
    return len(page["rows"])


async def test_a_person_is_answered_once_at_once(tmp_path: Path) -> None:
    """In the same moment, from the mailbox, marked as what it is, and with nobody for a mail server to complain to (E26)."""
    async with a_relay() as relay, an_answering_desk(tmp_path, relay) as desk:
        await taken_in(desk, a_raw_mail("1"))
        await relay.run()
        (mail,) = relay.passed
        assert (mail["From"], mail["To"]) == (
            "Support <support@desk.example>",
            "Carla <carla@customer.example>",
        )
        assert (mail["Auto-Submitted"], mail["Precedence"]) == ("auto-replied", "bulk")
        assert mail["X-Auto-Response-Suppress"] == "All"
        assert mail["X-Loop"].startswith("support-tui-")
        assert (mail["In-Reply-To"], mail["Subject"]) == ("<1@customer.example>", "Re: Parcel")
        assert "#1" in mail.get_payload()[0].get_payload(decode=True).decode()
        assert relay.senders == [""]


async def test_it_answers_nothing_and_moves_nothing(tmp_path: Path) -> None:
    """The customer still waits, the conversation stays open, what the list shows is what they wrote (E18)."""
    async with a_relay() as relay, an_answering_desk(tmp_path, relay) as desk:
        await taken_in(desk, a_raw_mail("1"))
        await relay.run()
        shown = await thread(desk, 1)
        row = shown["row"]
        assert (row["status"], row["preview"], row["message_count"]) == ("open", "Where is it?", 2)
        assert row["waiting_since_at"] and "first_reply_at" not in row
        reply = shown["messages"][-1]
        assert (reply["automatic"], reply["delivery"]["state"], reply["author"]["kind"]) == (
            "acknowledgement",
            "accepted",
            "system",
        )


async def test_it_is_in_the_language_of_the_customer(tmp_path: Path) -> None:
    """Arabic for whoever writes Arabic, in the desk's own words where it has some, with what they leave open filled in."""
    own = Acknowledgement(is_on=True, text="{name}: {number} {title} {mailbox} {other}")
    async with a_relay() as relay, an_answering_desk(tmp_path, relay) as desk:
        await desk.do(c.SaveMailbox("Support", DESK, 1, mail=MailSettings(acknowledgement=own)))
        await taken_in(desk, a_raw_mail("1"))
        await taken_in(desk, a_raw_mail("2", "أين طلبي رقم 7؟", Subject="طلب", From="Mona <mona@x.example>"))
        await relay.run()
        english, arabic = (mail.get_payload()[0].get_payload(decode=True).decode() for mail in relay.passed)
        assert english.startswith("Carla: 1 Parcel Support {other}")
        assert "وصلتنا رسالتك «طلب»" in arabic
        assert "Mona" in arabic


async def test_nothing_else_is_answered(tmp_path: Path) -> None:
    """No answer in a thread, no machine, no list, no old mail, none that says it is from us (E25, E27)."""
    async with a_relay() as relay, an_answering_desk(tmp_path, relay) as desk:
        await taken_in(desk, a_raw_mail("1"))
        await relay.run()
        relay.passed.clear()
        others: list[dict[str, str]] = [
            {"In_Reply_To": ids("1")},
            {"Auto_Submitted": "auto-generated"},
            {"List_Id": "<all.lists.example>"},
            {"From": "noreply@shop.example"},
            {"Return_Path": "<>"},
            {"X_Loop": "somebody@else.example"},
            {"Date": "Mon, 05 Jan 2015 10:00:00 +0300"},
            {"From": DESK},
            {"Message_ID": "<x@desk.example>"},
        ]
        for number, headers in enumerate(others, 2):
            raw = a_raw_mail(
                str(number), **({"Subject": f"{number}", "From": f"c{number}@x.example"} | headers)
            )
            await taken_in(desk, raw)
        await relay.run()
        assert relay.passed == []


async def test_the_same_subject_is_answered_once_a_day(tmp_path: Path) -> None:
    """And one sender five times in three hours, whatever the subject (E28)."""
    async with a_relay() as relay, an_answering_desk(tmp_path, relay) as desk:
        for number in range(3):
            await taken_in(desk, a_raw_mail(f"a{number}", Subject="Re: Parcel" if number else "parcel"))
        await relay.run()
        assert len(relay.passed) == 1
        for number in range(8):
            await taken_in(desk, a_raw_mail(f"b{number}", Subject=f"Another {number}"))
        await relay.run()
        assert len(relay.passed) == 5


async def test_a_mailbox_that_says_too_much_raises_the_alarm(tmp_path: Path) -> None:
    """Its hour is full: the rest is taken in without an answer, and its state says so (E28)."""
    async with a_relay() as relay, an_answering_desk(tmp_path, relay, mail_per_hour=3) as desk:
        for number in range(5):
            await taken_in(desk, a_raw_mail(f"a{number}", From=f"c{number}@x{number}.example"))
        await relay.run()
        assert (len(relay.passed), await conversations(desk)) == (3, 5)
        state = desk.desk.mail.states.of(1)
        assert (state.withheld, state.needs_attention) == (2, True)


async def test_limits_outlast_the_server(tmp_path: Path) -> None:
    """They stand in the database: the same subject again, after the server was started anew, gets no second answer."""
    async with a_relay() as relay:
        async with an_answering_desk(tmp_path / "desk", relay) as desk:
            await taken_in(desk, a_raw_mail("1"))
            await relay.run()
        relay.desks.clear()
        async with open_desk(DataFolder(tmp_path / "desk"), sends_by(relay)) as again:
            taken = await again.mail.intake.take_in(SYSTEM, 1, a_raw_mail("2"))
            assert isinstance(taken, c.Accepted)
            await Deliverer(again.service, again.mail.outbox(), now_us).send_due()
        assert (taken.conversation_id, taken.withheld, len(relay.passed)) == (2, "subject", 1)


async def two_desks_talk(folder: Path, alters: Callable[[Message], None]) -> tuple[Relay, int, int]:
    """A person at one desk writes to the other one's mailbox; both acknowledge. What went over the wire, and conversations on each side."""
    async with a_relay() as relay:
        relay.alters = alters
        async with (
            an_answering_desk(folder / "one", relay) as one,
            an_answering_desk(folder / "two", relay, OTHER) as two,
        ):
            start = c.StartConversation(1, Address(OTHER), "Delivery", "When will it come?", undo_window_s=0)
            await one.do(start)
            await relay.run()
            return relay, await conversations(one), await conversations(two)


async def test_two_desks_do_not_keep_each_other_busy(tmp_path: Path) -> None:
    """One question, one acknowledgement, one conversation on each side."""
    relay, in_one, in_two = await two_desks_talk(tmp_path, lambda _: None)
    assert (len(relay.passed), in_one, in_two) == (2, 1, 1)


async def test_a_relay_that_takes_the_marks_off_changes_little(tmp_path: Path) -> None:
    """Without any mark of a machine, and with other identities, an answer still joins what it answers and is not acknowledged again."""

    def bare(mail: Message) -> None:
        for name in MARKS:
            del mail[name]

    relay, in_one, in_two = await two_desks_talk(tmp_path, bare)
    assert (in_one, in_two) == (1, 1)
    assert len(relay.passed) == 2


async def test_even_a_relay_that_keeps_nothing_is_bounded(tmp_path: Path) -> None:
    """Nothing tells that it is an answer, not even its subject; each mail begins a conversation, until the limits hold (E28)."""
    numbers = iter(range(1_000))

    def nothing(mail: Message) -> None:
        for name in (*MARKS, "in-reply-to", "references", "subject", "message-id", "return-path"):
            del mail[name]
        number = next(numbers)
        mail["Subject"] = f"No {number}"
        mail["Message-ID"] = f"<{number}@relay.example>"
        for part in mail.walk():
            if part.get_content_maintype() == "text":
                part.set_payload("Nothing of it is left.")
                del part["Content-Transfer-Encoding"]

    relay, in_one, in_two = await two_desks_talk(tmp_path, nothing)
    assert len(relay.passed) <= 1 + 2 * 5
    assert in_one + in_two <= 1 + 2 * 5 + 1


async def test_a_list_that_sends_everything_back_is_heard_once(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A desk that is on a list answers there: what it wrote comes back and is left out with a line in the log, and nothing is acknowledged (E27)."""
    caplog.set_level("INFO", "support_server.mail")

    def as_a_list_does(mail: Message) -> None:
        subject = mail["Subject"]
        for name in ("subject", "list-id", "precedence", "reply-to"):
            del mail[name]
        mail["Subject"] = subject if "[all]" in subject else f"[all] {subject}"
        mail["List-Id"], mail["Precedence"], mail["Reply-To"] = "<all.lists.example>", "list", LIST

    async with a_relay() as relay, an_answering_desk(tmp_path, relay) as desk:
        relay.members, relay.alters = (DESK,), as_a_list_does
        posted = a_raw_mail("1", To=LIST, List_Id="<all.lists.example>", Precedence="list")
        await taken_in(desk, posted)
        await desk.do(c.SendReply(1, "We can help.", cc=(Address(LIST),), undo_window_s=0))
        await relay.run()
        shown = await thread(desk, 1)
        assert (len(relay.passed), await conversations(desk), len(shown["messages"])) == (1, 1, 2)
        assert desk.desk.mail.states.of(1).dropped == 1
        assert "mailbox 1: our own message 2 came back, left out" in caplog.text


async def test_a_list_that_hides_what_it_is_is_bounded_too(tmp_path: Path) -> None:
    """Its echo has another identity and no mark of a list; it joins its thread, and nobody answers ourselves."""
    numbers = iter(range(1_000))

    def other_identity(mail: Message) -> None:
        del mail["message-id"]
        mail["Message-ID"] = f"<{next(numbers)}@lists.example>"

    async with a_relay() as relay, an_answering_desk(tmp_path, relay) as desk:
        relay.members, relay.alters = (DESK,), other_identity
        await taken_in(desk, a_raw_mail("1", To=LIST))
        await desk.do(c.SendReply(1, "We can help.", cc=(Address(LIST),), undo_window_s=0))
        await relay.run()
        assert len(relay.passed) == 2, "an acknowledgement to who wrote, and the answer"
        assert await conversations(desk) == 1


async def test_an_answer_finds_back_whatever_it_has_lost(tmp_path: Path) -> None:
    """By the mark that it quotes, or by the address it was asked to go to (E12, E13)."""
    async with a_relay() as relay, an_answering_desk(tmp_path, relay, has_plus_addresses=True) as desk:
        for number in (1, 2):
            await taken_in(desk, a_raw_mail(f"{number}", Subject=f"Parcel {number}"))
        await desk.do(c.SendReply(2, "It is on its way.", undo_window_s=0))
        await relay.run()
        letter = next(mail for mail in relay.passed if not mail["Auto-Submitted"])
        words = letter.get_payload()[0].get_payload(decode=True).decode()
        quoted = "Thanks!\n\n" + "\n".join(f"> {line}" for line in words.splitlines())
        by_mark = await taken_in(desk, a_raw_mail("3", quoted, Subject="Something else"))
        by_address = await taken_in(desk, a_raw_mail("4", "Thanks!", Subject="?", To=letter["Reply-To"]))
        assert (by_mark["conversation_id"], by_address["conversation_id"]) == (2, 2)
        assert "support+2-" in letter["Reply-To"]
        assert all(sender.startswith("support") for sender in relay.senders), (
            "trouble is told to the conversation"
        )
