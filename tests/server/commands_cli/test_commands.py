"""`support-server`: makes, serves, checks, copies and restores a desk; says in words what is wrong."""

import io
import json
import os
import re
import tarfile
from pathlib import Path
from typing import Any

import httpx
import pytest

from server.cli import COMMANDS, main
from server.folder import DataFolder
from server.storage.blobs import Blobs
from server.storage.db import open_writer
from tests.server.served import PASSWORD
from tests.server.shell import Shell

ROOT = Path(__file__).resolve().parents[3]
MAIL = b"From: Carla <carla@customer.example>\nSubject: Parcel\nMessage-ID: <1@customer.example>\n\nWhere is it?\n"


def test_init_makes_a_desk_for_its_owner_alone(desk: Path, shell: Shell):
    """Folder and files are the owner's alone; the administrator is there, and a mailbox."""
    assert desk.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in desk.iterdir())
    assert "ada@desk.example" in shell("user", "list").out
    assert "Support" in shell("mailbox", "list").out


def test_init_overwrites_nothing(desk: Path, shell: Shell):
    """A folder with anything in it is left as it is."""
    before = (desk / "support.db").read_bytes()
    again = shell(
        "init", "--admin-name", "Eve", "--admin-email", "eve@x.example", "--password-stdin", stdin=b"p\n"
    )
    assert again.code == 1
    assert "not empty" in again.err
    assert (desk / "support.db").read_bytes() == before


def test_a_password_is_never_asked_on_the_command_line():
    """No command has an option that takes one."""
    for path in (ROOT / "server" / "commands_cli").glob("*.py"):
        assert not re.search(r'"--password"', path.read_text(encoding="utf-8"))


def test_a_short_password_makes_no_desk(shell: Shell, tmp_path: Path):
    """Nothing is left behind when the password is refused."""
    refused = shell(
        "init", "--admin-name", "A", "--admin-email", "a@b.example", "--password-stdin", stdin=b"short\n"
    )
    assert refused.code == 1
    assert not (tmp_path / "desk").exists()


def test_people(desk: Path, shell: Shell):
    """Somebody is added for one mailbox, locked out, let in, given a token, and all their tokens are revoked."""
    added = shell(
        "user", "add", "amal@desk.example", "--name", "Amal \x1b[31m", "--mailbox", "support", "--password-stdin",
        stdin=f"{PASSWORD}\n".encode(),
    )  # fmt: skip
    assert added.code == 0, added.err
    assert "\x1b" not in shell("user", "list").out
    assert re.search(r"Amal.*agent\s+Support", shell("user", "list").out)
    assert shell("user", "disable", "AMAL@desk.example").code == 0
    assert re.search(r"Amal.*disabled", shell("user", "list").out)
    assert shell("user", "enable", "amal@desk.example").code == 0
    assert shell("user", "token", "amal@desk.example", "--label", "shop").out.startswith("st_")
    assert shell("user", "token", "amal@desk.example", "--revoke-all").code == 0
    assert (
        shell("user", "passwd", "amal@desk.example", "--password-stdin", stdin=b"another long one\n").code
        == 0
    )
    assert shell("user", "passwd", "nobody@desk.example", "--password-stdin", stdin=b"x" * 12).code == 1


def test_the_last_administrator_stays(desk: Path, shell: Shell):
    """Nobody can lock the desk itself out."""
    refused = shell("user", "disable", "ada@desk.example")
    assert refused.code == 1
    assert "disabled" not in shell("user", "list").out


def test_everything_works_while_the_desk_is_served(desk: Path, served: dict[str, Any], shell: Shell):
    """Commands go to the server, which answers at once; a second server is refused; a copy is made meanwhile."""
    assert shell("mailbox", "add", "Sales", "--address", "sales@desk.example").code == 0
    taken = shell("deliver", "--mailbox", "sales", stdin=MAIL)
    assert "conversation 1" in taken.out, taken.err
    assert shell("deliver", "--mailbox", "SALES@desk.example", stdin=MAIL).code == 0
    assert shell("deliver", "--mailbox", "nowhere", stdin=MAIL).code == 75
    body = {"email": "ada@desk.example", "password": PASSWORD}
    token = httpx.post(f"{served['url']}/api/login", json=body).json()["token"]
    headers = {"Authorization": f"Bearer {token}"}
    rows = httpx.get(f"{served['url']}/api/conversations", headers=headers).json()["rows"]
    assert [row["title"] for row in rows] == ["Parcel"]
    second = shell("run", "--port", "0")
    assert second.code == 1
    assert f"process {served['pid']}" in second.err
    assert shell("check").code == 0
    assert shell("backup", str(desk.parent / "copy.tar")).code == 0


def test_a_backup_is_a_whole_desk(desk: Path, shell: Shell, tmp_path: Path):
    """What was in it is in the restored one, which is sound and has a new epoch; both files are the owner's alone."""
    assert shell("deliver", "--mailbox", "support", stdin=MAIL).code == 0
    assert shell("backup", str(tmp_path / "copy.tar")).code == 0
    assert (tmp_path / "copy.tar").stat().st_mode & 0o077 == 0
    restored = tmp_path / "restored"
    made = shell("restore", str(tmp_path / "copy.tar"), data=restored)
    assert made.code == 0, made.err
    assert restored.stat().st_mode & 0o077 == 0
    assert shell("check", data=restored).out == shell("check").out
    assert _said(restored, "select title from conversation") == "Parcel"
    assert _said(restored, "select value from setting where name = 'epoch'") != _said(
        desk, "select value from setting where name = 'epoch'"
    )


def test_a_backup_and_a_restore_overwrite_nothing(desk: Path, shell: Shell, tmp_path: Path):
    """An existing file and a folder with something in it are left as they are."""
    (tmp_path / "copy.tar").write_text("mine")
    assert shell("backup", str(tmp_path / "copy.tar")).code == 1
    assert (tmp_path / "copy.tar").read_text() == "mine"
    assert shell("backup", str(tmp_path / "good.tar")).code == 0
    assert shell("restore", str(tmp_path / "good.tar")).code == 1


def _tar(path: Path, **members: bytes) -> Path:
    with tarfile.open(path, "w") as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return path


def test_no_backup_is_no_desk(desk: Path, shell: Shell, tmp_path: Path):
    """Noise, other archives, paths that lead outside, cut and changed backups: refused in words, and nothing is left behind."""
    shell("deliver", "--mailbox", "support", stdin=MAIL)
    shell("backup", str(tmp_path / "good.tar"))
    good = (tmp_path / "good.tar").read_bytes()
    (tmp_path / "cut.tar").write_bytes(good[: len(good) // 2])
    (tmp_path / "changed.tar").write_bytes(good.replace(b"Where is it?", b"Where is he?"))
    (tmp_path / "noise.tar").write_bytes(os.urandom(5_000))
    wrong = [
        tmp_path / "missing.tar", tmp_path / "cut.tar", tmp_path / "changed.tar", tmp_path / "noise.tar",
        _tar(tmp_path / "outside.tar", **{"../evil": b"x"}), _tar(tmp_path / "empty.tar"),
        _tar(tmp_path / "other.tar", **{"manifest.json": b"{}"}),
    ]  # fmt: skip
    for archive in wrong:
        refused = shell("restore", str(archive), data=tmp_path / "new")
        assert refused.code == 1, archive
        assert refused.err
        assert not (tmp_path / "new").exists()
    assert not (tmp_path / "evil").exists()


def _said(folder: Path, sql: str) -> Any:
    writer = open_writer(folder / "support.db")
    try:
        return writer.execute(sql).fetchone()[0]
    finally:
        writer.close()


def _change(folder: Path, sql: str) -> None:
    writer = open_writer(folder / "support.db")
    try:
        writer.execute("pragma foreign_keys = off")
        writer.execute(sql)
    finally:
        writer.close()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ("update queue_count set conversations = conversations + 1", "Queue counts are wrong"),
        ("update conversation set title = 'other'", "its log disagree on title"),
        ("update customer set conversation_count = 9", "is said to have 9 conversations and has 1"),
        ("delete from event where type = 'message_added'", "There are 1 messages, and the log tells of 0"),
        ("insert into outbox values (77, 1, 'queued', 0, 0, '', null)", "outbox and message 77"),
        ("update message set raw_digest = replace(raw_digest, substr(raw_digest, 1, 8), 'abcdef01')", "is missing"),
    ],
)  # fmt: skip
def test_check_finds_what_is_wrong(desk: Path, shell: Shell, damage: str, words: str):
    """Counts, log against tables, customers, outbox, files: each contradiction is told in words, with exit code 3."""
    shell("deliver", "--mailbox", "support", stdin=MAIL)
    assert shell("check").code == 0
    _change(desk, damage)
    checked = shell("check")
    assert checked.code == 3
    assert words in checked.out


def test_check_tells_of_files_that_no_message_names(desk: Path, shell: Shell):
    """How many and how large, and that they are no fault."""
    Blobs(desk / "blobs").put(b"refused after it was kept")
    checked = shell("check")
    assert checked.code == 0
    assert "No message names 1 of the kept files (25 bytes)" in checked.out


def test_check_tells_of_a_mailbox_that_cannot_log_in_to_send(
    desk: Path, served: dict[str, Any], shell: Shell
):
    """Before anything waits for it; with its password everything is in order."""
    assert (
        shell(
            "mailbox",
            "set",
            "Support",
            "--address",
            "s@desk.example",
            "--smtp-host",
            "smtp.example",
            "--smtp-user",
            "desk",
        ).code
        == 0
    )
    checked = shell("check")
    assert (checked.code, "for sending is set" in checked.out) == (3, True)
    assert "wait: the password for sending is not set" in shell("mailbox", "list").out
    assert shell("mailbox", "secret", "Support", "smtp-password", "--stdin", stdin=b"word\n").code == 0
    assert shell("check").code == 0
    assert shell("mailbox", "disable", "Support").code == 0
    assert shell("check").code == 0, "switched off on purpose is no fault"


def test_check_reads_the_config(desk: Path, shell: Shell):
    """A wrong setting is told with file, line, key and the nearest one, with exit code 2; the server does not start on it."""
    (desk / "config.toml").write_text("[server]\nprot = 80\n")
    for command in (["check"], ["run"]):
        refused = shell(*command)
        assert refused.code == 2
        assert "config.toml:2" in refused.out + refused.err
        assert "server.port" in refused.out + refused.err


def test_plain_http_to_other_machines_needs_to_be_said(desk: Path, shell: Shell):
    """Without TLS the server listens to this machine alone, unless it is told otherwise in so many words."""
    refused = shell("run", "--host", "0.0.0.0", "--port", "0")
    assert refused.code == 2
    assert "server.host" in refused.err


def test_a_damaged_database_is_told_and_left_alone(desk: Path, shell: Shell):
    """Neither the server nor a command starts on it, and its bytes stay."""
    noise = os.urandom(4_096)
    (desk / "support.db").write_bytes(noise)
    assert "damaged" in shell("run", "--port", "0").err
    assert shell("user", "list").code == 1
    assert shell("check").code == 3
    assert (desk / "support.db").read_bytes() == noise


def test_a_folder_without_a_desk(shell: Shell, tmp_path: Path):
    """Every command but `init` and `restore` says how to make one, and makes nothing."""
    for command in (["run"], ["user", "list"], ["check"], ["backup", str(tmp_path / "x.tar")]):
        refused = shell(*command)
        assert refused.code == 1
        assert "support-server init" in refused.err
    assert not (tmp_path / "desk").exists()


def test_the_document_is_printed(capfdbinary: pytest.CaptureFixture[bytes]):
    """`openapi` prints JSON."""
    assert main(["openapi"]) == 0
    assert json.loads(capfdbinary.readouterr().out)["openapi"] == "3.1.0"


def test_every_command_has_a_summary():
    """Help says what each does, and no two share a name."""
    assert len({command.name for command in COMMANDS}) == len(COMMANDS)
    assert all(command.summary for command in COMMANDS)


def test_a_long_path_still_has_a_socket(tmp_path: Path):
    """A data folder deeper than a socket's address can name is reached all the same."""
    folder = DataFolder(tmp_path / ("d" * 120))
    folder.path.mkdir()
    with folder.socket_address() as address:
        assert address is not None
        assert len(os.fsencode(address)) < 100
