"""The command palette over the console: commands at once, what the desk finds as soon as it is there; Enter means what is typed."""

from collections.abc import Sequence
from typing import Final, cast

from textual import on, work
from textual.command import Command, CommandList, CommandPalette, Provider
from textual.content import Content
from textual.filter import LineFilter
from textual.widgets import Input
from textual.widgets.option_list import Option

from support_tui import i18n
from support_tui.palette import FOUND_SCORE, DeskProvider
from support_tui.screens.cursor_place import PlacesCursor
from support_tui.screens.left_once import LeftOnce
from support_tui.widgets.bidi_filter import without_bidi

#: An empty list for so long means that there is nothing.
_NOTHING_AFTER_S: Final = 0.5


class Palette(CommandPalette, LeftOnce[None], PlacesCursor):
    """Textual's command palette, which asks the console and the desk in turn.

    What was found for fewer letters stays until the desk has answered. Who has moved to an entry stays on it whatever else comes, and
    Enter means that entry. Otherwise Enter waits for the desk, unless a command fits better than anything that it could find."""

    def __init__(self, *args: object, begun: str = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._begun = begun
        self._listed_for: str | None = None
        """What the first entry is certain to be the best one for."""
        self._enter_waits = False
        self._moved_to: Command | None = None
        self._found: list[Command] = []

    def on_mount(self) -> None:
        """Go on with a line that was begun elsewhere."""
        if self._begun:
            line = self.query_one(Input)
            line.value = self._begun
            line.action_end()

    def get_line_filters(self) -> Sequence[LineFilter]:
        return without_bidi(super().get_line_filters())

    @work(exclusive=True, group=CommandPalette._GATHER_COMMANDS_GROUP)
    async def _gather_commands(self, search_value: str) -> None:
        """List what fits; a newer question cancels this one, and nobody waits any more for a palette that was left."""
        self._show_busy = False
        here = await self._hits(search_value, is_of_desk=False)
        if self._was_left:
            return
        if not search_value:
            self._found = []
        if here or self._found:
            self._show([*here, *self._found])
        if any(command.hit.score > FOUND_SCORE for command in here):
            self._is_certain(search_value)
        self._start_busy_countdown()
        self._found = await self._hits(search_value, is_of_desk=True)
        if self._was_left:
            return
        self._stop_busy_countdown()
        self._show_busy = False
        self._show([*here, *self._found])
        self._is_certain(search_value)
        if not self.query_one(CommandList).option_count:
            self._start_no_matches_countdown(search_value)
        self.add_class("-ready")

    @property
    def _was_left(self) -> bool:
        return not self.query(CommandList)

    async def _hits(self, typed: str, *, is_of_desk: bool) -> list[Command]:
        return [
            Command(cast(Content, hit.prompt), hit)
            for provider in self._providers
            if _is_of_desk(provider) is is_of_desk
            async for hit in provider._search(typed)
        ]

    def _show(self, commands: list[Command]) -> None:
        """These, the best first, and the cursor on the entry that one has moved to, which is no more to be taken away."""
        moved_to, listed = self._moved_to, self.query_one(CommandList)
        if moved_to is not None and not any(_same(moved_to, command) for command in commands):
            commands = [*commands, moved_to]
        self._refresh_command_list(listed, commands, clear_current=True)
        if moved_to is not None:
            listed.highlighted = next(
                place
                for place, other in enumerate(listed.options)
                if isinstance(other, Command) and _same(other, moved_to)
            )

    def _is_certain(self, typed: str) -> None:
        self._listed_for = typed
        if self._enter_waits:
            self._enter_waits = False
            self._select_or_command()

    def _start_no_matches_countdown(self, search_value: str) -> None:
        self._stop_no_matches_countdown()
        self._no_matches_timer = self.set_timer(_NOTHING_AFTER_S, lambda: self._say_nothing(search_value))

    def _say_nothing(self, typed: str) -> None:
        if typed:
            words = Content(i18n.text("dialog-nothing"))
            self.query_one(CommandList).add_option(Option(words, disabled=True, id=self._NO_MATCHES))
        self._list_visible = bool(typed)

    def _action_command_list(self, action: str) -> None:
        super()._action_command_list(action)
        on = self.query_one(CommandList).highlighted_option
        if action != "select" and isinstance(on, Command):
            self._moved_to = on

    @on(Input.Changed)
    def _typed_on(self) -> None:
        self._enter_waits, self._moved_to = False, None

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        if self._moved_to is None and self._listed_for != event.value.strip():
            self._enter_waits = True
            event.prevent_default()
            event.stop()


def _is_of_desk(provider: Provider) -> bool:
    return isinstance(provider, DeskProvider)


def _same(one: Command, other: Command) -> bool:
    """Two customers may have one name: all that an entry shows tells it apart."""
    return str(one.hit.prompt) == str(other.hit.prompt)
