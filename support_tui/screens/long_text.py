"""A screen over the console with one long text: scrolled, searched, saved, and what else whoever opens it wants of it."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Offset

from support_tui import i18n
from support_tui.screens.cursor_place import Place, PlacesCursor
from support_tui.screens.left_once import LeftOnce
from support_tui.screens.scrolling import LEAVES_AND_SCROLLS
from support_tui.widgets.bidi_runs import Piece
from support_tui.widgets.composer.head import LabelLine
from support_tui.widgets.long_text import LongText, Stretch
from support_tui.widgets.prompt_bar import PromptBar

if TYPE_CHECKING:
    from support_tui.screens.console import Console

Doing = Callable[["LongTextScreen"], None]


class LongTextScreen(LeftOnce[None], PlacesCursor):
    """`keys` are more keys with what they do; `hint_id` is the Fluent text that names them all."""

    BINDINGS: ClassVar[list[BindingType]] = [
        *LEAVES_AND_SCROLLS,
        Binding("g,home", "scroll(-100000000)", show=False),
        Binding("G,end", "scroll(100000000)", show=False),
        Binding("slash,backslash", "find", show=False),
        Binding("n", "hit(1)", show=False),
        Binding("N", "hit(-1)", show=False),
    ]
    DEFAULT_CSS = """
    LongTextScreen { background: $background; }
    LongTextScreen > LabelLine { padding: 0 1; }
    LongTextScreen > LongText { padding: 0 1; }
    """

    def __init__(
        self, console: "Console", title: str, hint_id: str, keys: Mapping[str, Doing] | None = None
    ) -> None:
        super().__init__()
        self.behind = console
        self._title, self._hint_id, self._more = title, hint_id, dict(keys or {})
        self._head = LabelLine(console.mode)
        self._prompt = PromptBar(console.mode)
        self.text = LongText(console.mode)
        self._foot = LabelLine(console.mode)
        self._waiting: Sequence[Stretch] | None = None
        self._is_ready = False

    def compose(self) -> ComposeResult:
        yield self._head
        yield self._prompt
        yield self.text
        yield self._foot

    def on_mount(self) -> None:
        self._is_ready = True
        self.text.focus()
        self.say(self._title)
        if self._waiting is not None:
            self.put(self._waiting)

    def say(self, title: str) -> None:
        """What stands above the text."""
        self._title = title
        self._head.say(Piece(title, "strong"))

    def put(self, stretches: Sequence[Stretch], hint_id: str = "") -> None:
        """Show a text."""
        self._hint_id = hint_id or self._hint_id
        if not self._is_ready:
            self._waiting = stretches
            return
        self.text.put(stretches)
        hint = i18n.text(self._hint_id)
        cut = f"{i18n.text('long-text-cut')} · " if self.text.is_cut else ""
        self._foot.say(Piece(cut, "wrong"), Piece(hint, "words"))
        self.follow()

    def cursor_place(self) -> Place | None:
        """The first line of the text on screen; what is shown, while there is none yet."""
        return (self.text if self.text.virtual_size.height else self._head), Offset(0, 0)

    def on_key(self, event: events.Key) -> None:
        doing = self._more.get(event.character or event.key) or self._more.get(event.key)
        if doing is not None and not self._prompt.is_open:
            event.stop()
            event.prevent_default()
            doing(self)

    def action_leave(self) -> None:
        self.dismiss()

    def action_scroll(self, by: int) -> None:
        self.text.scroll_relative(y=by, animate=False)

    def action_find(self) -> None:
        self._prompt.ask("find", i18n.text("thread-find-label"), "", i18n.text("thread-find-hint"))

    def action_hit(self, by: int) -> None:
        self.text.step_hit(by)

    def on_prompt_bar_typed(self, event: PromptBar.Typed) -> None:
        event.stop()
        count = self.text.find(event.text)
        said = "long-text-hits" if count else "thread-find-none"
        self._prompt.say(
            i18n.text(said, count=count) if event.text.strip() else i18n.text("thread-find-hint")
        )

    def on_prompt_bar_stepped(self, event: PromptBar.Stepped) -> None:
        event.stop()
        self.text.step_hit(event.by)

    def on_prompt_bar_answered(self, event: PromptBar.Answered) -> None:
        event.stop()
        self._close_prompt()

    def on_prompt_bar_left(self, event: PromptBar.Left) -> None:
        event.stop()
        self.text.find("")
        self._close_prompt()

    def _close_prompt(self) -> None:
        self._prompt.close()
        self.text.focus()
