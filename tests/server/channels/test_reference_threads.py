"""Real exchanges of many people, each one conversation: nothing torn apart, nothing put together (E10–E19)."""

import json
import os
import re
from collections import defaultdict
from pathlib import Path

import pytest

from server.imports.mails import open_mbox
from tests.server.served import served_desk

DATA = Path(os.environ.get("SUPPORT_SHARED_DATA", "/nowhere")) / "threads"
_ID = re.compile(rb"^X-Fixture-Id: (\S+)", re.MULTILINE)


@pytest.mark.skipif(not DATA.is_dir(), reason="SUPPORT_SHARED_DATA names no folder with threads")
async def test_every_exchange_is_one_conversation(tmp_path: Path) -> None:
    """In the order of their dates, which is not that in which they were answered."""
    expected = {frozenset(names) for names in json.loads((DATA / "threads.json").read_text())}
    async with served_desk(tmp_path) as desk:
        by_message: dict[int, str] = {}
        with open_mbox(DATA / "ham.mbox.xz") as mbox:
            for place in mbox.places:
                raw = mbox.mail(place)
                answer = await desk.ask("POST", "/api/deliver?mailbox=support", content=raw)
                found = _ID.search(raw)
                assert found is not None
                by_message[answer.json["message_id"]] = found[1].decode()
        together = defaultdict[int, set[str]](set)
        rows = desk.desk.readings.read(
            lambda reader: reader.execute("select id, conversation_id from message").fetchall()
        )
        for message_id, conversation_id in rows:
            together[conversation_id].add(by_message[message_id])
        assert {frozenset(names) for names in together.values()} == expected
