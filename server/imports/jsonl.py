"""One conversation a line, as JSON, into the form in which the desk takes conversations in. Pure but for its arguments.

A line has `id`, `messages` (each `from`: customer, agent, action or note; `text`, `at`, and perhaps `author`), and may have
`channel`, `title`, `status`, `tags`, `intent`, `rating`, `priority`, `customer` (`id`, `name`, `email`) and `agent` (`id`, `name`).
Whatever else it has is left out.
"""

from datetime import UTC, datetime
from typing import Literal

import msgspec

from support_tui.wire.values import MessageKind, Priority, Rating, Status

from ..core.imports import ImportedConversation, ImportedCustomer, ImportedMessage


class Unreadable(msgspec.Struct, frozen=True):
    """A line that is no conversation, and what is wrong with it, in words."""

    line_number: int
    reason: str


class _Person(msgspec.Struct, frozen=True):
    id: str = ""
    name: str = ""
    email: str = ""


class _Message(msgspec.Struct, frozen=True, rename={"sender": "from"}):
    sender: Literal["customer", "agent", "action", "note"]
    text: str
    at: datetime | None = None
    author: str = ""


class _Line(msgspec.Struct, frozen=True):
    id: str
    messages: list[_Message]
    title: str = ""
    channel: str = "import"
    status: Status = Status.OPEN
    priority: Priority = Priority.NORMAL
    tags: list[str] = []
    intent: str | None = None
    rating: Rating | None = None
    customer: _Person = _Person()
    agent: _Person | None = None


_decoder = msgspec.json.Decoder(_Line)
_KINDS = {
    "customer": MessageKind.INBOUND,
    "agent": MessageKind.REPLY,
    "action": MessageKind.NOTE,
    "note": MessageKind.NOTE,
}


def read_line(raw: bytes, line_number: int, mailbox_id: int, now: int) -> ImportedConversation | Unreadable:
    """The conversation of one line. A message without a time has that of the one before, the first one `now`."""
    try:
        line = _decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        return Unreadable(line_number, str(error))
    if not any(message.text.strip() for message in line.messages):
        return Unreadable(line_number, "no message has any text")
    return ImportedConversation(
        mailbox_id=mailbox_id,
        external_id=line.id,
        customer=ImportedCustomer(line.customer.name, line.customer.email, line.customer.id),
        messages=_messages(line, now),
        title=line.title,
        channel=line.channel,
        status=line.status,
        priority=line.priority,
        tags=tuple(dict.fromkeys([*line.tags, *([line.intent] if line.intent else [])])),
        rating=line.rating,
    )


def _messages(line: _Line, now: int) -> tuple[ImportedMessage, ...]:
    messages: list[ImportedMessage] = []
    at = now
    for message in line.messages:
        at = _micros(message.at) if message.at is not None else at
        messages.append(
            ImportedMessage(
                kind=_KINDS[message.sender],
                text=message.text,
                at=at,
                author_name=message.author or _agent_name(line.agent),
                is_action=message.sender == "action",
            )
        )
    return tuple(messages)


def _agent_name(agent: _Person | None) -> str:
    return (agent.name or agent.id) if agent else ""


def _micros(moment: datetime) -> int:
    """A time without a zone is taken as UTC."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return int(aware.timestamp() * 1_000_000)
