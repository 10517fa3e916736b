"""What widgets tell the screen above them: facts and wishes as Textual messages; they carry ids and text, never widgets.

A widget posts, the console screen answers. Messages that come in floods replace their predecessors in the queue.
"""

from enum import StrEnum
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from pathlib import Path

    from support_tui.store.windows import ListKey
    from support_tui.wire.commands import IncomingFile
    from support_tui.wire.frames import Activity
    from support_tui.wire.values import Address
    from support_tui.wire.views import Message as DeskMessage


class ComposeKind(StrEnum):
    """What a text that is being written will become."""

    REPLY = "reply"
    NOTE = "note"
    FORWARD = "forward"
    NEW = "new"


class _Latest(Message, bubble=True):
    """Of several that wait in a queue, only the latest counts."""

    def can_replace(self, message: Message) -> bool:
        return type(message) is type(self)


# ---------------------------------------------------------------- inbox


class CursorMoved(_Latest):
    """The inbox cursor stands on another conversation, or on none; the preview follows later."""

    def __init__(self, conversation_id: int | None) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        """None where the list is empty or the page under the cursor is not loaded yet."""


class OpenConversation(Message):
    """Show this conversation now and give its thread the focus."""

    def __init__(self, conversation_id: int, message_id: int | None = None) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.message_id = message_id
        """The message to stand on; None is where reading goes on."""


class RowsNeeded(Message):
    """The inbox shows positions that it has no rows for."""

    def __init__(self, key: "ListKey", start: int, until: int) -> None:
        super().__init__()
        self.key = key
        self.start = start
        """First position wanted."""
        self.until = until
        """One past the last position wanted."""

    def can_replace(self, message: Message) -> bool:
        """A newer wish for the same list replaces one not yet answered: what was scrolled past is not wanted any more."""
        return isinstance(message, RowsNeeded) and message.key == self.key


class MarksChanged(_Latest):
    """Rows were marked or unmarked."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self.count = count


class QueueChosen(Message):
    """A queue tab was chosen."""

    def __init__(self, queue: str) -> None:
        super().__init__()
        self.queue = queue
        """Queue id, e.g. `mine` or `mailbox:3`."""


class QuerySubmitted(Message):
    """The filter bar holds a query that parses; empty removes the filter."""

    def __init__(self, query: str) -> None:
        super().__init__()
        self.query = query


class QueryDismissed(Message):
    """The filter bar was left without a change."""


# ---------------------------------------------------------------- thread


class OlderNeeded(_Latest):
    """The thread was scrolled near its first loaded message and there are older ones."""

    def __init__(self, conversation_id: int) -> None:
        super().__init__()
        self.conversation_id = conversation_id


class MessageSeen(_Latest):
    """The newest message was on screen, so the conversation counts as read up to it."""

    def __init__(self, conversation_id: int, message_id: int) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.message_id = message_id


class TitleEdited(Message):
    """The title was edited in place."""

    def __init__(self, conversation_id: int, title: str) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.title = title


class DeliveryRetryRequested(Message):
    """A reply that has not arrived is to be sent again."""

    def __init__(self, conversation_id: int, message_id: int) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.message_id = message_id


class SplitRequested(Message):
    """Messages are to leave the thread, from this one on or it alone."""

    def __init__(self, conversation_id: int, message_id: int) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.message_id = message_id


class PlacingSettled(Message):
    """Where the message under the cursor belongs, or who wrote it, is to be settled: `apart`, `same` or `accept`."""

    def __init__(self, what: str) -> None:
        super().__init__()
        self.what = what


class LinkOpened(Message):
    """A link of a message or profile was chosen; nothing was fetched."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url


class LinksWanted(Message):
    """The links of a message, by words and target in the order of their numbers."""

    def __init__(self, links: "tuple[tuple[str, str], ...]") -> None:
        super().__init__()
        self.links = links


class FilesWanted(Message):
    """The files of a message, or of the conversation where it has none."""

    def __init__(self, conversation_id: int, message_id: int) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.message_id = message_id


class SourceWanted(Message):
    """More of a mail than its thread shows: its `headers`, its `source`, or its words with another `charset`."""

    def __init__(self, conversation_id: int, message_id: int, form: str) -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.message_id = message_id
        self.form = form


class AttachmentOpened(Message):
    """A file of a message was chosen."""

    def __init__(self, attachment_id: int, filename: str) -> None:
        super().__init__()
        self.attachment_id = attachment_id
        self.filename = filename


class CopyRequested(Message):
    """Put this text on the clipboard."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text


# ---------------------------------------------------------------- composer


class ComposerSubmitted(Message):
    """The text is to leave: as a reply, a note, a forward or a new conversation."""

    def __init__(
        self,
        kind: ComposeKind,
        conversation_id: int | None,
        text: str,
        *,
        cc: "tuple[Address, ...] | None" = None,
        to: "tuple[Address, ...]" = (),
        title: str = "",
        mailbox_id: int | None = None,
        close: bool = False,
        mentions: tuple[int, ...] = (),
        send_at: int | None = None,
        files: "tuple[IncomingFile, ...]" = (),
        bcc: "tuple[Address, ...]" = (),
    ) -> None:
        super().__init__()
        self.kind = kind
        self.files, self.bcc = files, bcc
        self.conversation_id = conversation_id
        """None for a new conversation."""
        self.text = text
        self.cc = cc
        """None keeps the conversation's Cc; empty sends to the sender only."""
        self.to = to
        """Recipients of a forward; the customer of a new conversation."""
        self.title = title
        self.mailbox_id = mailbox_id
        self.close = close
        """Send and close the conversation in one stroke."""
        self.mentions = mentions
        """Agents whose names a note calls by `@`."""
        self.send_at = send_at
        """When it is to leave, None as soon as the undo window has passed."""


class LaterRequested(Message):
    """The agent wants to say when the text is to leave."""

    def __init__(self, kind: ComposeKind, conversation_id: int | None) -> None:
        super().__init__()
        self.kind = kind
        self.conversation_id = conversation_id


class SendingHeld(Message):
    """A reply was to leave, and something came in while it was written: the agent has to choose. The text stays where it is."""

    def __init__(self, came: "tuple[DeskMessage, ...]", *, close: bool, send_at: int | None = None) -> None:
        super().__init__()
        self.came = came
        """What was written meanwhile, oldest first."""
        self.close = close
        """What the agent wanted: send, or send and close."""
        self.send_at = send_at
        """When it was to leave, None at once."""


class DraftChanged(_Latest):
    """The unsent text changed. While it is being typed it is kept on this machine only; once the fingers rest, and on leaving, it is told."""

    is_resting = True

    def __init__(
        self, kind: ComposeKind, conversation_id: int | None, text: str, extra: dict[str, str] | None = None
    ) -> None:
        super().__init__()
        self.kind = kind
        self.conversation_id = conversation_id
        self.text = text
        self.extra = extra or {}
        """What else was filled in (`to cc title mailbox`), as typed."""

    def can_replace(self, message: Message) -> bool:
        """Only a draft of the same text is replaced, and by one that is told where it is: another one must not be lost."""
        return (
            isinstance(message, DraftChanged)
            and (message.kind, message.conversation_id) == (self.kind, self.conversation_id)
            and message.is_resting >= self.is_resting
        )


class ShareWanted(Message):
    """The draft of that kind is to be shared with colleagues, or no more."""

    def __init__(self, kind: ComposeKind, conversation_id: int) -> None:
        super().__init__()
        self.kind = kind
        self.conversation_id = conversation_id


class ComposerClosed(Message):
    """The composer was left; its text is kept as a draft. Where it `is_sudden`, others took it away while one was writing."""

    def __init__(self, *, is_sudden: bool = False) -> None:
        super().__init__()
        self.is_sudden = is_sudden


class ComposerActivity(_Latest):
    """What the agent does in the open conversation, for the eyes of colleagues."""

    def __init__(self, conversation_id: int, activity: "Activity") -> None:
        super().__init__()
        self.conversation_id = conversation_id
        self.activity = activity


class FileWanted(Message):
    """A file is to go with the text; or one that does, is not to (`is_going` false)."""

    def __init__(self, *, is_going: bool = True) -> None:
        super().__init__()
        self.is_going = is_going


class FilesDropped(Message):
    """Files were dropped on the text."""

    def __init__(self, paths: "tuple[Path, ...]") -> None:
        super().__init__()
        self.paths = paths


class EditorRequested(Message):
    """Edit the composer's text in $EDITOR."""


# ---------------------------------------------------------------- context


class CustomerNeeded(_Latest):
    """The context pane shows a customer whose page is not loaded."""

    def __init__(self, customer_id: int) -> None:
        super().__init__()
        self.customer_id = customer_id


class CustomerFieldEdited(Message):
    """A profile field was edited in place."""

    def __init__(self, customer_id: int, field: str, value: str) -> None:
        super().__init__()
        self.customer_id = customer_id
        self.field = field
        """A field name of `wire.commands.EditCustomer`, also `attribute.<name>`."""
        self.value = value


class CustomerNoteWritten(Message):
    """A note about the customer was written."""

    def __init__(self, customer_id: int, text: str) -> None:
        super().__init__()
        self.customer_id = customer_id
        self.text = text


# ---------------------------------------------------------------- anywhere


class CommandRequested(Message):
    """Run a command of the table, as its key would."""

    def __init__(self, command_id: str) -> None:
        super().__init__()
        self.command_id = command_id


class Remark(Message):
    """A word to the agent about what a pane did or why it did nothing."""

    def __init__(self, text_id: str, **params: str | int) -> None:
        super().__init__()
        self.text_id = text_id
        """Fluent id."""
        self.params = params


class BackRequested(Message):
    """A pane is left backwards (Esc): the screen decides where to."""
