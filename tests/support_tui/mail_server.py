"""A server's files and sources in memory."""

from collections.abc import Callable

from support_tui.link.http import Unreachable
from support_tui.wire.mail_reading import FileReading, MailHeaders, MailReading
from support_tui.wire.refusals import Refusal, RefusalCode

_MISSING = Refusal(RefusalCode.NOT_FOUND, {"kind": "attachment", "id": 1})


class MailServer:
    """`contents` by path, and what is read of mails and files by their numbers."""

    def __init__(self) -> None:
        self.contents: dict[str, bytes] = {}
        self.headers: dict[int, MailHeaders] = {}
        self.file_readings: dict[int, FileReading] = {}
        self.readings: dict[tuple[int, str], MailReading] = {}

    async def download(
        self, path: str, write: Callable[[bytes], object], told: Callable[[int, int], None]
    ) -> Refusal | Unreachable | None:
        content = self.contents.get(path)
        if content is None:
            return _MISSING
        for start in range(0, len(content), 1_000):
            write(content[start : start + 1_000])
            told(min(start + 1_000, len(content)), len(content))
        return None

    async def mail_headers(self, message_id: int) -> MailHeaders | Refusal | Unreachable:
        return self.headers.get(message_id, _MISSING)

    async def mail_reading(self, message_id: int, charset: str = "") -> MailReading | Refusal | Unreachable:
        return self.readings.get((message_id, charset), _MISSING)

    async def file_reading(self, attachment_id: int) -> FileReading | Refusal | Unreachable:
        return self.file_readings.get(attachment_id, _MISSING)
