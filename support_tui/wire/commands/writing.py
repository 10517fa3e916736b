"""What agents write in a conversation, and how it leaves."""

from support_tui.wire.commands.base import Ids, OnConversation, Recipients, Text, UndoWindow
from support_tui.wire.values import Delivery, Status


class SendReply(OnConversation, frozen=True):
    """Queue a reply. It becomes due when the undo window has passed; `status` is set instead of the automatic move if given."""

    text: Text
    cc: Recipients | None = None
    undo_window_s: UndoWindow = 10
    status: Status | None = None


class CancelReply(OnConversation, frozen=True):
    """Take back a reply that has not left yet."""

    message_id: int


class RetryDelivery(OnConversation, frozen=True):
    """Queue a reply again that failed, was cancelled, had no channel, or may not have been sent."""

    message_id: int


class AddNote(OnConversation, frozen=True):
    """Colleagues only. `mentions` are agent ids; each becomes a follower."""

    text: Text
    mentions: Ids = ()


class ForwardConversation(OnConversation, frozen=True):
    """Send the thread so far to someone else, under `text`; recorded as a note with its recipients."""

    to: Recipients
    text: Text = ""
    undo_window_s: UndoWindow = 10


class RecordDelivery(OnConversation, frozen=True):
    """A channel tells how far a reply has come."""

    message_id: int
    delivery: Delivery
