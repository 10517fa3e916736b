"""The filter bar: a query as it is typed, with completions and, where it is wrong, a caret at the place and the reason."""

from collections.abc import Sequence
from typing import ClassVar, Final, NamedTuple, Protocol

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.input import Selection
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.messages import CommandRequested, QueryDismissed, QuerySubmitted
from support_tui.text.cells import cell_width, fit
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_input import BidiInput
from support_tui.wire.query import QueryError, parse
from support_tui.wire.wording import query_wording

#: More would hide the list that is being filtered.
COMPLETIONS_SHOWN: Final = 8


class Completion(NamedTuple):
    """What could stand instead of a stretch of the query."""

    start: int
    end: int
    text: str
    label: str
    hint: str = ""


class Completer(Protocol):
    """Gives completions for a query and a cursor in it."""

    def __call__(self, text: str, cursor: int) -> Sequence[Completion]: ...


class Doubter(Protocol):
    """Gives what is odd about a query that parses: a name that nobody has."""

    def __call__(self, text: str, /) -> QueryError | None: ...


class QueryInput(BidiInput):
    """The input line; the list of completions is moved with its arrows."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False, priority=True),
        Binding("tab", "complete", show=False, priority=True),
        Binding("ctrl+s", "save", show=False, priority=True),
        Binding("down,ctrl+n", "choose(1)", show=False, priority=True),
        Binding("up,ctrl+p", "choose(-1)", show=False, priority=True),
    ]

    @property
    def _bar(self) -> "FilterBar":
        return self.query_ancestor(FilterBar)

    def action_leave(self) -> None:
        self._bar.leave()

    def action_complete(self) -> None:
        self._bar.complete()

    def action_save(self) -> None:
        self._bar.submit(is_saved=True)

    def action_choose(self, by: int) -> None:
        self._bar.choose(by)


class FilterBar(Vertical):
    """Hidden until it is opened. Posts `QuerySubmitted` for a query that parses, `QueryDismissed` when left."""

    def __init__(
        self,
        mode: TextMode,
        complete: Completer,
        doubt: Doubter = lambda text: None,
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._mode = mode
        self._complete = complete
        self._doubt = doubt
        self._offered: Sequence[Completion] = ()

    def compose(self) -> ComposeResult:
        with Horizontal(id="filter-line"):
            yield Static("/ ", id="filter-sign")
            yield QueryInput(mode=self._mode, placeholder=i18n.text("filter-placeholder"), id="filter-input")
        yield Static("", id="filter-problem")
        yield OptionList(id="filter-completions", compact=True, markup=False)

    def on_mount(self) -> None:
        self.display = False
        self.query_one(OptionList).can_focus = False

    @property
    def _input(self) -> QueryInput:
        return self.query_one(QueryInput)

    def open(self, query: str) -> None:
        """Show the bar with this query in it, selected: what is typed replaces it, End and a word add to it."""
        value = f"{query} " if query else ""
        self.display = True
        self._input.value = value
        self._input.selection = Selection(0, len(value))
        self._input.focus()
        self._look(value)

    def leave(self) -> None:
        """Close without a change."""
        self._hide()
        self.post_message(QueryDismissed())

    def _hide(self) -> None:
        """Out of sight, and out of the way of the next key."""
        self.display = False
        self.screen.set_focus(None)

    def complete(self) -> None:
        """Put the highlighted completion into the query."""
        highlighted = self.query_one(OptionList).highlighted
        if not self._offered:
            return
        chosen = self._offered[highlighted or 0]
        value = self._input.value
        self._input.value = value[: chosen.start] + chosen.text + value[chosen.end :]
        self._input.cursor_position = chosen.start + len(chosen.text)

    def choose(self, by: int) -> None:
        """Highlight another completion."""
        if self._offered:
            options = self.query_one(OptionList)
            options.highlighted = max(0, min((options.highlighted or 0) + by, len(self._offered) - 1))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        # Several keys may have come since this message was sent: the field itself is the truth.
        self._look(self._input.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.submit()

    def submit(self, *, is_saved: bool = False) -> None:
        """Show the list of what was typed, where that is a query; with `is_saved` also keep it as a view."""
        value = self._input.value
        if isinstance(parse(value), QueryError):
            self.app.bell()
            return
        # Straight to the screen: the list is asked for before the bar's disappearance is painted.
        self.screen.post_message(QuerySubmitted(value.strip()))
        self._hide()
        if is_saved:
            self.screen.post_message(CommandRequested("view.save_view"))

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.query_one(OptionList).highlighted = event.option_index
        self.complete()
        self._input.focus()

    def _look(self, value: str) -> None:
        """What is wrong with it, and how it could go on."""
        found = parse(value)
        wrong = found if isinstance(found, QueryError) else self._doubt(value)
        is_typing = wrong is not None and wrong.position + wrong.length >= len(value)
        self._offered = self._complete(value, min(self._input.cursor_position, len(value)))[
            :COMPLETIONS_SHOWN
        ]
        problem = self.query_one("#filter-problem", Static)
        # A word that is still being typed is not wrong yet while it can be completed.
        is_shown = wrong is not None and not (is_typing and self._offered)
        problem.display = is_shown
        if wrong is not None and is_shown:
            problem.update(self._pointed(value, wrong))
        options = self.query_one(OptionList)
        options.display = bool(self._offered)
        options.set_options([Option(self._line(completion)) for completion in self._offered])
        options.highlighted = 0 if self._offered else None

    def _pointed(self, value: str, error: QueryError) -> Content:
        """A caret under the place, then the reason."""
        indent = min(cell_width(value[: error.position]), max(0, self.size.width - 24))
        carets = "^" * max(1, min(cell_width(value[error.position : error.position + error.length]), 20))
        reason = query_wording(error, i18n.current().language)
        return Content.assemble(" " * indent, (carets, "$error"), "\n", (reason, "$text-error"))

    def _line(self, completion: Completion) -> Content:
        text = fit(completion.label, max(18, cell_width(completion.label)))
        return Content.assemble(
            text,
            (f"  {completion.hint}", "$muted"),
        )

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Going elsewhere, by mouse for instance, leaves the bar."""
        if self.display and event.widget is self._input and self.screen.focused is not None:
            self.display = False
