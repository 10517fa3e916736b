"""The two sets of real conversations come in completely: nothing is lost, doubled or changed on the way."""

import json
import lzma
import os
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from benchmarks.desk import ChildDesk
from server.core.plain import storable
from server.storage.db import open_reader
from support_tui.wire.folding import fold

DATA = Path(os.environ.get("SUPPORT_SHARED_DATA", Path(__file__).resolve().parents[4] / "shared" / "data"))
FILES = sorted((DATA / "conversations").glob("*.jsonl.xz"))
KINDS = {"customer": "inbound", "agent": "reply", "action": "note", "note": "note"}

pytestmark = pytest.mark.skipif(not FILES, reason="the sets of conversations are not beside this checkout")

Conversations = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def told() -> Conversations:
    """What the files say, by identity."""
    lines = [json.loads(line) for path in FILES for line in lzma.decompress(path.read_bytes()).splitlines()]
    return {line["id"]: line for line in lines if any(m["text"].strip() for m in line["messages"])}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, told: Conversations) -> ChildDesk:
    """A desk that has taken all of them in."""
    desk = ChildDesk(tmp_path_factory.mktemp("import") / "desk")
    desk.init()
    assert f"{len(told):,} conversations came in" in desk.command("import", "jsonl", *map(str, FILES))
    return desk


def _rows(desk: ChildDesk, sql: str) -> list[tuple[Any, ...]]:
    reader = open_reader(desk.data / "support.db")
    try:
        return list(reader.execute(sql))
    finally:
        reader.close()


def _micros(at: str) -> int:
    return round(datetime.fromisoformat(at).timestamp() * 1_000_000)


def test_who_said_what_and_when(desk: ChildDesk, told: Conversations):
    """Every message of every conversation, with its author's side, time and text, in order."""
    came: dict[str, list[tuple[str, bool, int, str]]] = {name: [] for name in told}
    for name, kind, reason, at, text in _rows(
        desk,
        "select c.external_id, m.kind, m.reason, m.at, m.text from message m"
        " join conversation c on c.id = m.conversation_id order by m.at, m.id",
    ):
        came[name].append((kind, reason == "action", at, text))
    for name, line in told.items():
        said = [
            (KINDS[m["from"]], m["from"] == "action", _micros(m["at"]), storable(m["text"]))
            for m in line["messages"]
            if m["text"].strip()
        ]
        assert came[name] == sorted(said, key=lambda message: message[2]), name


def test_status_rating_and_times(desk: ChildDesk, told: Conversations):
    """As the files have them; a conversation begins with its first message, and its last contact is no note or action."""
    rows = _rows(
        desk,
        "select external_id, status, rating, created_at, last_message_at, message_count from conversation",
    )
    assert len(rows) == len(told)
    for name, status, rating, created_at, last_at, count in rows:
        line = told[name]
        said = [m for m in line["messages"] if m["text"].strip()]
        times = [_micros(m["at"]) for m in said]
        contacts = [_micros(m["at"]) for m in said if KINDS[m["from"]] != "note"]
        assert (status, rating) == (line["status"], line.get("rating")), name
        assert (created_at, last_at, count) == (min(times), max(contacts), len(times)), name


def test_tags(desk: ChildDesk, told: Conversations):
    """Each tag stands on as many conversations as in the files; the intent is one of them."""
    expected: Counter[str] = Counter()
    for line in told.values():
        intent = [line["intent"]] if line.get("intent") else []
        expected.update({fold(tag) for tag in [*line["tags"], *intent]})
    counted = _rows(
        desk, "select t.folded, count(*) from conversation_tag l join tag t on t.id = l.tag_id group by 1"
    )
    assert dict(counted) == dict(expected)


def test_it_is_sound_and_comes_in_once(desk: ChildDesk, told: Conversations):
    """Counts, log and tables agree, and a second import finds all of it there."""
    assert "in order" in desk.command("check")
    again = desk.command("import", "jsonl", *map(str, FILES))
    assert f"0 conversations came in, {len(told):,} were there already." in again
