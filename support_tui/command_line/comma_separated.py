"""Rows as CSV after RFC 4180: a head, CRLF, quotes where they are needed. Text is cleaned, and no cell is a formula.

A spreadsheet runs what begins with `= + - @` or a control character; such a cell gets an apostrophe in front, which spreadsheets do not
show."""

import csv
import io
from collections.abc import Sequence
from typing import Final

from support_tui.text.sanitize import sanitize

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def cell(value: str | int | None) -> str:
    """One value as text that no program takes for anything else."""
    if value is None:
        return ""
    if isinstance(value, int):
        return str(value)
    clean = sanitize(value)
    return f"'{clean}" if clean.startswith(_FORMULA) else clean


def record(values: Sequence[str | int | None]) -> str:
    """One line of CSV with its line end."""
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([cell(value) for value in values])
    return written.getvalue()
