"""Steps of key macros whose words were typed into a field: which they are, and doing them again without the field."""

from typing import TYPE_CHECKING, Final

from support_tui.actions import writing
from support_tui.key_macros import Given, Step

if TYPE_CHECKING:
    from support_tui.screens.console import Console

FILTER: Final = frozenset({"view.filter"})
#: What each opens the composer for. A forward and a new conversation have recipients, which are another person's every time.
COMPOSING: Final = {"compose.reply": "reply", "compose.reply_sender": "reply", "compose.note": "note"}


def do_again(console: "Console", step: Step) -> None:
    """The same filter, or the same words for the conversation at hand; a filter that was left changes nothing."""
    given = step.answers[0] if step.answers else Given(is_left=True)
    if given.is_left:
        return
    if step.command in FILTER:
        console.ui.show_query(given.text)
        return
    context = console.action_context()
    if context.targets:
        writing.send(
            context,
            writing.Written(
                COMPOSING[step.command],
                given.text,
                context.targets[0],
                cc=() if step.command == "compose.reply_sender" else None,
                close=given.is_yes,
                undo_window_s=console.undo_window_s,
            ),
        )
