"""Files that a reply of the command line takes along: uploaded before it is given."""

import hashlib
import mimetypes
from pathlib import Path

from support_tui import i18n
from support_tui.command_line.door import Door
from support_tui.command_line.exits import Ended, Exit, Failed
from support_tui.command_line.terminal_output import Output
from support_tui.text.sanitize import sanitize_line
from support_tui.verbs.parse import Asked
from support_tui.wire.commands import IncomingFile
from support_tui.wire.limits import LETTER_FILES_BYTES, NAME_CHARS


def enclosed(asked: Asked, door: Door, output: Output) -> tuple[IncomingFile, ...]:
    """The files of `--attach`, kept by the server unless this is a rehearsal. Raises Ended after saying which cannot be read or are too
    large, Failed where the server does not take one."""
    contents = [(path, _content(path, output)) for path in map(Path, asked.options["attach"].splitlines())]
    if sum(len(content) for _, content in contents) > LETTER_FILES_BYTES:
        output.say("run-files-too-large", limit=i18n.size(LETTER_FILES_BYTES))
        raise Ended(Exit.MISUSE)
    return tuple(_kept(path, content, door, is_rehearsal=asked.has("dry-run")) for path, content in contents)


def _content(path: Path, output: Output) -> bytes:
    try:
        return path.expanduser().read_bytes()
    except OSError as error:
        reason = sanitize_line(error.strerror or str(error))
        output.say("run-file-unreadable", name=sanitize_line(str(path)), reason=reason)
        raise Ended(Exit.MISUSE) from error


def _kept(path: Path, content: bytes, door: Door, *, is_rehearsal: bool) -> IncomingFile:
    name = path.name[-NAME_CHARS:]
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    if is_rehearsal:
        return IncomingFile(name, media_type, len(content), hashlib.sha256(content).hexdigest())
    answer = door.http.keep_file(name, media_type, content)
    if not isinstance(answer, IncomingFile):
        raise Failed(answer)
    return answer
