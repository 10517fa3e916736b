"""What the composer and the bulk pane's writing share: a text, the names behind @, what is said below, a draft after each pause."""

from typing import Final

from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import OptionList

from support_tui import i18n
from support_tui.messages import DraftChanged, EditorRequested
from support_tui.text.display import TextMode
from support_tui.text.sanitize import sanitize
from support_tui.widgets.bidi_runs import Piece

from .head import LabelLine
from .names import NameList
from .text import ComposerText

_DRAFT_AFTER_S: Final = 0.8
#: Seconds after a letter at which it is on this machine's disk, however fast others follow: after the paint, so that no key waits for it.
_ON_DISK_AFTER_S: Final = 0.1
_BESIDE_THE_BAR: Final = {
    "note": "composer-beside-note",
    "forward": "composer-beside-forward",
    "new": "composer-beside-new",
}
"""What the keys of the bar do not tell, by what is written."""


class WritingPlace(Vertical):
    """A place where a text is written. Whoever is one says how its draft is kept."""

    names_every_key = False
    """Whether the line below names the keys that else stand in the key bar: where none is shown."""

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._names = NameList(mode)
        self._area = ComposerText(mode=mode, takes_key=lambda key: self._names.take_key(key, self._area))
        self._hint = LabelLine(mode, classes="composer-hint")
        self._draft_timer: Timer | None = None
        self._disk_timer: Timer | None = None

    @property
    def text(self) -> str:
        """What is written, as it would be sent."""
        return self._area.text

    @text.setter
    def text(self, text: str) -> None:
        """Put another text in place of all, as one step that Ctrl+Z takes back (from $EDITOR, from a macro)."""
        self._area.select_all()
        self._area.put(sanitize(text))

    def do_save(self) -> None:
        """Keep the draft now and say so."""
        self._keep_draft()
        self._hint.say(Piece(f" {i18n.text('composer-saved')}", "words"))

    def do_editor(self) -> None:
        """Write on in $EDITOR; what is written so far is kept before."""
        self._keep_draft()
        self.post_message(EditorRequested())

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """A name was chosen with the mouse."""
        event.stop()
        self._names.write(event.option_index, self._area)
        self._area.focus()

    def _say_keys_of(self, kind: str) -> None:
        """What no key bar says of writing that: nothing, where it says all."""
        text_id = f"composer-keys-{kind}" if self.names_every_key else _BESIDE_THE_BAR.get(kind)
        self._hint.say(Piece(f" {i18n.text(text_id)}" if text_id else "", "words"))

    def _say_wrong(self, text_id: str, **params: str | int) -> None:
        """Why it was not sent; the next letter typed takes the words away."""
        self._hint.say(Piece(f" {i18n.text(text_id, **params)}", "wrong"))

    def _as_draft(self) -> DraftChanged:
        """What is written, as it is kept."""
        raise NotImplementedError

    def _keep_draft(self) -> None:
        self._stop_draft_timers()
        self.post_message(self._as_draft())

    def _keep_draft_soon(self) -> None:
        """On this machine at once, elsewhere once the fingers rest."""
        if self._draft_timer is not None:
            self._draft_timer.stop()
        self._draft_timer = self.set_timer(_DRAFT_AFTER_S, self._keep_draft)
        if self._disk_timer is None:
            self._disk_timer = self.set_timer(_ON_DISK_AFTER_S, self._keep_here)

    def _keep_here(self) -> None:
        self._disk_timer = None
        draft = self._as_draft()
        draft.is_resting = False
        self.post_message(draft)

    def _stop_draft_timers(self) -> None:
        for timer in (self._draft_timer, self._disk_timer):
            if timer is not None:
                timer.stop()
        self._draft_timer = self._disk_timer = None
