"""Screens that are left by the first key that leaves them."""

from typing import Generic, TypeVar

from textual.await_complete import AwaitComplete
from textual.screen import Screen

Given = TypeVar("Given")


class LeftOnce(Screen[Given], Generic[Given]):
    """Quick fingers and pastes send a second key before the first is done: it must not take away the screen below."""

    def dismiss(self, result: Given | None = None) -> AwaitComplete:
        """Leave with a result; nothing where this was left already, or another screen lies over it."""
        return super().dismiss(result) if self.app.screen is self else AwaitComplete()
