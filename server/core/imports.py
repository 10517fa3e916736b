"""Conversations that another system has kept, in the form in which they come in. Pure data."""

import msgspec

from support_tui.wire.commands import IncomingFile
from support_tui.wire.mail_facts import NO_FACTS, MailFacts
from support_tui.wire.values import Address, MessageKind, Priority, Rating, Status


class ImportedCustomer(msgspec.Struct, frozen=True):
    """Who the conversation was with: known by address, else by the other system's identity, else by name alone."""

    name: str = ""
    email: str = ""
    external_id: str = ""


class ImportedMessage(msgspec.Struct, frozen=True):
    """A message as it was written at `at`. A reply or note is by the agent with `agent_id`, or by somebody of that name who is none of ours.

    `external_id` (a Message-ID) lets the same message be recognised when it comes in again, alone or in a longer thread.
    `automatic` says why a machine wrote it (E25); `is_action` marks a note that records what a system did."""

    kind: MessageKind
    text: str
    at: int
    author_name: str = ""
    agent_id: int | None = None
    external_id: str = ""
    title: str = ""
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    files: tuple[IncomingFile, ...] = ()
    raw_digest: str = ""
    automatic: str = ""
    is_action: bool = False
    facts: MailFacts = NO_FACTS


class ImportedConversation(msgspec.Struct, frozen=True):
    """A whole conversation. `external_id` is its identity in the other system, under which it comes in once only."""

    mailbox_id: int
    external_id: str
    customer: ImportedCustomer
    messages: tuple[ImportedMessage, ...]
    title: str = ""
    channel: str = "import"
    status: Status = Status.OPEN
    priority: Priority = Priority.NORMAL
    tags: tuple[str, ...] = ()
    rating: Rating | None = None
    assignee_id: int | None = None
