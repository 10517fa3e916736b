"""Linear mode, for screen readers: the terminal's own cursor stands on the line that keys act on, and lines are plain sentences.

A screen reader follows that cursor and reads what changes. So nothing is painted that says nothing, a move of the cursor paints only
the line it comes to, and what is painted is in the logical order of its script.
"""

import re
from typing import Final

from textual.app import App
from textual.geometry import Offset
from textual.widget import Widget

from support_tui import i18n
from support_tui.widgets.painted import PaintedApp

#: The class of the app in linear mode.
LINEAR: Final = "-linear"
_DRAWN: Final = re.compile(r"[\u2500-\u259f]+")
_GAP: Final = re.compile(r"\s{2,}")


def is_linear(widget: Widget) -> bool:
    """Whether the console is in linear mode."""
    return widget.app.has_class(LINEAR)


def put_cursor(app: App[object], x: int, y: int, lines: int = 1) -> None:
    """Put the terminal's cursor there, now and after each paint to come. Where it stood elsewhere, what it comes to is written once
    more: a reader that speaks what is written says it, whatever key has moved the cursor."""
    has_moved = app.cursor_position != Offset(x, y)
    app.cursor_position = Offset(x, y)
    driver = app._driver
    if driver is not None and not app.is_headless:
        said = app.painted.lines(y, lines) if has_moved and isinstance(app, PaintedApp) else ""
        driver.write(f"{said}\x1b[{y + 1};{x + 1}H\x1b[?25h")
        driver.flush()


def put_cursor_in(widget: Widget, row: int, lines: int = 1) -> None:
    """Put the terminal's cursor on a row of a widget, where keys go to that widget in linear mode."""
    if widget.has_focus and is_linear(widget) and 0 <= row < widget.size.height:
        put_cursor(widget.app, widget.region.x, widget.region.y + row, lines)


def sentence(text: str) -> str:
    """A painted line as a sentence: without drawing, its fields parted by commas."""
    plain = _DRAWN.sub(" ", text).strip()
    return _GAP.sub(i18n.text("list-comma"), plain)
