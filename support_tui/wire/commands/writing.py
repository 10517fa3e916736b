"""What agents write in a conversation, and how it leaves."""

from support_tui.wire.commands.arrival import Files
from support_tui.wire.commands.base import Ids, Moment, OnConversation, Recipients, Text, UndoWindow
from support_tui.wire.values import Delivery, Status


class SendReply(OnConversation, frozen=True):
    """Queue a reply. It becomes due when the undo window has passed, or at `send_at` if that is later; `status` is set instead of the
    automatic move if given. `files` are bytes that the desk has already. `bcc` gets it too, and nobody else is told."""

    text: Text
    cc: Recipients | None = None
    undo_window_s: UndoWindow = 10
    status: Status | None = None
    send_at: Moment | None = None
    files: Files = ()
    bcc: Recipients = ()


class CancelReply(OnConversation, frozen=True):
    """Take back a reply that has not left yet."""

    message_id: int


class RetryDelivery(OnConversation, frozen=True):
    """Queue a reply again that failed, was cancelled, had no channel, or may not have been sent."""

    message_id: int


class ConfirmSent(OnConversation, frozen=True):
    """Somebody knows that a reply that was in doubt has left."""

    message_id: int


class RescheduleReply(OnConversation, frozen=True):
    """Another time for a reply that has not left; None is now. A held one waits for that time again."""

    message_id: int
    send_at: Moment | None = None


class AddNote(OnConversation, frozen=True):
    """Colleagues only. `mentions` are agent ids; each becomes a follower. `status` is set with it if given."""

    text: Text
    mentions: Ids = ()
    status: Status | None = None


class ForwardConversation(OnConversation, frozen=True):
    """Send the thread so far to someone else, under `text`; recorded as a note with its recipients."""

    to: Recipients
    text: Text = ""
    undo_window_s: UndoWindow = 10
    send_at: Moment | None = None
    files: Files = ()


class RecordDelivery(OnConversation, frozen=True):
    """A channel tells how far a reply has come."""

    message_id: int
    delivery: Delivery
