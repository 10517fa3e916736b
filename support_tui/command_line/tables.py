"""Rows as an aligned table: fitted into a terminal's width, or whole where there is none. Knows nothing of conversations."""

from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from support_tui.command_line.terminal_output import Sink
from support_tui.text.cells import cell_width
from support_tui.text.sanitize import sanitize_line

_GAP: Final = 2
_RESET: Final = "\x1b[0m"
_HEAD: Final = "\x1b[2m"


class Column(msgspec.Struct, frozen=True):
    """One column. `rank` says what goes first where there is no room: the highest; `least` cells are worth showing."""

    head: str
    cells: Sequence[str]
    rank: int = 0
    least: int = 4
    most: int = 1_000
    is_right: bool = False
    colours: Sequence[str] = ()
    """An SGR code for each cell, empty for none."""


def table(columns: Sequence[Column], sink: Sink) -> Iterator[str]:
    """The lines; a head only where somebody looks."""
    clean = [
        msgspec.structs.replace(column, cells=[sanitize_line(text) for text in column.cells])
        for column in columns
    ]
    if sink.columns is None or sink.mode is None:
        yield from _plain(clean)
        return
    shown = _fitting(clean, sink.columns)
    widths = _widths(shown, sink.columns)
    head = _joined(
        [_field(column, column.head, width, sink) for column, width in zip(shown, widths, strict=True)]
    )
    yield f"{_HEAD}{head}{_RESET}" if sink.has_colour else head
    for number in range(len(columns[0].cells)):
        yield _joined(
            [_coloured(column, number, width, sink) for column, width in zip(shown, widths, strict=True)]
        )


def _joined(fields: Sequence[str]) -> str:
    return (" " * _GAP).join(fields).rstrip()


def _field(column: Column, text: str, width: int, sink: Sink) -> str:
    from support_tui.text.display import field

    assert sink.mode is not None
    return field(text, width, sink.mode, "right" if column.is_right else "left")


def _coloured(column: Column, number: int, width: int, sink: Sink) -> str:
    shown = _field(column, column.cells[number], width, sink)
    code = column.colours[number] if column.colours else ""
    return f"\x1b[{code}m{shown}{_RESET}" if code and sink.has_colour else shown


def _plain(columns: Sequence[Column]) -> Iterator[str]:
    """Every cell whole, the columns aligned, in logical order."""
    widths = [max((cell_width(text) for text in column.cells), default=0) for column in columns]
    for number in range(len(columns[0].cells)):
        fields = []
        for column, width in zip(columns, widths, strict=True):
            text = column.cells[number]
            padding = " " * (width - cell_width(text))
            fields.append(padding + text if column.is_right else text + padding)
        yield _joined(fields)


def _natural(column: Column) -> int:
    longest = max((cell_width(text) for text in (column.head, *column.cells)), default=0)
    return min(longest, column.most)


def _fitting(columns: Sequence[Column], room: int) -> list[Column]:
    """Those that have a cell to show and find room, by rank."""
    shown = [column for column in columns if any(column.cells)]
    while len(shown) > 1 and _least_room(shown) > room:
        shown.remove(max(shown, key=lambda column: column.rank))
    return shown


def _least_room(columns: Sequence[Column]) -> int:
    return sum(min(c.least, _natural(c)) for c in columns) + _GAP * (len(columns) - 1)


def _widths(columns: Sequence[Column], room: int) -> list[int]:
    """Each as wide as it would like; where that is too much, the widest give way, none below its least."""
    widths = [_natural(column) for column in columns]
    free = room - _GAP * (len(columns) - 1)
    while sum(widths) > free:
        over = [n for n, column in enumerate(columns) if widths[n] > min(column.least, _natural(column))]
        if not over:
            break
        widest = max(over, key=lambda n: widths[n])
        widths[widest] -= 1
    return widths
