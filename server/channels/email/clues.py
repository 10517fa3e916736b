"""What a mail tells of the conversation it belongs to, checked as far as it can be (E10, E12–E15). Pure; decides nothing."""

import base64
import binascii
from collections.abc import Iterator
from typing import Final

from support_tui.wire.limits import CLUES
from support_tui.wire.placing import Clue, PlacedBy

from ...core.subjects import numbers_in
from .ids import conversation_of
from .markers import marked_conversations
from .plus_addresses import read_plus_address
from .reading import Mail

_TOPIC_BYTES: Final = 22
"""Of a Thread-Index: what all mails of one exchange have in common (MS-OXOMSG 2.2.1.3)."""


def clues_of(secret: bytes, mail: Mail) -> tuple[Clue, ...]:
    """Our own identities that it answers, or whose letter it says came back, the nearest first; addresses, marks and numbers."""
    return tuple(_found(secret, mail))[:CLUES]


def _found(secret: bytes, mail: Mail) -> Iterator[Clue]:
    returned = (mail.report.original_id,) if mail.report is not None else ()
    for reference in (*returned, *mail.references):
        conversation_id = conversation_of(secret, reference)
        if conversation_id is not None:
            yield Clue(PlacedBy.OWN_ID, conversation_id, reference)
    for email in mail.delivered_to:
        ours = read_plus_address(secret, email)
        if ours is not None:
            yield Clue(PlacedBy.PLUS_ADDRESS, ours.conversation_id, email)
    for conversation_id, mark in marked_conversations(secret, mail.text, mail.html):
        yield Clue(PlacedBy.MARKER, conversation_id, mark)
    for number in numbers_in(mail.subject):
        yield Clue(PlacedBy.SUBJECT, number, f"[#{number}]")


def topic_of(mail: Mail) -> str:
    """What Outlook calls the exchange, empty where the mail is none of its."""
    try:
        index = base64.b64decode(mail.headers.get("thread-index", ""), validate=True)
    except (binascii.Error, ValueError):
        return ""
    return index[:_TOPIC_BYTES].hex() if len(index) >= _TOPIC_BYTES else ""
