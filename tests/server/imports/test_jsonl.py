"""One conversation a line: who said what and when, tags, rating and status, as the other system had them."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.imports import ImportedConversation
from server.imports.jsonl import Unreadable, read_line
from support_tui.wire.values import MessageKind, Priority, Rating, Status

NOW = 1_750_000_000_000_000
QUESTION = {"from": "customer", "text": "Where is my order?", "at": "2020-05-13T13:14:57Z"}
ANSWER = {"from": "agent", "text": "On its way.", "at": "2020-05-13T13:15:14.5Z"}


def a_line(**fields: Any) -> bytes:
    """A conversation of one question, with other fields as wanted."""
    return msgspec.json.encode({"id": "shop-1", "messages": [QUESTION]} | fields)


def conversation_of(line: bytes) -> ImportedConversation:
    """What the line is read as; it must be one."""
    read = read_line(line, 1, 3, NOW)
    assert isinstance(read, ImportedConversation), read
    return read


def test_a_line_keeps_all_that_is_known_of_the_conversation():
    """Identity, customer, title, channel, status, priority, tags and rating; the intent is a tag too."""
    conversation = conversation_of(
        a_line(
            customer={"id": "c9", "name": "Carla", "email": "carla@customer.example"},
            title="Order 4711", channel="chat", status="closed", priority="urgent",
            tags=["delivery", "vip"], intent="order_status", rating="good",
        )
    )  # fmt: skip
    assert (conversation.external_id, conversation.mailbox_id) == ("shop-1", 3)
    who = conversation.customer
    assert (who.external_id, who.name, who.email) == ("c9", "Carla", "carla@customer.example")
    assert (conversation.title, conversation.channel) == ("Order 4711", "chat")
    assert (conversation.status, conversation.priority) == (Status.CLOSED, Priority.URGENT)
    assert conversation.tags == ("delivery", "vip", "order_status")
    assert conversation.rating is Rating.GOOD


def test_who_said_what():
    """Customers write inbound messages, agents replies; what a system did is a note that says so, an agent's note is theirs."""
    said = [
        QUESTION,
        ANSWER,
        {"from": "action", "text": "refund(4711)"},
        {"from": "note", "text": "A regular."},
    ]
    messages = conversation_of(a_line(messages=said, agent={"id": "a7", "name": "Amal"})).messages
    assert [message.kind for message in messages] == [
        MessageKind.INBOUND, MessageKind.REPLY, MessageKind.NOTE, MessageKind.NOTE,
    ]  # fmt: skip
    assert [message.is_action for message in messages] == [False, False, True, False]
    assert [message.author_name for message in messages[1:]] == ["Amal", "Amal", "Amal"]


def test_an_author_of_a_message_comes_before_the_agent_of_the_conversation():
    """Where several people answered, each message is by who wrote it; an agent without a name is called by their identity."""
    said = [QUESTION, ANSWER | {"author": "bob2"}, ANSWER]
    messages = conversation_of(a_line(messages=said, agent={"id": "a7"})).messages
    assert [message.author_name for message in messages[1:]] == ["bob2", "a7"]


def test_times_are_microseconds_utc():
    """A zone is reckoned with, a time without one is UTC, a message without a time has that of the one before."""
    times = ["2020-05-13T13:14:57Z", "2020-05-13T15:14:57+02:00", "2020-05-13T13:14:57", None]
    said = [QUESTION | {"at": at} for at in times]
    assert [message.at for message in conversation_of(a_line(messages=said)).messages] == [
        1_589_375_697_000_000
    ] * 4
    undated = conversation_of(a_line(messages=[{"from": "customer", "text": "Hello"}]))
    assert undated.messages[0].at == NOW


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"not json", "malformed"),
        (b'{"id": "a"', "truncated"),
        (b"[1, 2]", "object"),
        (b'\xff\xfe{"id"', "JSON"),
        (b'{"id": ' + b"[" * 100_000, "expected `str`"),
        (a_line(messages=[]), "no message has any text"),
        (a_line(messages=[{"from": "customer", "text": "  "}]), "no message has any text"),
        (a_line(messages=[{"from": "robot", "text": "x"}]), "robot"),
        (a_line(status="resolved"), "resolved"),
        (a_line(messages=[QUESTION | {"at": "yesterday"}]), "at"),
        (msgspec.json.encode({"messages": [QUESTION]}), "id"),
    ],
    ids=range(11),
)
def test_a_line_that_is_no_conversation_says_why(line: bytes, reason: str):
    """It is a value with the number of the line and the reason, never an exception."""
    read = read_line(line, 7, 1, NOW)
    assert isinstance(read, Unreadable)
    assert read.line_number == 7
    assert reason.lower() in read.reason.lower()


def test_what_is_not_known_is_left_out():
    """Fields of other systems do no harm."""
    assert conversation_of(
        a_line(goal_reached=None, source="elsewhere", messages=[QUESTION | {"macro": "hello"}])
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_a_conversation_or_a_reason(line: bytes):
    """Nothing that a file can hold ends an import."""
    assert isinstance(read_line(line, 1, 1, NOW), ImportedConversation | Unreadable)
