"""`support-server check`: what is wrong with config and data, in words. Changes nothing, also while the desk is served."""

import asyncio
import os
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from typing import NamedTuple

from support_tui.wire.mail_states import MailboxState
from support_tui.wire.mail_wording import trouble_wording
from support_tui.wire.mailboxes import Pause
from support_tui.wire.wording import problem_wording

from ..config import check, load
from ..core.pauses import trouble_of
from ..core.plain import one_line
from ..door import DoorProblem, open_door
from ..folder import DataFolder
from ..serving import certificate_problem
from ..storage.blobs import Blobs
from ..storage.db import Database
from ..storage.migrate import why_unusable
from ..storage.upkeep.verify import Strays, findings, strays
from .base import Command, Exit, existing_folder, say
from .kept_secrets import lost_in


def _add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--config-only", action="store_true", help="leave the data alone")


def _run(arguments: Namespace) -> Exit:
    folder = existing_folder(arguments)
    wrong = _config_findings(folder)
    for line in wrong:
        say(line)
    if wrong or arguments.config_only:
        return Exit.MISUSED if wrong else _sound("The config file is in order.")
    told, unnamed = _look_at_data(folder)
    mail = asyncio.run(_mail(folder)) if folder.is_served else _Mail([], [])
    told += mail.wrong
    for line in told:
        say(line)
    for line in mail.noted:
        say(line)
    if unnamed.files:
        say(f"No message names {unnamed.files} of the kept files ({unnamed.size_bytes:,} bytes): no fault.")
    return Exit.UNHEALTHY if told else _sound("Config and data are in order.")


def _sound(words: str) -> Exit:
    say(words)
    return Exit.DONE


def _config_findings(folder: DataFolder) -> list[str]:
    config = load(folder.config, os.environ)
    problems = config if isinstance(config, tuple) else check(config, folder.config)
    if problems or isinstance(config, tuple):
        return [problem_wording(problem) for problem in problems]
    certificate = certificate_problem(config)
    return [] if certificate is None else [f"{folder.config}: {certificate}"]


class _Mail(NamedTuple):
    """What the running server says of its mailboxes: `wrong` is to be mended, `noted` is to be known."""

    wrong: list[str]
    noted: list[str]


async def _mail(folder: DataFolder) -> _Mail:
    """How the mail comes in and goes out. That the server does not answer is a finding too."""
    try:
        async with open_door(folder) as door:
            states = await door.get("/api/mail-states", tuple[MailboxState, ...])
            mailboxes = (await door.snapshot()).directory.mailboxes
    except DoorProblem as problem:
        return _Mail([str(problem)], [])
    wrong, noted = [], []
    names = {mailbox.id: mailbox.name for mailbox in mailboxes}
    told = {state.mailbox_id for state in states if state.out_trouble is not None}
    for box in mailboxes:
        if box.can_send and box.pause is Pause.NO_SECRET and box.id not in told:
            wrong.append(
                f"Mail of {one_line(box.name)}: {one_line(trouble_wording(trouble_of(box, box.pause)))}"
            )
    for state in states:
        head = f"Mail of {one_line(names.get(state.mailbox_id, str(state.mailbox_id)))}:"
        wrong += [
            f"{head} {one_line(trouble_wording(trouble))}{_next_try(at)}" for trouble, at in state.troubles
        ]
        if state.missing:
            wrong.append(f"{head} {state.missing} are on the server and could not be fetched.")
        if state.quarantined:
            noted.append(
                f"{head} {state.quarantined} could not be read and stand in the inbox as such: no fault."
            )
    return _Mail(wrong, noted)


def _next_try(at: int | None) -> str:
    if at is None:
        return ""
    return f" Next try at {datetime.fromtimestamp(at / 1_000_000, UTC):%H:%M} UTC."


def _look_at_data(folder: DataFolder) -> tuple[list[str], Strays]:
    problem = why_unusable(folder.database)
    if problem is not None:
        return [f"{problem.path}: the database is {problem.code}. {problem.detail}"], Strays()
    database, blobs = Database(folder.database), Blobs(folder.blobs)
    try:
        with database.snapshot() as connection:
            told = [*findings(connection, blobs), *lost_in(connection, folder)]
            return told, Strays() if told else strays(connection, blobs)
    finally:
        database.close()


COMMAND = Command("check", "say what is wrong with config and data", _add_arguments, _run)
