"""Tables of a page while they are read: values in rows and columns, or only what lays the page out. Pure."""

import re
from typing import Final

_MOST_COLUMNS: Final = 24
_CELL_LINES: Final = 3
_CELL_CHARS: Final = 160
_TARGET: Final = re.compile(r"\]\([^()\s]*\)")
_ONE_LINE_CHARS: Final = 90
_INVISIBLE: Final = re.compile("[\u200b-\u200f\u00ad\u034f\ufeff\u2007\u00a0\\s]+")


class Cell:
    """The lines of one cell; `columns` is how many it takes, `is_head` that it names others."""

    def __init__(self, *, is_head: bool = False, columns: int = 1) -> None:
        self.lines: list[str] = []
        self.is_head = is_head
        self.columns = max(1, min(columns, _MOST_COLUMNS))

    def words(self) -> str:
        """All of it as one line."""
        lines = (line.strip() for line in self.lines)
        return " ".join(line for line in lines if line)

    def is_value(self) -> bool:
        """Whether it can stand in a column."""
        full = [line for line in self.lines if line.strip()]
        is_structured = any(line.lstrip().startswith((">", "|", "• ", "#", "─")) for line in full)
        shown = _TARGET.sub("]", self.words())
        return len(full) <= _CELL_LINES and len(shown) <= _CELL_CHARS and not is_structured

    def is_empty(self) -> bool:
        return not _INVISIBLE.sub("", "".join(self.lines))


class Table:
    """Rows of cells."""

    def __init__(self) -> None:
        self.rows: list[list[Cell]] = []

    def new_row(self) -> None:
        self.rows.append([])

    def new_cell(self, cell: Cell) -> None:
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append(cell)

    def text(self) -> list[str]:
        """Rows of cells between bars where it holds values, else what is in its cells, one below the other."""
        grid = self._grid()
        if self._is_values(grid):
            return ["", *_rows(grid), ""]
        return [line for row in self.rows for line in _flat(row)]

    def _grid(self) -> list[list[Cell]]:
        """The rows that say something, all equally long, without the columns that only keep a distance."""
        rows = [
            [slot for cell in row for slot in (cell, *(Cell() for _ in range(cell.columns - 1)))]
            for row in self.rows
            if not all(cell.is_empty() for cell in row)
        ]
        width = min(_MOST_COLUMNS + 1, max((len(row) for row in rows), default=0))
        rows = [(row + [Cell() for _ in range(width - len(row))])[:width] for row in rows]
        kept = [at for at in range(width) if not all(row[at].is_empty() for row in rows)]
        return [[row[at] for at in kept] for row in rows]

    def _is_values(self, grid: list[list[Cell]]) -> bool:
        if len(grid) < 2 or not 2 <= len(grid[0]) <= _MOST_COLUMNS:
            return False
        cells = [cell for row in grid for cell in row]
        full_rows = sum(sum(not cell.is_empty() for cell in row) > 1 for row in grid)
        return full_rows * 2 > len(grid) and all(cell.is_value() for cell in cells)


def _rows(grid: list[list[Cell]]) -> list[str]:
    lines = [
        "| " + " | ".join(cell.words().replace("|", "¦") or " " for cell in row).strip() + " |"
        for row in grid
    ]
    has_head = all(cell.is_head or cell.is_empty() for cell in grid[0])
    if has_head:
        lines.insert(1, "|" + " --- |" * len(grid[0]))
    return lines


def _flat(row: list[Cell]) -> list[str]:
    """The cells of a row beside each other where that makes one short line, else below each other."""
    full = [cell for cell in row if not cell.is_empty()]
    are_short = all(sum(bool(line.strip()) for line in cell.lines) == 1 for cell in full)
    words = [cell.words() for cell in full]
    if len(full) > 1 and are_short and all(cell.is_value() for cell in full):
        line = ("  " if len(full) == 2 else " · ").join(words)
        if len(_TARGET.sub("", line)) <= _ONE_LINE_CHARS:
            return [line]
    return [line for cell in full for line in ("", *cell.lines)] if len(full) > 1 else _only(full)


def _only(full: list[Cell]) -> list[str]:
    return full[0].lines if full else []
