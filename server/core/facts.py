"""What messages say about their conversation: of two threads put together, and of messages that come to stand alone. Pure."""

from collections.abc import Sequence

import msgspec

from support_tui.wire.thread_facts import ThreadFacts
from support_tui.wire.values import MessageKind

from .plain import one_line, preview
from .state import ConversationState


class ThreadMessage(msgspec.Struct, frozen=True):
    """As much of a message as a thread is judged by. `first_words` begin its text, `is_answer` tells of a reply that it counts;
    `customer_id` is who wrote it, if a customer did."""

    id: int
    at: int
    kind: MessageKind
    first_words: str = ""
    filename: str | None = None
    is_automatic: bool = False
    is_answer: bool = False
    customer_id: int | None = None
    origin_id: int | None = None


def facts_of(state: ConversationState) -> ThreadFacts:
    """What the conversation's thread says at present."""
    return ThreadFacts(**{name: getattr(state, name) for name in ThreadFacts.__struct_fields__})


def together(one: ThreadFacts, other: ThreadFacts) -> ThreadFacts:
    """What two threads say when they stand as one: whoever waits in either still waits, since the first unanswered word."""
    latest = max(one, other, key=lambda facts: (facts.last_message_at, facts.last_message_id))
    return ThreadFacts(
        created_at=min(one.created_at, other.created_at),
        last_message_at=latest.last_message_at,
        preview=latest.preview,
        waiting_since_at=_earliest(one.waiting_since_at, other.waiting_since_at),
        first_reply_at=_earliest(one.first_reply_at, other.first_reply_at),
        last_inbound_id=max(one.last_inbound_id, other.last_inbound_id),
        last_message_id=max(one.last_message_id, other.last_message_id),
        message_count=one.message_count + other.message_count,
        has_attachment=one.has_attachment or other.has_attachment,
    )


def _earliest(*times: int | None) -> int | None:
    return min((at for at in times if at is not None), default=None)


def told_by(messages: Sequence[ThreadMessage], created_at: int, closed_at: int | None = None) -> ThreadFacts:
    """What messages (by id, as they came in) say; nobody waits for an answer to what was written before `closed_at`."""
    contacts = [message for message in messages if _is_contact(message)]
    latest = max(contacts, key=lambda message: (message.at, message.id), default=None)
    inbound = [message for message in contacts if message.kind is MessageKind.INBOUND]
    replies = [message for message in contacts if message.kind is MessageKind.REPLY and message.is_answer]
    return ThreadFacts(
        created_at=min((message.at for message in messages), default=created_at),
        last_message_at=latest.at if latest else created_at,
        preview=_preview(latest) if latest else "",
        waiting_since_at=_waiting_since(contacts, closed_at),
        first_reply_at=min((reply.at for reply in replies if not reply.is_automatic), default=None),
        last_inbound_id=inbound[-1].id if inbound else 0,
        last_message_id=messages[-1].id if messages else 0,
        message_count=len(messages),
        has_attachment=any(message.filename is not None for message in messages),
    )


def _is_contact(message: ThreadMessage) -> bool:
    """Whether somebody has spoken with the customer, or the customer with us; what the desk says by itself is nobody's word (E18)."""
    is_automatic_reply = message.kind is MessageKind.REPLY and message.is_automatic
    return message.kind is not MessageKind.NOTE and not is_automatic_reply


def _preview(message: ThreadMessage) -> str:
    return preview(message.first_words) or one_line(message.filename or "")


def _waiting_since(contacts: Sequence[ThreadMessage], closed_at: int | None) -> int | None:
    since: int | None = None
    for message in contacts:
        if closed_at is not None and message.at <= closed_at:
            continue
        if message.is_answer:
            since = None
        elif message.kind is MessageKind.INBOUND and not message.is_automatic and since is None:
            since = message.at
    return since
