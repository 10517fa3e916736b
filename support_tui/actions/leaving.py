"""All that has not left, in one list: what is in doubt, what failed or came back, what is held, what waits, what leaves later. Changes
nothing."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from support_tui import coming, i18n
from support_tui.delivery_words import pause_words, reason_of, waits
from support_tui.store import Replica, select
from support_tui.store.pending import Pending
from support_tui.store.unsent import Returned
from support_tui.text.sanitize import sanitize_line
from support_tui.wire.commands import READINGS, Command
from support_tui.wire.mailboxes import Pause
from support_tui.wire.scheduled import ScheduledReply
from support_tui.wire.values import Delivery, DeliveryState
from support_tui.wire.views import Message
from support_tui.wire.wording import wording

_WORDS = 60


class Why(StrEnum):
    """Why it has not left, in the order of the list: what needs somebody stands first."""

    IN_DOUBT = "in_doubt"
    FAILED = "failed"
    RETURNED = "returned"
    HELD = "held"
    PAUSED = "paused"
    WAITING = "waiting"
    AGAIN = "again"
    LATER = "later"


class Entry(msgspec.Struct, frozen=True):
    """One thing that has not left. `key` is that of its command where it is one of this console's, `message` the reply where the server
    has it; `their_zone` is its customer's."""

    why: Why
    what: str
    about: str = ""
    when: str = ""
    words: str = ""
    reason: str = ""
    key: str = ""
    conversation_id: int | None = None
    message: Message | None = None
    their_zone: str = ""


def entries(
    replica: Replica, returned: Iterable[Returned], scheduled: Iterable[ScheduledReply], now_at: int
) -> list[Entry]:
    """Everything, what needs somebody first."""
    waiting = [p for p in replica.pending.unanswered() if not isinstance(p.command, READINGS)]
    found = [
        *(_returned(replica, back, now_at) for back in returned),
        *(_waiting(replica, pending, now_at) for pending in waiting),
        *(_scheduled(replica, reply, now_at) for reply in scheduled),
    ]
    order = list(Why)
    return sorted(found, key=lambda entry: order.index(entry.why))


def _returned(replica: Replica, back: Returned, now_at: int) -> Entry:
    reason = wording(back.refusal, i18n.current().language)
    entry = _waiting(replica, back.pending, now_at)
    return msgspec.structs.replace(entry, why=Why.RETURNED, reason=sanitize_line(reason))


def _waiting(replica: Replica, pending: Pending, now_at: int) -> Entry:
    command = pending.command
    conversation_id = getattr(command, "conversation_id", None)
    row = select.row(replica, conversation_id) if conversation_id is not None else None
    about = f"#{conversation_id} {row.title if row is not None else ''}".rstrip() if conversation_id else ""
    return Entry(
        Why.WAITING,
        what_of(command),
        about,
        i18n.relative(pending.at, now_at),
        _shortened(getattr(command, "text", "") or getattr(command, "title", "")),
        key=pending.key,
        conversation_id=conversation_id,
    )


def _scheduled(replica: Replica, reply: ScheduledReply, now_at: int) -> Entry:
    message, delivery = reply.message, reply.message.delivery
    assert delivery is not None
    mailbox = select.mailbox(replica, reply.mailbox_id)
    pause = mailbox.pause if mailbox is not None and waits(delivery, mailbox.pause, now_at) else None
    why = _why(delivery) if pause is None else Why.PAUSED
    next_at = delivery.send_at if why in (Why.HELD, Why.LATER) else delivery.due_at
    is_past = next_at is None or next_at <= now_at
    when = "" if is_past or next_at is None else coming.for_both(next_at, now_at, reply.time_zone)
    return Entry(
        why,
        i18n.text("queue-what", kind="send_reply"),
        f"#{message.conversation_id} {reply.customer_name or reply.title}",
        when,
        _shortened(message.text),
        reason=_reason(why, delivery, pause),
        conversation_id=message.conversation_id,
        message=message,
        their_zone=reply.time_zone,
    )


def _reason(why: Why, delivery: Delivery, pause: Pause | None) -> str:
    if pause is not None:
        return pause_words(pause)
    return "" if why in (Why.HELD, Why.LATER) else reason_of(delivery)


def _why(delivery: Delivery) -> Why:
    match delivery.state:
        case DeliveryState.MAYBE_SENT:
            return Why.IN_DOUBT
        case DeliveryState.FAILED:
            return Why.FAILED
        case DeliveryState.HELD:
            return Why.HELD
        case _:
            return Why.LATER if delivery.send_at is not None and not delivery.attempts else Why.AGAIN


def what_of(command: Command) -> str:
    """The verb of a command in the agent's language."""
    return i18n.text("queue-what", kind=str(command.__struct_config__.tag))


def _shortened(text: str) -> str:
    words = " ".join(text[: 4 * _WORDS].split())
    return words if len(words) <= _WORDS else f"{words[: _WORDS - 1]}…"
