"""What a command could act on at this moment, read off a console; changes nothing."""

from typing import TYPE_CHECKING

from support_tui.commands import Situation
from support_tui.store import select

if TYPE_CHECKING:
    from support_tui.screens.console import Console


def situation_of(console: "Console") -> Situation:
    """The agent's role, the conversations meant, the list they stand in, and what there is to take back."""
    replica, history = console.store.replica, console.desk.history
    rows = (select.row(replica, conversation_id) for conversation_id in console.targets)
    return Situation(
        role=select.role(replica),
        targets=tuple(row for row in rows if row is not None),
        is_part=console.bulking.is_part,
        open_id=console.open_id,
        query=console.list_key.query,
        is_everywhere=console.list_key.queue == "anywhere",
        writing=_writing(console),
        can_undo=history.can_undo,
        can_redo=history.can_redo,
        can_repeat=history.can_repeat,
    )


def _writing(console: "Console") -> str:
    if not console.is_furnished:
        return ""
    if console.bulking.is_writing:
        return "many"
    return console.composer.kind.value if console.composer.is_open else ""
