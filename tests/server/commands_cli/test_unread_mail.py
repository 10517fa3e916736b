"""At the box: mail that is handed in by a pipe is taken or kept by the mail server, and what could not be read is read again."""

from pathlib import Path

import pytest

from server.channels.email import intake
from server.channels.email.reading import Mail
from server.commands_cli import deliver
from support_tui.wire import limits
from tests.server.shell import Shell

MAIL = b"From: Carla <carla@customer.example>\nSubject: Parcel\nMessage-ID: <1@customer.example>\n\nWhere is it?\n"


@pytest.fixture
def stumbling(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing can be read."""

    def stumble(raw: bytes) -> Mail:
        raise ValueError("an unheard-of mail")

    defaults = intake.MailIntake.__init__.__kwdefaults__
    monkeypatch.setitem(defaults, "read", stumble)
    return monkeypatch


def test_what_cannot_be_read_is_taken_and_read_again(desk: Path, shell: Shell, stumbling: pytest.MonkeyPatch):
    """The pipe is told that it is there; it is listed, and read again by number or all at once (E7)."""
    assert shell("mail", "unread").out == "Every mail could be read.\n"
    taken = shell("deliver", "--mailbox", "support", stdin=MAIL)
    assert (taken.code, taken.err) == (0, "")
    assert "could not be read and stands there as it came: message 1 of conversation 1" in taken.out
    assert "#1  Could not be read: Parcel" in shell("mail", "unread").out
    still = shell("mail", "retry", "1")
    assert (still.code, still.out) == (1, "#1 still cannot be read.\n")
    stumbling.undo()
    assert shell("mail", "retry", "--all").out == "#1 was read: conversation #1.\n"
    assert shell("mail", "retry", "--all").out == "Every mail could be read.\n"
    assert shell("check").code == 0


def test_reading_again_needs_to_be_told_what(desk: Path, shell: Shell):
    """Nothing is done by accident, and numbers that mean no such mail are told."""
    assert shell("mail", "retry").code == 2
    assert "unread mail" in shell("mail", "retry", "7").err


def test_an_import_takes_what_cannot_be_read(
    desk: Path, shell: Shell, stumbling: pytest.MonkeyPatch, tmp_path: Path
):
    """It stands in the desk like any other, and the end says how many."""
    (tmp_path / "parcel.eml").write_bytes(MAIL)
    done = shell("import", "eml", str(tmp_path / "parcel.eml"))
    assert done.code == 0
    assert "1 of them could not be read whole" in done.out


def test_without_a_desk_the_mail_server_keeps_the_mail(shell: Shell, tmp_path: Path):
    """The code is the one by which pipes say: try again."""
    kept = shell("deliver", "--mailbox", "support", stdin=MAIL, data=tmp_path / "nowhere")
    assert kept.code == 75
    assert "There is no desk" in kept.err


def test_on_a_full_disk_the_mail_server_keeps_the_mail(
    desk: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch
):
    """Nothing is taken in half."""

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("server.storage.blobs.Blobs._write", full)
    assert shell("deliver", "--mailbox", "support", stdin=MAIL).code == 75
    monkeypatch.undo()
    assert shell("deliver", "--mailbox", "support", stdin=MAIL).code == 0


def test_a_mail_larger_than_any_desk_takes(desk: Path, shell: Shell, monkeypatch: pytest.MonkeyPatch):
    """It is not held in memory, and stands there with its headers (E8)."""
    monkeypatch.setattr(limits, "RAW_MAIL_BYTES", 1_000)
    monkeypatch.setattr(deliver, "HEAD_BYTES", 500)
    taken = shell("deliver", "--mailbox", "support", stdin=MAIL + b"x" * 5_000)
    assert "only its headers were taken in" in taken.out
