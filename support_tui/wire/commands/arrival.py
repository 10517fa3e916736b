"""What comes in, and conversations that begin."""

from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands.base import BaseCommand, Moment, Name, Recipients, Text, Title, UndoWindow
from support_tui.wire.mail_facts import NO_FACTS, MailFacts
from support_tui.wire.placing import Clue
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.values import Address


class IncomingFile(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A file that arrives with a message: bytes already in the blob store (`digest`, SHA-256 in hex)."""

    filename: Name
    media_type: Name
    size: int
    digest: str


Files = Annotated[tuple[IncomingFile, ...], msgspec.Meta(max_length=limits.FILES_PER_LETTER)]
"""What goes with a letter that leaves."""


class ReceiveMessage(BaseCommand, frozen=True):
    """A customer wrote. `external_id` is the channel's identity of the message: the same one twice in a mailbox decides to nothing (E4).

    `conversation_id` or `thread_id` (the channel's identity of the conversation) name where it belongs, `references` are message
    identities it answers (nearest first), `clues` what else tells of it; without any of them a conversation starts. `topic` is what the
    sender's program calls the exchange (Outlook's Thread-Index), which proves nothing. `received_at` is believed of importers alone:
    when the message had come in elsewhere, and so is `is_settled`: it is history, which nobody waits for an answer to. `problem` tells
    that the text only stands for a mail that was not read whole; the mail itself, read later, takes its place. What `is_from_us` gets no
    automatic answer, whoever it says it is from. `forwarded_from` is whose mail it passes on: the sender, where one of our agents has
    sent it and is known to have."""

    mailbox_id: int
    sender: Address
    text: Text
    external_id: str = ""
    title: Title = ""
    channel: str = "api"
    conversation_id: int | None = None
    thread_id: str = ""
    references: tuple[str, ...] = ()
    clues: Annotated[tuple[Clue, ...], msgspec.Meta(max_length=limits.CLUES)] = ()
    topic: Annotated[str, msgspec.Meta(max_length=limits.TOPIC_CHARS)] = ""
    to: Recipients = ()
    cc: Recipients = ()
    written_at: int | None = None
    received_at: int | None = None
    is_settled: bool = False
    raw_digest: str = ""
    automatic: str = ""
    files: tuple[IncomingFile, ...] = ()
    facts: MailFacts = NO_FACTS
    problem: MailProblem | None = None
    is_from_us: bool = False
    forwarded_from: Address | None = None


class StartConversation(BaseCommand, frozen=True):
    """An agent writes first: the text leaves as a reply in a new conversation."""

    mailbox_id: int
    to: Address
    title: Title
    text: Text
    cc: Recipients = ()
    assign_to_me: bool = True
    undo_window_s: UndoWindow = 10
    send_at: Moment | None = None
    files: Files = ()
    bcc: Recipients = ()
