"""Turns the columns of tables into the values they stand for: one reading of each for everybody. Runs no statement."""

from typing import Final

import msgspec

from support_tui.wire.mail_facts import NO_FACTS, MailFacts
from support_tui.wire.placing import Placing
from support_tui.wire.values import Actor, Address, Delivery, Folder, MessageKind, Priority, Rating, Status

PRIORITIES: Final = tuple(sorted(Priority, key=lambda priority: priority.rank))
STATUSES: Final = {status.value: status for status in Status}
FOLDERS: Final = {folder.value: folder for folder in Folder}
RATINGS: Final = {rating.value: rating for rating in Rating}
KINDS: Final = {kind.value: kind for kind in MessageKind}


class Recipients(msgspec.Struct, frozen=True, omit_defaults=True):
    """The column `message.recipients`."""

    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    bcc: tuple[Address, ...] = ()


_ids = msgspec.json.Decoder(tuple[int, ...])
_addresses = msgspec.json.Decoder(tuple[Address, ...])

actor_from = msgspec.json.Decoder(Actor).decode
"""Who did it, from the columns `author` and `actor`."""

recipients_from = msgspec.json.Decoder(Recipients).decode
placing_from = msgspec.json.Decoder(Placing).decode
delivery_from = msgspec.json.Decoder(Delivery).decode
texts_from = msgspec.json.Decoder(tuple[str, ...]).decode
attributes_from = msgspec.json.Decoder(dict[str, str]).decode


_facts = msgspec.json.Decoder(MailFacts)


def facts_from(raw: str) -> MailFacts:
    """The column `facts`, which is empty more often than not."""
    return _facts.decode(raw) if raw else NO_FACTS


def ids_from(raw: str) -> tuple[int, ...]:
    """The integers of a JSON list column, which is empty more often than not."""
    return () if raw == "[]" else _ids.decode(raw)


def addresses_from(raw: str) -> tuple[Address, ...]:
    """The addresses of a JSON list column."""
    return () if raw == "[]" else _addresses.decode(raw)
