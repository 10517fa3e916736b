"""Asks the word index: which conversations hold a word, the newest entries first and never more than a window of them at once."""

from collections.abc import Iterable
from typing import Final

import msgspec

from .rows import Reader

WINDOW: Final = 1_000
"""Entries of the index looked at together. A word of fewer entries is *rare*: all its conversations are known at once and can be put
in any order; so many entries with their conversations take some 3 ms."""

NEWEST: Final = (1 << 62, 1 << 62)
"""Tops (newest message, newest conversation) that leave nothing out."""

EXACT, OTHER_FORM = 0, 1
_NOTHING_OLDER: Final = (-1, -1)


class Hits(msgspec.Struct, frozen=True):
    """A window of the index: entries of messages as (message, conversation), entries of titles as conversations, newest first.

    `next_tops` are the tops of the next window, negative where nothing older matches."""

    messages: list[tuple[int, int]]
    titles: list[int]
    exact_messages: set[int]
    exact_titles: set[int]
    next_tops: tuple[int, int]

    @property
    def is_last(self) -> bool:
        """Whether nothing older matches."""
        return self.next_tops == _NOTHING_OLDER

    def ranks(self, above: tuple[int, int] = _NOTHING_OLDER) -> dict[int, int]:
        """The conversations of entries newer than `above`, each with its best rank."""
        found = {
            id_: EXACT if id_ in self.exact_titles else OTHER_FORM for id_ in self.titles if id_ > above[1]
        }
        for message_id, conversation_id in self.messages:
            if message_id <= above[0]:
                break
            if message_id in self.exact_messages:
                found[conversation_id] = EXACT
            else:
                found.setdefault(conversation_id, OTHER_FORM)
        return found


_IN_MESSAGES: Final = """
select h.rowid, m.conversation_id
from (select rowid from message_words where message_words match ? and rowid <= ? order by rowid desc limit ?) h
cross join message m on m.id = h.rowid
"""
_MESSAGES: Final = "select rowid from message_words where message_words match ? and rowid between ? and ?"
_CONVERSATIONS: Final = """
select rowid from conversation_words where conversation_words match ? and rowid <= ? order by rowid desc limit ?
"""
_CONVERSATIONS_BETWEEN: Final = (
    "select rowid from conversation_words where conversation_words match ? and rowid between ? and ?"
)


def hits(connection: Reader, any_form: str, exact_form: str, tops: tuple[int, int] = NEWEST) -> Hits:
    """The newest window at or below `tops` of entries that match `any_form`; those that match `exact_form` too rank first."""
    in_messages = connection.execute(_IN_MESSAGES, (any_form, tops[0], WINDOW)).fetchall()
    titles = _ids(connection, _CONVERSATIONS, any_form, tops[1], WINDOW)
    exact_messages, exact_titles = {message_id for message_id, _ in in_messages}, set(titles)
    if exact_form != any_form:
        exact_messages = _between(connection, _MESSAGES, exact_form, exact_messages)
        exact_titles = _between(connection, _CONVERSATIONS_BETWEEN, exact_form, exact_titles)
    oldest_message = in_messages[-1][0] - 1 if len(in_messages) == WINDOW else -1
    oldest_title = titles[-1] - 1 if len(titles) == WINDOW else -1
    return Hits(in_messages, titles, exact_messages, exact_titles, (oldest_message, oldest_title))


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
