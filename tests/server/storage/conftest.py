"""A made desk of 400 conversations for the tests that read, with what every reader needs to know of it."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.generate_store import make_store
from server.storage import lists
from server.storage.counts import counters
from server.storage.db import FILE_NAME, open_reader
from server.storage.tables import load
from server.storage.tables.rows import ROW_COLUMNS, ROW_FROM, row_from
from server.storage.viewer import Viewer
from support_tui.wire.order import Sort, sort_key
from support_tui.wire.query import EVERYTHING, Facts, Query, QueryError, all_of, matches, parse, queue_query
from support_tui.wire.views import ConversationPage, ConversationRow

CONVERSATIONS = 400
MESSAGES = 1_600


class ReadDesk:
    """One agent's look at the desk, beside the plain truth: every row, judged by the query language itself."""

    def __init__(self, connection: Any, agent_id: int = 2, mailbox_ids: frozenset[int] | None = None) -> None:
        self.connection = connection
        self.directory = load.directory(connection, lambda mailbox: mailbox)
        self.counters = counters.load_counters(connection)
        self.viewer = Viewer(agent_id, mailbox_ids, self.directory)
        self.now_at = time.time_ns() // 1_000
        self.rows = [row_from(row) for row in connection.execute(f"select {ROW_COLUMNS} from {ROW_FROM}")]
        marks = "select conversation_id, message_id from read_mark where agent_id = ?"
        self.read_ids = dict(connection.execute(marks, (agent_id,)).fetchall())

    def seen_with(self, mailbox_ids: frozenset[int]) -> "ReadDesk":
        """The same desk for somebody of these mailboxes."""
        return ReadDesk(self.connection, self.viewer.agent_id, mailbox_ids)

    def query(self, queue: str, text: str = "") -> Query:
        """A queue narrowed by a text of the query language."""
        standing, asked = queue_query(queue), parse(text) if text else EVERYTHING
        assert standing is not None, queue
        assert not isinstance(asked, QueryError), text
        return all_of(standing, asked)

    def page(self, queue: str, text: str = "", sort: Sort = Sort.NEWEST, **where: Any) -> ConversationPage:
        """A page of the list, which must not be refused."""
        page = lists.page(
            self.connection,
            self.counters,
            self.query(queue, text),
            sort,
            self.viewer,
            now_at=self.now_at,
            **where,
        )
        assert isinstance(page, ConversationPage), page
        return page

    def expected(self, queue: str, text: str = "", sort: Sort = Sort.NEWEST) -> list[int]:
        """The whole list by the rows alone."""
        facts = Facts(self.viewer.agent_id, self.directory, self.now_at, self.read_ids)
        query = self.query(queue, text)
        found = [
            row for row in self.rows if self.viewer.may_see(row.mailbox_id) and matches(query, row, facts)
        ]
        return [row.id for row in sorted(found, key=lambda row: place_in_list(sort, row))]


def place_in_list(sort: Sort, row: ConversationRow) -> tuple[int, int]:
    """What rows of a list are compared by: the sort's number, ties by id in the same direction."""
    return sort_key(sort, row), -row.id if sort in (Sort.NEWEST, Sort.CREATED) else row.id


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the made desk; only read."""
    path = tmp_path_factory.mktemp("read") / FILE_NAME
    make_store(path, CONVERSATIONS, MESSAGES, sentences=1_500)
    return path


@pytest.fixture
def desk(store: Path) -> Iterator[ReadDesk]:
    """Agent 2 reads the made desk and may see every mailbox."""
    connection = open_reader(store)
    yield ReadDesk(connection)
    connection.close()
