"""`support-server backup FILE`: the whole desk in one file, also while it is served."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from ..service import now_us
from ..storage.upkeep.archive import ArchiveProblem, write_archive
from .base import Command, CommandFailed, Exit, existing_folder, say
from .kept_secrets import key_to_keep


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="a new file; an existing one is never overwritten"
    )


def _run(arguments: Namespace) -> Exit:
    folder = existing_folder(arguments)
    try:
        manifest = write_archive(folder.path, arguments.file.absolute(), now_us())
    except (ArchiveProblem, OSError) as problem:
        raise CommandFailed(str(problem)) from None
    size = arguments.file.stat().st_size
    say(f"{arguments.file}: {size:,} bytes, everything up to event {manifest.seq}.")
    if (key := key_to_keep(folder)) is not None:
        say(f"Not in it is the key of the mailboxes' secrets, {key}: keep a copy of that in another place.")
    return Exit.DONE


COMMAND = Command("backup", "write the whole desk into one file", _add_arguments, _run)
