"""Reads more of a mail than its thread shows, and what is in files that are mail themselves or say something in words (E35). Pure."""

import io
import zipfile
from typing import Final

from support_tui.wire import limits
from support_tui.wire.file_kinds import FileKind, kind_of
from support_tui.wire.mail_reading import (
    Field,
    FileReading,
    HeaderLine,
    InnerFile,
    MailHeaders,
    MailReading,
)
from support_tui.wire.values import Address

from .charsets import decode
from .contacts import fields_of
from .files import MailFile, safe_name
from .headers import decoded, one_line
from .invites import invite_of
from .mail import Mail, declared_charset, parsed_mail, read_mail
from .outlook import saved_mail
from .readable import readable
from .rtf import RichText, rich_text
from .tnef import Envelope, envelope_of

_MOST_HEADERS: Final = 1_000
_MOST_NAMES: Final = 1_000


def read_again(raw: bytes, charset: str = "") -> MailReading:
    """The mail with another charset, or as it came where none is given."""
    mail = read_mail(raw, charset)
    return MailReading(mail.subject, mail.words, mail.sender, declared_charset(raw), mail.facts)


def headers_of(raw: bytes) -> MailHeaders:
    """All headers, as they were meant and as they came."""
    parsed = parsed_mail(raw)
    hint = declared_charset(raw)
    folded = list(parsed.raw_items())[:_MOST_HEADERS]
    return MailHeaders(tuple(_line(name, value, hint) for name, value in folded))


def _line(name: str, value: str, hint: str) -> HeaderLine:
    raw = value.encode("utf-8", "surrogateescape")
    shown = decode(raw, "utf-8", hint)[: limits.TEXT_CHARS]
    return HeaderLine(name, one_line(decoded(raw, hint))[: limits.TEXT_CHARS], shown)


def read_file(content: bytes, filename: str, media_type: str) -> FileReading | None:
    """What the file says in words, None where it says nothing that can be read here."""
    kind = kind_of(filename, media_type)
    match kind:
        case FileKind.MAIL if filename.lower().endswith(".msg"):
            saved = saved_mail(content)
            return _saved(saved) if saved is not None else None
        case FileKind.MAIL:
            return _mail(read_mail(content))
        case FileKind.DOCUMENT if content.startswith(b"{\\rtf"):
            return FileReading(kind, text=_words(rich_text(content)))
        case FileKind.OUTLOOK:
            return _envelope(content)
        case FileKind.INVITE:
            text = decode(content)
            return FileReading(kind, invite=invite_of(text), text=text[: limits.TEXT_CHARS])
        case FileKind.CONTACT:
            text = decode(content)
            return FileReading(kind, fields=fields_of(text), text=text[: limits.TEXT_CHARS])
        case FileKind.PAGE:
            return FileReading(kind, text=readable(decode(content)).text[: limits.TEXT_CHARS])
        case FileKind.TEXT:
            return FileReading(kind, text=decode(content)[: limits.TEXT_CHARS])
        case FileKind.ARCHIVE:
            return _archive(content)
        case _:
            return None


def files_in(content: bytes, filename: str, media_type: str) -> tuple[MailFile, ...]:
    """The files within a file, in the order of their numbers."""
    match kind_of(filename, media_type):
        case FileKind.MAIL if filename.lower().endswith(".msg"):
            saved = saved_mail(content)
            return saved.files if saved is not None else ()
        case FileKind.MAIL:
            return _all(read_mail(content))
        case FileKind.OUTLOOK:
            envelope = envelope_of(content)
            return envelope.files if envelope is not None else ()
        case _:
            return ()


def _mail(mail: Mail) -> FileReading:
    facts = (
        ("from", _person(mail.sender)),
        ("to", ", ".join(map(_person, mail.to))),
        ("cc", ", ".join(map(_person, mail.cc))),
        ("date", mail.headers.get("date", "")),
    )
    fields = tuple(Field(name, value[: limits.TEXT_CHARS]) for name, value in facts if value)
    return FileReading(
        FileKind.MAIL, mail.subject, fields, mail.words, mail.facts.invite, _listed(_all(mail))
    )


def _all(mail: Mail) -> tuple[MailFile, ...]:
    return (*mail.files, *mail.embedded)


def _person(address: Address) -> str:
    return f"{address.name} <{address.email}>" if address.name else address.email


def _envelope(content: bytes) -> FileReading | None:
    envelope = envelope_of(content)
    if envelope is None:
        return None
    title = one_line(envelope.subject)[: limits.TITLE_CHARS]
    return FileReading(FileKind.OUTLOOK, title, text=_words(envelope), files=_listed(envelope.files))


def _saved(mail: Envelope) -> FileReading:
    facts = (("from", mail.sender), ("to", mail.to), ("cc", mail.cc))
    fields = tuple(Field(name, one_line(value)[: limits.TEXT_CHARS]) for name, value in facts if value)
    title = one_line(mail.subject)[: limits.TITLE_CHARS]
    return FileReading(FileKind.MAIL, title, fields, _words(mail), files=_listed(mail.files))


def _words(written: Envelope | RichText) -> str:
    text = written.text.strip() or (readable(written.html).text if written.html else "")
    return text.replace("\r\n", "\n").replace("\r", "\n")[: limits.TEXT_CHARS]


def _listed(files: tuple[MailFile, ...]) -> tuple[InnerFile, ...]:
    return tuple(InnerFile(file.filename, file.media_type, len(file.content)) for file in files)


def _archive(content: bytes) -> FileReading | None:
    """The names in a ZIP file; nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()[:_MOST_NAMES]
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return None
    names = [
        f"{entry.file_size:>12,}  {safe_name(entry.filename)}" for entry in entries if not entry.is_dir()
    ]
    return FileReading(FileKind.ARCHIVE, text="\n".join(names))
