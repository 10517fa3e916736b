"""The files of messages as one list: which there are, where each lies on the server, what can be done with it. Pure."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from support_tui.wire.file_kinds import Danger, FileKind, danger_of, kind_of
from support_tui.wire.mail_reading import FileReading
from support_tui.wire.values import Attachment
from support_tui.wire.views import Message

#: Files that the server can read aloud.
READABLE = frozenset(
    {FileKind.MAIL, FileKind.OUTLOOK, FileKind.INVITE, FileKind.CONTACT, FileKind.PAGE, FileKind.TEXT, FileKind.ARCHIVE}
)  # fmt: skip


class KeptFile(NamedTuple):
    """A file of a message, or one within a file (`inner`). `path` is where the server has its bytes, below `/api`."""

    path: str
    filename: str
    media_type: str
    size: int
    attachment_id: int
    inner: int | None = None
    by: str = ""
    """Who sent it."""

    @property
    def kind(self) -> FileKind:
        return kind_of(self.filename, self.media_type)

    @property
    def danger(self) -> Danger | None:
        return danger_of(self.filename, self.media_type)

    @property
    def is_readable(self) -> bool:
        """Whether the server can say in words what is in it; files within files are opened or saved."""
        return self.inner is None and self.kind in READABLE and not self.filename.lower().endswith(".msg")


def files_of(messages: Iterable[Message]) -> Iterator[KeptFile]:
    """The files of messages in their order."""
    for message in messages:
        for file in message.attachments:
            yield _file(file, message.author.name)


def _file(file: Attachment, by: str) -> KeptFile:
    return KeptFile(f"attachments/{file.id}", file.filename, file.media_type, file.size, file.id, by=by)


def files_within(file: KeptFile, reading: FileReading) -> Iterator[KeptFile]:
    """The files within a mail or an Outlook envelope."""
    for number, inner in enumerate(reading.files):
        path = f"attachments/{file.attachment_id}/files/{number}"
        yield KeptFile(
            path, inner.filename, inner.media_type, inner.size, file.attachment_id, number, file.filename
        )
