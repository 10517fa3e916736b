"""A mail as it came, over the console: its headers, decoded and raw, and its source."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from support_tui import i18n
from support_tui.actions.interface import Severity
from support_tui.actions.mail_desk import TooLarge
from support_tui.actions.refusals import failure_words
from support_tui.screens import file_doings
from support_tui.screens.long_text import LongTextScreen
from support_tui.widgets.long_text import Stretch
from support_tui.wire.mail_reading import MailHeaders
from support_tui.wire.views import Message

if TYPE_CHECKING:
    from support_tui.screens.console import Console

_SHOWN_BYTES: Final = 30_000_000


class MailSource:
    """One mail and the screen that shows it, in one of its three forms."""

    def __init__(self, console: "Console", message: Message) -> None:
        self._console, self._message = console, message
        self._headers: MailHeaders | None = None
        keys = {
            "h": self._turn_headers,
            "B": lambda _: self._begin("source"),
            "s": lambda _: self._begin("save"),
        }
        self._screen = LongTextScreen(
            console, self._title("reading-headers-title"), "reading-source-keys", keys
        )
        self._is_raw = False

    def _title(self, text_id: str) -> str:
        return i18n.text(text_id, id=self._message.id)

    def show(self, form: str) -> None:
        """Open the screen with `headers` or `source`."""
        self._console.app.push_screen(self._screen)
        self._begin(form)

    def _begin(self, form: str) -> None:
        doing = {"headers": self._show_headers, "source": self._show_source, "save": self._save}[form]
        self._screen.run_worker(doing(), group="mail", exclusive=True)

    def _turn_headers(self, screen: LongTextScreen) -> None:
        self._is_raw = not self._is_raw if self._headers is not None else False
        self._begin("headers")

    async def _show_headers(self) -> None:
        if self._headers is None:
            answer = await self._console.desk.mail.headers(self._message.id)
            if not isinstance(answer, MailHeaders):
                self._failed(failure_words(answer))
                return
            self._headers = answer
        raw = self._is_raw
        self._screen.say(self._title("reading-raw-headers-title" if raw else "reading-headers-title"))
        self._screen.put(
            [
                Stretch(f"{line.name}: {line.raw if raw else line.value}", len(line.name) + 1, is_code=raw)
                for line in self._headers.headers
            ]
        )

    async def _show_source(self) -> None:
        try:
            content = await self._console.desk.mail.content(
                f"messages/{self._message.id}/source", _SHOWN_BYTES
            )
        except TooLarge:
            self._failed(i18n.text("files-too-large", limit=i18n.size(_SHOWN_BYTES)))
            return
        if not isinstance(content, bytes):
            self._failed(failure_words(content))
            return
        self._screen.say(self._title("reading-source-title"))
        text = content.decode("utf-8", "replace").replace("\r\n", "\n")
        self._screen.put([Stretch(text, is_code=True)])

    async def _save(self) -> None:
        folder, name = file_doings.downloads(self._console), f"message-{self._message.id}.eml"
        try:
            answer = await self._console.desk.mail.save(f"messages/{self._message.id}/source", folder, name)
        except OSError as error:
            self._failed(error.strerror or str(error))
            return
        if isinstance(answer, Path):
            self._console.ui.notify("frame-file-saved", path=str(answer))
        else:
            self._failed(failure_words(answer))

    def _failed(self, words: str) -> None:
        self._console.ui.notify_text(words, Severity.WARNING)
        if not self._screen.text.virtual_size.height:
            self._screen.dismiss()
