"""Dialogs that let a person choose from a list: one entry or several, filtered while typing; they give back values and change nothing.

Texts are given in logical order: the app's line filter brings stock widgets into the terminal's order."""

from collections.abc import Sequence
from typing import ClassVar, Final

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.actions.interface import Choice, Found
from support_tui.screens.dialog_list import DialogList
from support_tui.screens.overlay import Overlay
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_input import BidiInput
from support_tui.widgets.picking import matching
from support_tui.wire.folding import fold

#: Short lists can be chosen from by number while nothing is typed.
_NUMBERED: Final = 9
_FIND_DELAY_S: Final = 0.12
#: The value prefix of the entry that makes a new one.
_NEW: Final = "\x00new:"


def label_of(choice: Choice) -> str:
    """What the entry is called: data as it is, or a text of ours."""
    return i18n.text(choice.label_id) if choice.label_id else choice.label


class PickInput(BidiInput):
    """The field of a picker: a key that chooses does so before it is typed."""

    def on_key(self, event: events.Key) -> None:
        picker = self.screen
        if isinstance(picker, PickOne) and picker.take_key(event):
            event.stop()
            event.prevent_default()


class PickOne(Overlay[list[str] | None]):
    """An input over a list; Enter gives the one value as a list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "leave", show=False),
        Binding("down,ctrl+n", "highlight(1)", show=False, priority=True),
        Binding("up,ctrl+p", "highlight(-1)", show=False, priority=True),
        Binding("pagedown", "highlight(8)", show=False, priority=True),
        Binding("pageup", "highlight(-8)", show=False, priority=True),
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice], mode: TextMode, *, find: Found | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._all = tuple(choices)
        self._mode = mode
        self._find = find
        self._on = {choice.value for choice in choices if choice.is_on}
        self._listed: Sequence[Choice] = ()
        self._is_asking = False
        self._enter_waits = False
        """Enter came before what was typed had been looked for: it means what will be found."""

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Static(Content(self._title), id="dialog-title")
            yield from self.above_list()
            yield PickInput(mode=self._mode, placeholder=i18n.text("dialog-type-to-find"), id="dialog-input")
            yield DialogList(id="dialog-list", compact=True, markup=False)
            yield Static(Content(i18n.text("dialog-nothing")), id="dialog-nothing")
            yield Static(Content(self._hint()), id="dialog-hint")

    def above_list(self) -> ComposeResult:
        """What a dialog has to say before one chooses."""
        yield from ()

    def on_mount(self) -> None:
        self._list(self._all)
        first_on = next((i for i, choice in enumerate(self._listed) if choice.value in self._on), 0)
        self.query_one(OptionList).highlighted = first_on if self._listed else None
        self.query_one(Input).focus()
        if self._find is not None and not self._all:
            self._ask(self._find, "")

    def _hint(self) -> str:
        return i18n.text("dialog-pick-hint")

    def _entries(self, typed: str) -> Sequence[Choice]:
        return matching(typed, self._all, lambda choice: f"{label_of(choice)} {choice.hint}")

    def _list(self, choices: Sequence[Choice]) -> None:
        self._listed = choices
        options = self.query_one(OptionList)
        options.set_options([Option(self._prompt(index, choice)) for index, choice in enumerate(choices)])
        options.highlighted = 0 if choices else None
        self.query_one("#dialog-nothing").display = not choices

    def _prompt(self, index: int, choice: Choice) -> Content:
        number = f"{index + 1}  " if self._is_numbered else ""
        label = label_of(choice)
        parts: list[tuple[str, str]] = [
            (number, "$muted"),
            ("●  " if choice.value in self._on else "   ", "$accent"),
            (label, ""),
        ]
        if choice.hint:
            parts.append((f"  {choice.hint}", "$muted"))
        return Content.assemble(*parts)

    @property
    def _is_numbered(self) -> bool:
        return self._find is None and len(self._all) <= _NUMBERED

    def take_key(self, event: events.Key) -> bool:
        """A number, in the digits of any script, chooses from a short list while nothing is typed; tells whether it was one."""
        character = event.character or ""
        if self.query_one(Input).value or not self._is_numbered or not character.isdecimal():
            return False
        index = int(character) - 1
        if 0 <= index < len(self._listed):
            self._choose(index)
        return True

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._find is not None:
            self._is_asking, self._enter_waits = True, False
            self._ask(self._find, event.value)
        else:
            self._list(self._entries(event.value))

    @work(exclusive=True, group="find")
    async def _ask(self, find: Found, typed: str) -> None:
        """Ask for what fits; a newer question cancels this one."""
        import asyncio

        if typed:
            await asyncio.sleep(_FIND_DELAY_S)
        found = await find(typed)
        if not self.query(OptionList):  # it was left meanwhile
            return
        self._list(found)
        self._is_asking = False
        if self._enter_waits:
            self._enter(self.query_one(OptionList).highlighted)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if self._is_asking:
            self._enter_waits = True
        else:
            self._enter(self.query_one(OptionList).highlighted)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self._choose(event.option_index)

    def _choose(self, index: int) -> None:
        self.dismiss([self._listed[index].value])

    def _enter(self, index: int | None) -> None:
        if index is not None:
            self._choose(index)

    def action_highlight(self, by: int) -> None:
        """Move in the list without leaving the input."""
        if self._listed:
            options = self.query_one(OptionList)
            options.highlighted = max(0, min((options.highlighted or 0) + by, len(self._listed) - 1))

    def action_leave(self) -> None:
        self.dismiss(None)


class PickMany(PickOne):
    """Any number of values: Tab or a click switches an entry, Enter takes what is on."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "switch", show=False, priority=True),
        Binding("ctrl+space", "switch", show=False, priority=True),
    ]

    def __init__(
        self, title: str, choices: Sequence[Choice], mode: TextMode, *, may_create: bool = False
    ) -> None:
        super().__init__(title, choices, mode)
        self._may_create = may_create
        self._new: list[Choice] = []
        self._was_switched = False

    def _hint(self) -> str:
        return i18n.text("dialog-pick-many-hint")

    @property
    def _is_numbered(self) -> bool:
        return False

    def _entries(self, typed: str) -> Sequence[Choice]:
        known = [*self._new, *self._all]
        found = list(matching(typed, known, label_of))
        name = typed.strip()
        is_known = any(fold(label_of(choice)) == fold(name) for choice in known)
        if self._may_create and name and not is_known:
            found.append(Choice(_NEW + name, i18n.text("dialog-new", name=name)))
        return found

    def take_key(self, event: events.Key) -> bool:
        """A blank switches the entry while nothing is typed; tells whether it was one."""
        if event.key != "space" or self.query_one(Input).value:
            return False
        self.action_switch()
        return True

    def action_switch(self) -> None:
        highlighted = self.query_one(OptionList).highlighted
        if highlighted is not None:
            self._choose(highlighted)

    def _choose(self, index: int) -> None:
        """Switch an entry; one that is to be made is made and on."""
        self._was_switched = True
        value = self._listed[index].value
        typed = self.query_one(Input)
        if value.startswith(_NEW):
            value = value.removeprefix(_NEW)
            self._new.insert(0, Choice(value, value))
            self._on.add(value)
        else:
            self._on ^= {value}
        if typed.value:
            typed.value = ""
        else:
            self._list(self._entries(""))
        known = [choice.value for choice in self._listed]
        self.query_one(OptionList).highlighted = known.index(value) if value in known else index

    def _enter(self, index: int | None) -> None:
        """What is highlighted counts too while something is typed."""
        if self.query_one(Input).value and index is not None:
            value = self._listed[index].value.removeprefix(_NEW)
            self._on ^= {value}
            if value in self._on and all(choice.value != value for choice in (*self._new, *self._all)):
                self._new.append(Choice(value, value))
        order = [choice.value for choice in (*self._all, *self._new)]
        self.dismiss([value for value in order if value in self._on])
