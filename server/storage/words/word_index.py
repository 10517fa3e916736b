"""The word index: what stands in it for a message and for a conversation, and how a query asks it; lists use it, it knows no lists.

Both tables are contentless (the text stands elsewhere), so an entry is taken out by naming the very words that went in: whoever changes
a title, a customer's name or an address gives the old `Words` with the new ones.
"""

from typing import Final

import msgspec

from support_tui.wire.words import words

from ...core.stem import stems
from ..db import Reader

INDEXED_WORDS: Final = 20_000
"""Words of one message that can be found; no person reads further, and a pasted log must not fill the index."""


class Words(msgspec.Struct, frozen=True):
    """What finds a conversation besides its messages."""

    conversation_id: int
    title: str
    customer_name: str = ""
    emails: tuple[str, ...] = ()


def indexed(text: str) -> tuple[str, str]:
    """The two index columns of a text: its folded words, and the stems of those that differ from their stem."""
    exact = words(text)[:INDEXED_WORDS]
    return " ".join(exact), " ".join(
        stem for word, stem in zip(exact, stems(exact), strict=True) if stem != word
    )


def words_text(found_by: Words) -> str:
    """All that a conversation is found by besides its messages, as one text."""
    return "\n".join((found_by.title, found_by.customer_name, *found_by.emails))


_ADD_MESSAGE: Final = "insert into message_words (rowid, words, stems) values (?, ?, ?)"
_TAKE_MESSAGE: Final = (
    "insert into message_words (message_words, rowid, words, stems) values ('delete', ?, ?, ?)"
)
_ADD_CONVERSATION: Final = "insert into conversation_words (rowid, words, stems) values (?, ?, ?)"
_TAKE_CONVERSATION: Final = (
    "insert into conversation_words (conversation_words, rowid, words, stems) values ('delete', ?, ?, ?)"
)


def index_message(connection: Reader, message_id: int, text: str) -> None:
    """Make a new message findable. Cheapest in ascending order of ids, many between two savepoints."""
    connection.execute(_ADD_MESSAGE, (message_id, *indexed(text)))


def take_message(connection: Reader, message_id: int, text: str) -> None:
    """Make a message unfindable; `text` is exactly what was indexed."""
    connection.execute(_TAKE_MESSAGE, (message_id, *indexed(text)))


def index_conversation(connection: Reader, old: Words | None, new: Words) -> None:
    """Make a conversation findable by its title and customer; `old` is exactly what was indexed before, None the first time."""
    if old is not None:
        before = indexed(words_text(old))
        if before == indexed(words_text(new)):
            return
        connection.execute(_TAKE_CONVERSATION, (old.conversation_id, *before))
    connection.execute(_ADD_CONVERSATION, (new.conversation_id, *indexed(words_text(new))))


def take_conversation(connection: Reader, old: Words) -> None:
    """Make a conversation unfindable; `old` is exactly what was indexed."""
    connection.execute(_TAKE_CONVERSATION, (old.conversation_id, *indexed(words_text(old))))


class Person(msgspec.Struct, frozen=True):
    """What finds a customer."""

    customer_id: int
    name: str
    emails: tuple[str, ...] = ()
    company: str = ""


_ADD_CUSTOMER: Final = "insert into customer_words (rowid, person, company) values (?, ?, ?)"
_TAKE_CUSTOMER: Final = (
    "insert into customer_words (customer_words, rowid, person, company) values ('delete', ?, ?, ?)"
)


def person_columns(person: Person) -> tuple[str, str]:
    """The two index columns of a customer: words of name and addresses, and of the company."""
    return " ".join(words(" ".join((person.name, *person.emails)))), " ".join(words(person.company))


def index_customer(connection: Reader, old: Person | None, new: Person) -> None:
    """Make a customer findable; `old` is exactly what was indexed before, None the first time.

    Their conversations are found by the customer too: `index_conversation` for each of them belongs to a change of name or address."""
    if old is not None:
        before = person_columns(old)
        if before == person_columns(new):
            return
        connection.execute(_TAKE_CUSTOMER, (old.customer_id, *before))
    connection.execute(_ADD_CUSTOMER, (new.customer_id, *person_columns(new)))
