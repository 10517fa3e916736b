"""All keys on one page to print or to pin up: text, Markdown or HTML, by what one does, in the language of the interface. Pure."""

import html
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, Literal, NamedTuple

from support_tui import i18n
from support_tui.commands import COMMANDS, Group
from support_tui.keymap import Keymap, chords_label
from support_tui.text.cells import fit, truncate

SheetFormat = Literal["text", "markdown", "html"]
FORMATS: Final = ("text", "markdown", "html")

#: Lines of a page of A4 at ten points, and the cells of the sheet's columns.
PAGE_LINES: Final = 66
_KEYS_CELLS, _TITLE_CELLS, _GAP_CELLS = 17, 25, 2

_STYLE: Final = """
@page { size: A4 portrait; margin: 9mm; }
body { font: 8pt/1.25 "Noto Sans", "Noto Naskh Arabic", "Segoe UI", "Geeza Pro", sans-serif; color: #000; background: #fff; margin: 0 auto;
  max-width: 192mm; }
h1 { font-size: 12pt; margin: 0 0 2mm; }
main { columns: 3; column-gap: 5mm; }
section { break-inside: avoid-column; margin: 0 0 2mm; }
h2 { font-size: 8.5pt; margin: 0; border-bottom: 0.3mm solid #000; }
dl { display: grid; grid-template-columns: minmax(16mm, auto) 1fr; column-gap: 2mm; margin: 0.5mm 0 0; }
dt { direction: ltr; text-align: start; font-weight: bold; }
[dir=rtl] dt { text-align: end; }
dd { margin: 0; }
"""


class Entry(NamedTuple):
    """One command as the sheet shows it."""

    keys: str
    title: str


def entries(keymap: Keymap) -> Iterator[tuple[str, list[Entry]]]:
    """Heading and commands of each group that has keys."""
    for group in Group:
        rows = [
            Entry(chords_label(keymap.chords(command.id)), i18n.text(command.title_id).rstrip("…"))
            for command in COMMANDS
            if command.group is group and keymap.chords(command.id)
        ]
        if rows:
            yield i18n.text(f"group-{group}"), rows


def sheet(keymap: Keymap, preset: str, form: SheetFormat) -> str:
    """The page in one of its forms."""
    title = i18n.text("keys-sheet-title", preset=i18n.text(f"key-preset-{preset}"))
    groups = list(entries(keymap))
    match form:
        case "html":
            return _html(title, groups)
        case "markdown":
            return _markdown(title, groups)
        case _:
            return _text(title, groups)


def _text(title: str, groups: list[tuple[str, list[Entry]]]) -> str:
    """As many columns as bring it onto one page, filled one after the other; a heading is never the last line of a column."""
    blocks = [[heading, *(_text_line(entry) for entry in rows), ""] for heading, rows in groups]
    lines = sum(len(block) for block in blocks)
    count = max(2, -(-lines // (PAGE_LINES - 6)))
    height = -(-lines // count)
    columns: list[list[str]] = [[]]
    for line in (line for block in blocks for line in block):
        is_heading = not line.startswith("  ") and bool(line)
        if len(columns) < count and len(columns[-1]) >= height - (2 if is_heading else 0):
            columns.append([])
        if line or columns[-1]:
            columns[-1].append(line)
    cells = _KEYS_CELLS + _TITLE_CELLS + 2
    gap = " " * _GAP_CELLS
    rows = (
        gap.join(fit(line, cells) for line in row).rstrip() for row in zip_longest(*columns, fillvalue="")
    )
    return "\n".join([title, "", *rows]).rstrip() + "\n"


def _text_line(entry: Entry) -> str:
    return (
        "  " + fit(truncate(entry.keys, _KEYS_CELLS - 1), _KEYS_CELLS) + truncate(entry.title, _TITLE_CELLS)
    )


def _markdown(title: str, groups: list[tuple[str, list[Entry]]]) -> str:
    parts = [f"# {title}\n"]
    for heading, rows in groups:
        parts.append(f"\n## {heading}\n\n|  |  |\n|---|---|\n")
        parts += [f"| {_code(entry.keys)} | {entry.title} |\n" for entry in rows]
    return "".join(parts)


def _code(keys: str) -> str:
    """Keys in code marks; the pipe would end the cell and the backtick the marks."""
    return (f"`` {keys} ``" if "`" in keys else f"`{keys}`").replace("|", "\\|")


def _html(title: str, groups: list[tuple[str, list[Entry]]]) -> str:
    texts = i18n.current()
    direction = "rtl" if texts.is_rtl else "ltr"
    sections = "".join(
        f"<section><h2>{html.escape(heading)}</h2><dl>{''.join(map(_html_entry, rows))}</dl></section>\n"
        for heading, rows in groups
    )
    return (
        f'<!doctype html>\n<html lang="{texts.language}" dir="{direction}">\n<head><meta charset="utf-8">'
        f"<title>{html.escape(title)}</title><style>{_STYLE}</style></head>\n"
        f"<body><h1>{html.escape(title)}</h1>\n<main>\n{sections}</main></body>\n</html>\n"
    )


def _html_entry(entry: Entry) -> str:
    return f"<dt>{html.escape(entry.keys)}</dt><dd>{html.escape(entry.title)}</dd>"
