"""What a thread says about its conversation: the part of a row that follows from its messages alone. Pure data."""

import msgspec


class ThreadFacts(msgspec.Struct, frozen=True, omit_defaults=True):
    """Told whole, before and after, wherever messages change their conversation; the fields are those of the row."""

    created_at: int
    last_message_at: int
    preview: str = ""
    waiting_since_at: int | None = None
    first_reply_at: int | None = None
    last_inbound_id: int = 0
    last_message_id: int = 0
    message_count: int = 0
    has_attachment: bool = False
