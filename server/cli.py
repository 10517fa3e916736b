"""The command line of the server: finds the subcommand and turns its failures into words and exit codes.

Exit codes: 0 done, 1 not done (the reason stands on stderr), 2 wrong command line or config file, 3 `check` found something,
75 a mail was not taken in and is to be kept and handed in again.
"""

import os
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence

from .commands_cli import (
    backup,
    check,
    deliver,
    demo,
    import_files,
    init,
    mail,
    mailbox,
    openapi,
    restore,
    run,
    user,
)
from .commands_cli.base import Command, CommandFailed, Exit, add_folder, complain
from .door import DoorProblem
from .logs import start_logging
from .wiring import ConfigProblem, version

#: Every subcommand, in the order that help shows them.
COMMANDS: tuple[Command, ...] = (
    init.COMMAND,
    run.COMMAND,
    user.COMMAND,
    mailbox.COMMAND,
    deliver.COMMAND,
    mail.COMMAND,
    import_files.COMMAND,
    check.COMMAND,
    backup.COMMAND,
    restore.COMMAND,
    openapi.COMMAND,
    demo.COMMAND,
)

_ABOUT = """The desk behind support-tui: keeps every conversation, takes mail in, sends replies, serves the consoles.

Exit codes: 0 done, 1 not done (the reason stands on stderr), 2 wrong command line or config file, 3 check found something,
75 a mail was not taken in and is to be kept and handed in again.
"""

_INTERRUPTED = 130
"""As shells say it: 128 and the number of SIGINT."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; gives its exit code."""
    arguments = _parser().parse_args(argv)
    os.umask(0o077)
    start_logging("error")
    try:
        code: Exit = arguments.command.run(arguments)
    except ConfigProblem as wrong:
        for line in wrong.lines:
            complain(line)
        return Exit.MISUSED
    except CommandFailed as failure:
        complain(str(failure))
        return failure.code
    except DoorProblem as problem:
        complain(str(problem))
        return Exit.FAILED
    except OSError as error:
        complain(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return Exit.FAILED
    except (KeyboardInterrupt, EOFError):  # Ctrl+C; Ctrl+D where something was asked
        return _INTERRUPTED
    return code


def _parser() -> ArgumentParser:
    parser = ArgumentParser("support-server", description=_ABOUT, formatter_class=RawDescriptionHelpFormatter)
    parser.add_argument("--version", action="version", version=f"%(prog)s {version()}")
    subparsers = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        subparser = subparsers.add_parser(command.name, help=command.summary, description=command.summary)
        command.add_arguments(subparser)
        add_folder(subparser)
        subparser.set_defaults(command=command)
    return parser
