"""The console as a Textual program: wires store, desk, screen, colours and terminal; knows no command and no pane.

Start-up order matters: the cache is read before the first paint, the network only after it, and then what was made so far is taken
out of the garbage collector's sight (its pauses grow with every object it has to look at).
"""

import asyncio
import gc
import logging
import secrets
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual import events
from textual.filter import LineFilter
from textual.screen import Screen

from support_tui import i18n
from support_tui.actions import refusals
from support_tui.actions.interface import Severity
from support_tui.clipboard import hand_over
from support_tui.keymap import Keymap
from support_tui.leaving import leave_on_signals
from support_tui.screens.console import Console
from support_tui.screens.keys import latin_event
from support_tui.screens.settings import DEFAULTS, ConsoleSettings
from support_tui.store import Store
from support_tui.terminal_keys import teach_textual
from support_tui.text.display import TextMode
from support_tui.theme import NONE, THEMES
from support_tui.widgets.bidi_filter import BidiFilter
from support_tui.widgets.linear import LINEAR
from support_tui.widgets.no_colour import NoColour, palette_filters
from support_tui.widgets.painted import PaintedApp
from support_tui.wire.commands import Command
from support_tui.wire.refusals import Refusal

if TYPE_CHECKING:
    from support_tui.actions.desk import Desk

log = logging.getLogger("support_tui.app")

#: The collector looks this seldom: what lives long was frozen, what lives short is freed by its counts.
GC_THRESHOLDS = (50_000, 20, 100)


class SupportApp(PaintedApp):
    """One console on one desk."""

    CSS_PATH = "console.tcss"
    ENABLE_COMMAND_PALETTE = False
    PAUSE_GC_ON_SCROLL = True
    AUTO_FOCUS = None
    ESCAPE_TO_MINIMIZE = False
    TITLE = "support-tui"

    def __init__(
        self,
        store: Store,
        desk: "Desk",
        keymap: Keymap,
        mode: TextMode,
        *,
        theme: str = "support-dark",
        settings: ConsoleSettings = DEFAULTS,
        go_live: Callable[[], Awaitable[None]] | None = None,
        around_suspend: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> None:
        """`go_live` is awaited once, after the first paint: it imports the network and starts the line. `around_suspend` gives the
        terminal its own ways back while another program has it."""
        super().__init__()
        teach_textual()
        self.crash_reference = ""
        self._bidi_filter = BidiFilter(mode)
        self._no_colour = NoColour()
        self._palette = palette_filters(self.console.color_system)
        self._keymap_read = keymap
        self._go_live = go_live
        self._desk = desk
        self._around_suspend = around_suspend
        self.console_screen = Console(store, desk, keymap, mode, settings)
        for known in THEMES:
            self.register_theme(known)
        self.theme = theme
        self._copying = settings.clipboard
        self._maps_layouts = settings.maps_layouts
        self.set_class(settings.is_linear, LINEAR)
        self._is_calm = settings.is_slow_link or settings.is_linear
        if self._is_calm:
            self.animation_level = "none"

    def copy_to_clipboard(self, text: str) -> None:
        """By the way that the settings say; within the console it can be pasted in any case."""
        if not self._copying.program and not self._copying.is_off:
            super().copy_to_clipboard(text)
            return
        self._clipboard = text
        if self._copying.program:
            self.run_worker(self._copy_by_program(text, self._copying.program), group="copy")

    async def _copy_by_program(self, text: str, program: tuple[str, ...]) -> None:
        if not await asyncio.to_thread(hand_over, text, program):
            words = i18n.text("frame-copy-failed", program=program[0])
            self.notify(words, severity="warning", markup=False)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Stock widgets get their right-to-left text ordered; panes that do it themselves leave the filter out."""
        plain = [self._no_colour] if self.theme == NONE.name else []
        return [*super().get_line_filters(), *plain, *self._palette, self._bidi_filter]

    def on_mount(self) -> None:
        self._desk.on_refused = self._refused
        self._desk.promise.on_trouble = self._queue_in_trouble
        self._desk.on_logged_out = self.console_screen.view_commands.line_watch.logged_out
        self._desk.on_list_kept = self.console_screen.view_commands.line_watch.kept_only
        if not self.is_headless:
            leave_on_signals(self.exit)
        self.push_screen(self.console_screen)
        self.call_after_refresh(self._painted)

    async def _painted(self) -> None:
        """The first paint is out."""
        await self.console_screen.furnish()
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)
        self._report_key_conflicts()
        if self.console_screen.settings.shows_tour:
            self.console_screen.view_commands.welcome()
        self._desk.promise.report()
        if self._go_live is not None:
            await self._go_live()

    def _report_key_conflicts(self) -> None:
        hidden = {(conflict.chord, conflict.lost) for conflict in self._keymap_read.conflicts}
        if hidden:
            self.console_screen.ui.notify("keys-hidden-some", Severity.WARNING, n=len(hidden))

    async def on_event(self, event: events.Event) -> None:
        """Keys go to the command table first, while the console is on top; everything else goes Textual's way."""
        if isinstance(event, events.Key) and not event.is_forwarded:
            if self.console_screen.type_ahead.takes(event):
                return
            if self.screen is self.console_screen:
                self.app_focus = True
                if self.console_screen.take_key(event):
                    return
            elif self._maps_layouts and (len(event.key) > 1 or not self._is_typing):
                event = latin_event(event)
        await super().on_event(event)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A cursor that blinks is sent over a slow line twice a second; one that is painted is spoken by a screen reader, which follows
        the terminal's own."""
        if self._is_calm and hasattr(event.widget, "cursor_blink"):
            event.widget.cursor_blink = False
        if self.has_class(LINEAR) and hasattr(event.widget, "show_cursor"):
            event.widget.show_cursor = False

    @property
    def _is_typing(self) -> bool:
        """Whether letters are text: a field has the keys."""
        # Dialogs and their fields are no part of the first paint.
        from textual.widgets import Input, TextArea

        return isinstance(self.focused, Input | TextArea)

    def push_screen(self, screen: Screen[Any] | str, *arguments: Any, **named: Any) -> Any:
        """What is typed while a dialog opens is for the dialog."""
        pushed = super().push_screen(screen, *arguments, **named)
        if isinstance(screen, Screen) and screen is not self.console_screen:
            self.console_screen.type_ahead.hold_for(screen)
        return pushed

    def action_help_quit(self) -> None:
        """Ctrl+C, by habit: what was written is not lost to it, and the way out is said."""
        self.console_screen.ui.notify("frame-way-out", key=self.console_screen.keymap.label("view.quit"))

    def _refused(self, refusal: Refusal, command: Command | None) -> None:
        refusals.tell(self.console_screen.ui, i18n.current().language, refusal, command)

    def _queue_in_trouble(self, text_id: str, params: dict[str, str | int]) -> None:
        self.console_screen.ui.notify(text_id, Severity.ERROR, **params)

    async def on_unmount(self) -> None:
        """Hang up, and write down what is worth keeping."""
        await self._desk.close()

    @contextmanager
    def suspend(self) -> Iterator[None]:
        """Lend the terminal to another program as it was before this one."""
        with super().suspend(), self._around_suspend():
            yield

    def _handle_exception(self, error: Exception) -> None:
        """Nobody sees a traceback: it goes to the log under a reference, and the program ends with the terminal restored."""
        self.crash_reference = secrets.token_hex(4)
        log.critical("crash %s", self.crash_reference, exc_info=error)
        self._return_code = 1
        if self.is_headless:
            super()._handle_exception(error)
        else:
            self.exit(return_code=1)


def crash_notice(reference: str, path: Path) -> str:
    """What the person reads after a crash, on the ordinary screen."""
    return i18n.text("frame-crash", reference=reference, path=str(path))
