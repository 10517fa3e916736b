"""`support-server deliver --mailbox NAME < mail.eml`: takes one raw mail in, also while the server runs.

Made for the pipe of a mail server: it ends with 0 where the mail stands in the desk, read or not, and with 75 where the mail server is to
keep it and try again (EX_TEMPFAIL of sysexits.h).
"""

import asyncio
import sys
from argparse import ArgumentParser, Namespace
from typing import BinaryIO, Final

from support_tui.wire import limits
from support_tui.wire.commands import Accepted
from support_tui.wire.quarantine import MailProblem

from ..channels.email.standing_in import HEAD_BYTES
from ..door import DoorProblem, open_door
from ..wiring import ConfigProblem
from .base import Command, CommandFailed, Exit, complain, existing_folder, say

_CHUNK_BYTES: Final = 1024 * 1024
_WORDS: Final = {
    None: "Taken in",
    MailProblem.UNREADABLE: "It could not be read and stands there as it came",
    MailProblem.TOO_LARGE: "It is too large, and only its headers were taken in",
    MailProblem.ANSWER_REFUSED: "It came as an agent's answer, was not taken for one, and stands there",
}


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--mailbox", required=True, metavar="NAME|ADDRESS")


def _run(arguments: Namespace) -> Exit:
    raw, size_bytes = _read(sys.stdin.buffer)
    if not raw.strip():
        raise CommandFailed("There is no mail on stdin.")
    try:
        return asyncio.run(_hand_in(arguments, raw, size_bytes))
    except ConfigProblem as wrong:
        for line in wrong.lines:
            complain(line)
    except (DoorProblem, CommandFailed, OSError) as problem:
        complain(str(problem))
    return Exit.TRY_AGAIN


def _read(stream: BinaryIO) -> tuple[bytes, int]:
    """The mail and its size; of one that is larger than any desk takes, no more than the headers are kept."""
    raw = stream.read(limits.RAW_MAIL_BYTES + 1)
    size_bytes = len(raw)
    if size_bytes <= limits.RAW_MAIL_BYTES:
        return raw, size_bytes
    raw = raw[:HEAD_BYTES]
    while chunk := stream.read(_CHUNK_BYTES):
        size_bytes += len(chunk)
    return raw, size_bytes


async def _hand_in(arguments: Namespace, raw: bytes, size_bytes: int) -> Exit:
    params = {"mailbox": arguments.mailbox}
    if size_bytes > len(raw):
        params["size"] = str(size_bytes)
    async with open_door(existing_folder(arguments)) as door:
        taken = await door.send_raw("/api/deliver", raw, Accepted, **params)
    where = f"message {taken.message_id} of conversation {taken.conversation_id}"
    if taken.was_purged:
        say(f"This mail was here and was deleted for good; it is not taken in again: {where}.")
        return Exit.DONE
    say(
        f"This mail is here already: {where}."
        if taken.was_done_before
        else f"{_WORDS[taken.problem]}: {where}."
    )
    return Exit.DONE


COMMAND = Command("deliver", "take in one raw mail from stdin", _add_arguments, _run)
