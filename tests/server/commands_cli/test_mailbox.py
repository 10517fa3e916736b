"""`support-server mailbox`: mailboxes are made, changed and shown at the box; what they log in with is shown nowhere."""

import socket
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.peers.dovecot import Account
from tests.server.shell import Shell, Typed
from tests.waiting import wait_for

WORD = "kx7-open-sesame-q93"


@pytest.fixture
def sales(desk: Path, shell: Shell) -> Typed:
    """A mailbox with both servers and an alias."""
    made = shell(
        "mailbox", "add", "Sales", "--address", "sales@desk.example", "--alias", "shop@desk.example",
        "--imap-host", "imap.desk.example", "--imap-security", "starttls", "--smtp-host", "smtp.desk.example",
    )  # fmt: skip
    assert made.code == 0, made.err
    return made


def test_what_is_not_said_is_as_servers_have_it(sales: Typed, shell: Shell):
    """The port by the encryption, the user by the address; what is still missing is said with its command."""
    shown = shell("mailbox", "show", "sales").out
    for line in (
        "mail.imap.port = 143", "mail.imap.user = sales@desk.example", "mail.imap.folders = INBOX",
        "mail.smtp.port = 587", "mail.aliases = shop@desk.example",
    ):  # fmt: skip
        assert line in shown
    assert "support-server mailbox secret 'Sales' imap-password" in sales.out


def test_a_change_changes_what_is_given_alone(sales: Typed, shell: Shell):
    """Folders and aliases are given whole, a name means the mailbox from then on."""
    changed = shell(
        "mailbox", "set", "Sales", "--name", "Shop", "--imap-folder", "INBOX", "--imap-folder", "Returns", "--alias", "",
        "--quote-original", "off", "--signature-file", "-", "--acknowledgement", "on", "--acknowledgement-file-ar", "-",
        stdin="مع التحية\nالمتجر\n".encode(),
    )  # fmt: skip
    assert changed.code == 0, changed.err
    shown = shell("mailbox", "show", "shop").out
    assert "mail.imap.folders = INBOX, Returns" in shown
    assert "mail.imap.host = imap.desk.example" in shown
    assert "signature = مع التحية\n    المتجر" in shown
    assert "mail.aliases" not in shown
    assert "mail.quotes_original = no" in shown
    assert shell("mailbox", "set", "Shop", "--no-imap").code == 0
    assert "mail.imap" not in shell("mailbox", "show", "shop").out


def test_a_mailbox_is_switched_off_and_on(sales: Typed, shell: Shell):
    """Its settings stay; one without servers has nothing to switch."""
    assert shell("mailbox", "disable", "Sales").code == 0
    assert "IMAP imap.desk.example (off)" in shell("mailbox", "list").out
    assert shell("mailbox", "enable", "Sales").code == 0
    assert "(off)" not in shell("mailbox", "list").out
    assert "no mail server of its own" in shell("mailbox", "disable", "Support").err


def test_switching_off_says_what_is_switched_off(desk: Path, shell: Shell):
    """What it has servers of its own for, and no more."""
    assert shell("mailbox", "set", "Support", "--imap-host", "imap.desk.example").code == 0
    assert shell("mailbox", "disable", "Support").out.startswith("Support fetches nothing; ")
    assert shell("mailbox", "set", "Support", "--smtp-host", "smtp.desk.example").code == 0
    assert shell("mailbox", "enable", "Support").out.startswith("Support fetches and sends again.")
    assert "what is to be sent" in shell("mailbox", "disable", "Support").out


def test_a_mailbox_is_removed_once_it_is_said_what_that_means(sales: Typed, desk: Path, shell: Shell):
    """First nothing happens but words; what it holds goes where it is told to, out of spam and trash too."""
    raw = b"From: carla@customer.example\r\nMessage-ID: <1@x>\r\nSubject: Parcel\r\n\r\nWhere is it?"
    assert shell("deliver", "--mailbox", "Sales", stdin=raw).code == 0
    assert shell("mailbox", "secret", "Sales", "password", "--stdin", stdin=f"{WORD}\n".encode()).code == 0
    assert "holds 1 conversation" in shell("mailbox", "remove", "Sales", "--yes").err
    assert shell("mailbox", "remove", "Sales", "--move-to", "Sales").code == 1
    meant = shell("mailbox", "remove", "Sales", "--move-to", "Support")
    assert (meant.code, "With --yes" in meant.err) == (1, True)
    assert "sales@desk.example, shop@desk.example is not taken in any more" in meant.out
    assert "imap-password, smtp-password is forgotten for good" in meant.out
    assert shell("mailbox", "list").out.count("Sales") == 1
    done = shell("mailbox", "remove", "Sales", "--move-to", "Support", "--yes")
    assert (done.code, "Mailbox Sales is removed." in done.out) == (0, True), done.err
    assert "Sales" not in shell("mailbox", "list").out
    assert shell("check").code == 0
    with sqlite3.connect(desk / "support.db") as connection:
        assert connection.execute("select mailbox_id from conversation").fetchall() == [(1,)]
        assert connection.execute("select count(*) from mailbox_secret").fetchone() == (0,)


def test_what_is_wrong_is_said_and_nothing_is_changed(sales: Typed, shell: Shell, tmp_path: Path):
    """In words, by the name of the setting."""
    before = shell("mailbox", "show", "Sales").out
    wrong = shell("mailbox", "set", "Sales", "--imap-host", "imap://x")
    assert (wrong.code, "imap.host" in wrong.err) == (1, True)
    assert "--imap-host" in shell("mailbox", "set", "Support", "--imap-folder", "Returns").err
    assert shell("mailbox", "set", "Sales", "--smtp-login", "oauth2").code == 1
    assert shell("mailbox", "set", "Sales", "--signature-file", str(tmp_path / "none")).code == 1
    assert "There are: Support, Sales" in shell("mailbox", "show", "Nowhere").err
    assert shell("mailbox", "show", "Sales").out == before


def test_a_secret_comes_by_stdin_or_from_the_environment(sales: Typed, shell: Shell):
    """Never on the command line, never shown; one word can be both servers' password."""
    assert shell("mailbox", "secret", "Sales", "password", "--stdin", stdin=f"{WORD}\n".encode()).code == 0
    shown = shell("mailbox", "show", "Sales").out
    assert "imap_password is set since" in shown
    assert "smtp_password is set since" in shown
    assert WORD not in shown
    assert shell("mailbox", "secret", "Sales", "smtp-password", "--env", "SPEC_NOT_SET").code == 0
    assert "no variable SPEC_NOT_SET" in shell("mailbox", "show", "Sales").out
    assert shell("mailbox", "secret", "Sales", "password", "--forget").code == 0
    assert "_password" not in shell("mailbox", "show", "Sales").out
    assert shell("mailbox", "secret", "Sales", "password").code == 2
    assert shell("mailbox", "secret", "Sales", "password", "--stdin").code == 2


def test_a_secret_stands_nowhere(
    sales: Typed, served: dict[str, Any], desk: Path, shell: Shell, tmp_path: Path
):
    """Neither in the tables nor in what lies beside them, nor in a backup, after everything that was done with it; the running
    server has it."""
    for kind in ("password", "oauth-refresh-token", "oauth-client-secret"):
        assert shell("mailbox", "secret", "Sales", kind, "--stdin", stdin=f"{WORD}\n".encode()).code == 0
    assert shell("mailbox", "set", "Sales", "--imap-port", "993").code == 0
    assert shell("backup", str(tmp_path / "copy.tar")).code == 0
    written = [path for path in (*desk.rglob("*"), tmp_path / "copy.tar") if path.is_file()]
    assert desk / "secrets.key" in written
    for path in written:
        assert WORD.encode() not in path.read_bytes(), path
    assert (desk / "secrets.key").stat().st_mode & 0o777 == 0o600


def test_a_backup_holds_secrets_but_not_their_key(sales: Typed, desk: Path, shell: Shell, tmp_path: Path):
    """It says so, and the restored desk says what it has lost until it gets the key or new secrets."""
    assert "secrets.key" not in shell("backup", str(tmp_path / "before.tar")).out
    assert shell("mailbox", "secret", "Sales", "password", "--stdin", stdin=f"{WORD}\n".encode()).code == 0
    assert str(desk / "secrets.key") in shell("backup", str(tmp_path / "copy.tar")).out
    restored = tmp_path / "restored"
    made = shell("restore", str(tmp_path / "copy.tar"), data=restored)
    assert made.code == 0
    assert "Mailbox Sales: imap-password, smtp-password" in made.out
    assert shell("check", data=restored).code == 3
    assert "lost" in shell("mailbox", "show", "Sales", data=restored).out
    (restored / "secrets.key").write_bytes((desk / "secrets.key").read_bytes())
    assert shell("check", data=restored).code == 0


def test_a_backup_of_a_desk_without_such_secrets_is_restored(desk: Path, shell: Shell, tmp_path: Path):
    """One that was made before there were any has no table of them."""
    with sqlite3.connect(desk / "support.db") as connection:
        connection.execute("drop table mailbox_secret")
    assert shell("backup", str(tmp_path / "copy.tar")).code == 0
    assert shell("restore", str(tmp_path / "copy.tar"), data=tmp_path / "restored").code == 0


def test_a_mailbox_is_tried_at_the_box(desk: Path, account: Account, shell: Shell):
    """While the desk is not served: both ways in words, and the folders with those that are read."""
    server = account.server
    made = shell(
        "mailbox", "set", "Support", "--imap-host", "127.0.0.1", "--imap-security", "none",
        "--imap-port", str(server.port), "--imap-user", account.user,
    )  # fmt: skip
    assert made.code == 0, made.err
    refused = shell("mailbox", "test", "Support")
    assert (refused.code, "no password to log in as" in refused.out) == (1, True)
    word = f"{account.password}\n".encode()
    assert shell("mailbox", "secret", "Support", "imap-password", "--stdin", stdin=word).code == 0
    tried = shell("mailbox", "test", "Support")
    assert tried.code == 0
    assert f"Logged in as {account.user}" in tried.out
    assert "No server to hand replies over to is set" in tried.out
    assert "* INBOX" in " ".join(shell("mailbox", "folders", "Support").out.split())


def test_a_mailbox_is_tried_by_the_server(served: dict[str, Any], shell: Shell):
    """While the desk is served the server tries, from where it is; an address that is none gets no mail."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    set_up = (
        "mailbox",
        "set",
        "Support",
        "--smtp-host",
        "127.0.0.1",
        "--smtp-port",
        port,
        "--smtp-user",
        "x",
    )
    assert shell(*set_up).code == 0
    tried = shell("mailbox", "test", "Support", "--to", "ada@desk.example")
    assert tried.code == 1
    assert f"no mail server listens at port {port}" in tried.out
    assert "587 for starttls" in tried.out
    assert shell("mailbox", "test", "Support", "--to", "nobody").code == 2
    assert shell("mailbox", "folders", "Support").code == 1


def test_the_list_says_how_mail_comes_in(served: dict[str, Any], shell: Shell):
    """While the desk is served: what the line does, and what is wrong with it in words."""
    set_up = ("mailbox", "set", "Support", "--address", "help@desk.example", "--imap-host", "127.0.0.1")
    assert shell(*set_up, "--imap-port", "9", "--imap-security", "none").code == 0
    listed = wait_for(
        lambda: out if "(refused)" in (out := shell("mailbox", "list").out) else "", "it could not get in"
    )
    assert "1: There is no password to log in as help@desk.example with." in listed
