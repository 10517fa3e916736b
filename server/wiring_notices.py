"""Puts together the notices that agents get by mail: what they have not seen, its way out, and what comes back of it (E38). Built by
`wiring_mail`."""

import asyncio
import datetime
from collections.abc import Callable
from typing import NamedTuple

from support_tui.wire.commands import Accepted, RecordDelivery, Request, RetryDelivery
from support_tui.wire.drafts import DraftKind
from support_tui.wire.frames import DraftMoved
from support_tui.wire.notifications import NotificationKind
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Actor, ActorKind, Address, Delivery, DeliveryState

from .api.reading import Readings
from .channels.email.notices.out import NoticesOut
from .channels.email.notices.returned import Refused
from .channels.email.out import MailOut
from .config import Notices
from .core.acknowledgements import withheld
from .core.addresses import fold_email
from .core.context import Asker
from .core.desk import Desk
from .core.notice_letters import NoticeLetter
from .core.notice_mails import Content, HeldAnswer, NoticeRules, is_reached, leaves_from, may_be_told
from .core.notices import Notice
from .core.outgoing import Claim, Outcome, Outgoing
from .core.pauses import paused_in
from .core.plain import one_line
from .jobs.base import every
from .jobs.deliver import EVERY_S as DELIVER_EVERY_S
from .jobs.deliver import Deliverer, Outbox
from .service import Service, now_us
from .storage.db import Connection, Reader
from .storage.tables import automatic_answers, load, notice_mails, notice_words, notifications, participants
from .storage.tables.notifications import Told
from .storage.upkeep.held_answers import keep_held
from .storage.upkeep.notice_turns import give_turns

EVERY_S = 2.0
_SAID_CHARS = 160
_SECOND_US = 1_000_000
_NOBODY = Address("")


class NoticeParts(NamedTuple):
    """What the notices need of the desk; `told` hears what is put into agents' lists, `drafted` what becomes their
    draft."""

    settings: Notices
    service: Service
    readings: Readings
    out: MailOut
    secret: bytes
    told: Callable[[list[Told]], None]
    drafted: Callable[[DraftMoved], None] = lambda _: None


class DeskNotices:
    """The notices of one desk: what has waited long enough becomes a mail, in an outbox of its own with the rules of that of replies."""

    def __init__(self, parts: NoticeParts, now: Callable[[], int] = now_us) -> None:
        settings = parts.settings
        self.parts = parts
        self._now = now
        self.rules = NoticeRules(settings.delay_s * _SECOND_US, settings.per_hour, settings.mailbox)
        self._out = NoticesOut(
            parts.out, parts.secret, self._letter_of, self.came_back, takes_answers=settings.answers
        )
        self._read = parts.readings.read
        self._deliverer: Deliverer | None = None

    # ------------------------------------------------------------ what becomes a mail

    async def give_turns(self) -> list[int]:
        """Mail what agents have not seen; the numbers of the mails."""
        until = self._now() - self.rules.delay_us
        if not self._read(lambda reader: notice_mails.is_ripe(reader, until)):
            return []
        desk = Desk.of(self.parts.service.directory)
        here = datetime.datetime.now().astimezone().tzinfo or datetime.UTC
        queued = await self.parts.service.write(
            lambda writer: give_turns(writer, desk, self.rules, self._now(), here)
        )
        return [] if isinstance(queued, Refusal) else queued

    async def _give_turns(self) -> None:
        await self.give_turns()

    # ------------------------------------------------------------ on their way

    def deliverer(self) -> Deliverer:
        """Who sends what is due, each at most once."""
        return Deliverer(_Books(self.parts.service, self._now), self._outbox(), self._now)

    def _outbox(self) -> Outbox:
        read = self._read
        return Outbox(
            due=lambda now, limit, without: read(
                lambda reader: notice_mails.due(reader, now, limit, tuple(without))
            ),
            interrupted=lambda: read(notice_mails.interrupted),
            outgoing=lambda notice_id: read(lambda reader: _as_outgoing(reader, notice_id)),
            send=self._send,
            free_at=self.parts.out.free_at,
            next_due=lambda mailbox_id: read(lambda reader: notice_mails.next_due(reader, mailbox_id)),
            tried=lambda mailbox_id, limit: read(
                lambda reader: notice_mails.tried(reader, mailbox_id, limit)
            ),
            paused=lambda: paused_in(self.parts.service.directory),
        )

    async def _send(self, outgoing: Outgoing, claim: Claim) -> Outcome | None:
        return await self._out.send(outgoing.message_id, outgoing.mailbox_id, claim)

    def _letter_of(self, notice_id: int) -> NoticeLetter | None:
        """A notice as it is to leave; None for who may not have it any more."""
        desk = Desk.of(self.parts.service.directory)

        def letter(reader: Connection) -> NoticeLetter | None:
            notice = notice_mails.one(reader, notice_id)
            agent = desk.agents.get(notice.agent_id) if notice is not None else None
            if notice is None or agent is None or agent.email != notice.address:
                return None
            about = load.mailbox_of(reader, notice.conversation_id)
            is_about_them = bool(notice.content.refused) and not notice.content.message_id
            is_allowed = may_be_told(agent, about, desk)
            if not (is_reached(agent, desk) if is_about_them else is_allowed):
                return None
            return notice_words.letter(reader, notice, agent)

        return self._read(letter)

    # ------------------------------------------------------------ what comes back

    async def came_back(self, notice_id: int, words: str) -> None:
        """Mail to an agent comes back: no more goes there, and they are told where they will see it. The same again changes nothing."""
        said = one_line(words)[:_SAID_CHARS]
        desk, actor = Desk.of(self.parts.service.directory), Actor(ActorKind.SYSTEM)

        def stop(writer: Connection) -> list[Told]:
            notice = notice_mails.one(writer, notice_id)
            agent = desk.agents.get(notice.agent_id) if notice is not None else None
            if notice is None or agent is None or agent.email != notice.address:
                return []
            if not notice_mails.came_back(writer, notice, said, self._now()):
                return []
            state = load.conversation(writer, notice.conversation_id)
            title = "" if state is None else state.title
            told = Notice(agent.id, NotificationKind.MAIL_STOPPED, notice.conversation_id, title, said)
            return [notifications.insert(writer, told, actor, self._now())]

        told = await self.parts.service.write(stop)
        if not isinstance(told, Refusal) and told:
            self.parts.told(told)

    def takes_part(self, conversation_id: int, email: str) -> bool:
        """Whether an address is one of a conversation's customer, or of who is copied in."""
        return self._read(lambda reader: participants.takes_part(reader, conversation_id, email))

    async def refused(self, refused: Refused) -> None:
        """An agent is told that an answer by mail was not taken: where mail may go to them, and not more often than E28 has it."""
        directory = self.parts.service.directory
        desk, agent = Desk.of(directory), refused.agent
        mailbox = leaves_from(refused.mailbox_id, desk, self.rules)
        if mailbox is None or not is_reached(agent, desk):
            return
        content = Content(
            refused=refused.why[:_SAID_CHARS],
            subject=one_line(refused.subject)[:_SAID_CHARS],
            sender=one_line(refused.sender),
        )

        def queue(writer: Connection) -> bool:
            now = self._now()
            if notice_mails.stopped(writer, agent.id) == fold_email(agent.email):
                return False
            asked = (mailbox.id, agent.email, f"refused {content.subject}")
            before = automatic_answers.answered(writer, *asked, now)
            if withheld(before, mailbox.mail.mail_per_hour):
                return False
            automatic_answers.keep(writer, *asked, now)
            number = refused.conversation_id
            notice_mails.insert(writer, agent.id, number, mailbox.id, agent.email, content, now)
            return True

        await self.parts.service.write(queue)

    async def held(self, held: HeldAnswer) -> None:
        """An answer by mail was kept, as others had written meanwhile: it is its author's draft, and they are told."""
        desk = Desk.of(self.parts.service.directory)
        agent = desk.agents.get(held.agent_id)
        about = self._read(lambda reader: load.mailbox_of(reader, held.conversation_id))
        if agent is None or not may_be_told(agent, about, desk):
            return
        mailbox = leaves_from(held.mailbox_id, desk, self.rules)
        version = await self.parts.service.write(
            lambda writer: keep_held(writer, held, mailbox, self.rules, self._now())
        )
        if isinstance(version, int) and version:
            self.parts.drafted(DraftMoved(held.conversation_id, DraftKind.REPLY, agent.id, version))

    # ------------------------------------------------------------ by itself

    async def way_changed(self, mailbox_id: int) -> None:
        """What could not leave a mailbox before is tried at once: somebody has mended it."""
        if self._deliverer is not None:
            await self._deliverer.try_anew(mailbox_id)

    async def begin_jobs(self) -> list[asyncio.Task[None]]:
        """What a serving desk does of this by itself, until the tasks are cancelled."""
        self._deliverer = deliverer = self.deliverer()
        await deliverer.settle_interrupted()
        return [
            asyncio.create_task(every(EVERY_S, "giving notices their turn", self._give_turns)),
            asyncio.create_task(every(DELIVER_EVERY_S, "sending notices", deliverer.start_due)),
        ]

    async def end_jobs(self) -> None:
        """Let arrive what is on its way."""
        if self._deliverer is not None:
            await self._deliverer.end()


class _Books:
    """Where the delivery writes down how far notices have come."""

    def __init__(self, service: Service, now: Callable[[], int]) -> None:
        self._service = service
        self._now = now

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal:
        command = request.command
        assert isinstance(command, RecordDelivery | RetryDelivery)
        at_once = Delivery(DeliveryState.QUEUED, due_at=self._now())
        new = command.delivery if isinstance(command, RecordDelivery) else at_once
        is_written = await self._service.write(
            lambda writer: notice_mails.record(writer, command.message_id, new, self._now())
        )
        if isinstance(is_written, Refusal):
            return is_written
        return (
            Accepted(request.key, 0)
            if is_written
            else Refusal(RefusalCode.ALREADY_SENT, {"state": new.state.value})
        )


def _as_outgoing(reader: Reader, notice_id: int) -> Outgoing | None:
    """As much of a notice as its delivery looks at; its words are read when they are about to leave."""
    notice = notice_mails.one(reader, notice_id)
    if notice is None:
        return None
    return Outgoing(
        message_id=notice.id,
        conversation_id=notice.conversation_id,
        mailbox="",
        mailbox_id=notice.mailbox_id,
        sender=_NOBODY,
        to=(),
        cc=(),
        title="",
        text="",
        written_at=notice.at,
    )
