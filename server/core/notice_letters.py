"""What a mail to an agent tells, before it is put into words. Data only."""

import msgspec

from support_tui.wire.notifications import NotificationKind


class Told(msgspec.Struct, frozen=True):
    """One thing that happened. `words` are those of the message, or of the last one the customer wrote (`is_last`), by `writer`; `name`
    is who did it, and `count` to how many conversations."""

    kind: NotificationKind
    name: str
    count: int = 1
    words: str = ""
    writer: str = ""
    is_last: bool = False
    is_cut: bool = False
    files: tuple[str, ...] = ()


class NoticeLetter(msgspec.Struct, frozen=True):
    """A notice as it leaves: to whom, in which language, about what. `refused` is why an answer was not taken, `subject` and `sender`
    what is known of it; of one that `is_held` the sender is who had written meanwhile. `more` is how many further things happened."""

    id: int
    agent_id: int
    agent_name: str
    address: str
    language: str
    conversation_id: int
    mailbox_id: int
    title: str
    at: int
    told: tuple[Told, ...] = ()
    more: int = 0
    refused: str = ""
    subject: str = ""
    sender: str = ""
    is_held: bool = False
