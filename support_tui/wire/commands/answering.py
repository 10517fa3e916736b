"""What agents write from their own mail program, in answer to what they were told by mail. Given by the desk's mail alone."""

from typing import Annotated, Final

from msgspec import Meta

from support_tui.wire.commands.arrival import Files
from support_tui.wire.commands.base import Name, OnConversation, Text, UndoWindow
from support_tui.wire.values import Status

BY_MAIL: Final = "by_mail"
"""What a message's `reason` says of it."""
HELD_BY_MAIL: Final = "held_by_mail"
"""And of one that was to go to the customer, and was written without knowing what others had written meanwhile."""


class AnswerByMail(OnConversation, frozen=True):
    """An agent has answered a notice: a reply to the customer, or a note to colleagues. `external_id` is the mail's identity in the
    mailbox it came in by: the same mail again decides to nothing (E4). `status` is set with it if given; with `takes` the conversation
    becomes the agent's. What a machine of the agent's wrote (`automatic`) is never a reply. `notice_id` is the
    notice it answers, 0 where their mail program does not say; a reply that does not know what others have written since then is kept as a
    note."""

    mailbox_id: int
    external_id: Annotated[str, Meta(min_length=1)]
    text: Text
    raw_digest: str = ""
    files: Files = ()
    is_note: bool = False
    status: Status | None = None
    takes: bool = False
    automatic: Name = ""
    written_at: int | None = None
    undo_window_s: UndoWindow = 10
    notice_id: int = 0
