"""Builds the bytes of stream frames out of events that are encoded already, as far as one agent may see them. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from support_tui.wire import codec
from support_tui.wire.events import ConversationHidden, Recorded
from support_tui.wire.frames import Envelope, Skipped
from support_tui.wire.values import Actor, ActorKind

from .ring import Announced

#: One frame holds at most so much, so that a slow line is never handed more than it can take in one go.
FRAME_EVENTS = 500
FRAME_BYTES = 256_000

#: Mailboxes an agent may see; None is all of them.
Mailboxes = frozenset[int] | None


class EventsFrame(NamedTuple):
    """An `Events` frame ready to be sent; it covers everything up to `seq`, and `shown` of that could be seen."""

    text: str
    seq: int
    shown: int


def events_frame(
    events: Sequence[Announced], mailboxes: Mailboxes, told_seq: int, agent_id: int | None = None
) -> EventsFrame:
    """The frame for as many of `events` as fit, for an agent that has been told everything up to `told_seq`. Without `agent_id` it is
    for everybody of these mailboxes alike.

    Those that are not told one by one make a frame of their own, which only says so."""
    parts: list[bytes] = []
    size, seq = 0, told_seq
    is_skipping = False
    for event in events:
        if event.untold or is_skipping:
            if parts or not event.untold:
                break
            is_skipping, seq = True, event.seq
            continue
        part = envelope_for(event, mailboxes, agent_id)
        if part is not None:
            if parts and (size + len(part) > FRAME_BYTES or len(parts) >= FRAME_EVENTS):
                break
            parts.append(part)
            size += len(part)
        seq = event.seq
    if is_skipping:
        return EventsFrame(codec.encode(Skipped(told_seq, seq)).decode(), seq, 1)
    head = b'{"frame":"events","after_seq":%d,"seq":%d,"events":[' % (told_seq, seq)
    return EventsFrame((head + b",".join(parts) + b"]}").decode(), seq, len(parts))


def envelope_for(event: Announced, mailboxes: Mailboxes, agent_id: int | None = None) -> bytes | None:
    """The event as this agent may see it: whole, as a conversation that went out of sight, or not at all."""
    if event.agent_id is not None and event.agent_id != agent_id:
        return None
    if mailboxes is None or event.mailbox_id in mailboxes:
        return event.envelope_json
    if event.mailbox_id is None:
        is_known = not event.customer_mailboxes or not mailboxes.isdisjoint(event.customer_mailboxes)
        return event.envelope_json if is_known else None
    if event.old_mailbox_id in mailboxes:
        return _hidden(event)
    return None


def text_of(frame: msgspec.Struct) -> str:
    """A frame as a websocket carries it."""
    return codec.encode(frame).decode()


def _hidden(event: Announced) -> bytes:
    """Tell only that the conversation is gone from sight: its new mailbox is none of this agent's business."""
    original = codec.decode(event.envelope_json, _AtOnly).recorded
    system = Actor(ActorKind.SYSTEM)
    recorded = Recorded(
        event.seq, original.at, system, ConversationHidden(), conversation_id=event.conversation_id
    )
    return codec.encode(Envelope(recorded))


class _Moment(msgspec.Struct):
    at: int


class _AtOnly(msgspec.Struct):
    recorded: _Moment
