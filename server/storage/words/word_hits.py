"""Asks the word index: which conversations hold a word, the newest entries first and never more than a window of them at once."""

from collections.abc import Iterable
from typing import Final, NamedTuple

import msgspec

from ..db import Reader
from ..tables.merged import survivors_of


class Scale(NamedTuple):
    """How much is looked at together. A word of at most `rare` entries is rare: all its conversations are known at once and put
    in any order. Entries of other words are taken in windows of `window`, each in order, the newest window first."""

    rare: int
    window: int
    may_walk: bool


LARGE_DESK: Final = 100_000
SMALL, LARGE = Scale(3_000, 2_000, may_walk=True), Scale(500, 250, may_walk=False)
"""Of a large desk little is in memory: a row costs five times as much, and these are some 4 ms."""

NEWEST: Final = (1 << 62, 1 << 62)
"""Tops (newest message, newest conversation) that leave nothing out."""

EXACT, OTHER_FORM = 0, 1
_NOTHING_OLDER: Final = (-1, -1)


class Hits(msgspec.Struct, frozen=True):
    """A window of the index: entries of messages as (message, conversation), entries of titles as conversations, newest first.

    `next_tops` are the tops of the next window, negative where nothing older matches. `survivors` gives for a title whose conversation
    was merged the one it stands in now: it is found by the title too."""

    messages: list[tuple[int, int]]
    titles: list[int]
    exact_messages: set[int]
    exact_titles: set[int]
    next_tops: tuple[int, int]
    survivors: dict[int, int] = {}

    @property
    def is_last(self) -> bool:
        """Whether nothing older matches."""
        return self.next_tops == _NOTHING_OLDER

    def ranks(self, above: tuple[int, int] = _NOTHING_OLDER) -> dict[int, int]:
        """The conversations of entries newer than `above`, each with its best rank."""
        found = {
            id_: EXACT if id_ in self.exact_titles else OTHER_FORM for id_ in self.titles if id_ > above[1]
        }
        for id_, survivor_id in self.survivors.items():
            if id_ in found:
                found[survivor_id] = min(found[id_], found.get(survivor_id, OTHER_FORM))
        for message_id, conversation_id in self.messages:
            if message_id <= above[0]:
                break
            if message_id in self.exact_messages:
                found[conversation_id] = EXACT
            else:
                found.setdefault(conversation_id, OTHER_FORM)
        return found


_MESSAGES: Final = (
    "select rowid from message_words where message_words match ? and rowid <= ? order by rowid desc limit ?"
)
_HOLDERS: Final = "select m.id, m.conversation_id from json_each(?) j cross join message m indexed by message_holder on m.id = j.value"
_MESSAGES_BETWEEN: Final = (
    "select rowid from message_words where message_words match ? and rowid between ? and ?"
)
_CONVERSATIONS: Final = """
select rowid from conversation_words where conversation_words match ? and rowid <= ? order by rowid desc limit ?
"""
_CONVERSATIONS_BETWEEN: Final = (
    "select rowid from conversation_words where conversation_words match ? and rowid between ? and ?"
)


def hits(
    connection: Reader, any_form: str, exact_form: str, scale: Scale, tops: tuple[int, int] = NEWEST
) -> Hits:
    """The newest window at or below `tops` of entries that match `any_form`; those that match `exact_form` too rank first."""
    messages, older_message = _window(connection, _MESSAGES, any_form, tops[0], scale)
    titles, older_title = _window(connection, _CONVERSATIONS, any_form, tops[1], scale)
    exact_messages, exact_titles = set(messages), set(titles)
    if exact_form != any_form:
        exact_messages = _between(connection, _MESSAGES_BETWEEN, exact_form, exact_messages)
        exact_titles = _between(connection, _CONVERSATIONS_BETWEEN, exact_form, exact_titles)
    held_by = dict(connection.execute(_HOLDERS, (msgspec.json.encode(messages).decode(),)).fetchall())
    in_messages = [(message_id, held_by[message_id]) for message_id in messages if message_id in held_by]
    tops_of_next, survivors = (older_message, older_title), survivors_of(connection, titles)
    return Hits(in_messages, titles, exact_messages, exact_titles, tops_of_next, survivors)


def _window(connection: Reader, sql: str, match_text: str, top: int, scale: Scale) -> tuple[list[int], int]:
    """All entries below `top` if they are few, otherwise the newest; and the top of those left out, -1 without any."""
    found = _ids(connection, sql, match_text, top, scale.rare + 1)
    if len(found) <= scale.rare:
        return found, -1
    return found[: scale.window], found[scale.window - 1] - 1


def _ids(connection: Reader, sql: str, *params: object) -> list[int]:
    return [id_ for (id_,) in connection.execute(sql, params)]


def _between(connection: Reader, sql: str, match_text: str, ids: Iterable[int]) -> set[int]:
    """Entries that match among `ids`, which were the result of a wider match."""
    known = set(ids)
    return set(_ids(connection, sql, match_text, min(known), max(known))) & known if known else set()


_NEWEST: Final = (
    "select ifnull((select max(id) from message), 0), ifnull((select max(id) from conversation), 0)"
)


def newest_entries(connection: Reader) -> tuple[int, int]:
    """The tops of the whole index as it is now."""
    newest: tuple[int, int] = connection.execute(_NEWEST).fetchone()
    return newest


def message_density(connection: Reader, found: Hits) -> float:
    """The share of messages in which the window's match was found, 1 at most."""
    passed = newest_entries(connection)[0] - max(found.next_tops[0], 0)
    return min(1.0, len(found.messages) / passed) if passed > 0 else 0.0
