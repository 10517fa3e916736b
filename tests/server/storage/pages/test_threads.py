"""A thread is read in pages of time order, with the events of each stretch and nothing of a hidden mailbox."""

import pytest

from server.storage.pages import threads
from server.storage.tables import log
from server.storage.writing import known_many
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import MessageKind
from support_tui.wire.views import ThreadPage
from tests.server.storage.conftest import ReadDesk

_SHOWN = "type not in ('message_added', 'delivery_changed')"


@pytest.fixture
def longest(desk: ReadDesk) -> int:
    """The conversation with the most messages."""
    return max(desk.rows, key=lambda row: row.message_count).id


def page(desk: ReadDesk, conversation_id: int, **where: object) -> ThreadPage:
    """A page that must not be refused."""
    found = threads.page(desk.connection, conversation_id, desk.viewer, **where)  # type: ignore[arg-type]
    assert isinstance(found, ThreadPage), found
    return found


def message_ids(desk: ReadDesk, conversation_id: int) -> list[int]:
    """All messages of a conversation in time order."""
    sql = "select id from message where conversation_id = ? order by at, id"
    return [row[0] for row in desk.connection.execute(sql, (conversation_id,))]


def test_a_thread_opens_at_its_newest_messages(desk: ReadDesk, longest: int):
    """The first page ends with the last message and leads back."""
    newest = page(desk, longest, limit=5)
    assert [message.id for message in newest.messages] == message_ids(desk, longest)[-5:]
    assert newest.row.id == longest and newest.before and not newest.after
    assert newest.seq == desk.connection.execute("select max(seq) from event").fetchone()[0]


def test_going_back_and_forth_shows_every_message_and_event_once(desk: ReadDesk, longest: int):
    """Pages join without a gap; each event stands in the stretch of its time."""
    pages = [page(desk, longest, limit=4)]
    while pages[0].before:
        pages.insert(0, page(desk, longest, limit=4, before=pages[0].before))
    assert [m.id for each in pages for m in each.messages] == message_ids(desk, longest)
    events = [e.seq for each in pages for e in each.events]
    sql = f"select seq from event where conversation_id = ? and {_SHOWN} order by seq"
    assert events == [row[0] for row in desk.connection.execute(sql, (longest,))]
    forth = page(desk, longest, limit=4, after=pages[0].after)
    assert [m.id for m in forth.messages] == message_ids(desk, longest)[len(pages[0].messages) :][:4]


def test_messages_bring_their_files_recipients_and_delivery(desk: ReadDesk):
    """What a message's line shows comes with the page."""
    with_file = next(row for row in desk.rows if row.has_attachment)
    messages = page(desk, with_file.id, limit=200).messages
    assert any(message.attachments for message in messages)
    for message in messages:
        assert (message.delivery is not None) == (message.kind is MessageKind.REPLY) == bool(message.to)


def test_the_read_mark_is_the_asking_agents(desk: ReadDesk):
    """Another agent's mark does not show."""
    conversation_id, read_id = next(iter(desk.read_ids.items()))
    assert page(desk, conversation_id).read_id == read_id


def test_a_conversation_of_a_hidden_mailbox_is_not_found(desk: ReadDesk, longest: int):
    """Neither its messages nor its existence."""
    row = next(row for row in desk.rows if row.id == longest)
    narrow = desk.seen_with(frozenset({1, 2, 3, 4, 5}) - {row.mailbox_id})
    for conversation_id in (longest, 10**9):
        answer = threads.page(desk.connection, conversation_id, narrow.viewer)
        assert isinstance(answer, Refusal) and answer.code is RefusalCode.NOT_FOUND


@pytest.mark.parametrize("cursor", ["x", "1.x", "12", "1." + "9" * 60])
def test_a_foreign_cursor_is_refused(desk: ReadDesk, longest: int, cursor: str):
    """With the field's name."""
    answer = threads.page(desk.connection, longest, desk.viewer, before=cursor)
    assert isinstance(answer, Refusal) and answer.params["field"] == "before"


def test_messages_and_events_of_a_stretch_come_by_index(desk: ReadDesk):
    """A page of a thread of any length costs its own rows."""
    for sql, params in (
        (threads._BEFORE, (1, 9, 9, 5)),
        (threads._AFTER, (1, 9, 9, 5)),
        (threads._EVENTS, (1, 0, 9, 5)),
    ):
        plan = "\n".join(row[3] for row in desk.connection.execute(f"explain query plan {sql}", params))
        assert "SCAN" not in plan and "TEMP B-TREE" not in plan, plan
        assert (
            "event_conversation (conversation_id=? AND <expr>=? AND at>? AND at<?)" in plan
            or "message_thread" in plan
        )


@pytest.mark.parametrize(
    ("sql", "params"),
    [
        (log._SINCE, (1, 5, 5, '["status_changed"]')),
        (log._OF_CONVERSATIONS, ("[1, 2]", 5, 5)),
        (known_many._SINCE, ("[1, 2]", 5, 5, "key", "[]")),
    ],
)
def test_what_happened_since_comes_by_index(desk: ReadDesk, sql: str, params: tuple[object, ...]):
    """However much had happened to a conversation before, only what is later is looked at."""
    plan = "\n".join(row[3] for row in desk.connection.execute(f"explain query plan {sql}", params))
    assert "event_conversation (conversation_id=? AND <expr>=? AND at>?)" in plan, plan


def test_shown_events_are_those_of_the_log(desk: ReadDesk, longest: int):
    """An event of a page is the log's own entry."""
    for event in page(desk, longest).events:
        row = desk.connection.execute(
            f"select {log.COLUMNS} from event where seq = ?", (event.seq,)
        ).fetchone()
        assert log.recorded_from(row) == event
