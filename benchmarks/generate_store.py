"""Make a desk of any size: `python -m benchmarks.generate_store DIR --conversations 1000000 --messages 4000000`.

Its administrator is agent 1. The same seed makes the same desk up to now. A folder that is not empty is refused.
"""

import argparse
import asyncio
import gc
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from server.api.auth.passwords import Passwords
from server.storage.db import FILE_NAME, open_writer
from server.storage.migrate import migrate
from server.storage.tables.accounts import set_password
from server.storage.words import word_index
from server.storage.writing import project_people

from .store.batches import Batch, made_beside
from .store.made import Maker
from .store.people import directory
from .store.tables import NewTables
from .store.vocabulary import SENTENCES, Sentence, sentence_texts

ADMIN = "admin@bench.example"
PASSWORD = "correct horse battery staple"
WORTH_A_PROCESS = 10_000
"""Conversations from which on one process makes and another writes."""


def main() -> int:
    """Make the store and say how long it took."""
    arguments = _arguments()
    folder: Path = arguments.folder
    if folder.exists() and any(folder.iterdir()):
        print(f"{folder} is not empty; nothing was changed.", file=sys.stderr)
        return 1
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    begun = time.monotonic()
    # Millions of small things that hold no circles: looking for circles would take a fifth of the time.
    gc.disable()
    make_store(
        folder / FILE_NAME, arguments.conversations, arguments.messages, seed=arguments.seed,
        admin=arguments.admin_email, password=arguments.password, is_quiet=arguments.quiet,
    )  # fmt: skip
    (folder / "config.toml").touch(mode=0o600)
    size = (folder / FILE_NAME).stat().st_size / 1e6
    print(f"{arguments.conversations} conversations, {arguments.messages} messages, {size:.0f} MB", end=" ")
    print(
        f"in {time.monotonic() - begun:.0f} s; log in as {arguments.admin_email} with {arguments.password!r}"
    )
    return 0


def make_store(
    path: Path, conversations: int, messages: int, *, seed: int = 7, admin: str = ADMIN, password: str = PASSWORD,
    is_quiet: bool = True, sentences: int = SENTENCES,
) -> None:  # fmt: skip
    """A database at `path` with a desk of this size, up to now."""
    now_at = time.time_ns() // 1_000
    connection: Any = open_writer(path)
    try:
        if problem := migrate(connection, path):
            raise SystemExit(f"cannot make {path}: {problem}")
        _fill_directory(connection, admin, password, now_at)
        tables = NewTables(connection)
        wanted = (seed, sentences, now_at, conversations, messages)
        made = made_beside(batches, *wanted) if conversations >= WORTH_A_PROCESS else batches(*wanted)
        for batch in made:
            tables.write(batch)
            if not is_quiet:
                print(f"\r{batch.messages:>10} messages", end="", file=sys.stderr, flush=True)
        if not is_quiet:
            print("\r building the indexes", end="", file=sys.stderr, flush=True)
        tables.close()
        if not is_quiet:
            print("\r" + " " * 24, end="\r", file=sys.stderr, flush=True)
    finally:
        connection.close()


def batches(seed: int, sentences: int, now_at: int, conversations: int, messages: int) -> Iterator[Batch]:
    """The rows of a desk's past, in batches; pure but for the seed."""
    return Maker(_sentences(seed, sentences), now_at, seed).run(conversations, messages)


def _fill_directory(connection: Any, admin: str, password: str, now_at: int) -> None:
    for records in directory(admin):
        for record in records:
            project_people.write_record(connection, record, now_at)
    set_password(connection, 1, asyncio.run(_hashed(password)))


async def _hashed(password: str) -> str:
    passwords = Passwords(1)
    try:
        return await passwords.hash(password)
    finally:
        passwords.close()


def _sentences(seed: int, count: int) -> dict[bool, list[Sentence]]:
    english, arabic = sentence_texts(random.Random(seed), count)
    return {
        is_arabic: [Sentence(text, *word_index.indexed(text)) for text in texts]
        for is_arabic, texts in ((False, english), (True, arabic))
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the data folder to make")
    parser.add_argument("--conversations", type=int, default=100_000)
    parser.add_argument("--messages", type=int, help="default: four a conversation")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--admin-email", default=ADMIN)
    parser.add_argument("--password", default=PASSWORD)
    parser.add_argument("--quiet", action="store_true")
    arguments = parser.parse_args()
    arguments.messages = arguments.messages or 4 * arguments.conversations
    if not 0 < arguments.conversations <= arguments.messages:
        parser.error("there must be at least one message a conversation")
    return arguments


if __name__ == "__main__":
    sys.exit(main())
