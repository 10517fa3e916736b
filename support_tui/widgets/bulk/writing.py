"""Where a note or a reply to all that is marked is written: several lines, the keys of the composer, a draft after each letter.

Gives what was written to whoever asked; sends nothing.
"""

import asyncio
from typing import ClassVar

from textual.app import ComposeResult
from textual.widgets import TextArea

from support_tui import i18n
from support_tui.actions.interface import WrittenForMany
from support_tui.messages import ComposeKind, DraftChanged
from support_tui.store import Store, select
from support_tui.text.display import TextMode, label
from support_tui.widgets.bidi_runs import Piece
from support_tui.widgets.composer.head import LabelLine
from support_tui.widgets.composer.place import WritingPlace
from support_tui.wire.limits import TEXT_CHARS


class BulkWriting(WritingPlace):
    """Hidden until asked. The `do_…` methods are the composer's commands of the table."""

    DEFAULT_CSS: ClassVar[str] = """
    BulkWriting {
        display: none; height: auto; background: $surface; border-top: heavy $primary;
        & > ComposerText, & > ComposerText:focus { border: none; border-left: thick $primary; }
        & > ComposerText { padding: 0 1; background: $surface; height: auto; min-height: 3; max-height: 10; }
        &.-open { display: block; }
        &.-note { border-top: dashed $warning; background: $warning 8%; }
        &.-note ComposerText, &.-note ComposerText:focus { border-left: outer $warning; background: transparent; }
    }
    """

    def __init__(self, store: Store, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(mode, id=id)
        self._store, self._mode = store, mode
        self._kind = ComposeKind.NOTE
        self._asked: asyncio.Future[WrittenForMany | None] | None = None
        self._head = LabelLine(mode)

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._area
        yield self._names
        yield self._hint

    @property
    def is_open(self) -> bool:
        return self._asked is not None

    def ask(self, kind: ComposeKind) -> "asyncio.Future[WrittenForMany | None]":
        """Open for a note or a reply, with what was begun of it before; the future gives the text, or None where it was left."""
        if self._asked is not None:
            self._end(None)
        self._kind, self._asked = kind, asyncio.get_running_loop().create_future()
        draft = select.draft(self._store.replica, None, kind.value)
        self._area.load_text(draft.text if draft is not None else "")
        self._area.move_cursor(self._area.document.end)
        self._area.placeholder = label(i18n.text(f"composer-placeholder-{kind.value}"), self._mode)
        self._head.say(
            Piece(f" {i18n.text(f'composer-label-{kind.value}')} ", kind.value),
            Piece(f"  {i18n.text(f'bulk-{kind.value}-hint')}", "words"),
        )
        self._say_keys()
        self.set_class(kind is ComposeKind.NOTE, "-note")
        self.add_class("-open")
        self._area.focus()
        return self._asked

    def _end(self, written: WrittenForMany | None) -> None:
        asked, self._asked = self._asked, None
        self._names.close()
        self.remove_class("-open")
        if asked is not None and not asked.done():
            asked.set_result(written)

    # ------------------------------------------------------------ commands of the table

    def do_send(self) -> None:
        """Go on to the preview."""
        self._written(close=False)

    def do_send_close(self) -> None:
        """The same, and close them with it."""
        self._written(close=True)

    def do_leave(self) -> None:
        """Close the list of names if it is open, else leave; the draft stays."""
        if not self._names.close():
            self._keep_draft()
            self._end(None)

    def _written(self, *, close: bool) -> None:
        text = self.text.strip("\n").rstrip()
        if not text.strip():
            self._say_wrong(f"composer-empty-{self._kind.value}")
        elif len(text) > TEXT_CHARS:
            self._say_wrong("composer-too-long", limit=TEXT_CHARS)
        else:
            # It is a draft until it was done: a preview that is left loses no words.
            self._keep_draft()
            self._end(WrittenForMany(text, close))

    def _say_keys(self) -> None:
        self._say_keys_of("bulk")

    # ------------------------------------------------------------ the draft

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """A letter more or less."""
        event.stop()
        if not self.is_open:
            return
        self._say_keys()
        self._keep_draft_soon()
        if self._kind is ComposeKind.NOTE:
            self._names.offer(self._area, self._store.replica.directory.agents)

    def _as_draft(self) -> DraftChanged:
        return DraftChanged(self._kind, None, self.text)
