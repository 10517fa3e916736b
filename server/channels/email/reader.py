"""What the routes ask of mail that lies here already. Keeps nothing, changes nothing."""

import asyncio
from collections.abc import Awaitable, Callable

from msgspec.structs import replace

from support_tui.wire.commands import RedecodeMessage
from support_tui.wire.mail_reading import FileReading, MailHeaders, MailReading
from support_tui.wire.refusals import Refusal, RefusalCode

from .reading import opened
from .reading.charsets import known


def words_reader(
    source: Callable[[int], str], read_blob: Callable[[str], bytes | None]
) -> Callable[[RedecodeMessage], Awaitable[RedecodeMessage | Refusal]]:
    """Gives a command to read a mail again the words that it will have: `source` is the digest of a message's raw mail, empty for none."""

    async def with_words(command: RedecodeMessage) -> RedecodeMessage | Refusal:
        if command.charset and not known(command.charset):
            return Refusal(RefusalCode.INVALID_FIELD, {"field": "charset", "reason": "unknown charset"})
        digest = source(command.message_id)
        raw = await asyncio.to_thread(read_blob, digest) if digest else None
        if raw is None:
            return Refusal(RefusalCode.NOT_FOUND, {"kind": "source", "id": command.message_id})
        read = await asyncio.to_thread(opened.read_again, raw, command.charset)
        return replace(command, text=read.text, title=read.title)

    return with_words


class MailReader:
    """Reads raw mails and files for whoever asks; may be used from several threads."""

    def knows_charset(self, name: str) -> bool:
        """Whether it is the name of a charset; the empty one stands for what the mail declares."""
        return not name or bool(known(name))

    def headers(self, raw: bytes) -> MailHeaders:
        """All headers of a mail."""
        return opened.headers_of(raw)

    def read_again(self, raw: bytes, charset: str) -> MailReading:
        """A mail as it reads with a charset."""
        return opened.read_again(raw, charset)

    def read_file(self, content: bytes, filename: str, media_type: str) -> FileReading | None:
        """What a file says in words."""
        return opened.read_file(content, filename, media_type)

    def files_in(self, content: bytes, filename: str, media_type: str) -> tuple[bytes, ...]:
        """The bytes of the files within a file."""
        return tuple(file.content for file in opened.files_in(content, filename, media_type))
