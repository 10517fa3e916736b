"""A made desk is one that the writer could have written: log, tables, counts and word index agree."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest

from benchmarks.generate_store import batches, make_store
from benchmarks.store.batches import made_beside
from server.core.evolve import begin, evolve
from server.storage.counts.counters import load_counters
from server.storage.db import FILE_NAME, open_reader
from server.storage.tables import load, log
from server.storage.words import word_index
from support_tui.wire.events import ConversationStarted

CONVERSATIONS, MESSAGES = 150, 700


@pytest.fixture(scope="module")
def connection(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A made desk of 150 conversations."""
    path = tmp_path_factory.mktemp("made") / FILE_NAME
    make_store(path, CONVERSATIONS, MESSAGES, sentences=300)
    reader: Any = open_reader(path)
    yield reader
    reader.close()


def count(connection: Any, sql: str) -> int:
    """One number."""
    return int(connection.execute(sql).fetchone()[0])


def test_it_has_as_many_conversations_and_messages_as_asked_for(connection: Any):
    """Exactly; and no customer without a conversation."""
    assert count(connection, "select count(*) from conversation") == CONVERSATIONS
    assert count(connection, "select count(*) from message") == MESSAGES
    assert count(connection, "select sum(message_count) from conversation") == MESSAGES
    assert count(connection, "select min(conversation_count) from customer") > 0


def test_folding_the_log_gives_the_tables(connection: Any):
    """Every conversation's row is its events, one by one."""
    for conversation_id in range(1, CONVERSATIONS + 1):
        state = None
        sql = f"select {log.COLUMNS} from event where conversation_id = ? order by seq"
        for row in connection.execute(sql, (conversation_id,)):
            recorded = log.recorded_from(row)
            event: Any = recorded.event
            if isinstance(event, ConversationStarted):
                state = begin(event, conversation_id, recorded.at)
            elif state is not None:
                state = evolve(state, event, recorded.at)
        assert state == load.conversation(connection, conversation_id)


def test_the_maintained_counts_are_those_of_the_rows(connection: Any):
    """Queue by queue."""
    counters = load_counters(connection)
    found = connection.execute("select place, count(*) from conversation group by place").fetchall()
    assert {place: counters.count_in((place,)) for place, _ in found} == dict(found)


def test_the_word_index_holds_what_the_writer_would_have_indexed(connection: Any):
    """Taking each message and title out by its own words leaves an empty index."""
    copy: Any = type(connection)(":memory:")
    connection.backup(copy)
    copy.isolation_level = None
    copy.execute("begin")
    for message_id, text in copy.execute("select id, text from message").fetchall():
        copy.execute(
            "insert into message_words (message_words, rowid, words, stems) values ('delete', ?, ?, ?)",
            (message_id, *word_index.indexed(text)),
        )
    rows = "select c.id, c.title, u.name, e.email from conversation c join customer u on u.id = c.customer_id join customer_email e on e.customer_id = u.id"
    for id_, title, name, email in copy.execute(rows).fetchall():
        gone = word_index.Words(id_, "")
        word_index.index_conversation(copy, word_index.Words(id_, title, name, (email,)), gone)
    for table in ("message_words", "conversation_words"):
        copy.execute(f"insert into {table} ({table}) values ('integrity-check')")
        terms = copy.execute(f"select count(*) from {table.removesuffix('_words')}_term").fetchone()
        assert terms == (0,)
    copy.close()


def test_a_second_process_makes_the_same_desk():
    """Batch for batch what this process would have made."""
    wanted = (7, 50, 1_800_000_000_000_000, 20, 60)
    here = msgspec.json.encode(list(batches(*wanted)))
    assert msgspec.json.encode(list(made_beside(batches, *wanted))) == here


def test_a_folder_with_something_in_it_is_refused(tmp_path: Path):
    """Nothing is overwritten."""
    (tmp_path / "mine.txt").write_text("keep")
    command = [sys.executable, "-m", "benchmarks.generate_store", str(tmp_path), "--conversations", "5"]
    done = subprocess.run(
        command, capture_output=True, text=True, cwd=Path(__file__).resolve().parents[2], check=False
    )
    assert done.returncode == 1 and "not empty" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
