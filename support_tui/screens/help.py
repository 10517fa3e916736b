"""What can be done in the pane one comes from, by heading, with the keys; a view of the command table that can be searched."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.commands import BY_ID, COMMANDS, Command, Group, Scope
from support_tui.keymap import chords_label
from support_tui.palette_words import titles, words
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.legend import legend, meaning
from support_tui.screens.overlay import Overlay
from support_tui.text.cells import fit
from support_tui.widgets.bidi_input import BidiInput
from support_tui.widgets.picking import matching

if TYPE_CHECKING:
    from support_tui.screens.console import Console

_KEYS_CELLS = 26


class HelpScreen(Overlay[None]):
    """All commands that work in a pane; Enter does the highlighted one."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,question_mark,f1", "leave", show=False, priority=True),
        Binding("down,ctrl+n", "highlight(1)", show=False, priority=True),
        Binding("up,ctrl+p", "highlight(-1)", show=False, priority=True),
        Binding("pagedown", "highlight(12)", show=False, priority=True),
        Binding("pageup", "highlight(-12)", show=False, priority=True),
    ]

    def __init__(self, console: "Console", scope: Scope) -> None:
        super().__init__()
        self._behind = console
        self._scope = scope

    def compose(self) -> ComposeResult:
        mode = self._behind.mode
        pane = i18n.text(f"scope-{self._scope}")
        with Vertical(id="dialog", classes="-tall"):
            yield Static(Content(i18n.text("help-title", pane=pane)), id="dialog-title")
            yield BidiInput(mode=mode, placeholder=i18n.text("dialog-type-to-find"), id="dialog-input")
            yield DialogList(id="dialog-list", compact=True, markup=False)
            yield Static(Content(i18n.text("help-hint")), id="dialog-hint")

    def on_mount(self) -> None:
        self._list("")
        self.query_one(Input).focus()

    def _list(self, typed: str) -> None:
        here = [command for command in COMMANDS if command.works_in(self._scope)]
        found = matching(typed, here, self._words)
        options: list[Option] = []
        group: Group | None = None
        for command in found:
            if command.group is not group and not typed:
                group = command.group
                options.append(Option(self._heading(f"group-{group}"), disabled=True))
            options.append(Option(self._line(command), id=command.id))
        options += self._legend(typed)
        listing = self.query_one(OptionList)
        listing.set_options(options)
        listing.highlighted = next((i for i, option in enumerate(options) if not option.disabled), None)

    def _words(self, command: Command) -> str:
        """Titles in every language, keys, other names."""
        return " ".join((*titles(command), self._keys(command), *words(command)))

    def _legend(self, typed: str) -> Iterator[Option]:
        """What signs mean and how to ask, below the commands."""
        for title_id, signs in legend(self._scope):
            found = matching(typed, signs, lambda sign: f"{sign.sign} {meaning(sign)}")
            if found:
                yield Option(self._heading(title_id), disabled=True)
            for sign in found:
                line = Content.assemble(
                    "  ", (fit(sign.sign, _KEYS_CELLS), "$accent"), (meaning(sign), "$foreground")
                )
                yield Option(line, disabled=True)

    def _heading(self, text_id: str) -> Content:
        return Content.assemble((i18n.text(text_id), "bold $primary"))

    def _keys(self, command: Command) -> str:
        return chords_label(self._behind.keymap.chords(command.id, self._scope))

    def _line(self, command: Command) -> Content:
        title = i18n.text(command.title_id)
        keys = fit(self._keys(command), _KEYS_CELLS)
        own = i18n.text("help-own-key") if command.id in self._behind.keymap.overrides else ""
        return Content.assemble("  ", (keys, "$accent"), title, (f"  {own}" if own else "", "$muted"))

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        self._list(event.value)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        option = self.query_one(OptionList).highlighted_option
        if option is not None and option.id is not None:
            self._do(option.id)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self._do(event.option_id)

    def _do(self, command_id: str) -> None:
        """Close, then run it as its key would have."""
        self.dismiss()
        self._behind.call_later(self._behind.run_command, BY_ID[command_id])

    def action_highlight(self, by: int) -> None:
        """Move in the list without leaving the input; headings are passed over."""
        listing = self.query_one(OptionList)
        last = max((i for i, option in enumerate(listing.options) if not option.disabled), default=0)
        if by > 0 and listing.highlighted == last:
            # Below the commands there is only to read.
            listing.scroll_relative(y=by, animate=False)
            return
        for _ in range(abs(by)):
            if by > 0 and listing.highlighted != last:
                listing.action_cursor_down()
            elif by < 0:
                listing.action_cursor_up()

    def action_leave(self) -> None:
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        """A click beside the card leaves."""
        if event.widget is self:
            self.dismiss()
