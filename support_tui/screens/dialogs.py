"""Small dialogs: one line of text, and a question answered with yes or no; they give back what was said and change nothing.

Texts are given in logical order: the app's line filter brings stock widgets into the terminal's order."""

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static

from support_tui import i18n
from support_tui.screens.overlay import Overlay
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_input import BidiInput

#: Gives the text of what is wrong with what was typed, or None.
Check = Callable[[str], str | None]
#: Gives what a text that is right would mean, or nothing.
Meaning = Callable[[str], str]


class AskText(Overlay[str | None]):
    """One line of text; Enter takes it if nothing is wrong with it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    def __init__(
        self,
        title: str,
        initial: str,
        mode: TextMode,
        *,
        hint: str = "",
        check: Check | None = None,
        meaning: Meaning = lambda text: "",
    ) -> None:
        super().__init__()
        self._meaning = meaning
        self._title = title
        self._initial = initial
        self._mode = mode
        self._hint = hint
        self._check = check

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(self._title), id="dialog-title")
            yield BidiInput(self._initial, mode=self._mode, id="dialog-input")
            yield Static(Content(self._hint or i18n.text("dialog-ask-hint")), id="dialog-hint")

    def on_mount(self) -> None:
        self.query_one(Input).focus()

    def _problem(self, text: str) -> str | None:
        return self._check(text) if self._check is not None else None

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        problem = self._problem(event.value) if event.value else None
        hint = self.query_one("#dialog-hint", Static)
        hint.set_class(problem is not None, "-wrong")
        meant = self._meaning(event.value) if event.value and problem is None else ""
        hint.update(Content(problem or meant or self._hint or i18n.text("dialog-ask-hint")))

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._problem(event.value) is None:
            self.dismiss(event.value)
        else:
            self.app.bell()

    def action_leave(self) -> None:
        self.dismiss(None)


class Confirm(Overlay[bool]):
    """A question; only an explicit yes is one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y,enter", "answer(True)", show=False),
        Binding("n,escape,q", "answer(False)", show=False),
    ]

    def __init__(self, question: str) -> None:
        super().__init__()
        self._question = question

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(self._question), id="dialog-title")
            yield Static(Content(self._hint), id="dialog-hint")

    @property
    def _hint(self) -> str:
        return i18n.text("dialog-confirm-hint")

    def action_answer(self, is_yes: bool) -> None:
        self.dismiss(is_yes)


class ConfirmDanger(Confirm, inherit_bindings=False):
    """A question whose yes cannot be taken back, or may do harm: Enter, pressed by habit, is none; only `y` is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("y", "answer(True)", show=False),
        Binding("n,escape,q", "answer(False)", show=False),
    ]

    @property
    def _hint(self) -> str:
        return i18n.text("dialog-danger-hint")
