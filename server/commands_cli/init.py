"""`support-server init`: makes a desk with its first administrator and mailbox; never touches one that exists."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from support_tui.wire.commands import SaveAgent, SaveMailbox
from support_tui.wire.values import Role

from ..api.auth.passwords import MIN_CHARS
from ..api.resources.access import NewPassword
from ..door import open_door
from ..folder import DataFolder
from .base import Command, CommandFailed, Exit, ask_password, say

_FIRST_MAILBOX = "Support"


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--admin-name", metavar="NAME", help="the first administrator (asked for if left out)"
    )
    parser.add_argument(
        "--admin-email", metavar="ADDRESS", help="what they log in with (asked for if left out)"
    )
    parser.add_argument("--password-stdin", action="store_true", help="read the password from stdin")
    parser.add_argument(
        "--mailbox", metavar="NAME", default=_FIRST_MAILBOX, help="the first mailbox (%(default)s)"
    )


def _run(arguments: Namespace) -> Exit:
    folder: DataFolder = arguments.folder
    if folder.path.exists() and any(folder.path.iterdir()):
        raise CommandFailed(f"{folder.path} is not empty; nothing was changed.")
    name = arguments.admin_name or _asked("Name of the administrator: ")
    email = arguments.admin_email or _asked("Their e-mail address: ")
    if "@" not in email:
        raise CommandFailed(f"{email!r} is no e-mail address.", Exit.MISUSED)
    password = ask_password(from_stdin=arguments.password_stdin)
    if len(password) < MIN_CHARS:
        raise CommandFailed(f"The password needs at least {MIN_CHARS} characters.")
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.path.chmod(0o700)
    write_config(folder)
    asyncio.run(_fill(folder, name, email, password, arguments.mailbox))
    say(f"Your desk is in {folder.path}.")
    say(f"Start it:   support-server run --data {folder.path}")
    say("Look at it: support-tui")
    return Exit.DONE


def write_config(folder: DataFolder) -> None:
    """A config file that says where everything is explained; every setting has a default."""
    folder.config.write_text(_CONFIG, encoding="utf-8")
    folder.config.chmod(0o600)


_CONFIG = """\
# Settings of this desk. Every one has a default; config.example.toml of the program explains them all.
# `support-server check` says what is wrong with this file.
"""


async def _fill(folder: DataFolder, name: str, email: str, password: str, mailbox: str) -> None:
    async with open_door(folder) as door:
        admin = await door.do("init-administrator", SaveAgent(name, email, Role.ADMIN))
        await door.put(f"/api/agents/{admin.created_id}/password", NewPassword(password))
        await door.do("init-mailbox", SaveMailbox(mailbox))


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise CommandFailed("No terminal to ask: give --admin-name and --admin-email.", Exit.MISUSED)
    return input(prompt).strip()


COMMAND = Command("init", "make a new desk with its first administrator", _add_arguments, _run)
