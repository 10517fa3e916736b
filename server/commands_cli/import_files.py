"""`support-server import mbox FILE | eml FILE… | jsonl FILE`: brings in what another system has kept, also while the server runs."""

import asyncio
import contextlib
import hashlib
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any, NamedTuple

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from support_tui.wire import limits
from support_tui.wire.commands import Accepted, SaveMailbox, SetStatus
from support_tui.wire.refusals import RefusalCode
from support_tui.wire.values import Status
from support_tui.wire.views import Mailbox
from support_tui.wire.wording import wording

from ..api.resources.imports import ImportBatch, ImportResult
from ..channels.email.intake import NOT_FOR_ITS_CONTENT
from ..channels.email.standing_in import HEAD_BYTES
from ..core.imports import ImportedConversation
from ..core.plain import one_line
from ..door import Door, DoorProblem, Refused, open_door
from ..folder import DataFolder
from ..imports import jsonl, mails
from ..imports.reading import DamagedFile, open_any
from .base import Command, CommandFailed, Exit, complain, existing_folder, say

_BATCH_MESSAGES = 1_000
"""Messages in one request: large enough to be fast, small enough for the server to serve others in between."""


_BATCH_BYTES = 8_000_000
"""And no more than this, so that only a single conversation can be larger than the server takes."""


class Tally:
    """What became of the files: shown at the end, also of an import that was interrupted. Unreadable things are kept in `kept`."""

    def __init__(self, folder: DataFolder, noun: str) -> None:
        self._noun = noun
        self._kept = folder.path / "unreadable"
        self.created = self.existing = self.unreadable = 0
        self.not_whole = 0
        """Mails that stand in the desk without having been read whole."""
        self._damaged: list[str] = []

    def keep_unreadable(self, name: str, content: bytes, reason: str) -> None:
        """Put what could not be read where it can be looked at, once, however often the import is run."""
        self.unreadable += 1
        self._kept.mkdir(mode=0o700, exist_ok=True)
        path = self._kept / f"{hashlib.sha256(content).hexdigest()[:16]}-{name}"
        path.write_bytes(content)
        path.with_name(path.name + ".reason").write_text(reason + "\n", encoding="utf-8")

    def tell_damaged(self, path: Path, reason: str) -> None:
        """A file that cannot be read, or not to its end."""
        self._damaged.append(f"{path} could not be read to its end: {reason}")

    @property
    def is_complete(self) -> bool:
        """Whether everything there was has been read."""
        return not (self.unreadable or self._damaged)

    def say(self) -> None:
        """Three counts, where to find what was not read, and the files that are damaged themselves."""
        for words in self._damaged:
            complain(words)
        say(f"{self.created:,} {self._noun} came in, {self.existing:,} were there already.")
        if self.not_whole:
            say(f"{self.not_whole:,} of them could not be read whole; each stands in the desk and says why.")
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
    except (KeyboardInterrupt, DoorProblem, OSError):
        tally.say()
        say("Not finished. Run the same command again to go on; nothing comes in twice.")
        raise
    tally.say()
    return Exit.DONE if tally.is_complete else Exit.FAILED


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
                try:
                    await bring_in(door, path, mailbox, tally, shown, is_archive=arguments.closed)
                except DamagedFile as damage:
                    tally.tell_damaged(path, str(damage))
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


class _Line(NamedTuple):
    """A line that was read, as it stands in the file too: what the desk refuses is kept, to be put right and brought in again."""

    conversation: ImportedConversation
    raw: bytes
    name: str


async def _import_lines(
    door: Door, path: Path, mailbox: Mailbox, tally: Tally, shown: Shown, *, is_archive: bool
) -> None:
    batch: list[_Line] = []
    messages = size = 0
    try:
        with open_any(path) as opened:
            for number, line in enumerate(opened.content, 1):
                if not line.strip():
                    continue
                read = jsonl.read_line(line, number, mailbox.id, time.time_ns() // 1000)
                if isinstance(read, jsonl.Unreadable):
                    tally.keep_unreadable(f"{path.name}-{number}.json", line, read.reason)
                    continue
                batch.append(_Line(read, line, f"{path.name}-{number}.json"))
                messages, size = messages + len(read.messages), size + len(line)
                if messages >= _BATCH_MESSAGES or size >= _BATCH_BYTES:
                    await _send(door, batch, tally)
                    batch, messages, size = [], 0, 0
                    shown(opened.share_read)
    except DamagedFile:
        await _send(door, batch, tally)  # what was whole in a file that is cut short
        raise
    await _send(door, batch, tally)


async def _send(door: Door, batch: list[_Line], tally: Tally) -> None:
    if not batch:
        return
    conversations = ImportBatch(tuple(line.conversation for line in batch))
    try:
        result = await door.post("/api/import", conversations, ImportResult)
    except Refused as refused:
        if refused.code != RefusalCode.TOO_LARGE or len(batch) > 1:
            raise
        tally.keep_unreadable(batch[0].name, batch[0].raw, str(refused))
        return
    tally.created += result.created
    tally.existing += result.existing
    by_id = {line.conversation.external_id: line for line in batch}
    for entry in result.refused:
        line = by_id[entry.external_id]
        tally.keep_unreadable(line.name, line.raw, wording(entry.refusal))


async def _import_mbox(
    door: Door, path: Path, mailbox: Mailbox, tally: Tally, shown: Shown, *, is_archive: bool
) -> None:
    with mails.open_mbox(path) as mbox:
        if not mbox.places:
            raise DamagedFile("it is no mbox, no line in it begins a mail.")
        for number, place in enumerate(mbox.places, 1):
            name = f"{path.name}-{place.offset}.eml"
            await _hand_in(door, mbox.mail(place), mailbox, tally, name, is_archive)
            shown(number / len(mbox.places))


async def _import_mail_file(
    door: Door, path: Path, mailbox: Mailbox, tally: Tally, shown: Shown, *, is_archive: bool
) -> None:
    await _hand_in(door, mails.read_eml(path), mailbox, tally, path.name, is_archive)


async def _hand_in(
    door: Door, raw: bytes, mailbox: Mailbox, tally: Tally, name: str, is_archive: bool
) -> None:
    try:
        size = {"size": str(len(raw))} if len(raw) > limits.RAW_MAIL_BYTES else {}
        sent = raw[:HEAD_BYTES] if size else raw
        taken = await door.send_raw(
            "/api/deliver", sent, Accepted, mailbox=mailbox.name, archived="true", **size
        )
    except Refused as refused:
        if refused.code in NOT_FOR_ITS_CONTENT:
            raise
        tally.keep_unreadable(name, raw, str(refused))
        return
    if taken.was_done_before:
        tally.existing += 1
        return
    tally.created += 1
    if taken.problem is not None:
        tally.not_whole += 1
        return
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
