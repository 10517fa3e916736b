"""Mail in by IMAP from a private Dovecot: how long until a mail is on every console, and how many a second come in from a full folder.

`python -m benchmarks.mail_in --consoles 20 --mails 60 --backlog 4000`. Mail server, desk, consoles and load share this machine, each in a
process of its own. A mail's time begins before it is handed to the mail server, and ends when the last console has it. Every console must
get every mail once; exit status 1 where that, or a limit, does not hold.

Dovecot waits half a second before it tells an idle client of a mail; the desk asks a server on its own machine by itself while somebody looks.
"""

import argparse
import multiprocessing
import random
import sys
import tempfile
import time
from pathlib import Path

import httpx

from benchmarks.desk import ChildDesk
from benchmarks.fanout import _percentiles, _receiver
from tests.peers.dovecot import HOST, Account, dovecot_program, private_dovecot

P50_LIMIT_MS = 150.0
IMPORT_LIMIT = 200.0
_WORDS = "It was to arrive on Monday, and the shop does not answer. " * 20


def add_mailbox(desk: ChildDesk, account: Account, name: str, begin: str) -> None:
    """Have the desk fetch from an account; it does so when it is started next, or at once."""
    where = ("--imap-host", HOST, "--imap-port", str(account.server.port), "--imap-security", "none")
    desk.command(
        "mailbox", "add", name, "--address", f"{account.user}@desk.example",
        "--imap-user", account.user, "--imap-begin", begin, *where,
    )  # fmt: skip
    desk.command("mailbox", "secret", name, "imap-password", "--stdin", stdin=account.password + "\n")


def _arrivals(desk: ChildDesk, account: Account, consoles: int, mails: int) -> bool:
    """Mails one at a time, at uneven intervals."""
    ours, theirs = multiprocessing.Pipe()
    receiver = multiprocessing.Process(
        target=_receiver, args=(desk.url, desk.login(), consoles, mails, theirs)
    )
    receiver.start()
    assert ours.recv() == "ready"
    time.sleep(4)
    chance, sent = random.Random(1), []
    for number in range(mails):
        mail = account.mail("Where is my parcel?", f"bench {number} {_WORDS}")
        sent.append(time.monotonic())
        account.deliver(mail)
        time.sleep(chance.uniform(0.2, 0.8))
    ours.send(20.0)
    last, times, gaps = ours.recv()
    receiver.join()
    wrong = sum(1 for count in times if count != consoles)
    took = [arrived - handed for arrived, handed in zip(last, sent, strict=True) if arrived]
    p50_ms = sorted(took)[len(took) // 2] * 1000 if took else float("inf")
    is_kept = p50_ms <= P50_LIMIT_MS and not wrong and not gaps
    print(_percentiles(f"{mails} mails to {consoles} consoles, from delivery to the last console", took))
    print(f"  not at all consoles, or twice: {wrong}; gaps: {gaps}")
    print(f"  p50 at most {P50_LIMIT_MS:g} ms: {'holds' if is_kept else 'DOES NOT HOLD'}", flush=True)
    return is_kept


def _backlog(desk: ChildDesk, account: Account, mails: int) -> bool:
    """A folder that is full when the mailbox is added."""
    account.deliver(*(account.mail(f"Parcel {number}", f"{number} {_WORDS}") for number in range(mails)))
    headers = {"Authorization": f"Bearer {desk.login()}"}
    with httpx.Client(base_url=desk.url, headers=headers, timeout=30) as http:
        before = _count(http)
        add_mailbox(desk, account, "Full", "all")
        start = time.monotonic()
        first_s = 0.0
        while (here := _count(http) - before) < mails and time.monotonic() - start < 300:
            if here and not first_s:
                first_s = time.monotonic()
            time.sleep(0.05)
    rate = here / (time.monotonic() - (first_s or start))
    is_kept = here == mails and rate >= IMPORT_LIMIT
    print(f"{here:,} of {mails:,} mails of a full folder taken in, {rate:,.0f} a second")
    print(f"  at least {IMPORT_LIMIT:g} a second: {'holds' if is_kept else 'DOES NOT HOLD'}", flush=True)
    return is_kept


def _count(http: httpx.Client) -> int:
    count: int = http.get("/api/counts").json()["by_queue"].get("all", 0)
    return count


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--consoles", type=int, default=20)
    parser.add_argument("--mails", type=int, default=60)
    parser.add_argument("--backlog", type=int, default=4000)
    options = parser.parse_args()
    program = dovecot_program()
    if program is None:
        print("no Dovecot on this machine: install dovecot-imapd and dovecot-lmtpd")
        return 2
    with tempfile.TemporaryDirectory(prefix="support-mail-in-") as folder, private_dovecot(program) as server:
        desk = ChildDesk(Path(folder) / "desk")
        desk.init()
        watched = server.account()
        add_mailbox(desk, watched, "Watched", "new")
        desk.start()
        try:
            is_kept = _arrivals(desk, watched, options.consoles, options.mails)
            return 0 if _backlog(desk, server.account(), options.backlog) and is_kept else 1
        finally:
            desk.stop()


if __name__ == "__main__":
    sys.exit(main())
