"""A one-line question inside a pane: label, field, and what the answer would do. Asks; decides nothing."""

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.events import Resize
from textual.message import Message
from textual.widgets import Static

from support_tui.text.display import TextMode

from .bidi_input import BidiInput
from .linear import is_linear, put_cursor

#: Label, field and hint do not fit beside each other in less.
_NARROW_CELLS = 64


class PromptInput(BidiInput):
    """The field; Esc and the arrows are told to the bar."""

    BINDINGS = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "step(1)", show=False),
        Binding("up,ctrl+p", "step(-1)", show=False),
    ]

    def action_leave(self) -> None:
        self.post_message(PromptBar.Left())

    def action_step(self, by: int) -> None:
        self.post_message(PromptBar.Stepped(by))


class PromptBar(Horizontal):
    """Hidden until `ask`; while it is open its field has the focus."""

    DEFAULT_CSS = """
    PromptBar {
        display: none; height: 1; background: $panel;
        & > .prompt-label { width: auto; padding: 0 1; text-style: bold; color: $text-accent; }
        & > .prompt-hint { width: auto; padding: 0 1; color: $text-muted; }
        & > PromptInput { width: 1fr; background: $panel; }
        &.-open { display: block; }
        &.-narrow { height: 2; }
        &.-narrow > .prompt-hint { dock: bottom; width: 100%; }
    }
    """

    class Left(Message):
        """The question was left without an answer."""

    class Stepped(Message):
        """An arrow key was pressed in the field."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    class Typed(Message):
        """The field changed while the question is open."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    class Answered(Message):
        """Enter was pressed."""

        def __init__(self, purpose: str, text: str) -> None:
            super().__init__()
            self.purpose = purpose
            self.text = text

    def __init__(self, mode: TextMode, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._mode = mode
        self.purpose = ""

    def on_resize(self, event: Resize) -> None:
        """In a narrow pane the words behind the field go below it, so that what is typed can be seen."""
        self.set_class(event.size.width < _NARROW_CELLS, "-narrow")

    def compose(self) -> ComposeResult:
        yield Static(classes="prompt-label", markup=False)
        yield PromptInput(mode=self._mode)
        yield Static(classes="prompt-hint", markup=False)

    @property
    def is_open(self) -> bool:
        return self.has_class("-open")

    def ask(self, purpose: str, label: str, text: str = "", hint: str = "") -> None:
        """Open the question with `text` to begin from; `purpose` comes back with the answer."""
        self.query_one(PromptInput).password = False
        self._open(purpose, label, text, hint)

    def ask_secret(self, purpose: str, label: str, hint: str = "") -> None:
        """Open a question whose answer nobody sees while it is typed."""
        self.query_one(PromptInput).password = True
        self._open(purpose, label, "", hint)

    def _open(self, purpose: str, label: str, text: str, hint: str) -> None:
        self.purpose = purpose
        self.query_one(".prompt-label", Static).update(label)
        self.say(hint)
        field = self.query_one(PromptInput)
        with field.prevent(PromptInput.Changed):
            field.value = text
        field.cursor_position = len(text)
        self.add_class("-open")
        # At once: what is typed next belongs into the field; and once more, after a pane that was given the focus before.
        self.screen.set_focus(field)
        field.focus()
        self.call_after_refresh(self._place_cursor)

    def _place_cursor(self) -> None:
        """The terminal's cursor stands in the field: where that is, is known once the bar has been laid out."""
        if self.is_open:
            place = self.query_one(PromptInput).cursor_screen_offset
            self.app.cursor_position = place
            if is_linear(self):
                put_cursor(self.app, place.x, place.y)

    def say(self, hint: str) -> None:
        """Say something behind the field."""
        self.query_one(".prompt-hint", Static).update(hint)

    def close(self) -> None:
        """Hide the question; who asked takes the focus."""
        self.remove_class("-open")
        self.purpose = ""
        field = self.query_one(PromptInput)
        if field.password:
            with field.prevent(PromptInput.Changed):
                field.value = ""

    def on_input_changed(self, event: PromptInput.Changed) -> None:
        event.stop()
        if self.is_open:
            self.post_message(self.Typed(self.purpose, event.value))

    def on_input_submitted(self, event: PromptInput.Submitted) -> None:
        event.stop()
        self.post_message(self.Answered(self.purpose, event.value))
