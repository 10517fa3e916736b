"""A customer as lines of one width: sections of entries that a cursor can stand on; pure but for the words of i18n."""

from collections.abc import Iterator, Sequence
from enum import Enum
from typing import NamedTuple

from support_tui import i18n
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.text.display import TextMode
from support_tui.widgets.bidi_runs import EMPTY, Line, Piece, lay_out, side_by_side
from support_tui.widgets.event_words import NOTHING, field_name, rating_name, status_name
from support_tui.wire.undeliverable import warnings_of
from support_tui.wire.values import Rating
from support_tui.wire.views import ConversationRow, Customer, CustomerNote, CustomerPage
from support_tui.wire.zones import zone_of

from .fields import ATTRIBUTE, PROFILE_FIELDS, values_of

LABEL_CELLS = 13
_MARGIN = 1


class Section(Enum):
    """The parts of the card, in their order."""

    PROFILE = "profile"
    ATTRIBUTES = "attributes"
    RELATED = "related"
    HISTORY = "history"
    NOTES = "notes"
    KNOWN_BY = "known-by"


class EntryKind(Enum):
    """What an entry is; Enter goes by it."""

    HEADING = "heading"
    FIELD = "field"
    CONVERSATION = "conversation"
    NOTE = "note"
    PERSON = "person"
    ADD = "add"


class CardEntry(NamedTuple):
    """Something the cursor can stand on; `name` is a field, `id` a conversation, note or agent."""

    kind: EntryKind
    section: Section
    name: str = ""
    id: int = 0


class CardLine(NamedTuple):
    """A line of the card; `indent` blanks stand before it, `label` in the label column."""

    line: Line
    entry: int | None
    """Index of the entry it belongs to, None for lines nobody can choose."""
    label: Line = EMPTY
    indent: int = _MARGIN


class Card(NamedTuple):
    """The whole pane."""

    entries: tuple[CardEntry, ...]
    lines: tuple[CardLine, ...]

    def first_line(self, entry: int) -> int:
        return next((n for n, line in enumerate(self.lines) if line.entry == entry), 0)


class CardMaker:
    """Lays out one customer page for one width."""

    def __init__(
        self, replica: Replica, width: int, mode: TextMode, now: int, folded: frozenset[Section]
    ) -> None:
        self._replica = replica
        self._width = max(20, width)
        self._mode = mode
        self._now = now
        self._folded = folded
        self._entries: list[CardEntry] = []
        self._lines: list[CardLine] = []

    def make(self, page: CustomerPage, customer: Customer, related: Sequence[ConversationRow] = ()) -> Card:
        """All sections; `customer` is the profile with pending edits in, `related` what the open conversation is linked to."""
        self._greet(customer)
        if related and self._begin(Section.RELATED, len(related)):
            for row in related:
                self._conversation(row, Section.RELATED)
        if self._begin(Section.PROFILE, None):
            for field in PROFILE_FIELDS:
                self._field(customer, field)
        if self._begin(Section.ATTRIBUTES, len(customer.attributes)):
            for name in sorted(customer.attributes):
                self._field(customer, f"{ATTRIBUTE}{name}")
            self._add(Section.ATTRIBUTES)
        if self._begin(Section.HISTORY, max(customer.conversation_count, len(page.conversations))):
            for row in page.conversations:
                self._conversation(row, Section.HISTORY)
        if self._begin(Section.NOTES, len(page.notes)):
            for note in page.notes:
                self._note(note)
            self._add(Section.NOTES)
        if page.known_by and self._begin(Section.KNOWN_BY, len(page.known_by)):
            for agent_id in page.known_by:
                self._person(agent_id)
        return Card(tuple(self._entries), tuple(self._lines))

    # ------------------------------------------------------------ parts

    def _put(self, entry: CardEntry) -> int:
        self._entries.append(entry)
        return len(self._entries) - 1

    def _text(self, pieces: list[Piece], entry: int | None, indent: int = _MARGIN) -> None:
        line = side_by_side(pieces, self._mode, self._width - indent - 1)
        self._lines.append(CardLine(line, entry, indent=indent))

    def _greet(self, customer: Customer) -> None:
        """The name in large, what they do, and how late it is where they are."""
        self._text([Piece(customer.name or i18n.text("context-nameless"), "name")], None)
        work = " · ".join(filter(None, (customer.title, customer.company)))
        if work:
            self._text([Piece(work, "muted")], None)
        for warning in warnings_of(customer.attributes):
            said = i18n.text(f"context-{warning.why.value}", email=warning.email)
            for line in lay_out(f"⚠ {said}", self._width - _MARGIN - 1, self._mode, look="bad"):
                self._lines.append(CardLine(line, None))
        clock = self._local_time(customer)
        if clock:
            self._text([Piece(clock, "time")], None)

    def _local_time(self, customer: Customer) -> str:
        zone = zone_of(customer.time_zone)
        if zone is None:
            return ""
        return i18n.text("context-local-time", clock=i18n.clock(self._now, zone), zone=customer.time_zone)

    def _begin(self, section: Section, count: int | None) -> bool:
        """A heading with its count; tells whether the section is open."""
        is_open = section not in self._folded
        self._lines.append(CardLine(EMPTY, None))
        entry = self._put(CardEntry(EntryKind.HEADING, section))
        pieces = [
            Piece("▾ " if is_open else "▸ ", "muted"),
            Piece(i18n.text(f"context-{section.value}"), "heading"),
        ]
        if count:
            pieces.append(Piece(f"  {i18n.number(count)}", "muted"))
        self._text(pieces, entry, 0)
        return is_open

    def _field(self, customer: Customer, field: str) -> None:
        entry = self._put(CardEntry(EntryKind.FIELD, Section.PROFILE, field))
        if field.startswith(ATTRIBUTE):
            self._entries[entry] = CardEntry(EntryKind.FIELD, Section.ATTRIBUTES, field)
        label = side_by_side([Piece(field_name(field), "label")], self._mode, LABEL_CELLS - 1)
        width = self._width - LABEL_CELLS - _MARGIN - 1
        values = values_of(customer, field)
        if not values:
            nothing = side_by_side([Piece(NOTHING, "faint")], self._mode)
            self._lines.append(CardLine(nothing, entry, label))
        for value in values:
            look = "link" if field == "links" else "value"
            for line in lay_out(value, width, self._mode, look=look, base=_base(field)):
                shown = _linked(line, value) if field == "links" else line
                self._lines.append(CardLine(shown._replace(is_right=False), entry, label))
                label = EMPTY

    def _add(self, section: Section) -> None:
        entry = self._put(CardEntry(EntryKind.ADD, section))
        self._text([Piece(i18n.text(f"context-add-{section.value}"), "faint")], entry, 2)

    def _conversation(self, row: ConversationRow, section: Section) -> None:
        """Title; below it status, rating and age."""
        entry = self._put(CardEntry(EntryKind.CONVERSATION, section, id=row.id))
        self._text([Piece(row.title or i18n.text("thread-untitled"), "value")], entry, 2)
        facts = [
            Piece(f"#{row.id}", "faint"),
            Piece(status_name(row.status), "muted"),
            Piece(i18n.relative(row.last_message_at, self._now), "muted"),
        ]
        if row.rating is not None:
            mark = "▲" if row.rating is Rating.GOOD else "▼"
            facts.insert(1, Piece(f"{mark} {rating_name(row.rating)}", row.rating.value))
        self._text(_between(facts), entry, 2)

    def _note(self, note: CustomerNote) -> None:
        entry = self._put(CardEntry(EntryKind.NOTE, Section.NOTES, id=note.id))
        for paragraph in note.text.split("\n"):
            for line in lay_out(paragraph, self._width - 3, self._mode, look="note"):
                self._lines.append(CardLine(line, entry, indent=2))
        author = select.actor_name(self._replica, note.author)
        facts = [Piece(author, "muted"), Piece(i18n.relative(note.at, self._now), "muted")]
        self._text(_between(facts), entry, 2)

    def _person(self, agent_id: int) -> None:
        entry = self._put(CardEntry(EntryKind.PERSON, Section.KNOWN_BY, id=agent_id))
        self._text([Piece(select.agent_name(self._replica, agent_id), "value")], entry, 2)


def _base(field: str) -> int | None:
    """Addresses, numbers and zones read left to right whatever stands around them."""
    return 0 if field in ("emails", "phones", "links", "time_zone", "language") else None


def _linked(line: Line, address: str) -> Line:
    return line._replace(pieces=tuple(piece._replace(link=address) for piece in line.pieces))


def _between(facts: list[Piece]) -> list[Piece]:
    """Facts with a dot between them."""

    def joined() -> Iterator[Piece]:
        for number, fact in enumerate(facts):
            if number:
                yield Piece(" · ", "faint")
            yield fact

    return list(joined())
