"""One conversation's thread as entries that can be laid out: bodies and blocks are made when first wanted and kept for a while.

Knows widths and folds, no colours and no scroll position.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from textual.cache import LRUCache
from textual.strip import Strip

from support_tui import i18n
from support_tui.store.replica import Replica
from support_tui.store.select import ThreadView as Shown
from support_tui.store.threads import EventsItem, MessageItem
from support_tui.text.display import TextMode, prepare
from support_tui.widgets.event_words import author, before_after, group_sentence, phrase
from support_tui.wire.links import words_of
from support_tui.wire.values import MessageKind
from support_tui.wire.views import Message

from . import blocks
from .blocks import BlockLine, Folding
from .body import Body, read
from .files import images_of

KEPT_BLOCKS = 400
"""Laid-out entries kept: several screens around, whatever the length of the thread."""
KEPT_BODIES = 800


class RuleKind(Enum):
    """Why a line is drawn across the thread."""

    OLDER = "thread-older"
    UNREAD = "thread-unread"


class Rule(NamedTuple):
    """A line across the thread."""

    kind: RuleKind

    @property
    def key(self) -> tuple[str, int]:
        return (self.kind.value, 0)


Entry = MessageItem | EventsItem | Rule
Key = tuple[str, int]


@dataclass(slots=True)
class Block:
    """A laid-out entry. `strips` are its painted lines in the present colours."""

    entry: Entry
    lines: tuple[BlockLine, ...]
    strips: dict[tuple[int, bool, str], Strip] = field(default_factory=dict)


class Contents:
    """The entries of the open thread; `now` gives the time in microseconds for the words of events."""

    def __init__(self, replica: Callable[[], Replica], now: Callable[[], int]) -> None:
        self._replica = replica
        self._now = now
        self._blocks: LRUCache[Key, Block] = LRUCache(KEPT_BLOCKS)
        self._bodies: LRUCache[Key, tuple[str, Body]] = LRUCache(KEPT_BODIES)
        self._index: dict[Key, int] = {}
        self.entries: list[Entry] = []
        self.width = 80
        self.mode = TextMode()
        self.with_headers = False
        self._copied: frozenset[str] = frozenset()
        self.all_quotes = False
        self._has_people = False
        self._turned: set[Key] = set()
        """Entries folded otherwise than the rest."""

    def clear(self) -> None:
        """Another conversation: nothing of the last one is kept."""
        self._turned.clear()
        self._bodies.clear()
        self._blocks.clear()
        self.entries, self._index = [], {}

    def put(self, shown: Shown, unread_id: int | None) -> None:
        """Take the entries as the store has them; laid-out ones that did not change stay."""
        self.entries = list(_with_rules(shown, unread_id))
        self._index = {entry.key: index for index, entry in enumerate(self.entries)}
        copied, self._copied = self._copied, frozenset(one.email.lower() for one in shown.cc)
        if copied != self._copied:
            self._blocks.clear()
        had_people, self._has_people = self._has_people, any(map(_is_of_people, shown.items))
        if had_people is not self._has_people:
            self._blocks.clear()

    def index_of(self, key: Key) -> int | None:
        return self._index.get(key)

    def resize(self, width: int, mode: TextMode) -> None:
        if (width, mode) != (self.width, self.mode):
            if mode != self.mode:
                self._bodies.clear()
            self.width, self.mode = width, mode
            self._blocks.clear()

    def forget_all(self) -> None:
        """Lay everything out again when it is next wanted."""
        self._blocks.clear()

    def forget_paint(self) -> None:
        """Other colours: what was painted goes, what was laid out stays."""
        for key in list(self._blocks.keys()):
            self._blocks[key].strips.clear()

    def body(self, item: MessageItem) -> Body:
        """A message as it is read."""
        known = self._bodies.get(item.key)
        if known is None or known[0] is not item.message.text:
            body = read(prepare(item.message.text, self.mode), images_of(item.message))
            known = self._bodies[item.key] = (item.message.text, body)
        return known[1]

    def block(self, index: int) -> Block:
        """The laid-out entry at a position."""
        entry = self.entries[index]
        block = self._blocks.get(entry.key)
        if block is None or not _is_same(block.entry, entry):
            block = self._blocks[entry.key] = Block(entry, self._lines(entry))
        return block

    def height(self, index: int) -> int:
        """The exact height of an entry in lines."""
        return len(self.block(index).lines)

    def estimates(self) -> list[int]:
        """Heights of all entries, exact where laid out already, else from the length of the text."""
        cells = max(1, blocks.text_cells(self.width) * 9 // 10)
        return [
            3 + _shown_length(entry.message.text) // cells + entry.message.text.count("\n")
            if isinstance(entry, MessageItem)
            else 2
            for entry in self.entries
        ]

    def _lines(self, entry: Entry) -> tuple[BlockLine, ...]:
        match entry:
            case MessageItem():
                folding = Folding(
                    self.is_open(entry.key),
                    self.with_headers,
                    self._is_put_away(entry),
                    self._takes_part(entry.message),
                )
                body = self.body(entry)
                return blocks.message_lines(entry.message, body, self.width, self.mode, folding, self._now())
            case EventsItem():
                return self._event_lines(entry)
            case Rule():
                return blocks.rule_lines(i18n.text(entry.kind.value), self.width, self.mode)

    def _takes_part(self, message: Message) -> bool:
        """Whether whoever wrote it is copied in, as far as is known."""
        sender = message.facts.sender
        return sender is not None and sender.email.lower() in self._copied

    def _is_put_away(self, item: MessageItem) -> bool:
        """Whether only a line stands for it: a machine wrote it in a thread of people (E18), and nobody has unfolded it."""
        is_machine = bool(item.message.automatic) and item.message.kind is MessageKind.INBOUND
        return is_machine and self._has_people and not self.is_open(item.key)

    def _event_lines(self, item: EventsItem) -> tuple[BlockLine, ...]:
        now, replica = self._now(), self._replica()
        when = i18n.moment(item.events[-1].at, now)
        sentence = group_sentence(replica, item.events, now)
        details = list(self._details(item, now)) if self.is_open(item.key) else []
        when = i18n.moment(item.events[-1].at, now)
        return blocks.event_lines(sentence, when, details, self.width, self.mode)

    def _details(self, item: EventsItem, now: int) -> Iterator[str]:
        replica = self._replica()
        for recorded in item.events:
            said = phrase(replica, recorded.event, now)
            values = before_after(replica, recorded.event, now)
            change = (
                i18n.isolated_text("event-before-after", before=values[0], after=values[1]) if values else ""
            )
            yield " · ".join(
                filter(None, (i18n.moment(recorded.at, now), author(replica, recorded), said, change))
            )

    # ------------------------------------------------------------ folds

    def is_open(self, key: Key) -> bool:
        return (key in self._turned) != (key[0] == "message" and self.all_quotes)

    def turn(self, key: Key) -> None:
        """Fold or unfold one entry."""
        self._turned ^= {key}
        self.forget(key)

    def forget(self, key: Key) -> None:
        """Lay an entry out again when it is next wanted."""
        self._blocks.discard(key)

    def turn_all_quotes(self) -> None:
        self.all_quotes = not self.all_quotes
        self._turned = {key for key in self._turned if key[0] != "message"}
        self._blocks.clear()

    def turn_headers(self) -> None:
        self.with_headers = not self.with_headers
        self._blocks.clear()


def _is_same(one: Entry, other: Entry) -> bool:
    """Whether a laid-out entry still shows what is there now."""
    return one is other or one == other


def _is_of_people(item: MessageItem | EventsItem) -> bool:
    return isinstance(item, MessageItem) and not item.message.automatic


def _shown_length(text: str) -> int:
    """About as long as it is on screen: what links lead to is not shown."""
    return len(words_of(text)) if "](" in text else len(text)


def _with_rules(shown: Shown, unread_id: int | None) -> Iterator[Entry]:
    if shown.has_older:
        yield Rule(RuleKind.OLDER)
    for item in shown.items:
        if unread_id is not None and isinstance(item, MessageItem) and item.message.id == unread_id:
            yield Rule(RuleKind.UNREAD)
        yield item
