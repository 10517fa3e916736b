"""Turns entries of the log into what consoles are told: each event with the things needed to show it. Reads and decides nothing itself."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import msgspec

from support_tui.wire import events as e
from support_tui.wire.events import Recorded
from support_tui.wire.frames import Envelope
from support_tui.wire.views import ConversationRow, Customer, Directory, Message

from ...core.tabs import told_only_to
from ..tables.log import Entry

_encode = msgspec.json.Encoder().encode


class Published(NamedTuple):
    """An event that was committed, as consoles get it (`envelope_json` is a `wire.frames.Envelope`), and who may see it; `agent_id` is
    given where it is nobody else's business."""

    seq: int
    envelope_json: bytes
    conversation_id: int | None = None
    mailbox_id: int | None = None
    old_mailbox_id: int | None = None
    customer_id: int | None = None
    agent_id: int | None = None
    customer_mailboxes: frozenset[int] = frozenset()
    """Of a customer's own event: where they have written to. None at all is everybody's."""
    untold: int = 0
    """So many events up to this one are told only as having happened; `envelope_json` is empty then."""


def untold(seq: int, count: int) -> Published:
    """The last of so many events that are too many to be told one by one."""
    return Published(seq, b"", untold=count)


class Shown(Protocol):
    """Where the things that events are about are found as they are now."""

    def row(self, conversation_id: int) -> ConversationRow | None: ...
    def message(self, message_id: int) -> Message | None: ...
    def customer(self, customer_id: int) -> Customer | None: ...
    def mailboxes_of_customer(self, customer_id: int) -> frozenset[int]: ...
    def directory(self) -> Directory: ...


def announced(entries: Sequence[Entry], shown: Shown) -> list[Published]:
    """The entries as consoles get them. The last entry of a conversation brings its row, the last one of a customer their profile,
    the last one of the desk the directory: what came before them is overtaken anyway."""
    last_of = {_subject(entry.recorded): entry.recorded.seq for entry in entries}
    return [
        _published(entry, shown, is_last=last_of[_subject(entry.recorded)] == entry.recorded.seq)
        for entry in entries
    ]


def _subject(recorded: Recorded) -> tuple[int | None, int | None]:
    return recorded.conversation_id, recorded.customer_id


def _published(entry: Entry, shown: Shown, *, is_last: bool) -> Published:
    recorded = entry.recorded
    customer_id = recorded.customer_id
    return Published(
        recorded.seq,
        _encode(_envelope(recorded, shown, is_last=is_last)),
        recorded.conversation_id,
        entry.mailbox_id,
        entry.old_mailbox_id,
        customer_id,
        told_only_to(recorded.event),
        frozenset() if customer_id is None else shown.mailboxes_of_customer(customer_id),
    )


def _envelope(recorded: Recorded, shown: Shown, *, is_last: bool) -> Envelope:
    event = recorded.event
    row: ConversationRow | None = None
    customer: Customer | None = None
    directory: Directory | None = None
    if is_last and recorded.conversation_id is not None:
        row = shown.row(recorded.conversation_id)
    elif is_last and recorded.customer_id is not None:
        customer = shown.customer(recorded.customer_id)
    elif is_last and not isinstance(event, e.ViewEvent):
        directory = shown.directory()
    return Envelope(
        recorded,
        row,
        shown.message(event.message_id)
        if isinstance(event, e.MessageAdded | e.MessageRestored | e.DeliveryChanged | e.MessageRedecoded)
        else None,
        customer,
        directory,
        event.new if isinstance(event, e.CcChanged) else None,
    )
