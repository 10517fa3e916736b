"""Runs a command of the table: in the pane, in the screen or by its handler in `actions`; an error becomes a notice with a reference."""

import importlib
import inspect
import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from support_tui import i18n
from support_tui.actions.interface import ActionContext, Severity
from support_tui.commands import PANE_AREAS, SCREEN_AREA, Command

if TYPE_CHECKING:
    from support_tui.screens.attaching import Attaching
    from support_tui.screens.console import Console

log = logging.getLogger("support_tui.run")


def handler_of(command: Command) -> Callable[[ActionContext], Awaitable[None]]:
    """The handler of an id outside the panes and the screen; raises AttributeError where the table and `actions` have drifted apart."""
    module = importlib.import_module(f"support_tui.actions.{command.area}")
    handler: Callable[[ActionContext], Awaitable[None]] = getattr(module, command.name)
    return handler


def run_command(console: "Console", command: Command) -> None:
    """Do it, or say why it cannot be done now.

    The bars hear of a move at once: by the message that follows they would be painted a frame after the panes."""
    console.view_commands.macros.note(command)
    if command.needs:
        reason = command.disabled(console.situation())
        if reason is not None:
            console.ui.notify(reason, Severity.WARNING)
            return
    if command.area in ("move", "mark"):
        # These open nothing, and a key held down repeats them.
        _in_pane(console, command)
        console.bars.cursor_moved()
        return
    let_go = console.type_ahead.hold()
    if command.area == SCREEN_AREA:
        _call(console, console.view_commands, command)
        console.bars.cursor_moved()
    elif command.area in PANE_AREAS:
        _in_pane(console, command)
    else:
        doing = handler_of(command)(console.action_context())
        in_background(console, doing, command.id, then=let_go)
        return
    let_go()


def _in_pane(console: "Console", command: Command) -> None:
    pane = console.pane_for(command)
    if pane is not None:
        _call(console, pane, command)


def _nothing() -> None:
    """Nobody waits for it."""


def _call(console: "Console", target: object, command: Command) -> None:
    """A pane's method may be plain or a coroutine; a pane without it has nothing to do there."""
    method = getattr(target, f"do_{command.name}", None)
    if method is None:
        return
    result: Any = method()
    if inspect.isawaitable(result):
        in_background(console, result, command.id)


def in_background(
    console: "Attaching", doing: Awaitable[object], what: str, then: Callable[[], None] = _nothing
) -> None:
    """Let it run beside the screen, and `then` this; the screen lives on if it fails."""

    async def guarded() -> None:
        try:
            await doing
        except Exception:
            reference = secrets.token_hex(3)
            log.exception("%s failed, reference %s", what, reference)
            text = i18n.text("frame-failed", what=what, reference=reference)
            console.ui.notify_text(text, Severity.ERROR)
        finally:
            then()

    console.run_worker(guarded(), group=f"run {what}", exit_on_error=True)
