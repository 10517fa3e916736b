"""Kill the server with SIGKILL at random moments while mail comes in by IMAP, and prove that every mail is there once.

A private Dovecot gets mails all the time: alone and in lots, some of them twice, some with the identity of another, some as a second copy in
another folder. After every kill the mails that were delivered go on to come in; at the end all of them are counted in the tables.

`python -m benchmarks.crash_mail --rounds 100`. Exit status 1 when a mail is missing or doubled, with which.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

from benchmarks.desk import ChildDesk
from benchmarks.mail_in import add_mailbox
from tests.peers.dovecot import Account, dovecot_program, private_dovecot

_STILL_S = 30.0
"""When nothing more has come in for so long, nothing more will."""
_TEXTS = "select text from message where kind = 'inbound'"


class World:
    """Delivers until it is told to stop. `delivered` are the words of every mail that was handed over for good, no two alike."""

    def __init__(self, account: Account, chance: random.Random) -> None:
        self._account = account
        self._chance = chance
        self._is_over = threading.Event()
        self.delivered: list[str] = []
        self.thread = threading.Thread(target=self._run, daemon=True)

    def stop(self) -> None:
        """Deliver no more."""
        self._is_over.set()
        self.thread.join()

    def _run(self) -> None:
        while not self._is_over.is_set():
            lot = [self._mail() for _ in range(self._chance.choice((1, 1, 1, 2, 5, 40)))]
            self._account.deliver(*(mail for _, mail in lot))
            if self._chance.random() < 0.3:
                self._account.deliver(lot[0][1])
            self.delivered += [words for words, _ in lot]
            time.sleep(self._chance.uniform(0.05, 0.5))

    def _mail(self) -> tuple[str, bytes]:
        words = f"Mail {len(self.delivered)} {self._chance.getrandbits(64):016x}"
        twin = f"twin{self._chance.randrange(50)}@customer.example" if self._chance.random() < 0.2 else ""
        return words, self._account.mail("Where is my parcel?", words, message_id=twin)


def _here(data: Path) -> Counter[str]:
    connection = sqlite3.connect(f"file:{data / 'support.db'}?mode=ro", uri=True)
    try:
        return Counter(str(text).strip() for (text,) in connection.execute(_TEXTS))
    finally:
        connection.close()


def _rounds(desk: ChildDesk, world: World, chance: random.Random, rounds: int) -> None:
    for number in range(1, rounds + 1):
        desk.start()
        time.sleep(chance.uniform(0.05, 2.0))
        desk.kill()
        if number % 10 == 0 or number == rounds:
            here = _here(desk.data)
            print(
                f"round {number}: {len(world.delivered):,} delivered, {here.total():,} here, "
                f"{sum(1 for count in here.values() if count > 1)} doubled",
                flush=True,
            )


def _verdict(desk: ChildDesk, world: World) -> int:
    """Let the rest come in, and count."""
    world.stop()
    desk.start()
    try:
        count, since_s = 0, time.monotonic()
        while count < len(world.delivered) and time.monotonic() - since_s < _STILL_S:
            time.sleep(0.5)
            if (now := len(_here(desk.data))) > count:
                count, since_s = now, time.monotonic()
        time.sleep(1)
    finally:
        desk.stop()
    here = _here(desk.data)
    missing = [words for words in world.delivered if not here[words]]
    doubled = [words for words, count in here.items() if count > 1]
    strangers = here.keys() - set(world.delivered)
    print(
        f"{len(world.delivered):,} mails delivered, {here.total():,} here; check: {desk.command('check').strip()}"
    )
    print(
        f"missing {len(missing)} {missing[:3]}, doubled {len(doubled)} {doubled[:3]}, unknown {len(strangers)}"
    )
    is_kept = not (missing or doubled or strangers)
    print("every mail exactly once: " + ("holds" if is_kept else "DOES NOT HOLD"))
    return 0 if is_kept else 1


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--seed", type=int, default=time.time_ns() % 2**32)
    options = parser.parse_args()
    program = dovecot_program()
    if program is None:
        print("no Dovecot on this machine: install dovecot-imapd and dovecot-lmtpd")
        return 2
    print(f"seed {options.seed}", flush=True)
    chance = random.Random(options.seed)
    with (
        tempfile.TemporaryDirectory(prefix="support-crash-mail-") as folder,
        private_dovecot(program) as server,
    ):
        desk, account = ChildDesk(Path(folder) / "desk"), server.account()
        desk.init()
        add_mailbox(desk, account, "Watched", "all")
        world = World(account, chance)
        world.thread.start()
        _rounds(desk, world, chance, options.rounds)
        return _verdict(desk, world)


if __name__ == "__main__":
    sys.exit(main())
