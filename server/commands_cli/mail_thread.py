"""`support-server mail thread`: into which conversations mails would go, and why; done in a desk of their own that is thrown away."""

import asyncio
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from pathlib import Path

import msgspec

from support_tui.wire.commands import Accepted, Request, SaveMailbox
from support_tui.wire.placing import LooksLike, PlacedBy, Placing
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import Message
from support_tui.wire.wording import wording

from ..config import ServerConfig
from ..core.access import SYSTEM
from ..core.plain import one_line
from ..folder import DataFolder
from ..imports.mails import open_mbox, read_eml
from ..imports.reading import DamagedFile
from ..storage.tables import load
from ..wiring import OpenDesk, open_desk
from .base import CommandFailed, Exit, complain, say, say_json

_MBOX = (".mbox", ".mbox.xz", ".mbox.gz", ".mbox.bz2", ".mbox.zst")
_WORDS = {
    None: "begins it",
    PlacedBy.OWN_ID: "answers our message {}",
    PlacedBy.MESSAGE_ID: "answers the message {}",
    PlacedBy.AWAITED: "belongs together with {}",
    PlacedBy.PLUS_ADDRESS: "came to the conversation's own address {}",
    PlacedBy.MARKER: "quotes our letter: {}",
    PlacedBy.SUBJECT: "names {} in its subject",
}
_ALIKE = {
    PlacedBy.SUBJECT: "names it in its subject, but its sender takes no part there",
    PlacedBy.AWAITED: "both answer a mail that never came",
    PlacedBy.THREAD_INDEX: "one thread in Outlook",
    PlacedBy.SAME_SUBJECT: "same sender, same subject",
}


class Placed(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where a mail went. `is_again` where the same mail was there already; `error` where it was not taken in."""

    conversation: int = 0
    title: str = ""
    by: PlacedBy | None = None
    evidence: str = ""
    looks_like: LooksLike | None = None
    automatic: str = ""
    is_again: bool = False
    error: str = ""


def add_arguments(parser: ArgumentParser) -> None:
    """What `mail thread` takes."""
    parser.add_argument(
        "files",
        nargs="+",
        type=Path,
        metavar="FILE",
        help="mails in the order in which they come, or mbox files",
    )
    parser.add_argument(
        "--address", default="", help="the mailbox they come to, so that its own letters are known"
    )
    parser.add_argument(
        "--json", action="store_true", help="one JSON object, by the files' names without their ending"
    )


def thread_files(arguments: Namespace) -> Exit:
    """Take them in one after another, and say what became of each at the end."""
    with tempfile.TemporaryDirectory(prefix="support-threads-") as folder:
        placed = asyncio.run(_placed(DataFolder(Path(folder)), arguments.files, arguments.address))
    if arguments.json:
        told = {name: msgspec.to_builtins(one) for name, one in placed.items()}
        say_json(told)
    else:
        _say(placed)
    wrong = {name: one.error for name, one in placed.items() if one.error}
    for name, error in wrong.items():
        complain(f"{name}: {error}")
    return Exit.FAILED if wrong else Exit.DONE


async def _placed(folder: DataFolder, files: list[Path], address: str) -> dict[str, Placed]:
    taken: dict[str, Accepted | str] = {}
    async with open_desk(folder, ServerConfig()) as desk:
        made = await desk.service.submit(Request("thread-mailbox", SaveMailbox("Mail", address)), SYSTEM)
        if isinstance(made, Refusal):
            raise CommandFailed(wording(made), Exit.MISUSED)
        for path in files:
            try:
                for name, raw in _mails(path):
                    answer = await desk.mail.intake.take_in(SYSTEM, made.created_id or 1, raw)
                    taken[name] = answer if isinstance(answer, Accepted) else wording(answer)
            except OSError as error:
                taken[path.stem] = error.strerror or str(error)
            except DamagedFile as error:
                taken[path.stem] = str(error)
        return {name: _found(desk, one) for name, one in taken.items()}


def _mails(path: Path) -> Iterator[tuple[str, bytes]]:
    """The mails in a file, each with a name of its own."""
    if not path.name.lower().endswith(_MBOX):
        yield path.stem, read_eml(path)
        return
    with open_mbox(path) as mbox:
        for number, place in enumerate(mbox.places, 1):
            yield f"{path.name.partition('.')[0]}:{number}", mbox.mail(place)


def _found(desk: OpenDesk, taken: Accepted | str) -> Placed:
    """Where it stands when all have come: what came later may have put conversations together (E19)."""
    if isinstance(taken, str):
        return Placed(error=taken)
    message_id = taken.message_id or 0
    message: Message | None = desk.readings.read(lambda reader: load.message(reader, message_id))
    if message is None:
        return Placed(error="left out: a letter of our own that came back")
    state = desk.readings.read(lambda reader: load.conversation(reader, message.conversation_id))
    placing = message.placing or Placing()
    return Placed(
        message.conversation_id,
        state.title if state is not None else "",
        placing.by,
        placing.evidence,
        placing.looks_like,
        message.automatic,
        taken.was_done_before,
    )


def _say(placed: dict[str, Placed]) -> None:
    """A heading a conversation, below it its mails in the order in which they came."""
    together: dict[int, list[tuple[str, Placed]]] = {}
    for name, one in placed.items():
        if not one.error:
            together.setdefault(one.conversation, []).append((name, one))
    for number, mails in sorted(together.items()):
        say(f"#{number} {mails[0][1].title}")
        cells = max(len(name) for name, _ in mails)
        for name, one in mails:
            print(f"    {one_line(name):<{cells}}  ", end="")
            say(_why(one))


def _why(one: Placed) -> str:
    words = "the same mail again" if one.is_again else _WORDS.get(one.by, str(one.by)).format(one.evidence)
    if one.automatic:
        words += f" · by a machine ({one.automatic})"
    if one.looks_like is not None:
        words += f" · looks like #{one.looks_like.conversation_id}: {_ALIKE.get(one.looks_like.by, str(one.looks_like.by))}"
    return words
