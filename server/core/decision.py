"""What a decision consists of: the events, and the words and records that events only name. Pure data."""

import msgspec

from support_tui.wire.commands import IncomingFile, ManyChanged
from support_tui.wire.events import Event
from support_tui.wire.mail_facts import NO_FACTS, MailFacts
from support_tui.wire.placing import Placing
from support_tui.wire.values import Actor, Address, Delivery, MessageKind
from support_tui.wire.views import Agent, Mailbox, Message, Team


class NewMessage(msgspec.Struct, frozen=True):
    """A message to be stored; `MessageAdded` names it. `external_id` is the channel's identity of it in `mailbox_id`, `origin_id` the
    merged conversation that it answers, `placing` how it was found to belong where it stands, `topic` what its sender's program calls
    the exchange; `mentions` are the agents a note calls by name; a quarantined one stands for a mail that could not be read."""

    id: int
    kind: MessageKind
    author: Actor
    at: int
    text: str
    written_at: int | None = None
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()
    files: tuple[IncomingFile, ...] = ()
    delivery: Delivery | None = None
    automatic: str = ""
    reason: str = ""
    title: str = ""
    raw_digest: str = ""
    external_id: str = ""
    references: tuple[str, ...] = ()
    mailbox_id: int = 0
    origin_id: int | None = None
    facts: MailFacts = NO_FACTS
    placing: Placing | None = None
    topic: str = ""
    mentions: tuple[int, ...] = ()
    is_quarantined: bool = False


class Reread(msgspec.Struct, frozen=True):
    """How a mail reads with a charset; `MessageRedecoded` names it."""

    message_id: int
    charset: str
    text: str
    title: str


class ReadMark(msgspec.Struct, frozen=True):
    """How far an agent has read a conversation; 0 is wholly unread."""

    agent_id: int
    conversation_id: int
    message_id: int


class Decision(msgspec.Struct, frozen=True):
    """What will be done, in one transaction. No events: the request had been done before, or leaves no trace in the log.

    `record` is the whole of a directory entry whose event carries only its name; `actor` is who did it where that is not the asker;
    `external_customer_id` is a foreign system's identity of a customer that is made here. `others` are the decisions about further
    conversations that the same command makes: they are done after this one, in the same transaction and under the same key; `many` tells what a change to many
    conversations does, `taken_back` which messages leave their threads, `joins` which conversations prove to be one with this one,
    `withheld` why there is no automatic answer, `was_purged` that what comes in was deleted for good, `overtaken_by` the message because of
    which an answer by mail is not sent."""

    events: tuple[Event, ...] = ()
    conversation_id: int | None = None
    customer_id: int | None = None
    messages: tuple[NewMessage, ...] = ()
    reread: tuple[Reread, ...] = ()
    read: ReadMark | None = None
    record: Agent | Mailbox | Team | None = None
    actor: Actor | None = None
    message_id: int | None = None
    created_id: int | None = None
    external_customer_id: str = ""
    others: tuple["Decision", ...] = ()
    many: ManyChanged | None = None
    taken_back: tuple[Message, ...] = ()
    joins: tuple[int, ...] = ()
    withheld: str = ""
    was_purged: bool = False
    overtaken_by: int | None = None
