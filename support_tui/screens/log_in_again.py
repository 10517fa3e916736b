"""Asks for the password again where the login has run out; what waits is sent afterwards. Keeps nothing of what was typed."""

from collections.abc import Awaitable, Callable
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from support_tui import i18n
from support_tui.screens.overlay import Overlay

LogIn = Callable[[str], Awaitable[str]]
"""Tries a password; why it was not taken, empty if it was."""


class LogInAgain(Overlay[bool]):
    """One field; Enter tries, Esc leaves it for later."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    DEFAULT_CSS: ClassVar[str] = "LogInAgain { align: center top; background: $background 55%; }"

    def __init__(self, email: str, key: str, log_in: LogIn) -> None:
        super().__init__()
        self._email, self._key, self._log_in = email, key, log_in

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(i18n.text("login-again-title", email=self._email)), id="dialog-title")
            yield Input(password=True, id="dialog-input", compact=True)
            yield Static(Content(i18n.text("login-again-hint", key=self._key)), id="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value:
            self._try(event.value)

    @work(exclusive=True)
    async def _try(self, password: str) -> None:
        hint, field = self.query_one("#dialog-hint", Static), self.query_one(Input)
        hint.update(Content(i18n.text("login-asking")))
        problem = await self._log_in(password)
        if not problem:
            self.dismiss(True)
            return
        hint.set_class(True, "-wrong")
        hint.update(Content(problem))
        field.value = ""
        field.focus()

    def action_leave(self) -> None:
        self.dismiss(False)
