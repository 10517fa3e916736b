"""Files for what is being written: chosen by path, uploaded before the text leaves, so that sending is one small request."""

import asyncio
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from support_tui import i18n
from support_tui.actions.interface import ActionContext, Choice, Severity
from support_tui.link.answers import Unreachable
from support_tui.text.sanitize import sanitize_line
from support_tui.wire.commands import IncomingFile
from support_tui.wire.limits import LETTER_FILES_BYTES, NAME_CHARS
from support_tui.wire.refusals import Refusal
from support_tui.wire.wording import wording

#: The same bytes are the same file: an upload that broke off is simply repeated.
_TRIES: Final = 4
_AGAIN_AFTER_S: Final = 2.0
_SHOWN: Final = 200
_UP: Final = ".."


async def choose_path(context: ActionContext, folder: Path) -> Path | None:
    """A file by what is typed of its path, from `folder` on; None where none was chosen."""
    while True:
        here = folder

        async def find(typed: str, here: Path = here) -> Sequence[Choice]:
            return await asyncio.to_thread(entries, here, typed)

        first = await asyncio.to_thread(entries, here, "")
        chosen = await context.ui.pick("attach-title", first, find=find)
        if chosen is None:
            return None
        path = here.parent if chosen == _UP else Path(chosen)
        if not await asyncio.to_thread(path.is_dir):
            return path
        folder = path


def entries(folder: Path, typed: str) -> list[Choice]:
    """What lies where the typed path leads, the newest first, folders behind; names that contain what is typed."""
    wanted = Path(typed).expanduser() if typed else folder
    where = wanted if wanted.is_absolute() else folder / wanted
    start = "" if not typed or typed.endswith("/") else where.name
    place = where if not start else where.parent
    try:
        found = [path for path in place.iterdir() if start.casefold() in path.name.casefold()]
        found = [path for path in found if start.startswith(".") or not path.name.startswith(".")]
        found.sort(key=lambda path: (path.is_dir(), -_changed_at(path)))
    except OSError:
        return []
    choices = [_choice(path) for path in found[:_SHOWN]]
    return choices if typed else [*choices, Choice(_UP, label=f"../  {sanitize_line(str(place.parent))}")]


def _choice(path: Path) -> Choice:
    name = sanitize_line(path.name)
    if path.is_dir():
        return Choice(str(path), label=f"{name}/")
    return Choice(str(path), label=name, hint=i18n.size(_size(path)))


def _changed_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


async def upload(context: ActionContext, path: Path) -> IncomingFile | None:
    """Have the server keep a file; None where it could not, which is said."""
    name = path.name[-NAME_CHARS:]
    try:
        size = await asyncio.to_thread(lambda: path.stat().st_size)
        if size > LETTER_FILES_BYTES:
            limit = i18n.size(LETTER_FILES_BYTES)
            context.ui.notify(
                "attach-too-large",
                Severity.ERROR,
                name=sanitize_line(name),
                size=i18n.size(size),
                limit=limit,
            )
            return None
        content = await asyncio.to_thread(path.read_bytes)
    except OSError as error:
        reason = sanitize_line(error.strerror or str(error))
        context.ui.notify("attach-unreadable", Severity.ERROR, name=sanitize_line(name), reason=reason)
        return None
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    for number in range(_TRIES):
        answer = await context.desk.keep_file(name, media_type, content)
        if isinstance(answer, IncomingFile):
            return answer
        if isinstance(answer, Refusal):
            context.ui.notify_text(wording(answer, i18n.current().language), Severity.ERROR)
            return None
        assert isinstance(answer, Unreachable)
        if number + 1 < _TRIES:
            await asyncio.sleep(_AGAIN_AFTER_S)
    context.ui.notify("attach-unreachable", Severity.ERROR, name=sanitize_line(name))
    return None
