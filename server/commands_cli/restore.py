"""`support-server restore FILE`: makes a desk of a backup, in a data folder that is empty."""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from ..folder import DataFolder
from ..storage.upkeep.archive import ArchiveProblem, read_archive
from .base import Command, CommandFailed, Exit, say
from .kept_secrets import lost_of


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a file that `backup` wrote")


def _run(arguments: Namespace) -> Exit:
    folder: DataFolder = arguments.folder
    try:
        manifest = read_archive(arguments.file, folder.path)
    except (ArchiveProblem, OSError) as problem:
        raise CommandFailed(str(problem)) from None
    made = datetime.fromtimestamp(manifest.made_at / 1_000_000, UTC)
    say(f"The desk of {made:%Y-%m-%d %H:%M} UTC, up to event {manifest.seq}, is in {folder.path}.")
    for line in lost_of(folder):
        say(line)
    return Exit.DONE


COMMAND = Command("restore", "make a desk of a backup", _add_arguments, _run)
