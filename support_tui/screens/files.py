"""The files of a message or conversation over the console: read, opened, saved, given to a program. Nothing opens by itself."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.actions.kept_files import KeptFile
from support_tui.screens import file_doings
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.overlay import ListOverlay
from support_tui.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: More would take longer to lay out than anybody reads.
_SHOWN = 300


class FilesScreen(ListOverlay):
    """`everything` are the files of the whole conversation, which `a` shows instead of those of one message, and back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "look", show=False),
        Binding("o", "open", show=False),
        Binding("s", "save", show=False),
        Binding("S", "save_in", show=False),
        Binding("A", "save_all", show=False),
        Binding("a", "turn", show=False),
        Binding("vertical_line", "pipe", show=False),
        Binding("p", "preview", show=False),
        Binding("escape,q,u,d", "leave", show=False),
    ]

    def __init__(
        self,
        console: "Console",
        title: str,
        files: Sequence[KeptFile],
        everything: Sequence[KeptFile] = (),
        on_id: int | None = None,
    ) -> None:
        super().__init__()
        self.behind = console
        self._title = title
        self._own, self._everything = tuple(files), tuple(everything)
        self._is_all = not self._own
        self._on_id = on_id
        self._files: Sequence[KeptFile] = self._everything if self._is_all else self._own

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="-tall"):
            yield Static(id="dialog-title")
            yield DialogList(id="dialog-list", compact=True, markup=False)
            yield Static(Content(i18n.text("files-keys")), id="dialog-hint")

    def on_mount(self) -> None:
        self._list()
        options = self.query_one(OptionList)
        options.highlighted = next(
            (n for n, file in enumerate(self._files) if file.attachment_id == self._on_id), 0
        )
        options.focus()

    def _list(self) -> None:
        shown = self._files[:_SHOWN]
        title = (
            i18n.text("files-of-all", count=len(self._files))
            if self._is_all and self._everything
            else self._title
        )
        self.query_one("#dialog-title", Static).update(Content(title))
        options = self.query_one(OptionList)
        options.set_options([Option(_prompt(file)) for file in shown])
        options.highlighted = 0 if shown else None

    @property
    def file(self) -> KeptFile | None:
        """The file under the cursor."""
        place = self.query_one(OptionList).highlighted
        return self._files[place] if place is not None else None

    def say(self, text: str) -> None:
        """How far something has come, below the list."""
        if self.is_mounted:
            self.query_one("#dialog-hint", Static).update(Content(text or i18n.text("files-keys")))

    # ------------------------------------------------------------ keys

    def action_turn(self) -> None:
        """One message, or the whole conversation."""
        if self._own and self._everything:
            self._is_all = not self._is_all
            self._files = self._everything if self._is_all else self._own
            self._list()

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.action_look()

    def action_look(self) -> None:
        if self.file is not None:
            self._look(self.file)

    @work(exclusive=True, group="doing")
    async def _look(self, file: KeptFile) -> None:
        await file_doings.look(self, file)

    def action_preview(self) -> None:
        self.action_look()

    def action_open(self) -> None:
        if self.file is not None:
            self._open(self.file)

    @work(exclusive=True, group="doing")
    async def _open(self, file: KeptFile) -> None:
        await file_doings.open_file(self, file)

    def action_save(self) -> None:
        if self.file is not None:
            self._save((self.file,))

    def action_save_all(self) -> None:
        if self._files:
            self._save(tuple(self._files))

    @work(exclusive=True, group="doing")
    async def _save(self, files: Sequence[KeptFile], folder: Path | None = None) -> None:
        await file_doings.save(self, files, folder or file_doings.downloads(self.behind))

    def action_save_in(self) -> None:
        if self.file is not None:
            self._save_in(self.file)

    @work(exclusive=True, group="doing")
    async def _save_in(self, file: KeptFile) -> None:
        """Into a folder that is asked for."""
        folder = await file_doings.ask_folder(self.behind)
        if folder is not None:
            await file_doings.save(self, (file,), folder)

    def action_pipe(self) -> None:
        if self.file is not None:
            self._pipe(self.file)

    @work(exclusive=True, group="doing")
    async def _pipe(self, file: KeptFile) -> None:
        await file_doings.pipe(self, file)


def _prompt(file: KeptFile) -> Content:
    kind = i18n.text("file-kind", kind=file.kind.value)
    name = sanitize_line(file.filename) or i18n.text("thread-file-unnamed")
    parts: list[tuple[str, str]] = [("  ", ""), (name, ""), (f"  {kind} · {i18n.size(file.size)}", "$muted")]
    if file.by:
        parts.append((f" · {sanitize_line(file.by)}", "$muted"))
    if file.danger is not None:
        parts.append((f"  ⚠ {i18n.text('reading-danger', danger=file.danger.value)}", "bold $text-error"))
    return Content.assemble(*parts)
