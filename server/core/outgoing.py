"""A reply on its way out of the desk, and what became of it, whatever channel it takes. Data only."""

import msgspec

from support_tui.wire.values import Address


class OutgoingFile(msgspec.Struct, frozen=True):
    """A file of a reply; `digest` finds its bytes in the blob store."""

    filename: str
    media_type: str
    digest: str


class Outgoing(msgspec.Struct, frozen=True):
    """A reply on its way out. `mailbox` is the name of the mailbox it leaves from, `sender` that mailbox's address, `signature` what stands
    below its letters, `answers` are the channel's identities of the messages before it, oldest first."""

    message_id: int
    conversation_id: int
    mailbox: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    title: str
    text: str
    written_at: int
    answers: tuple[str, ...] = ()
    files: tuple[OutgoingFile, ...] = ()
    signature: str = ""


class Sent(msgspec.Struct, frozen=True):
    """The next station has taken it over. `refused` are recipients it did not take, each with its words."""

    detail: str = ""
    refused: tuple[str, ...] = ()


class NotSent(msgspec.Struct, frozen=True):
    """It has certainly not left. `is_permanent`: trying again would give the same answer."""

    detail: str
    is_permanent: bool


class MaybeSent(msgspec.Struct, frozen=True):
    """The line broke after the words had gone and before the answer came (E21)."""

    detail: str


Outcome = Sent | NotSent | MaybeSent
