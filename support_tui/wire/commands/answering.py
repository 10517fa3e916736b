"""What agents write from their own mail program, in answer to what they were told by mail. Given by the desk's mail alone."""

from typing import Annotated, Final

from msgspec import Meta

from support_tui.wire.commands.arrival import Files
from support_tui.wire.commands.base import Name, OnConversation, Text, UndoWindow
from support_tui.wire.values import Status

BY_MAIL: Final = "by_mail"
"""What a message's `reason` says of it."""


class AnswerByMail(OnConversation, frozen=True):
    """An agent has answered a notice: a reply to the customer, or a note to colleagues. `external_id` is the mail's identity in the
    mailbox it came in by: the same mail again decides to nothing (E4). `status` is set with it if given; with `takes` the conversation
    becomes the agent's. What a machine of the agent's wrote (`automatic`) is never a reply."""

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
