"""Goes from conversation to conversation: opens them, goes on after one is done, back to one that was taken back; reads no data."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from support_tui.messages import ComposeKind
from support_tui.screens.layout import Pane
from support_tui.wire.values import Address

if TYPE_CHECKING:
    from support_tui.screens.console import Console


class Going:
    """The way through the conversations of one console.

    The inbox cursor says what comes next. While the thread has the focus it may have gone ahead of the open conversation: a reply
    sorts that one far down, and the agent goes on from where it stood."""

    def __init__(self, console: "Console") -> None:
        self._console = console

    def open(self, conversation_id: int) -> None:
        """Show a conversation and give its thread the focus."""
        console = self._console
        console.inbox.stand_on(conversation_id)
        console.reading.show(conversation_id)
        console.arrangement.go(Pane.THREAD)

    def step(self, by: int) -> None:
        """Another conversation without leaving the pane; forwards from a thread that the cursor has left it is the one at the cursor."""
        console, inbox = self._console, self._console.inbox
        is_reading = console.arrangement.active is not Pane.INBOX
        is_ahead = is_reading and inbox.cursor_id != console.open_id
        conversation_id = inbox.cursor_id if is_ahead and by > 0 else inbox.step(by)
        if conversation_id is not None and (is_reading or not console.arrangement.is_single):
            console.reading.show(conversation_id)

    def on_from(self, conversation_ids: Sequence[int]) -> None:
        """On to the row behind those that are about to leave; an open thread goes on too, or gives way to the list, as set."""
        console = self._console
        following = console.inbox.leave(conversation_ids)
        if console.open_id not in conversation_ids or console.arrangement.active is not Pane.THREAD:
            return
        if console.settings.after_close == "list" or following is None:
            console.arrangement.go(Pane.INBOX)
        else:
            console.reading.show(following)

    def back_to(self, conversation_id: int) -> None:
        """A conversation is as it was before the agent's last action: stand on it again, and read it again where one reads."""
        console = self._console
        is_listed = console.inbox.stand_on(conversation_id)
        if is_listed and console.arrangement.active is Pane.THREAD:
            console.reading.show(conversation_id)

    def write(
        self,
        kind: ComposeKind,
        conversation_id: int | None,
        *,
        cc: tuple[Address, ...] | None = None,
        text: str = "",
    ) -> None:
        """Open the composer below the thread."""
        console = self._console
        if conversation_id is not None:
            console.reading.show(conversation_id)
        console.arrangement.go(Pane.THREAD)
        console.composer.open(kind, conversation_id, cc=cc, text=text)
