"""Identities of messages that come in: what makes two of them the same (E4). Pure."""

from collections.abc import Iterable
from hashlib import sha256

from support_tui.wire.commands import ReceiveMessage

from .plain import storable


def content_of(text: str, digests: Iterable[str]) -> bytes:
    """What two messages with the same words and the same files have in common; `digests` are those of the files. Devices that send what
    they have scanned write the same words, or none, each time."""
    return sha256("\0".join((storable(text), *sorted(digests))).encode()).digest()


def content_of_command(command: ReceiveMessage) -> bytes:
    """The same of a message that comes in."""
    return content_of(command.text, (file.digest for file in command.files))


def id_among_others(command: ReceiveMessage) -> str:
    """The identity under which a message is kept whose external id another message, with other words or files, bears already. It is that
    of the words and files: the same mail delivered once more bears other marks of its way, and other bytes."""
    return f"{command.external_id}#{content_of_command(command).hex()}"


def is_same_message(command: ReceiveMessage, raw_digest: str, content: bytes) -> bool:
    """Whether the message with these raw bytes, or this content, is the one that comes in again."""
    if command.raw_digest and command.raw_digest == raw_digest:
        return True
    return content == content_of_command(command)
