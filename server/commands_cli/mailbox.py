"""`support-server mailbox …`: the boxes that conversations lie in."""

import asyncio
import secrets
from argparse import ArgumentParser, Namespace

from support_tui.wire.commands import SaveMailbox

from ..door import open_door
from .base import Command, Exit, add_folder, existing_folder, say, say_table


def _add_arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    add = verbs.add_parser("add", help="add a mailbox")
    add.add_argument("name")
    add.add_argument("--address", default="", help="the mail address that replies come from")
    verbs.add_parser("list", help="all mailboxes")
    for verb in verbs.choices.values():
        add_folder(verb, is_nested=True)


def _run(arguments: Namespace) -> Exit:
    return asyncio.run(_reach(arguments))


async def _reach(arguments: Namespace) -> Exit:
    async with open_door(existing_folder(arguments)) as door:
        if arguments.verb == "add":
            made = await door.do(secrets.token_hex(16), SaveMailbox(arguments.name, arguments.address))
            say(f"Mailbox {arguments.name} is number {made.created_id}.")
            return Exit.DONE
        rows: list[tuple[str, ...]] = [("ID", "NAME", "ADDRESS", "REPLIES")]
        for mailbox in (await door.snapshot()).directory.mailboxes:
            replies = "leave by mail" if mailbox.can_send else "not sent: no channel"
            rows.append((str(mailbox.id), mailbox.name, mailbox.address, replies))
        say_table(rows)
    return Exit.DONE


COMMAND = Command("mailbox", "mailboxes: add, list", _add_arguments, _run)
