"""Reads what a notice by mail tells, when it is about to leave: what has been purged or taken back by then is not in it. Decides nothing."""

from collections.abc import Iterator
from typing import Final

from support_tui.wire.mail_facts import as_plain
from support_tui.wire.notifications import Notification, NotificationKind
from support_tui.wire.quotes import visible_text
from support_tui.wire.values import MessageKind
from support_tui.wire.views import Agent, Message

from ...core.notice_letters import NoticeLetter, Told
from ...core.notice_mails import Content
from ..db import Connection
from . import load, notifications
from .notice_mails import NoticeMail, unread

WORDS_CHARS: Final = 6_000
"""How much of a message a notice tells."""
THINGS: Final = 20
"""And of how many things it tells in full: the newest."""
_TITLE: Final = "select title, last_inbound_id from conversation where id = ?"
_BY_MESSAGE: Final = frozenset(
    {
        NotificationKind.MENTIONED,
        NotificationKind.CUSTOMER_WROTE,
        NotificationKind.COLLEAGUE_WROTE,
        NotificationKind.FOLLOWED,
    }
)
_BY_CUSTOMER: Final = frozenset({NotificationKind.ASSIGNED, NotificationKind.SNOOZE_OVER})


def letter(connection: Connection, notice: NoticeMail, agent: Agent) -> NoticeLetter | None:
    """The notice in full; None where nothing is left of it that the agent has not seen."""
    row = connection.execute(_TITLE, (notice.conversation_id,)).fetchone()
    title, last_inbound_id = row if row is not None else ("", 0)
    content = notice.content
    told = notifications.of_ids(connection, agent.id, unread(connection, agent.id, content.notification_ids))
    if not content.refused and (row is None or not told):
        return None
    return NoticeLetter(
        id=notice.id,
        agent_id=agent.id,
        agent_name=agent.name,
        address=notice.address,
        language=notifications.attention(connection, agent.id).language,
        conversation_id=notice.conversation_id,
        mailbox_id=notice.mailbox_id,
        title=title,
        at=notice.at,
        told=tuple(_told(connection, told[-THINGS:], last_inbound_id)) + _meanwhile(connection, content),
        more=max(0, len(told) - THINGS),
        refused=content.refused,
        subject=content.subject,
        sender=content.sender,
        is_held=bool(content.message_id),
    )


def _meanwhile(connection: Connection, content: Content) -> tuple[Told, ...]:
    """What others had written before an answer came in."""
    message = load.message(connection, content.message_id) if content.message_id else None
    if message is None:
        return ()
    is_customers = message.kind is MessageKind.INBOUND
    kind = NotificationKind.CUSTOMER_WROTE if is_customers else NotificationKind.COLLEAGUE_WROTE
    words, is_cut = _words(message)
    files = tuple(file.filename for file in message.attachments)
    name = message.author.name
    return (Told(kind, name, 1, words, name, is_last=True, is_cut=is_cut, files=files),)


def _told(connection: Connection, told: list[Notification], last_inbound_id: int) -> Iterator[Told]:
    """Each with its words, no message's words twice."""
    shown: set[int] = set()
    for one in told:
        message_id = one.message_id if one.kind in _BY_MESSAGE else None
        is_last = one.kind in _BY_CUSTOMER
        message_id = last_inbound_id if is_last else message_id
        message = load.message(connection, message_id) if message_id and message_id not in shown else None
        if message is not None:
            shown.add(message.id)
            words, is_cut = _words(message)
            files = tuple(file.filename for file in message.attachments)
            writer = message.author.name
            yield Told(one.kind, one.actor.name, one.count, words, writer, is_last, is_cut, files)
        else:
            is_told = message_id is None
            yield Told(one.kind, one.actor.name, one.count, one.words if is_told else "")


def _words(message: Message) -> tuple[str, bool]:
    text = as_plain(message.text, message.facts)
    if message.kind is MessageKind.INBOUND:
        text = visible_text(text)
    text = text.strip("\n")
    return (text, False) if len(text) <= WORDS_CHARS else (text[:WORDS_CHARS].rstrip(), True)
