"""A desk whose agents are told by mail, and the mail server that takes it: for the specs of notices and of answers to them (E38)."""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import msgspec

from server.config import Notices, ServerConfig, Smtp
from server.core.access import SYSTEM
from server.core.context import Asker
from server.jobs.deliver import Deliverer
from server.service import now_us
from server.wiring_notices import DeskNotices
from support_tui.wire import codec
from support_tui.wire import commands as c
from support_tui.wire.attention import AttentionSettings, Means, Occasion
from support_tui.wire.mailboxes import MailSettings
from support_tui.wire.values import Actor, ActorKind, Address
from tests.peers.smtp import MailPeer, mail_peer
from tests.server.served import ServedDesk, served_desk

ADA, AMAL, BASIL, VERA = 1, 2, 3, 4
DELAY_S = 120
TRUSTED = "mx.desk.example"
PROVEN = f"{TRUSTED}; dmarc=pass header.from=desk.example"
EVERYTHING = AttentionSettings(
    dict.fromkeys(
        (Occasion.MENTIONED, Occasion.ASSIGNED, Occasion.CUSTOMER_WROTE, Occasion.FOLLOWED),
        (Means.LIST, Means.MAIL),
    ),
    zone="UTC",
)


class Office:
    """A served desk that sends to `post`; `later` moves the clock of its notices on."""

    def __init__(self, desk: ServedDesk, post: MailPeer) -> None:
        self.desk = desk
        self.post = post
        self._later_us = 0
        parts = desk.desk.mail.notices.parts
        self.notices = DeskNotices(parts, lambda: now_us() + self._later_us)

    def later(self, seconds: float) -> None:
        """So much time goes by."""
        self._later_us += int(seconds * 1_000_000)

    async def wants(self, settings: AttentionSettings = EVERYTHING, who: str = "Amal") -> None:
        """How an agent wants to be told."""
        answer = await self.desk.ask("PUT", "/api/attention", who, content=codec.encode(settings))
        assert answer.status == 204, answer.content

    async def asked(self, text: str = "Where is it?", **fields: Any) -> int:
        """Carla writes to Support, and the conversation is Amal's; its number."""
        carla = Address("carla@customer.example", "Carla")
        given: dict[str, Any] = {"title": "Parcel", "external_id": f"{secrets.token_hex(4)}@customer.example"}
        taken = await self.desk.do(c.ReceiveMessage(1, carla, text, channel="email", **(given | fields)))
        assert taken.conversation_id is not None
        return taken.conversation_id

    async def mentions(
        self, conversation_id: int, text: str = "@Amal please look", agent_id: int = AMAL
    ) -> None:
        """Ada calls an agent by name."""
        answer = await self.desk.command(c.AddNote(conversation_id, text, (agent_id,)), "Ada")
        assert answer.status == 200, answer.content

    async def mailed(self, after_s: float = DELAY_S + 1) -> list[EmailMessage]:
        """What is mailed when some time has gone by."""
        before = len(self.post.mails)
        self.later(after_s)
        await self.notices.give_turns()
        await self.notices.deliverer().send_due()
        return self.post.mails[before:]

    async def replies(self) -> list[EmailMessage]:
        """What leaves for customers, whose undo window is over."""
        before = len(self.post.mails)
        outbox = self.desk.desk.mail.outbox()
        await Deliverer(self.desk.desk.service, outbox, lambda: now_us() + 3_600_000_000).send_due()
        return self.post.mails[before:]

    async def sets(self, **settings: Any) -> None:
        """How the mailbox Support gets and sends mail."""
        given: dict[str, Any] = {"trusted_hosts": (TRUSTED,), "has_plus_addresses": True}
        await self.desk.do(
            c.SaveMailbox("Support", "support@desk.example", 1, mail=MailSettings(**(given | settings)))
        )

    def as_agent(self, agent_id: int) -> Asker:
        """An agent at their console."""
        agent = next(one for one in self.desk.desk.service.directory.agents if one.id == agent_id)
        return Asker(Actor(ActorKind.AGENT, agent.id, agent.name), agent)


@asynccontextmanager
async def an_office(folder: Path, **notices: Any) -> AsyncIterator[Office]:
    """One whose mailbox Support trusts its mail server and has plus addresses."""
    async with mail_peer() as post:
        config = ServerConfig(
            port=0,
            smtp=Smtp(host="127.0.0.1", port=post.port, security="none"),
            notices=Notices(**({"delay_s": DELAY_S} | notices)),
        )
        async with served_desk(folder / "desk", config) as desk:
            office = Office(desk, post)
            await office.sets()
            yield office


async def brought(desk: ServedDesk, raw: bytes, mailbox: str = "support") -> Any:
    """What the desk answers to a mail that a mail server brings, which it must take in."""
    mailbox_id = {"support": 1, "sales": 2}[mailbox]
    answer = await desk.desk.mail.intake.take_in(SYSTEM, mailbox_id, raw)
    assert isinstance(answer, c.Accepted), answer
    return msgspec.to_builtins(answer)


def plain(mail: EmailMessage) -> str:
    """What a mail says in plain text."""
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def page(mail: EmailMessage) -> str:
    """What it says in HTML."""
    body = mail.get_body(("html",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")
