"""Identities of messages that come in: what makes two of them the same (E4). Pure."""

from hashlib import sha256

from support_tui.wire.commands import ReceiveMessage

from .plain import storable


def id_among_others(command: ReceiveMessage) -> str:
    """The identity under which a message is kept whose external id another message, with other words, bears already. It is that of the
    words: the same mail delivered once more bears other marks of its way, and other bytes."""
    return f"{command.external_id}#{sha256(storable(command.text).encode()).hexdigest()}"


def is_same_message(command: ReceiveMessage, text: str, raw_digest: str) -> bool:
    """Whether the message with this text and these raw bytes is the one that comes in again."""
    if command.raw_digest and command.raw_digest == raw_digest:
        return True
    return text == storable(command.text)
