"""Entries of a thread to lines of one width; pure, and must not know colours, the clock or what is on screen."""

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from itertools import groupby
from typing import NamedTuple

from support_tui import i18n
from support_tui.text.cells import cell_width, truncate
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_runs import EMPTY, Line, Piece, lay_out, side_by_side
from support_tui.wire.values import Address, MessageKind
from support_tui.wire.views import Message

from .body import Body, Paragraph, Part
from .files import fact_lines, file_lines
from .looks import Ground, Look
from .placing_lines import placing_lines
from .tables import table_lines

GUTTER_CELLS = 2
"""Bar of the entry under the cursor or of a note, and a blank."""
TEXT_CELLS = 100
"""Lines longer than this are hard to read however wide the terminal is."""


class LineKind(Enum):
    """What a line is for; a click and Enter go by it."""

    HEAD = auto()
    BODY = auto()
    DETAIL = auto()
    FOLD = auto()
    FILE = auto()
    EVENT = auto()
    BLANK = auto()


class BlockLine(NamedTuple):
    """A line of an entry and where it stands."""

    line: Line
    kind: LineKind = LineKind.BODY
    ground: Ground = Ground.PLAIN
    marker: Piece | None = None
    """Drawn before the line, in the first cells of the text column."""


class Folding(NamedTuple):
    """What of an entry is shown."""

    quotes_open: bool = False
    with_headers: bool = False
    is_put_away: bool = False
    """Only the first words, on one line."""
    takes_part: bool = True
    """Answers go to its writer."""


def text_cells(width: int) -> int:
    """The width of the text column in a pane of `width` cells."""
    return max(8, min(TEXT_CELLS, width - GUTTER_CELLS - 1))


def message_lines(
    message: Message, body: Body, width: int, mode: TextMode, folding: Folding, now: int
) -> tuple[BlockLine, ...]:
    """A message: its head (filled in when painted), recipients if asked for, words, files, and a blank line."""
    cells = text_cells(width)
    lines = [BlockLine(EMPTY, LineKind.HEAD)]
    if folding.with_headers:
        lines.extend(_headers(message, cells, mode))
    told = placing_lines(
        message, cells, mode, with_headers=folding.with_headers, takes_part=folding.takes_part
    )
    lines.extend(BlockLine(line, LineKind.DETAIL) for line in told)
    if folding.is_put_away:
        lines.append(_put_away(body, cells, mode))
        return (*lines, BlockLine(EMPTY, LineKind.BLANK))
    lines.extend(_body_lines(body, cells, mode, folding.quotes_open))
    lines.extend(BlockLine(line, LineKind.DETAIL) for line in fact_lines(message, cells, mode, now))
    lines.extend(BlockLine(line, LineKind.FILE) for line in file_lines(message, cells, mode))
    ground = Ground.NOTE if message.kind is MessageKind.NOTE else Ground.PLAIN
    if ground is not Ground.PLAIN:
        lines = [_on(line, ground) for line in lines]
    lines.append(BlockLine(EMPTY, LineKind.BLANK))
    return tuple(lines)


def _on(line: BlockLine, ground: Ground) -> BlockLine:
    return line._replace(ground=ground) if line.ground is Ground.PLAIN else line


def _put_away(body: Body, cells: int, mode: TextMode) -> BlockLine:
    """The line that stands for what a machine wrote."""
    full = [paragraph.text.strip() for paragraph in body.paragraphs if paragraph.text.strip()]
    said = i18n.text(
        "reading-automatic-folded", words=truncate(full[0] if full else "", cells // 2), count=len(full)
    )
    return BlockLine(side_by_side((Piece(said, Look.FOLD),), mode, cells), LineKind.FOLD)


def _headers(message: Message, cells: int, mode: TextMode) -> Iterator[BlockLine]:
    fields = (
        ("thread-header-from", message.author.name),
        ("thread-header-to", _written(message.to)),
        ("thread-header-cc", _written(message.cc)),
        ("thread-header-title", message.title),
        ("thread-header-automatic", message.automatic),
        ("thread-header-number", str(message.id) if message.id > 0 else ""),
    )
    for text_id, value in fields:
        if value:
            label = f"{i18n.text(text_id)}: "
            pieces = (Piece(label, Look.META), Piece(value, Look.META))
            yield BlockLine(side_by_side(pieces, mode, cells), LineKind.DETAIL)


def _written(addresses: Sequence[Address]) -> str:
    comma = i18n.text("list-comma")
    return comma.join(f"{one.name} <{one.email}>" if one.name else one.email for one in addresses)


def _body_lines(body: Body, cells: int, mode: TextMode, quotes_open: bool) -> Iterator[BlockLine]:
    for group in _groups(body.paragraphs):
        if group[0].part is Part.QUOTED and not quotes_open:
            yield fold_line(len(group), mode)
            continue
        for is_table, neighbours in groupby(group, lambda paragraph: bool(paragraph.cells)):
            rows = list(neighbours)
            if is_table and len(rows) > 1:
                yield from (BlockLine(line) for line in table_lines(rows, cells, mode))
            else:
                for paragraph in rows:
                    yield from _paragraph_lines(paragraph, cells, mode)


def _groups(paragraphs: Sequence[Paragraph]) -> Iterator[list[Paragraph]]:
    """Neighbours of the same part, empty lines at the end left out."""
    group: list[Paragraph] = []
    last = len(paragraphs)
    while last and not paragraphs[last - 1].text.strip():
        last -= 1
    for paragraph in paragraphs[:last]:
        if group and paragraph.part is not group[0].part:
            yield group
            group = []
        group.append(paragraph)
    if group:
        yield group


def fold_line(count: int, mode: TextMode) -> BlockLine:
    """The line that stands for a folded quotation."""
    words = i18n.text("thread-quoted-lines", count=count)
    return BlockLine(side_by_side((Piece(words, Look.FOLD),), mode), LineKind.FOLD)


def _paragraph_lines(paragraph: Paragraph, cells: int, mode: TextMode) -> Iterator[BlockLine]:
    marker = Piece(paragraph.marker, paragraph.marker_look) if paragraph.marker else None
    indent = cell_width(paragraph.marker)
    lines = lay_out(
        paragraph.text,
        max(4, cells - indent),
        mode,
        look=paragraph.look,
        spans=paragraph.spans,
        base=paragraph.base,
        start=paragraph.start,
    )
    blank = Piece(" " * indent, paragraph.marker_look) if marker and not paragraph.repeats_marker else marker
    for number, line in enumerate(lines):
        yield BlockLine(line, LineKind.BODY, paragraph.ground, marker if number == 0 else blank)


def justified(
    left: Sequence[Piece], right: Sequence[Piece], cells: int, mode: TextMode, base: int | None = None
) -> Line:
    """Fields at both ends of a line of exactly `cells` cells; the left ones give way."""
    right_line = side_by_side(right, mode, max(0, cells - 8), base)
    left_line = side_by_side(left, mode, max(8, cells - right_line.cells - 2), base)
    gap = Piece(" " * max(1, cells - left_line.cells - right_line.cells), Look.META)
    pieces = (*left_line.pieces, gap, *right_line.pieces)
    return Line(pieces, cells, logical=f"{left_line.logical}{gap.text}{right_line.logical}")


def event_lines(
    sentence: str, when: str, details: Sequence[str], width: int, mode: TextMode
) -> tuple[BlockLine, ...]:
    """A group of events: one sentence, cut where the time begins; opened, one line an event below it."""
    cells = text_cells(width)
    base = int(i18n.current().is_rtl)
    head = justified(
        [Piece("· ", Look.EVENT), Piece(sentence, Look.EVENT)], [Piece(when, Look.EVENT)], cells, mode, base
    )
    lines = [BlockLine(head, LineKind.EVENT)]
    for detail in details:
        lines.extend(
            BlockLine(line, LineKind.EVENT, marker=Piece("    ", Look.EVENT))
            for line in lay_out(detail, cells - 4, mode, look=Look.EVENT, base=base)
        )
    lines.append(BlockLine(EMPTY, LineKind.BLANK))
    return tuple(lines)


def rule_lines(words: str, width: int, mode: TextMode) -> tuple[BlockLine, ...]:
    """A line across the column with words in it: what is below is new, or older messages are on their way."""
    cells = text_cells(width)
    label = f" {words} "
    rest = max(0, cells - cell_width(label) - 2)
    pieces = (Piece("──", Look.UNREAD), Piece(label, Look.UNREAD), Piece("─" * rest, Look.UNREAD))
    return BlockLine(side_by_side(pieces, mode, cells), LineKind.EVENT), BlockLine(EMPTY, LineKind.BLANK)
