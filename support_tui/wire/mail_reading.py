"""What the server reads in a raw mail or a file when somebody asks for more than the thread shows."""

import msgspec

from support_tui.wire.file_kinds import FileKind
from support_tui.wire.mail_facts import NO_FACTS, Invite, MailFacts
from support_tui.wire.values import Address


class HeaderLine(msgspec.Struct, frozen=True):
    """One header: as it was meant, and as it came."""

    name: str
    value: str
    raw: str


class MailHeaders(msgspec.Struct, frozen=True):
    """All headers of a mail in their order."""

    headers: tuple[HeaderLine, ...]


class MailReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mail as it reads with one charset. `declared` is the charset that it came with."""

    title: str
    text: str
    sender: Address
    declared: str = ""
    facts: MailFacts = NO_FACTS


class InnerFile(msgspec.Struct, frozen=True):
    """A file within a file; its number is its place."""

    filename: str
    media_type: str
    size: int


class Field(msgspec.Struct, frozen=True):
    """A fact of a file: `name` is one of `from to cc date name company title email phone address url note`."""

    name: str
    value: str


class FileReading(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a file says: its facts, its words, and the files within it."""

    kind: FileKind
    title: str = ""
    fields: tuple[Field, ...] = ()
    text: str = ""
    invite: Invite | None = None
    files: tuple[InnerFile, ...] = ()
