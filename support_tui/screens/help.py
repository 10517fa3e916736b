"""What can be done in the pane one comes from, by heading, with the keys; a view of the command table that can be searched."""

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
            yield OptionList(id="dialog-list", compact=True, markup=False)
            yield Static(Content(i18n.text("help-hint")), id="dialog-hint")

    def on_mount(self) -> None:
        self._list("")
        self.query_one(Input).focus()

    def _list(self, typed: str) -> None:
        here = [command for command in COMMANDS if command.works_in(self._scope)]
        found = matching(typed, here, lambda command: f"{i18n.text(command.title_id)} {self._keys(command)}")
        options: list[Option] = []
        group: Group | None = None
        for command in found:
            if command.group is not group and not typed:
                group = command.group
                options.append(Option(self._heading(group), disabled=True))
            options.append(Option(self._line(command), id=command.id))
        listing = self.query_one(OptionList)
        listing.set_options(options)
        listing.highlighted = next((i for i, option in enumerate(options) if not option.disabled), None)

    def _heading(self, group: Group) -> Content:
        title = i18n.text(f"group-{group}")
        return Content.assemble((title, "bold $primary"))

    def _keys(self, command: Command) -> str:
        return chords_label(self._behind.keymap.chords(command.id, self._scope))

    def _line(self, command: Command) -> Content:
        title = i18n.text(command.title_id)
        keys = fit(self._keys(command), _KEYS_CELLS)
        return Content.assemble("  ", (keys, "$accent"), title)

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
        for _ in range(abs(by)):
            if by > 0:
                listing.action_cursor_down()
            else:
                listing.action_cursor_up()

    def action_leave(self) -> None:
        self.dismiss()

    def on_click(self, event: events.Click) -> None:
        """A click beside the card leaves."""
        if event.widget is self:
            self.dismiss()
