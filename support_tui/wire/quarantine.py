"""Mail that stands in the desk without having been read whole: why, where, and what became of trying again. Pure data (E7, E8)."""

from enum import StrEnum

import msgspec


class MailProblem(StrEnum):
    """Why less of a mail than all of it stands there."""

    UNREADABLE = "unreadable"
    """Reading it failed; its bytes are kept, and it can be read again."""
    TOO_LARGE = "too_large"
    """It is above the desk's limit; only its headers were taken."""
    ANSWER_REFUSED = "answer_refused"
    """It came as an agent's answer to a notice and was not taken for one: nothing of it has reached a customer."""


class QuarantinedMail(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mail that could not be read, and the conversation in which it stands by now. `came_in_id` is the mailbox it came in by,
    `title` what could be made out of its subject."""

    message_id: int
    conversation_id: int
    mailbox_id: int
    came_in_id: int
    at: int
    title: str
    raw_digest: str


class MailRetry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Read the mails of these conversations again; without numbers all that the asker sees and that lie in no trash."""

    conversation_ids: tuple[int, ...] = ()


class MailRetried(msgspec.Struct, frozen=True):
    """What became of it: `read` gives for each conversation whose mail is a message now where that stands, `unread` are those that
    cannot be read yet."""

    read: dict[int, int] = {}
    unread: tuple[int, ...] = ()
