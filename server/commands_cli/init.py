"""`support-server init`: makes a desk with its first administrator and mailbox; never touches one that exists."""

import asyncio
import sys
from argparse import ArgumentParser, Namespace

from support_tui.wire.commands import SaveAgent, SaveMailbox
from support_tui.wire.values import Role

from ..api.auth.passwords import MIN_CHARS
from ..api.resources.access import NewPassword
from ..core.addresses import is_address
from ..core.plain import one_line
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
    mailbox = _named(arguments.mailbox, "The first mailbox")
    name = _named(arguments.admin_name or _asked("Name of the administrator: "), "The administrator")
    email = arguments.admin_email or _asked("Their e-mail address: ")
    if not is_address(email):
        raise CommandFailed(f"{email!r} is no e-mail address.", Exit.MISUSED)
    password = ask_password(from_stdin=arguments.password_stdin)
    if len(password) < MIN_CHARS:
        raise CommandFailed(f"The password needs at least {MIN_CHARS} characters.")
    _make(folder, SaveAgent(name, email, Role.ADMIN), password, SaveMailbox(mailbox))
    say(f"Your desk is in {folder.path}.")
    say(f"Start it:   support-server run --data {folder.path}")
    say("Look at it: support-tui")
    return Exit.DONE


def _named(name: str, whose: str) -> str:
    if not one_line(name):
        raise CommandFailed(f"{whose} needs a name.", Exit.MISUSED)
    return name


def _make(folder: DataFolder, admin: SaveAgent, password: str, mailbox: SaveMailbox) -> None:
    """Whole or not at all: what was begun is taken away again when it cannot be finished. Raises DoorProblem, OSError."""
    is_given = folder.path.exists()
    folder.path.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        folder.path.chmod(0o700)
        write_config(folder)
        asyncio.run(_fill(folder, admin, password, mailbox))
    except BaseException:
        for path in folder.path.iterdir():
            path.unlink()
        if not is_given:
            folder.path.rmdir()
        raise


def write_config(folder: DataFolder) -> None:
    """A config file that says where everything is explained; every setting has a default."""
    folder.config.write_text(_CONFIG, encoding="utf-8")
    folder.config.chmod(0o600)


_CONFIG = """\
# Settings of this desk. Every one has a default; config.example.toml of the program explains them all.
# `support-server check` says what is wrong with this file.
"""


async def _fill(folder: DataFolder, admin: SaveAgent, password: str, mailbox: SaveMailbox) -> None:
    async with open_door(folder) as door:
        made = await door.do("init-administrator", admin)
        await door.put(f"/api/agents/{made.created_id}/password", NewPassword(password))
        await door.do("init-mailbox", mailbox)


def _asked(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise CommandFailed("No terminal to ask: give --admin-name and --admin-email.", Exit.MISUSED)
    return input(prompt).strip()


COMMAND = Command("init", "make a new desk with its first administrator", _add_arguments, _run)
