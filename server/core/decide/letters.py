"""Whether a letter can leave as it was given: its words, its recipients, its time, its files. Pure."""

import re
from collections.abc import Iterable
from typing import Final

from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire import limits
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Address

from ..addresses import first_bad
from ..context import Context
from ..plain import one_line
from .common import EMPTY_TEXT, invalid
from .scheduling import Letter, unfit

_DIGEST: Final = re.compile("[0-9a-f]{64}")


def problem(letter: Letter, context: Context, recipients: Iterable[Address]) -> Refusal | None:
    """Why it cannot leave, None if it can. Words or files are needed, but for a forward, which has those of its thread."""
    if not isinstance(letter, c.ForwardConversation) and not letter.text.strip() and not letter.files:
        return EMPTY_TEXT
    bad = first_bad(recipients)
    if bad is not None:
        return Refusal(RefusalCode.BAD_ADDRESS, {"address": bad})
    if sum(file.size for file in letter.files) > limits.LETTER_FILES_BYTES:
        return Refusal(RefusalCode.TOO_LARGE, {"limit": limits.LETTER_FILES_BYTES})
    if any(file.size < 0 or _DIGEST.fullmatch(file.digest) is None for file in letter.files):
        return invalid("files", "no_such_file")
    return unfit(letter.send_at, context)


def plain_files(files: Iterable[c.IncomingFile]) -> tuple[c.IncomingFile, ...]:
    """The files by names and types that are one line each."""
    return tuple(
        replace(file, filename=one_line(file.filename) or "file", media_type=one_line(file.media_type))
        for file in files
    )
