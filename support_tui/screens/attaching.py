"""Answers what the composer asks for its files: choosing one, uploading it, taking one off."""

from pathlib import Path
from typing import TYPE_CHECKING

from textual import on
from textual.screen import Screen

from support_tui import i18n
from support_tui import messages as said
from support_tui.actions import attaching
from support_tui.actions.interface import ActionContext, Choice, Severity
from support_tui.commands import BY_ID, Situation
from support_tui.screens.run import in_background
from support_tui.text.sanitize import sanitize_line

if TYPE_CHECKING:
    from support_tui.screens.console_ui import ConsoleUi
    from support_tui.widgets.composer import Composer


class Attaching(Screen[None]):
    """The part of the console that has files sent along."""

    ui: "ConsoleUi"
    composer: "Composer"
    _attach_from = Path.home()
    """Where the last file was."""

    def action_context(self) -> ActionContext:
        """What a handler works on; the console knows."""
        raise LookupError("a console has no targets before it is composed")

    def situation(self) -> Situation:
        """What a command could act on; the console knows."""
        raise LookupError("a console has no situation before it is composed")

    @on(said.FileWanted)
    def _file_wanted(self, event: said.FileWanted) -> None:
        in_background(self, self._add_file() if event.is_going else self._take_off(), "composer.attach")

    @on(said.FilesDropped)
    def _files_dropped(self, event: said.FilesDropped) -> None:
        reason = BY_ID["composer.attach"].disabled(self.situation())
        if reason is not None:
            self.ui.notify(reason, Severity.WARNING)
            return
        for path in event.paths:
            in_background(self, self._enclose(path), "composer.attach")

    async def _add_file(self) -> None:
        path = await attaching.choose_path(self.action_context(), self._attach_from)
        self.composer.focus_text()
        if path is not None:
            self._attach_from = path.parent
            await self._enclose(path)

    async def _enclose(self, path: Path) -> None:
        letter = self.composer.file_comes(path.name)
        file = await attaching.upload(self.action_context(), path)
        if not self.composer.file_came(path.name, file, letter) and file is not None:
            self.ui.notify("composer-file-left", Severity.WARNING, name=sanitize_line(path.name))

    async def _take_off(self) -> None:
        choices = [
            Choice(file.digest, label=sanitize_line(file.filename), hint=i18n.size(file.size))
            for file in self.composer.files
        ]
        digest = await self.ui.pick("attach-not-title", choices)
        self.composer.focus_text()
        if digest is not None:
            self.composer.file_dropped(digest)
