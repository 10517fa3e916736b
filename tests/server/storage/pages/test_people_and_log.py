"""Customers with their context, and the change log: newest first, filtered, and only what the reader may see."""

from collections import Counter

import pytest

from server.storage.pages import customers, log_pages
from server.storage.pages.log_pages import LogFilter
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import CustomerPage
from support_tui.wire.words import words
from tests.server.storage.conftest import ReadDesk


@pytest.fixture
def regular(desk: ReadDesk) -> int:
    """The customer with the most conversations."""
    return Counter(row.customer_id for row in desk.rows).most_common(1)[0][0]


def test_the_context_of_a_customer_is_their_history_newest_first(desk: ReadDesk, regular: int):
    """All conversations, spam and trash too, as every list would show them."""
    page = customers.page(desk.connection, regular, desk.viewer, limit=200)
    assert isinstance(page, CustomerPage)
    theirs = sorted(
        (row for row in desk.rows if row.customer_id == regular),
        key=lambda row: (-row.last_message_at, -row.id),
    )
    assert list(page.conversations) == theirs
    assert page.customer.conversation_count == len(theirs)
    assert page.customer.last_contact_at == theirs[0].last_message_at


def test_who_knows_a_customer_has_replied_to_them_most(desk: ReadDesk, regular: int):
    """Agents by the number of their replies."""
    page = customers.page(desk.connection, regular, desk.viewer)
    assert isinstance(page, CustomerPage)
    sql = (
        "select json_extract(author, '$.id') from message m join conversation c on c.id = m.conversation_id"
        " where c.customer_id = ? and m.kind = 'reply'"
    )
    replies = Counter(agent_id for (agent_id,) in desk.connection.execute(sql, (regular,)))
    best_first = sorted(replies, key=lambda agent_id: (-replies[agent_id], agent_id))
    assert list(page.known_by) == best_first[: customers.KNOWN_BY]


def test_a_customer_of_hidden_mailboxes_alone_is_not_found(desk: ReadDesk, regular: int):
    """Neither by number nor by name."""
    narrow = desk.seen_with(frozenset())
    answer = customers.page(desk.connection, regular, narrow.viewer)
    assert isinstance(answer, Refusal) and answer.code is RefusalCode.NOT_FOUND
    assert customers.find(desk.connection, "a", narrow.viewer) == ()


@pytest.mark.parametrize("text", ["nora", "no ha", "أم", "mail.example nora", "زيد"])
def test_customers_are_found_by_beginnings_of_name_and_address(desk: ReadDesk, text: str):
    """Every word of the text begins one of theirs; Arabic in any spelling."""
    found = customers.find(desk.connection, text, desk.viewer, limit=500)
    expected = set()
    names = "select u.id, u.name, e.email from customer u join customer_email e on e.customer_id = u.id"
    for id_, name, email in desk.connection.execute(names):
        theirs = words(f"{name} {email}")
        if all(any(word.startswith(begin) for word in theirs) for begin in words(text)):
            expected.add(id_)
    assert {customer.id for customer in found} == expected
    contacts = [customer.last_contact_at or 0 for customer in found]
    assert contacts == sorted(contacts, reverse=True)


def every_entry(desk: ReadDesk, filters: LogFilter) -> list[int]:
    """The numbers of all entries, page after page."""
    numbers: list[int] = []
    page = log_pages.page(desk.connection, filters, limit=50)
    numbers += [entry.seq for entry in page.entries]
    while page.before:
        page = log_pages.page(desk.connection, filters, before=page.before, limit=50)
        numbers += [entry.seq for entry in page.entries]
    return numbers


@pytest.mark.parametrize(
    ("filters", "where"),
    [
        (LogFilter(), "1"),
        (LogFilter(conversation_id=7), "conversation_id = 7"),
        (LogFilter(customer_id=3), "customer_id = 3"),
        (LogFilter(agent_id=5), "json_extract(actor, '$.id') = 5 and json_extract(actor, '$.kind') = 'agent'"),
        (LogFilter(types=("tags_changed", "conversation_rated")), "type in ('tags_changed', 'conversation_rated')"),
        (LogFilter(types=("status_changed",), agent_id=2), "type = 'status_changed' and json_extract(actor, '$.id') = 2 and json_extract(actor, '$.kind') = 'agent'"),
        (LogFilter(mailbox_ids=frozenset((1,))), "mailbox_id is null or mailbox_id = 1"),
    ],
)  # fmt: skip
def test_the_log_shows_what_the_filter_says_newest_first(
    desk: ReadDesk, monkeypatch, filters: LogFilter, where: str
):
    """Every entry once, however small the steps in which the log is looked through."""
    monkeypatch.setattr(log_pages, "CHUNK", 64)
    expected = [
        row[0] for row in desk.connection.execute(f"select seq from event where {where} order by seq desc")
    ]
    assert every_entry(desk, filters) == expected


def test_the_log_of_a_stretch_of_time(desk: ReadDesk):
    """From a moment on, up to but without another."""
    since_at, until_at = (
        desk.connection.execute("select at from event where seq = ?", (seq,)).fetchone()[0]
        for seq in (100, 300)
    )
    listed = every_entry(desk, LogFilter(since_at=since_at, until_at=until_at))
    sql = "select seq from event where at >= ? and at < ? order by seq desc"
    assert listed == [row[0] for row in desk.connection.execute(sql, (since_at, until_at))]


def test_entries_come_with_the_titles_of_their_conversations(desk: ReadDesk):
    """So that the log can be read without asking for each conversation."""
    page = log_pages.page(desk.connection, LogFilter(types=("conversation_started",)))
    titles = {row.id: row.title for row in desk.rows}
    assert page.titles == {entry.conversation_id: titles[entry.conversation_id] for entry in page.entries}  # type: ignore[index]


def test_the_log_of_one_conversation_comes_by_index(desk: ReadDesk):
    """However long the desk's log is."""
    sql, params = log_pages.statement(LogFilter(conversation_id=7))
    plan = desk.connection.execute(f"explain query plan {sql}", (100, 1, *params, 5)).fetchall()
    assert "event_conversation" in plan[0][3]
