"""Keys typed ahead: what a field or dialog is about to take does not act on the list meanwhile.

Over a slow line, from a paste or from quick fingers, several keys arrive at once: `/refund` must not reply, fold and undo. After a
command that may open something, keys wait until it has opened (or was done), and are then played in their order.
"""

from collections import deque
from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual import events
from textual.screen import Screen

if TYPE_CHECKING:
    from support_tui.screens.console import Console

#: Keys wait no longer than this for something to open: the console answers again, whatever a command is busy with.
LONGEST_HOLD_S: Final = 1.0
#: Fingers that were writing have come to rest when no key came for so long.
FINGERS_REST_S: Final = 1.5
_OF_WRITING: Final = frozenset(
    {"enter", "backspace", "delete", "tab", "up", "down", "left", "right", "home", "end"}
)
#: More than this was not typed by anybody; the rest is dropped.
MOST_KEYS: Final = 2_000


class TypeAhead:
    """The keys that wait. At first all do, until `release`: the panes are made after the first paint."""

    def __init__(self, console: "Console") -> None:
        self._console = console
        self._waiting: deque[events.Key] = deque()
        self._number = 0
        self._is_held = True
        self._is_playing = False
        self._writing_until = 0.0

    def drop_typing(self) -> None:
        """A text is gone from under the fingers: what they go on typing is dropped, until they rest or press Esc. It is no command."""
        self._writing_until = monotonic() + FINGERS_REST_S

    def _is_for_a_text(self, event: events.Key) -> bool:
        now = monotonic()
        if now >= self._writing_until or event.key == "escape":
            self._writing_until = 0.0
            return False
        self._writing_until = now + FINGERS_REST_S
        return event.is_printable or event.key in _OF_WRITING

    def takes(self, event: events.Key) -> bool:
        """Whether the key waits: something is being opened, or earlier keys wait. What is meant for a text that is gone never acts."""
        if self._is_for_a_text(event):
            return True
        if self._is_playing or not (self._is_held or self._waiting):
            return False
        if len(self._waiting) < MOST_KEYS:
            self._waiting.append(event)
        return True

    def hold(self) -> Callable[[], None]:
        """Let keys wait until the function given back is called; a later hold stands for all earlier ones."""
        self._number += 1
        self._is_held = True
        number, app = self._number, self._console.app

        async def release() -> None:
            if number == self._number:
                await self.release()

        timer = app.set_timer(LONGEST_HOLD_S, release)

        def let_go() -> None:
            timer.stop()
            # Behind what has been asked for already: a field gets the focus by a message of its own.
            app.call_later(release)

        return let_go

    def hold_for(self, screen: Screen[Any]) -> None:
        """Let keys wait until a screen has been painted and its field has the focus."""
        screen.call_after_refresh(self.hold())

    async def release(self) -> None:
        """Play what waits, until something else is being opened."""
        self._is_held = False
        while self._waiting and not self._is_held:
            key = self._waiting.popleft()
            self._is_playing = True
            try:
                await self._console.app.on_event(key)
            finally:
                self._is_playing = False
