"""Asks the server for more of a mail than its thread shows, and for its files. Changes nothing of the desk; paints nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from support_tui import saving
from support_tui.link.http import Unreachable
from support_tui.wire.mail_reading import FileReading, MailHeaders, MailReading
from support_tui.wire.refusals import Refusal

Told = Callable[[int, int], None]


class MailServer(Protocol):
    """Where mails and files lie (`link.http.Http`)."""

    async def download(
        self, path: str, write: Callable[[bytes], object], told: Told
    ) -> Refusal | Unreachable | None: ...
    async def mail_headers(self, message_id: int) -> MailHeaders | Refusal | Unreachable: ...
    async def mail_reading(
        self, message_id: int, charset: str = ""
    ) -> MailReading | Refusal | Unreachable: ...
    async def file_reading(self, attachment_id: int) -> FileReading | Refusal | Unreachable: ...


class TooLarge(Exception):
    """More bytes came than were wanted."""


def _nothing(come: int, total: int) -> None:
    """Nobody watches."""


class MailDesk:
    """The mails and files of one desk. A path is that of the server's interface below `/api`: `attachments/7`."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def headers(self, message_id: int) -> MailHeaders | Refusal | Unreachable:
        """All headers of a message."""
        return await self._server.mail_headers(message_id)

    async def reading(self, message_id: int, charset: str = "") -> MailReading | Refusal | Unreachable:
        """How a message would read with another charset."""
        return await self._server.mail_reading(message_id, charset)

    async def file_reading(self, attachment_id: int) -> FileReading | Refusal | Unreachable:
        """What a file says in words."""
        return await self._server.file_reading(attachment_id)

    async def save(
        self, path: str, folder: Path, filename: str, told: Told = _nothing
    ) -> Path | Refusal | Unreachable:
        """A file as it lies in a folder of this machine afterwards. Raises OSError where it cannot lie there."""
        with saving.incoming(folder, filename) as file:
            failed = await self._server.download(path, file.write, told)
            return file.keep() if failed is None else failed

    async def content(
        self, path: str, limit_bytes: int, told: Told = _nothing
    ) -> bytes | Refusal | Unreachable:
        """The bytes of a file. Raises TooLarge where they are more than wanted."""
        kept = bytearray()

        def take(chunk: bytes) -> None:
            if len(kept) + len(chunk) > limit_bytes:
                raise TooLarge
            kept.extend(chunk)

        failed = await self._server.download(path, take, told)
        return bytes(kept) if failed is None else failed
