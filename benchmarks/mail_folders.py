"""Mail into folders that are not the watched one: how long until it is in the desk, with a server that tells of them (NOTIFY) and one that does not.

`python -m benchmarks.mail_folders --folders 8 --mails 12`. A private Dovecot, one mailbox with so many folders, one connection; nobody looks
at the desk, so that the server is not asked more often than it would be elsewhere. Every mail must come in once.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.desk import ChildDesk
from benchmarks.fanout import _percentiles
from tests.peers.dovecot import HOST, Account, Dovecot, dovecot_program, private_dovecot

TOLD_LIMIT_S = 3.0
"""Dovecot waits half a second before it tells of anything, and the desk looks at a server on its own machine every two at least."""
ASKED_LIMIT_S = 13.0
_QUIET = "IMAP4rev1 UIDPLUS LITERAL+ IDLE QUOTA"


def _add(desk: ChildDesk, account: Account, name: str, folders: list[str]) -> None:
    named = [word for folder in folders for word in ("--imap-folder", folder)]
    desk.command(
        "mailbox", "add", name, "--address", f"{account.user}@desk.example", "--imap-host", HOST, "--imap-user", account.user,
        "--imap-port", str(account.server.port), "--imap-security", "none", "--imap-begin", "all", *named,
    )  # fmt: skip
    desk.command("mailbox", "secret", name, "imap-password", "--stdin", stdin=account.password + "\n")


def _is_here(data: Path, words: str) -> bool:
    connection = sqlite3.connect(f"file:{data / 'support.db'}?mode=ro", uri=True)
    try:
        found = connection.execute("select count(*) from message where title = ?", (words,)).fetchone()
        return bool(found[0])
    finally:
        connection.close()


def _arrivals(desk: ChildDesk, account: Account, folders: list[str], mails: int, label: str) -> list[float]:
    chance, took = random.Random(1), []
    for number in range(mails):
        words = f"{label} {number}"
        folder = folders[1 + number % (len(folders) - 1)]
        begun = time.monotonic()
        account.append(account.mail(words, "In a folder of its own."), folder)
        while not _is_here(desk.data, words) and time.monotonic() - begun < 120:
            time.sleep(0.02)
        took.append(time.monotonic() - begun)
        time.sleep(chance.uniform(0.2, 3.0))
    return took


def _measured(
    desk: ChildDesk, server: Dovecot, label: str, limit_s: float, options: argparse.Namespace
) -> bool:
    account = server.account()
    folders = ["INBOX", *(f"Folder{number}" for number in range(1, options.folders))]
    with account.imap() as client:
        for folder in folders[1:]:
            client.create(f'"{folder}"')
    _add(desk, account, label, folders)
    account.deliver(account.mail(f"{label} begins"))
    while not _is_here(desk.data, f"{label} begins"):
        time.sleep(0.1)
    took = _arrivals(desk, account, folders, options.mails, label)
    print(_percentiles(f"{label}: {options.mails} mails into {options.folders - 1} folders", took))
    is_kept = max(took) <= limit_s
    print(f"  all within {limit_s:g} s: {'holds' if is_kept else 'DOES NOT HOLD'}", flush=True)
    return is_kept


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--folders", type=int, default=8)
    parser.add_argument("--mails", type=int, default=12)
    options = parser.parse_args()
    program = dovecot_program()
    if program is None:
        print("no Dovecot on this machine: install dovecot-imapd and dovecot-lmtpd")
        return 2
    with tempfile.TemporaryDirectory(prefix="support-folders-") as folder, private_dovecot(program) as server:
        desk = ChildDesk(Path(folder) / "desk")
        desk.init()
        desk.start()
        try:
            is_told = _measured(desk, server, "Told", TOLD_LIMIT_S, options)
            server.restart(imap_capability=_QUIET)
            return 0 if _measured(desk, server, "Asked", ASKED_LIMIT_S, options) and is_told else 1
        finally:
            desk.stop()


if __name__ == "__main__":
    sys.exit(main())
