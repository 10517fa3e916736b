"""Why a message stands in the conversation it stands in: what was found, and what else it could belong to. Pure data."""

from enum import StrEnum

import msgspec


class PlacedBy(StrEnum):
    """What tells which conversation a message belongs to, best first; the last two are never more than a suggestion."""

    NAMED = "named"
    """The channel, or a program, named the conversation itself."""
    OWN_ID = "own_id"
    """It answers a message by an identity that only we can have made."""
    THREAD = "thread"
    """The channel's own identity of the conversation."""
    MESSAGE_ID = "message_id"
    """It answers a message that came in before."""
    AWAITED = "awaited"
    """Others answer it, or what it answers, which has not come in."""
    PLUS_ADDRESS = "plus_address"
    """It came to an address made for this conversation."""
    MARKER = "marker"
    """Its quotation holds the mark that stood in our letter."""
    SUBJECT = "subject"
    """Its subject names the number, and the sender takes part there."""
    THREAD_INDEX = "thread_index"
    """Outlook counts it to the same thread."""
    SAME_SUBJECT = "same_subject"
    """The same sender wrote under the same subject."""


class LooksLike(msgspec.Struct, frozen=True, omit_defaults=True):
    """A conversation that a message may belong to, which nothing proves."""

    conversation_id: int
    by: PlacedBy
    evidence: str = ""


class Placing(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a message found its conversation. `by` is None where it began one; `evidence` is the identity, address, mark or number that
    told."""

    by: PlacedBy | None = None
    evidence: str = ""
    looks_like: LooksLike | None = None


class Clue(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a channel has found in a message of the conversation it belongs to, and has checked as far as it can be."""

    by: PlacedBy
    conversation_id: int
    evidence: str = ""
