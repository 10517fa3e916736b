"""Find the line of a key in a TOML text, which tomllib does not tell. Pure."""

import re

_KEY = r"""(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:\s*\.\s*{_KEY})*"
_HEADER = re.compile(rf"\s*\[\[?\s*({_DOTTED})\s*\]")
_ASSIGNMENT = re.compile(rf"\s*({_DOTTED})\s*=")


def lines_of(text: str) -> dict[tuple[str, ...], int]:
    """The line of each table and key; tomllib does not tell them. Lines inside multi-line strings and arrays may be taken for keys, which
    harms nobody: no problem has such a path."""
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _path(header[1])
            lines.setdefault(table, number)
        elif assignment := _ASSIGNMENT.match(line):
            lines.setdefault((*table, *_path(assignment[1])), number)
    return lines


def _path(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in re.findall(_KEY, dotted))


def line_of(text: str, path: tuple[str, ...]) -> int:
    """The line where a setting stands in a TOML text, 0 where it does not."""
    return lines_of(text).get(path, 0)
