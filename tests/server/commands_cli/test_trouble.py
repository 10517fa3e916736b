"""What goes wrong at the box: folders, files, ports and databases that cannot be used are told in words, and nothing is half done."""

import os
import socket
from pathlib import Path
from typing import Any

import pytest

from server.storage.db import open_writer, sqlite
from tests.server.served import PASSWORD
from tests.server.shell import Shell

INIT = ("init", "--admin-name", "Ada", "--admin-email", "ada@desk.example", "--password-stdin")
STDIN = f"{PASSWORD}\n".encode()
MAIL = b"From: Carla <carla@customer.example>\nSubject: Parcel\nMessage-ID: <1@customer.example>\n\nWhere is it?\n"


@pytest.mark.parametrize("below", ["file", "file/desk"])
def test_a_place_that_can_hold_no_desk(shell: Shell, tmp_path: Path, below: str):
    """The path and the system's reason are told."""
    (tmp_path / "file").write_text("mine")
    for command in (INIT, ("restore", str(tmp_path / "file"))):
        refused = shell(*command, stdin=STDIN, data=tmp_path / below)
        assert refused.code == 1
        assert str(tmp_path / "file") in refused.err
    assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.parametrize(
    "address", ["ada", "a@", "@desk.example", "a b@desk.example", "a@desk.example, b@desk.example"]
)
def test_a_wrong_address_makes_no_desk(shell: Shell, tmp_path: Path, address: str):
    """It is told before anything is made."""
    refused = shell("init", "--admin-name", "Ada", "--admin-email", address, "--password-stdin", stdin=STDIN)
    assert refused.code == 2
    assert address in refused.err
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize("names", [("--admin-name", " "), ("--admin-name", "Ada", "--mailbox", " ")])
def test_a_nameless_desk_is_not_made(shell: Shell, tmp_path: Path, names: tuple[str, ...]):
    """Administrator and mailbox need a name."""
    refused = shell("init", *names, "--admin-email", "ada@desk.example", "--password-stdin", stdin=STDIN)
    assert refused.code == 2
    assert "needs a name" in refused.err
    assert not (tmp_path / "desk").exists()


def test_a_desk_that_cannot_be_finished_is_taken_away(
    shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A full disk half way leaves an empty folder as empty as it was, so that `init` can be run again."""
    (tmp_path / "desk").mkdir()
    monkeypatch.setattr("server.storage.migrate.migrations", _no_space_left)
    refused = shell(*INIT, stdin=STDIN)
    assert refused.code == 1
    assert "No space left" in refused.err
    assert list((tmp_path / "desk").iterdir()) == []


def _no_space_left() -> Any:
    raise OSError(28, "No space left on device")


def test_a_port_that_is_taken(desk: Path, shell: Shell):
    """It is told which, and where to set another."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        refused = shell("run", "--port", str(other.getsockname()[1]))
    assert refused.code == 1
    assert "taken by another program" in refused.err
    assert "--port" in refused.err


@pytest.mark.parametrize("port", ["65536", "-1", "http", ""])
def test_what_is_no_port(desk: Path, shell: Shell, capsys: pytest.CaptureFixture[str], port: str):
    """The command line is wrong, exit code 2."""
    with pytest.raises(SystemExit) as left:
        shell("run", f"--port={port}")
    assert left.value.code == 2
    assert "is no port" in capsys.readouterr().err


def test_a_host_that_is_not_this_machine(desk: Path, shell: Shell):
    """An address of somebody else (TEST-NET-1) cannot be listened at."""
    refused = shell("run", "--host", "192.0.2.1", "--port", "0", "--allow-plain-http")
    assert refused.code == 1
    assert "no address of this machine" in refused.err


def test_files_that_are_no_certificate(desk: Path, shell: Shell):
    """Found by `check`, and by `run` before anything listens."""
    noise = desk / "noise.pem"
    noise.write_text("no certificate")
    (desk / "config.toml").write_text(f'[server]\ntls_certificate = "{noise}"\ntls_key = "{noise}"\n')
    checked = shell("check")
    assert checked.code == 2
    assert "server.tls_certificate" in checked.out
    assert "server.tls_certificate" in shell("run", "--port", "0").err


def _cut(database: Path) -> None:
    os.truncate(database, database.stat().st_size // 3)


def _emptied(database: Path) -> None:
    os.truncate(database, 0)


def _overwritten(database: Path) -> None:
    content = bytearray(database.read_bytes())
    content[8_192:16_384] = os.urandom(8_192)
    database.write_bytes(content)


def _of_another_program(database: Path) -> None:
    database.unlink()
    connection = sqlite.connect(database)
    connection.execute("create table song (title text)")
    connection.close()


def _of_a_later_version(database: Path) -> None:
    writer = open_writer(database)
    writer.execute("pragma user_version = 99")
    writer.close()


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (_cut, "damaged"),
        (_emptied, "damaged"),
        (_overwritten, "damaged"),
        (_of_another_program, "foreign"),
        (_of_a_later_version, "newer"),
    ],
)
def test_a_database_that_cannot_be_used(desk: Path, shell: Shell, tmp_path: Path, damage: Any, words: str):
    """Serving, commands and backup refuse it, `check` names what it is, and its bytes stay as they were."""
    damage(desk / "support.db")
    before = (desk / "support.db").read_bytes()
    for command in (["run", "--port", "0"], ["user", "list"], ["backup", str(tmp_path / "copy.tar")]):
        refused = shell(*command)
        assert refused.code == 1, command
        assert "support.db" in refused.err
    checked = shell("check")
    assert checked.code == 3
    assert words in checked.out
    assert not (tmp_path / "copy.tar").exists()
    assert (desk / "support.db").read_bytes() == before


def test_a_backup_of_a_later_version_is_not_restored(
    desk: Path, shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """It is told before a desk is made that could not be served."""
    monkeypatch.setattr("server.storage.upkeep.archive.why_unusable", lambda path: None)
    _of_a_later_version(desk / "support.db")
    assert shell("backup", str(tmp_path / "copy.tar")).code == 0
    monkeypatch.undo()
    refused = shell("restore", str(tmp_path / "copy.tar"), data=tmp_path / "new")
    assert refused.code == 1
    assert "newer" in refused.err
    assert not (tmp_path / "new").exists()


def test_a_backup_is_restored_into_a_folder_that_is_there(desk: Path, shell: Shell, tmp_path: Path):
    """An empty folder is filled and not replaced: it may be a mount of its own."""
    assert shell("backup", str(tmp_path / "copy.tar")).code == 0
    given = tmp_path / "volume"
    given.mkdir()
    inode = given.stat().st_ino
    assert shell("restore", str(tmp_path / "copy.tar"), data=given).code == 0
    assert given.stat().st_ino == inode
    assert not list(given.glob(".restore-*"))
    assert shell("check", data=given).code == 0


def test_a_mail_that_comes_twice(desk: Path, shell: Shell):
    """The second time it is told where the first one is."""
    assert "Taken in" in shell("deliver", "--mailbox", "support", stdin=MAIL).out
    again = shell("deliver", "--mailbox", "support", stdin=MAIL)
    assert again.code == 0
    assert "here already: message 1 of conversation 1" in again.out


def test_what_is_no_mail(desk: Path, shell: Shell):
    """Nothing at all is told; of more than the desk takes the headers are taken (E8)."""
    assert "no mail" in shell("deliver", "--mailbox", "support").err
    taken = shell("deliver", "--mailbox", "support", stdin=MAIL + b"x" * 41_000_000)
    assert taken.code == 0
    assert "too large" in taken.out


def test_a_reply_that_nothing_would_send_is_found(desk: Path, shell: Shell):
    """A reply that waits and is not in the outbox is told by `check`."""
    shell("deliver", "--mailbox", "support", stdin=MAIL)
    writer = open_writer(desk / "support.db")
    writer.execute('update message set delivery = \'{"state": "queued"}\'')
    writer.close()
    checked = shell("check")
    assert checked.code == 3
    assert "waits to be sent and is not in the outbox" in checked.out
