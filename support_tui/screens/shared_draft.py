"""A draft that a colleague shares, to be read and taken over."""

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from support_tui import i18n
from support_tui.actions.interface import Choice
from support_tui.screens.picker import PickOne
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.text.display import TextMode
from support_tui.wire.drafts import SavedDraft

TAKE: Final = "take"


class SharedDraftDialog(PickOne):
    """The whole text, and what can be done with it."""

    DEFAULT_CSS: ClassVar[str] = """
    SharedDraftDialog #dialog-draft { height: auto; max-height: 12; margin: 1 0; }
    SharedDraftDialog #dialog-draft Static { height: auto; }
    """

    def __init__(self, title: str, text: str, mode: TextMode) -> None:
        super().__init__(title, [Choice(TAKE, label_id="drafts-take")], mode)
        self._text = text

    def above_list(self) -> ComposeResult:
        with VerticalScroll(id="dialog-draft", can_focus=False):
            yield Static(Content(self._text))


def dialog_for(replica: Replica, draft: SavedDraft, mode: TextMode) -> SharedDraftDialog:
    """The dialog about one draft."""
    name = select.agent_name(replica, draft.agent_id)
    return SharedDraftDialog(i18n.text("drafts-by", name=name, kind=draft.kind.value), draft.text, mode)
