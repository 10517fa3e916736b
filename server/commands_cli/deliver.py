"""`support-server deliver --mailbox NAME < mail.eml`: takes one raw mail in, also while the server runs."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from support_tui.wire import limits
from support_tui.wire.commands import Accepted

from ..door import open_door
from .base import Command, CommandFailed, Exit, existing_folder, say


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--mailbox", required=True, metavar="NAME")


def _run(arguments: Namespace) -> Exit:
    raw = sys.stdin.buffer.read(limits.RAW_MAIL_BYTES + 1)
    if len(raw) > limits.RAW_MAIL_BYTES:
        raise CommandFailed(f"The mail is longer than {limits.RAW_MAIL_BYTES} bytes.")
    if not raw.strip():
        raise CommandFailed("There is no mail on stdin.")
    return asyncio.run(_hand_in(arguments, raw))


async def _hand_in(arguments: Namespace, raw: bytes) -> Exit:
    async with open_door(existing_folder(arguments)) as door:
        taken = await door.send_raw("/api/deliver", raw, Accepted, mailbox=arguments.mailbox)
    if taken.was_done_before:
        say(f"This mail is here already: message {taken.message_id} of conversation {taken.conversation_id}.")
    else:
        say(f"Taken in as message {taken.message_id} of conversation {taken.conversation_id}.")
    return Exit.DONE


COMMAND = Command("deliver", "take in one raw mail from stdin", _add_arguments, _run)
