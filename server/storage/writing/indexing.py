"""Tells the word index what a change made findable; which words a text has is the index's own matter."""

from support_tui.wire.links import words_of
from support_tui.wire.views import Customer

from ...core.decision import NewMessage
from ...core.state import ConversationState
from ..db import Connection
from ..words import word_index


def _words(state: ConversationState, customer: Customer) -> word_index.Words:
    return word_index.Words(state.id, state.title, customer.name, customer.emails)


def _person(customer: Customer) -> word_index.Person:
    return word_index.Person(customer.id, customer.name, customer.emails, customer.company)


def message_added(connection: Connection, message: NewMessage) -> None:
    """Index a message by its text and the names of its files."""
    found_by = "\n".join((words_of(message.text), *(file.filename for file in message.files)))
    word_index.index_message(connection, message.id, found_by)


def conversation_changed(
    connection: Connection, old: ConversationState | None, new: ConversationState, customer: Customer
) -> None:
    """Index a new conversation, or one with a new title."""
    if old is None:
        word_index.index_conversation(connection, None, _words(new, customer))
    elif old.title != new.title:
        word_index.index_conversation(connection, _words(old, customer), _words(new, customer))


def customer_changed(connection: Connection, old: Customer | None, new: Customer) -> None:
    """Index a customer, and all their conversations again where these are found by something that changed."""
    word_index.index_customer(connection, None if old is None else _person(old), _person(new))
    if old is None or (old.name, old.emails) == (new.name, new.emails):
        return
    titles = connection.execute(
        "select id, title from conversation where customer_id = ?", (new.id,)
    ).fetchall()
    for conversation_id, title in titles:
        before = word_index.Words(conversation_id, title, old.name, old.emails)
        after = word_index.Words(conversation_id, title, new.name, new.emails)
        word_index.index_conversation(connection, before, after)
