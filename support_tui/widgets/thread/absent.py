"""Why there is nothing to read of a conversation that is open: it was never read on this machine, and there is no line."""

from textual.widgets import Static

from support_tui import i18n
from support_tui.store import LinePhase, select
from support_tui.store.replica import Replica


class AbsentNote(Static):
    """Words in place of messages; away while there are messages, or while they are about to come."""

    DEFAULT_CSS = "AbsentNote { height: auto; padding: 1 2; color: $muted; display: none; }"

    def __init__(self) -> None:
        super().__init__("", markup=False)

    def show(self, replica: Replica, conversation_id: int | None) -> None:
        """As the conversation and the line are now."""
        is_off = select.line_state(replica).phase is LinePhase.OFFLINE
        is_absent = conversation_id is not None and conversation_id not in replica.threads
        is_told = is_off and is_absent
        if is_told != self.display or is_told:
            self.update(i18n.text("thread-absent-offline") if is_told else "")
            self.display = is_told
