"""`files`: the files of a conversation, listed or saved in a folder of this machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from support_tui import i18n, saving
from support_tui.command_line.door import Door, answered
from support_tui.command_line.exits import Exit
from support_tui.command_line.reading import thread_of
from support_tui.command_line.tables import Column, table
from support_tui.command_line.terminal_output import Output
from support_tui.command_line.words_in import id_of
from support_tui.verbs.parse import Asked
from support_tui.wire.file_kinds import Danger, danger_of, kind_of
from support_tui.wire.values import Attachment
from support_tui.wire.views import Message
from support_tui.wire.whole import as_document

_LARGE_BYTES: Final = 1_000_000


class ListedFile(msgspec.Struct, frozen=True):
    """A file as `--json` gives it; `saved_as` is where it lies now, empty where it was not saved."""

    id: int
    message_id: int
    filename: str
    media_type: str
    size: int
    digest: str
    danger: Danger | None = None
    saved_as: str = ""


def files(asked: Asked, door: Door, output: Output) -> Exit:
    """List the files of a conversation, and save them where a folder is named."""
    page = thread_of(door, id_of(asked, output))
    found = [_listed(message, file) for message in page.messages for file in message.attachments]
    if asked.has("save"):
        saved = _saved(found, Path(asked.options["save"]).expanduser(), door, output)
        if saved is None:
            return Exit.REFUSED
        found = saved
    if asked.has("json"):
        output.lines([as_document(tuple(found))])
    elif not found:
        output.say("run-nothing")
    else:
        output.lines(table(_columns(found), output.out))
    return Exit.DONE


def _listed(message: Message, file: Attachment) -> ListedFile:
    danger = danger_of(file.filename, file.media_type)
    return ListedFile(file.id, message.id, file.filename, file.media_type, file.size, file.digest, danger)


def _saved(found: Sequence[ListedFile], folder: Path, door: Door, output: Output) -> list[ListedFile] | None:
    """Each with where it lies now; None after it was said why one could not be saved. Raises Failed."""
    saved: list[ListedFile] = []
    for file in found:

        def told(come: int, total: int) -> None:
            if total > _LARGE_BYTES:
                output.progress(come // 1000, total // 1000)

        try:
            with saving.incoming(folder, file.filename) as incoming:
                answered(door.http.download(f"attachments/{file.id}", incoming.write, told))
                path = incoming.keep()
        except OSError as error:
            output.say("files-not-saved", folder=str(folder), reason=error.strerror or str(error))
            return None
        saved.append(msgspec.structs.replace(file, saved_as=str(path)))
    return saved


def _columns(found: Sequence[ListedFile]) -> list[Column]:
    dangers = [i18n.text("reading-danger", danger=file.danger.value) if file.danger else "" for file in found]
    kinds = [i18n.text("file-kind", kind=kind_of(file.filename, file.media_type).value) for file in found]
    columns = [
        Column(i18n.text("head-id"), [str(file.id) for file in found], rank=4, least=6, is_right=True),
        Column(i18n.text("head-message"), [str(file.message_id) for file in found], rank=1, is_right=True),
        Column(i18n.text("head-size"), [i18n.size(file.size) for file in found], rank=3, is_right=True),
        Column(i18n.text("head-kind"), kinds, rank=2),
        Column(
            i18n.text("head-danger"), dangers, rank=3, colours=["31" if danger else "" for danger in dangers]
        ),
        Column(i18n.text("head-file"), [file.saved_as or file.filename for file in found], rank=5, least=12),
    ]
    return [column for column in columns if any(column.cells)]
