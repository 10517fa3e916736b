"""`support-server import`: once only, told in counts, and what cannot be read is kept with its reason."""

import gzip
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from server.commands_cli import import_files
from server.storage.db import open_reader
from tests.server.shell import Shell


def a_line(name: str, **fields: Any) -> str:
    """A conversation as another system wrote it down."""
    said = [{"from": "customer", "text": f"{name}: where is it?", "at": "2026-03-01T10:00:00Z"}]
    return json.dumps({"id": name, "messages": said} | fields) + "\n"


def a_mail(number: int) -> bytes:
    """A mail as it lies in an mbox."""
    return (
        b"From carla@customer.example Mon Mar  2 10:00:00 2026\n"
        b"From: carla@customer.example\nSubject: Order %d\nMessage-ID: <%d@customer.example>\n"
        b"Date: Mon, 2 Mar 2026 10:%02d:00 +0000\n\nHello\n\n" % (number, number, number)
    )


def _rows(desk: Path, sql: str) -> list[Any]:
    reader = open_reader(desk / "support.db")
    try:
        return [row[0] for row in reader.execute(sql)]
    finally:
        reader.close()


def test_conversations_come_in_once(desk: Path, shell: Shell, tmp_path: Path):
    """The second time, and for a longer file, what was there is counted as there."""
    path = tmp_path / "export.jsonl.xz"
    path.write_bytes(lzma.compress((a_line("a") + "\n" + a_line("b", tags=["vip"])).encode()))
    first = shell("import", "jsonl", str(path))
    assert first.code == 0, first.err
    assert "2 conversations came in, 0 were there already." in first.out
    path.write_text(a_line("a") + a_line("b") + a_line("c"))
    assert "1 conversations came in, 2 were there already." in shell("import", "jsonl", str(path)).out
    assert shell("check").code == 0


def test_lines_that_cannot_be_read_are_kept(desk: Path, shell: Shell, tmp_path: Path):
    """Each by itself with its reason, once however often the import is run; the others come in; exit code 1."""
    path = tmp_path / "export.jsonl"
    path.write_text("no json\n" + a_line("a") + a_line("b", status="resolved"))
    for _ in range(2):
        done = shell("import", "jsonl", str(path))
        assert done.code == 1
        assert "2 could not be read" in done.out
    kept = sorted(file for file in (desk / "unreadable").iterdir() if file.suffix == ".json")
    assert sorted(file.read_text() for file in kept) == sorted(["no json\n", a_line("b", status="resolved")])
    assert all(file.with_name(file.name + ".reason").read_text().strip() for file in kept)
    assert _rows(desk, "select count(*) from conversation") == [1]


def test_a_conversation_that_is_too_large_stops_no_other(
    desk: Path, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It is kept as it stands in the file, and those before and after it come in."""
    monkeypatch.setattr(import_files, "_BATCH_BYTES", 1_000)
    path = tmp_path / "export.jsonl"
    huge = a_line("huge", title="x" * 40_000_001)
    path.write_text(a_line("a", title="y" * 1_000) + huge + a_line("b"))
    done = shell("import", "jsonl", str(path))
    assert done.code == 1
    assert "2 conversations came in" in done.out
    assert [file.read_text() for file in (desk / "unreadable").glob("*.json")] == [huge]


def test_a_file_that_was_cut_short(desk: Path, shell: Shell, tmp_path: Path):
    """What was whole comes in, the damage is told, and the next file is read all the same."""
    cut, whole = tmp_path / "cut.jsonl.gz", tmp_path / "whole.jsonl"
    packed = gzip.compress(
        "".join(a_line(f"a{number}", title=str(hash(number))) for number in range(3_000)).encode()
    )
    cut.write_bytes(packed[: len(packed) // 2])
    whole.write_text(a_line("b"))
    done = shell("import", "jsonl", str(cut), str(whole))
    assert done.code == 1
    assert "cut.jsonl.gz could not be read to its end" in done.err
    ids = _rows(desk, "select external_id from conversation_external")
    assert "a0" in ids
    assert "b" in ids


def test_mails_of_an_mbox_come_in_once(desk: Path, shell: Shell, tmp_path: Path):
    """In the order of their dates, with their own times; the second time none."""
    path = tmp_path / "inbox.mbox"
    path.write_bytes(b"".join(a_mail(number) for number in (3, 1, 2)))
    assert "3 mails came in, 0 were there already." in shell("import", "mbox", str(path)).out
    assert "0 mails came in, 3 were there already." in shell("import", "mbox", str(path)).out
    assert _rows(desk, "select title from conversation order by id") == ["Order 1", "Order 2", "Order 3"]


def test_an_archive_is_closed(desk: Path, shell: Shell, tmp_path: Path):
    """`--closed` leaves nothing to be answered."""
    path = tmp_path / "old.eml"
    path.write_bytes(a_mail(1).split(b"\n", 1)[1])
    assert shell("import", "eml", str(path), "--closed").code == 0
    assert _rows(desk, "select status from conversation") == ["closed"]


def test_what_is_no_mbox(desk: Path, shell: Shell, tmp_path: Path):
    """It is told, and the files after it are read."""
    wrong, right = tmp_path / "notes.txt", tmp_path / "inbox.mbox"
    wrong.write_text("Remember the milk.\n")
    right.write_bytes(a_mail(1))
    done = shell("import", "mbox", str(wrong), str(right))
    assert done.code == 1
    assert "no mbox" in done.err
    assert "1 mails came in" in done.out


def test_an_import_can_be_interrupted(
    desk: Path, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """Ctrl+C after a batch: the counts so far, how to go on; the next run brings in the rest and nothing twice."""
    monkeypatch.setattr(import_files, "_BATCH_MESSAGES", 1)
    path = tmp_path / "export.jsonl"
    path.write_text("".join(a_line(name) for name in "abc"))
    with monkeypatch.context() as patched:
        patched.setattr(import_files.jsonl, "read_line", _interrupted_at(2))
        stopped = shell("import", "jsonl", str(path))
    assert stopped.code == 130
    assert "1 conversations came in" in stopped.out
    assert "Run the same command again" in stopped.out
    assert "2 conversations came in, 1 were there already." in shell("import", "jsonl", str(path)).out


def _interrupted_at(wanted: int) -> Any:
    read_line = import_files.jsonl.read_line

    def read(raw: bytes, number: int, mailbox_id: int, now: int) -> Any:
        if number == wanted:
            raise KeyboardInterrupt
        return read_line(raw, number, mailbox_id, now)

    return read


def test_a_running_desk_shows_what_comes_in(desk: Path, shell: Shell, served: dict[str, Any], tmp_path: Path):
    """The import goes through the server."""
    path = tmp_path / "export.jsonl"
    path.write_text(a_line("a", status="closed", rating="good"))
    assert shell("import", "jsonl", str(path), "--mailbox", "support").code == 0
    assert _rows(desk, "select count(*) from conversation where status = 'closed'") == [1]


def test_wrong_words(desk: Path, shell: Shell, tmp_path: Path):
    """A file or mailbox that does not exist is a misuse, and nothing was begun."""
    path = tmp_path / "export.jsonl"
    path.write_text(a_line("a"))
    for command in (["jsonl", str(tmp_path / "none")], ["jsonl", str(path), "--mailbox", "nowhere"]):
        refused = shell("import", *command)
        assert refused.code == 2
        assert "Not finished" not in refused.out
