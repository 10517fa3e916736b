"""A reply on its way out of the desk, and what became of it, whatever channel it takes. Data only."""

from collections.abc import Awaitable, Callable

import msgspec

from support_tui.wire.values import Address


class OutgoingFile(msgspec.Struct, frozen=True):
    """A file of a reply; `digest` finds its bytes in the blob store."""

    filename: str
    media_type: str
    digest: str


class Earlier(msgspec.Struct, frozen=True):
    """A message of the thread before the one that leaves: the channel's identity of one that came in (`external_id`), or one of ours,
    which left the conversation `conversation_id`. `text` is given where it is to be quoted."""

    message_id: int
    conversation_id: int = 0
    external_id: str = ""
    author: str = ""
    written_at: int = 0
    text: str = ""


class Outgoing(msgspec.Struct, frozen=True):
    """A reply on its way out. `mailbox` is the name of the mailbox it leaves from, `sender` that mailbox's address, `own_addresses` are
    all that mean this desk, `signature` what stands below its letters; `earlier` are the messages before it, oldest first, and `quoted`
    those that stand below it. `conversation_id` is the one it was written in. With `only_to` the others have it already."""

    message_id: int
    conversation_id: int
    mailbox: str
    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    title: str
    text: str
    written_at: int
    mailbox_id: int = 0
    bcc: tuple[Address, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    quoted: tuple[Earlier, ...] = ()
    files: tuple[OutgoingFile, ...] = ()
    signature: str = ""
    own_addresses: tuple[str, ...] = ()
    only_to: tuple[str, ...] = ()
    is_automatic: bool = False


class Sent(msgspec.Struct, frozen=True):
    """The next station has taken it over. `refused` are recipients it did not take, each with its words, `later` the addresses of those
    it may take another time."""

    detail: str = ""
    refused: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


class NotSent(msgspec.Struct, frozen=True):
    """It has certainly not left. `is_permanent`: trying again would give the same answer. `is_line`: no mail of this mailbox can leave now;
    `needs_person` where waiting does not help."""

    detail: str
    is_permanent: bool
    is_line: bool = False
    needs_person: bool = False


class MaybeSent(msgspec.Struct, frozen=True):
    """The line broke after the words had gone and before the answer came (E21)."""

    detail: str


class TakenBack(msgspec.Struct, frozen=True):
    """Somebody took it back in the last moment; nothing has left."""


Outcome = Sent | NotSent | MaybeSent | TakenBack

Claim = Callable[[], Awaitable[bool]]
"""Asked when everything is ready for the words: from a yes on, an end of the process leaves doubt. No where the reply may not leave any more."""
