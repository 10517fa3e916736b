"""Asks for server, address and password, once; whoever starts it does the asking over the network and gives back what is wrong."""

from collections.abc import Awaitable, Callable, Sequence
from typing import ClassVar, Final, Generic, TypeVar

import msgspec
from textual import on, work
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import Input, Static

from support_tui import i18n
from support_tui.text.display import TextMode
from support_tui.theme import NONE, THEMES
from support_tui.widgets.bidi_filter import BidiFilter
from support_tui.widgets.no_colour import NoColour


class Asked(msgspec.Struct, frozen=True):
    """What the person typed."""

    server: str
    email: str
    password: str


Given = TypeVar("Given")


class Problem(msgspec.Struct, frozen=True):
    """Why it did not work, in the person's language. What was typed stays where the next Enter is an answer."""

    text: str
    is_question: bool = False


LogIn = Callable[[Asked], Awaitable[Given | Problem]]
_FIELDS: Final = ("server", "email", "password")


class LoginApp(App[Given], Generic[Given]):
    """A small program of its own: it ends with what `log_in` gave, or with None."""

    CSS_PATH = "../console.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,ctrl+q", "quit", show=False),
        # Before the field, which would copy.
        Binding("ctrl+c", "quit", show=False, priority=True),
    ]

    def __init__(
        self, log_in: LogIn[Given], mode: TextMode, *, server: str = "", email: str = "", theme: str
    ) -> None:
        super().__init__()
        self._bidi_filter = BidiFilter(mode)
        self._log_in = log_in
        self._known = {"server": server, "email": email, "password": ""}
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Without colours where the theme has none, Arabic in the order that the terminal needs."""
        plain = [NoColour()] if self.theme == NONE.name else []
        return [*super().get_line_filters(), *plain, self._bidi_filter]

    def compose(self) -> ComposeResult:
        with Vertical(id="login"):
            yield Static(Content(i18n.text("login-title")), id="dialog-title")
            for name in _FIELDS:
                yield Static(Content(i18n.text(f"login-{name}")), classes="login-label")
                yield Input(self._known[name], password=name == "password", id=f"login-{name}", compact=True)
            yield Static("", id="login-problem", markup=False)
            yield Static(Content(i18n.text("login-hint")), id="login-hint")

    def on_mount(self) -> None:
        self._go_to_first_empty()

    def _value(self, name: str) -> str:
        value = self.query_one(f"#login-{name}", Input).value
        return value if name == "password" else value.strip()

    def _go_to_first_empty(self) -> bool:
        """Give the focus to the first field that is empty; tells whether there is one."""
        empty = next((name for name in _FIELDS if not self._value(name)), None)
        self.query_one(f"#login-{empty or _FIELDS[-1]}", Input).focus()
        return empty is not None

    @on(Input.Submitted)
    def _submitted(self) -> None:
        if not self._go_to_first_empty():
            self._say(i18n.text("login-asking"))
            self._ask(Asked(self._value("server"), self._value("email"), self._value("password")))

    @work(exclusive=True)
    async def _ask(self, asked: Asked) -> None:
        given = await self._log_in(asked)
        if isinstance(given, Problem):
            self._say(given.text)
            if given.is_question:
                return
            password = self.query_one("#login-password", Input)
            password.value = ""
            password.focus()
        else:
            self.exit(given)

    def _say(self, text: str) -> None:
        self.query_one("#login-problem", Static).update(Content(text))
