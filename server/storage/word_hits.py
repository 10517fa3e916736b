"""Asks the word index: which conversations hold a word, the newest entries first and never more than a window of them at once."""

from collections.abc import Iterable
from typing import Final

import msgspec

from .rows import Reader

WINDOW: Final = 1_500
"""Entries of the index looked at together. A word of fewer entries is *rare*: all its conversations are known at once and can be put
in any order; 1,500 entries and their conversations take some 4 ms."""

NEWEST: Final = (1 << 62, 1 << 62)
"""Tops (newest message, newest conversation) that leave nothing out."""

EXACT, OTHER_FORM = 0, 1


class Hits(msgspec.Struct, frozen=True):
    """What a window of the index holds: conversations by rank (`EXACT` before `OTHER_FORM`), and the tops of the next window.

    `is_last`: nothing older than the window matches."""

    ranks: dict[int, int]
    next_tops: tuple[int, int]
    is_last: bool
    message_count: int


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
    ranks = dict.fromkeys((*(conversation_id for _, conversation_id in in_messages), *titles), OTHER_FORM)
    ranks.update(dict.fromkeys(exact_titles, EXACT))
    ranks.update(
        (conversation_id, EXACT)
        for message_id, conversation_id in in_messages
        if message_id in exact_messages
    )
    oldest_message = in_messages[-1][0] - 1 if len(in_messages) == WINDOW else -1
    oldest_title = titles[-1] - 1 if len(titles) == WINDOW else -1
    return Hits(
        ranks, (oldest_message, oldest_title), oldest_message < 0 and oldest_title < 0, len(in_messages)
    )


def _ids(connection: Reader, sql: str, *params: object) -> list[int]:
    return [id_ for (id_,) in connection.execute(sql, params)]


def _between(connection: Reader, sql: str, match_text: str, ids: Iterable[int]) -> set[int]:
    """Entries that match among `ids`, which were the result of a wider match."""
    known = set(ids)
    return set(_ids(connection, sql, match_text, min(known), max(known))) & known if known else set()


_NEWEST: Final = "select ifnull((select max(id) from message), 0), ifnull((select max(id) from conversation), 0)"


def newest_entries(connection: Reader) -> tuple[int, int]:
    """The tops of the whole index as it is now."""
    newest: tuple[int, int] = connection.execute(_NEWEST).fetchone()
    return newest


def message_density(connection: Reader, found: Hits) -> float:
    """The share of messages in which the window's match was found, 1 at most."""
    passed = newest_entries(connection)[0] - max(found.next_tops[0], 0)
    return min(1.0, found.message_count / passed) if passed > 0 else 0.0
