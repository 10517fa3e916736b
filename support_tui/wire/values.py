"""The closed sets of values that conversations, messages and people are described with.

Every `…_at` in this package is an integer of microseconds since 1970 in UTC.
"""

from enum import StrEnum

import msgspec


class Status(StrEnum):
    """Where a conversation stands; moves by itself along `statuses.MOVES`, or by hand."""

    OPEN = "open"
    IN_PROGRESS = "in_progress"
    AWAITING_REPLY = "awaiting_reply"
    CLOSED = "closed"


class Folder(StrEnum):
    """The shelf beside the status; both others are restorable to `INBOX`."""

    INBOX = "inbox"
    SPAM = "spam"
    TRASH = "trash"


class Place(StrEnum):
    """The one queue-deciding fact of a conversation, derived from merge, folder, snooze and status (`order.place_of`)."""

    ACTIVE = "active"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    SPAM = "spam"
    TRASH = "trash"
    MERGED = "merged"


class Priority(StrEnum):
    """How urgent the desk holds a conversation to be; order by `rank`."""

    LOW = "low"
    NORMAL = "normal"
    HIGH = "high"
    URGENT = "urgent"

    @property
    def rank(self) -> int:
        """0 for low up to 3 for urgent."""
        return _PRIORITY_RANK[self]


_PRIORITY_RANK = {Priority.LOW: 0, Priority.NORMAL: 1, Priority.HIGH: 2, Priority.URGENT: 3}


class Regrouping(StrEnum):
    """Why messages stand in another conversation than before; each of the first two is taken back by the one below it."""

    MERGED = "merged"
    SPLIT = "split"
    UNMERGED = "unmerged"
    REJOINED = "rejoined"


class MessageKind(StrEnum):
    """Who a message speaks to: from the customer, to the customer, or to colleagues only."""

    INBOUND = "inbound"
    REPLY = "reply"
    NOTE = "note"


class DeliveryState(StrEnum):
    """How far a reply has come on its way to the customer (E21)."""

    QUEUED = "queued"
    HELD = "held"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DELAYED = "delayed"
    DELIVERED = "delivered"
    BOUNCED = "bounced"
    FAILED = "failed"
    MAYBE_SENT = "maybe_sent"
    CANCELLED = "cancelled"
    NO_CHANNEL = "no_channel"


class ClosedPolicy(StrEnum):
    """What a mailbox does when a customer writes into a closed conversation."""

    REOPEN = "reopen"
    NEW = "new"
    NEW_AFTER_DAYS = "new_after_days"


class SecretChange(StrEnum):
    """What became of what an agent or a program logs in with; the secret itself is told nowhere."""

    PASSWORD_SET = "password_set"
    TOKEN_MADE = "token_made"
    TOKENS_REVOKED = "tokens_revoked"


class Role(StrEnum):
    """What an agent may do at all; mailboxes may narrow it."""

    ADMIN = "admin"
    AGENT = "agent"
    VIEWER = "viewer"


class ActorKind(StrEnum):
    """What kind of author an event or message has."""

    AGENT = "agent"
    CUSTOMER = "customer"
    CHANNEL = "channel"
    SYSTEM = "system"


class Rating(StrEnum):
    """A customer's own verdict on how they were served."""

    GOOD = "good"
    BAD = "bad"


class Actor(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who did something. `name` is the name at that time, so that history reads right after a rename."""

    kind: ActorKind
    id: int | None = None
    name: str = ""


class Address(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mail address with its display name; equal addresses compare by `email` folded to lower case."""

    email: str
    name: str = ""


class Attachment(msgspec.Struct, frozen=True, omit_defaults=True):
    """A file of a message. `digest` is the SHA-256 of its bytes in hex, `size` counts bytes."""

    id: int
    filename: str
    media_type: str
    size: int
    digest: str = ""


class Delivery(msgspec.Struct, frozen=True, omit_defaults=True):
    """The delivery state of one reply; `due_at` is when the undo window or a send-later time ends, `send_at` the time that was asked
    for. A held one was to leave then, and waits for somebody's word since the customer has written again. `refused` are recipients
    that it has not reached while the others have it."""

    state: DeliveryState
    due_at: int | None = None
    detail: str = ""
    attempts: int = 0
    send_at: int | None = None
    refused: tuple[str, ...] = ()
