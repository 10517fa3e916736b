"""More of a mail than its thread shows: its source, its headers, how it reads with another charset, and what its files say."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Final, TypeVar

import msgspec

from support_tui.wire.mail_reading import FileReading, MailHeaders, MailReading
from support_tui.wire.refusals import Refusal, RefusalCode

from ...storage.tables import attachments
from ..answers import Answer, FileAnswer
from ..table import Call, Params
from .attached import OfAttachment, attached_file
from .eyes import viewer_of

T = TypeVar("T")

_CHARSET_CHARS: Final = 40
#: Reading takes processor time: more at once would take it from everybody.
_POOL: Final = ThreadPoolExecutor(2, thread_name_prefix="mail-reader")


class OfMessage(Params, frozen=True, forbid_unknown_fields=True):
    """Path of one message."""

    message_id: int


class ReadWith(OfMessage, frozen=True, forbid_unknown_fields=True):
    """A charset to read the mail with, empty for the one that it came with."""

    charset: Annotated[str, msgspec.Meta(max_length=_CHARSET_CHARS)] = ""


class OfInnerFile(OfAttachment, frozen=True, forbid_unknown_fields=True):
    """Path of a file within a file."""

    number: Annotated[int, msgspec.Meta(ge=0)]


async def show_source(call: Call) -> FileAnswer | Refusal:
    """The mail as it came, byte by byte."""
    message_id: int = call.params.message_id
    digest = _source_of(call, message_id)
    if isinstance(digest, Refusal):
        return digest
    path = call.desk.blob_path(digest)
    name = f"message-{message_id}.eml"
    return FileAnswer(path, name) if path.is_file() else _no_message(message_id)


async def show_headers(call: Call) -> MailHeaders | Refusal:
    """All headers of a mail, decoded and as they came."""
    raw = await _raw(call)
    return raw if isinstance(raw, Refusal) else await _aside(lambda: call.desk.mail_reader.headers(raw))


async def show_reading(call: Call) -> MailReading | Refusal:
    """How a mail reads with another charset; nothing is changed by it."""
    asked: ReadWith = call.params
    if not call.desk.mail_reader.knows_charset(asked.charset):
        return Refusal(RefusalCode.INVALID_FIELD, {"field": "charset", "reason": "unknown charset"})
    raw = await _raw(call)
    if isinstance(raw, Refusal):
        return raw
    return await _aside(lambda: call.desk.mail_reader.read_again(raw, asked.charset))


async def show_file_reading(call: Call) -> FileReading | Refusal:
    """What a file says in words, where it is a mail, an appointment, a visiting card, a page, a text or a list of files."""
    found = attached_file(call)
    if isinstance(found, Refusal):
        return found
    file, path = found
    reading = await _aside(
        lambda: call.desk.mail_reader.read_file(path.read_bytes(), file.filename, file.media_type)
    )
    return reading or Refusal(RefusalCode.NOT_FOUND, {"kind": "text", "id": call.params.attachment_id})


async def show_inner_file(call: Call) -> Answer | Refusal:
    """The bytes of a file within a mail or an Outlook envelope."""
    asked: OfInnerFile = call.params
    found = attached_file(call)
    if isinstance(found, Refusal):
        return found
    file, path = found
    inner = await _aside(
        lambda: call.desk.mail_reader.files_in(path.read_bytes(), file.filename, file.media_type)
    )
    if asked.number >= len(inner):
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "file", "id": asked.number})
    headers = (
        (b"content-disposition", b"attachment"),
        (b"content-security-policy", b"sandbox; default-src 'none'"),
    )
    return Answer(inner[asked.number], b"application/octet-stream", headers=headers)


async def _aside(work: Callable[[], T]) -> T:
    """On a thread, two at a time."""
    return await asyncio.get_running_loop().run_in_executor(_POOL, work)


async def _raw(call: Call) -> bytes | Refusal:
    digest = _source_of(call, call.params.message_id)
    if isinstance(digest, Refusal):
        return digest
    path = call.desk.blob_path(digest)
    try:
        return await asyncio.to_thread(path.read_bytes)
    except FileNotFoundError:
        return _no_message(call.params.message_id)


def _source_of(call: Call, message_id: int) -> str | Refusal:
    """The digest of a message's raw mail, where the asking agent may see it and it came as mail."""
    found = call.desk.readings.read(lambda reader: attachments.source(reader, message_id))
    if found is None or not viewer_of(call).may_see(found.mailbox_id) or not found.digest:
        return _no_message(message_id)
    return found.digest


def _no_message(message_id: int) -> Refusal:
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "source", "id": message_id})
