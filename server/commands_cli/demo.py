"""`support-server demo`: a private desk with simulated people, gone when it ends. `support-tui demo` starts it for you."""

import asyncio
from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..demo.run import run
from .base import Command, Exit


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--ready-file", type=Path, metavar="PATH", help="where to write url, token and pid as JSON"
    )
    parser.add_argument("--leashed", action="store_true", help="end when standard input ends")
    parser.add_argument("--quiet", action="store_true", help="nobody writes or acts by themselves")


def _run(arguments: Namespace) -> Exit:
    asyncio.run(run(arguments.ready_file, is_quiet=arguments.quiet, is_leashed=arguments.leashed))
    return Exit.DONE


COMMAND = Command("demo", "a private desk to try, with simulated people", _add_arguments, _run)
