"""What a subcommand is, and the words and exit codes they share."""

import getpass
import re
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import Final, NamedTuple

import msgspec

from ..core.plain import one_line
from ..folder import DataFolder, default_folder

#: What JSON leaves as it is, although a terminal obeys it.
_ACTING: Final = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Exit(IntEnum):
    """The exit codes of every subcommand."""

    DONE = 0
    FAILED = 1
    """It was understood and not done; the reason stands on stderr."""
    MISUSED = 2
    """The command line or the config file is wrong."""
    UNHEALTHY = 3
    """`check` found something."""
    TRY_AGAIN = 75
    """A mail was not taken in: whoever has it is to keep it and to try again (EX_TEMPFAIL of sysexits.h)."""


class Command(NamedTuple):
    """One subcommand; `run` gets the parsed arguments, with the data folder as `folder`."""

    name: str
    summary: str
    add_arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], Exit]


class CommandFailed(Exception):
    """Ends a subcommand with words for people; `code` is its exit code."""

    def __init__(self, words: str, code: Exit = Exit.FAILED) -> None:
        super().__init__(words)
        self.code = code


def add_folder(parser: ArgumentParser, *, is_nested: bool = False) -> None:
    """The option that every subcommand takes, and each verb of a subcommand (`is_nested`) as well."""
    folder = default_folder()
    parser.add_argument(
        "--data",
        dest="folder",
        metavar="DIR",
        type=lambda text: DataFolder(Path(text).expanduser().absolute()),
        default=SUPPRESS if is_nested else folder,
        help=f"the desk's data folder (default: {folder.path})",
    )


def existing_folder(arguments: Namespace) -> DataFolder:
    """The folder, in which a desk has been made. Raises CommandFailed."""
    folder: DataFolder = arguments.folder
    if not folder.exists:
        raise CommandFailed(
            f"There is no desk in {folder.path}. Make one with: support-server init --data {folder.path}"
        )
    return folder


def ask_password(*, from_stdin: bool) -> str:
    """A password by prompt, twice, or as the first line of stdin; never from the command line. Raises CommandFailed."""
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise CommandFailed(
            "No terminal to ask for the password: give it on stdin with --password-stdin.", Exit.MISUSED
        )
    password = getpass.getpass("Password: ")
    if getpass.getpass("Again: ") != password:
        raise CommandFailed("The two passwords differ.")
    return password


def ask_secret(what: str, *, from_stdin: bool) -> str:
    """Something secret by prompt, or as the first line of stdin; never from the command line. Raises CommandFailed."""
    if not from_stdin and not sys.stdin.isatty():
        raise CommandFailed("No terminal to ask: give it on stdin with --stdin.", Exit.MISUSED)
    value = sys.stdin.readline().rstrip("\r\n") if from_stdin else getpass.getpass(f"{what}: ")
    if not value:
        raise CommandFailed("Nothing was given, so nothing was changed.", Exit.MISUSED)
    return value


def say(text: str) -> None:
    """A line of output; what came from outside loses everything that could act on a terminal (E32)."""
    print(one_line(text), flush=True)


def say_json(value: object) -> None:
    """One line of JSON. A program wants everything; what could act on a terminal is the same in JSON when it is escaped (E32)."""
    text = msgspec.json.encode(value).decode()
    print(_ACTING.sub(lambda found: f"\\u{ord(found[0]):04x}", text), flush=True)


def say_table(rows: list[tuple[str, ...]]) -> None:
    """Rows in columns, as wide as they need to be."""
    clean = [tuple(one_line(cell) for cell in row) for row in rows]
    widths = [max(len(row[column]) for row in clean) for column in range(len(clean[0]))] if clean else []
    for row in clean:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def complain(text: str) -> None:
    """A line on stderr."""
    print(f"support-server: {one_line(text)}", file=sys.stderr, flush=True)
