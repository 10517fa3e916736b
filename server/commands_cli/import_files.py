"""`support-server import mbox FILE | eml FILE… | jsonl FILE`: brings in what another system has kept, also while the server runs."""

import asyncio
import contextlib
import hashlib
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from support_tui.wire.commands import Accepted, SaveMailbox, SetStatus
from support_tui.wire.values import Status
from support_tui.wire.views import Mailbox

from ..api.resources.imports import ImportBatch, ImportResult
from ..core.imports import ImportedConversation
from ..core.plain import one_line
from ..door import Door, DoorProblem, Refused, open_door
from ..folder import DataFolder
from ..imports import jsonl, mails
from ..imports.reading import open_any
from .base import Command, CommandFailed, Exit, existing_folder, say

_BATCH_MESSAGES = 1_000
"""Messages in one request: large enough to be fast, small enough for the server to serve others in between."""


class Tally:
    """What became of the files: shown at the end, also of an import that was interrupted. Unreadable things are kept in `kept`."""

    def __init__(self, folder: DataFolder, noun: str) -> None:
        self._noun = noun
        self._kept = folder.path / "unreadable"
        self.created = self.existing = self.unreadable = 0

    def keep_unreadable(self, name: str, content: bytes, reason: str) -> None:
        """Put what could not be read where it can be looked at, once, however often the import is run."""
        self.unreadable += 1
        self._kept.mkdir(mode=0o700, exist_ok=True)
        path = self._kept / f"{hashlib.sha256(content).hexdigest()[:16]}-{name}"
        path.write_bytes(content)
        path.with_name(path.name + ".reason").write_text(reason + "\n", encoding="utf-8")

    def say(self) -> None:
        """Three counts, and where to find what was not read."""
        say(f"{self.created:,} {self._noun} came in, {self.existing:,} were there already.")
        if self.unreadable:
            say(
                f"{self.unreadable:,} could not be read; they are kept in {self._kept}, each with its reason."
            )


Shown = Callable[[float], None]
"""Tells how much has been done, from 0 to 1."""


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("form", choices=("mbox", "eml", "jsonl"), help="what the files are")
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="plain, or compressed with xz, gzip or bzip2"
    )
    parser.add_argument(
        "--mailbox", metavar="NAME", help="where the conversations go (default: the first mailbox)"
    )
    parser.add_argument("--closed", action="store_true", help="close what mails bring in: it is an archive")


def _run(arguments: Namespace) -> Exit:
    folder = existing_folder(arguments)
    missing = [path for path in arguments.files if not path.is_file()]
    if missing:
        raise CommandFailed(f"There is no file {missing[0]}.", Exit.MISUSED)
    tally = Tally(folder, "conversations" if arguments.form == "jsonl" else "mails")
    try:
        asyncio.run(_import(arguments, folder, tally))
    except (KeyboardInterrupt, CommandFailed, DoorProblem):
        tally.say()
        say("Not finished. Run the same command again to go on; nothing comes in twice.")
        raise
    tally.say()
    return Exit.FAILED if tally.unreadable else Exit.DONE


async def _import(arguments: Namespace, folder: DataFolder, tally: Tally) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        async with open_door(folder) as door:
            mailbox = await _mailbox(door, arguments.mailbox)
            task = progress.add_task("", total=len(arguments.files))
            for done, path in enumerate(arguments.files):
                progress.update(task, description=one_line(path.name), completed=done)

                def shown(share: float, done: int = done) -> None:
                    progress.update(task, completed=done + share)

                bring_in = _FORMS[arguments.form]
                await bring_in(door, path, mailbox, tally, shown, is_archive=arguments.closed)
            progress.update(task, completed=len(arguments.files))


async def _mailbox(door: Door, name: str | None) -> Mailbox:
    mailboxes = (await door.snapshot()).directory.mailboxes
    for mailbox in mailboxes:
        if name is None or mailbox.name.casefold() == name.casefold():
            return mailbox
    if name is not None and mailboxes:
        known = ", ".join(mailbox.name for mailbox in mailboxes)
        raise CommandFailed(f"There is no mailbox {name}. There are: {known}.", Exit.MISUSED)
    made = await door.do(f"import-mailbox-{time.time_ns()}", SaveMailbox(name="Import"))
    assert made.created_id is not None
    return Mailbox(made.created_id, "Import")


async def _import_lines(
    door: Door, path: Path, mailbox: Mailbox, tally: Tally, shown: Shown, *, is_archive: bool
) -> None:
    batch: list[ImportedConversation] = []
    with open_any(path) as opened:
        for number, line in enumerate(opened.content, 1):
            if not line.strip():
                continue
            read = jsonl.read_line(line, number, mailbox.id, time.time_ns() // 1000)
            if isinstance(read, jsonl.Unreadable):
                tally.keep_unreadable(f"{path.name}-{number}.json", line, read.reason)
                continue
            batch.append(read)
            if sum(len(conversation.messages) for conversation in batch) >= _BATCH_MESSAGES:
                await _send(door, batch, tally)
                batch = []
                shown(opened.share_read)
    await _send(door, batch, tally)


async def _send(door: Door, batch: list[ImportedConversation], tally: Tally) -> None:
    if not batch:
        return
    result = await door.post("/api/import", ImportBatch(tuple(batch)), ImportResult)
    tally.created += result.created
    tally.existing += result.existing
    by_id = {conversation.external_id: conversation for conversation in batch}
    for entry in result.refused:
        content = repr(by_id[entry.external_id]).encode()
        tally.keep_unreadable(
            f"{entry.external_id}.txt", content, f"{entry.refusal.code}: {entry.refusal.params}"
        )


async def _import_mbox(
    door: Door, path: Path, mailbox: Mailbox, tally: Tally, shown: Shown, *, is_archive: bool
) -> None:
    mbox = mails.open_mbox(path)
    if not mbox.places:
        raise CommandFailed(f"{path} is no mbox: no line in it begins a mail.", Exit.MISUSED)
    for number, place in enumerate(mbox.places, 1):
        await _hand_in(door, mbox.mail(place), mailbox, tally, f"{path.name}-{place.offset}.eml", is_archive)
        shown(number / len(mbox.places))


async def _import_mail_file(
    door: Door, path: Path, mailbox: Mailbox, tally: Tally, shown: Shown, *, is_archive: bool
) -> None:
    await _hand_in(door, mails.read_eml(path), mailbox, tally, path.name, is_archive)


async def _hand_in(
    door: Door, raw: bytes, mailbox: Mailbox, tally: Tally, name: str, is_archive: bool
) -> None:
    try:
        taken = await door.send_raw("/api/deliver", raw, Accepted, mailbox=mailbox.name, archived="true")
    except Refused as refused:
        tally.keep_unreadable(name, raw, str(refused))
        return
    if taken.was_done_before:
        tally.existing += 1
        return
    tally.created += 1
    if is_archive and taken.conversation_id is not None:
        with contextlib.suppress(Refused):
            await door.do(
                f"archive-{taken.seq}-{taken.message_id}", SetStatus(taken.conversation_id, Status.CLOSED)
            )


_FORMS: dict[str, Callable[..., Coroutine[Any, Any, None]]] = {
    "jsonl": _import_lines,
    "mbox": _import_mbox,
    "eml": _import_mail_file,
}

COMMAND = Command("import", "bring in mails or conversations from files", _add_arguments, _run)
