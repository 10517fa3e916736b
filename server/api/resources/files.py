"""Files that are to go with letters: kept before the letter that names them is given, known by the digest of their bytes; those
that no letter has named for long are removed (`storage.upkeep.sweep`)."""

from typing import Annotated, Final

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands import ChangeMany, Command, IncomingFile
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Role

from ...core.plain import one_line
from ..table import Call, Params
from .eyes import reader_of

_ANY_BYTES: Final = "application/octet-stream"


class NewFile(Params, frozen=True, forbid_unknown_fields=True):
    """What the file is called, and what it holds."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=limits.NAME_CHARS)]
    media_type: Annotated[str, msgspec.Meta(max_length=limits.NAME_CHARS)] = _ANY_BYTES


async def keep(call: Call) -> IncomingFile | Refusal:
    """Keep a file; the same bytes again are the same file, so that an upload that broke off can simply be repeated."""
    if reader_of(call).role is Role.VIEWER:
        return Refusal(RefusalCode.FORBIDDEN, {"action": "keep_file"})
    digest = await call.desk.keep_upload(call.body)
    if isinstance(digest, Refusal):
        return digest
    asked: NewFile = call.params
    return IncomingFile(one_line(asked.name) or "file", one_line(asked.media_type), len(call.body), digest)


def missing(call: Call, command: Command) -> Refusal | None:
    """The refusal of a letter with a file that the desk does not have, or of another size; None for any other command."""
    given = command.change if isinstance(command, ChangeMany) else command
    # What came in from a channel names files that the channel has kept itself.
    for file in getattr(given, "files", ()) if not hasattr(given, "external_id") else ():
        try:
            size = call.desk.wanted_blob(file.digest)
        except ValueError:
            size = None
        if size is None:
            return Refusal(RefusalCode.NOT_FOUND, {"kind": "file", "id": file.filename})
        if size != file.size:
            return Refusal(RefusalCode.INVALID_FIELD, {"field": "files", "reason": "another size"})
    return None
