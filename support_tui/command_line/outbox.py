"""The verb `outbox`: what has not left, why, and when it is tried next."""

import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from support_tui import i18n
from support_tui.command_line.comma_separated import record
from support_tui.command_line.door import Door
from support_tui.command_line.exits import Exit
from support_tui.command_line.reading import moment, now_us
from support_tui.command_line.terminal_output import Output
from support_tui.delivery_words import pause_words, reason_of, waits
from support_tui.verbs.parse import Asked
from support_tui.wire.scheduled import ScheduledPage, ScheduledReply
from support_tui.wire.values import Delivery, DeliveryState
from support_tui.wire.views import Directory
from support_tui.wire.whole import as_document

if TYPE_CHECKING:
    from support_tui.command_line.tables import Column

#: The columns of `outbox --csv`, a promise like the names of JSON.
FIELDS: Final = (
    "conversation_id",
    "message_id",
    "state",
    "next_at",
    "attempts",
    "customer_name",
    "to",
    "reason",
)
_NOTHING: Final = Delivery(DeliveryState.QUEUED)


def outbox(asked: Asked, door: Door, output: Output) -> Exit:
    """One's own replies that have not left, or everybody's, what needs somebody first."""
    page = door.ask("scheduled", ScheduledPage, whose="all" if asked.has("all") else "mine")
    if asked.has("json"):
        output.lines([as_document(page.replies)])
    elif asked.has("csv"):
        sys.stdout.write(record(FIELDS))
        for reply in page.replies:
            sys.stdout.write(record(_values(reply)))
    elif not page.replies:
        output.say("run-all-sent")
    else:
        from support_tui.command_line.tables import table

        output.lines(table(_columns(page.replies, door.snapshot.directory, now_us()), output.out))
    if page.has_more:
        output.say("run-outbox-more")
    return Exit.DONE


def _values(reply: ScheduledReply) -> tuple[str | int | None, ...]:
    message, delivery = reply.message, reply.message.delivery or _NOTHING
    return (
        message.conversation_id, message.id, delivery.state.value, moment(delivery.send_at or delivery.due_at), delivery.attempts,
        reply.customer_name, ",".join(address.email for address in message.to), delivery.detail,
    )  # fmt: skip


def _columns(replies: Sequence[ScheduledReply], directory: Directory, now_at: int) -> "list[Column]":
    from support_tui.command_line.tables import Column

    def column(name: str, cells: Callable[[ScheduledReply, Delivery], str], **look: int | bool) -> "Column":
        written = [cells(reply, reply.message.delivery or _NOTHING) for reply in replies]
        return Column(i18n.text(f"head-{name}"), written, **look)  # type: ignore[arg-type]

    def next_try(reply: ScheduledReply, delivery: Delivery) -> str:
        at = delivery.send_at or delivery.due_at
        is_waiting = delivery.state is DeliveryState.QUEUED and at is not None and at > now_at
        return i18n.span(at - now_at) if is_waiting and at is not None else ""

    pauses = {box.id: box.pause for box in directory.mailboxes}

    def reason(reply: ScheduledReply, delivery: Delivery) -> str:
        pause = pauses.get(reply.mailbox_id)
        is_paused = pause is not None and waits(delivery, pause, now_at)
        return pause_words(pause) if is_paused and pause is not None else reason_of(delivery)

    return [
        column("id", lambda reply, _: f"#{reply.message.conversation_id}", least=8, is_right=True),
        column("state", lambda _, delivery: i18n.text("delivery-name", state=delivery.state.value), least=8),
        column("next-try", next_try, rank=2),
        column("customer", lambda reply, _: reply.customer_name or reply.title, rank=1, least=8, most=24),
        column("reason", reason, least=12),
    ]
