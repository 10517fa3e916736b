"""Conversations that another system has kept, many at a time."""

import msgspec

from support_tui.wire.refusals import Refusal

from ...core.imports import ImportedConversation
from ..table import Call


class ImportBatch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Conversations to take in. One that came in before under its `external_id` is left alone."""

    conversations: tuple[ImportedConversation, ...]


class RefusedImport(msgspec.Struct, frozen=True):
    """A conversation that was not taken in, and why."""

    external_id: str
    refusal: Refusal


class ImportResult(msgspec.Struct, frozen=True):
    """How many came in or grew, how many were here already, and what was refused."""

    created: int
    existing: int
    refused: tuple[RefusedImport, ...] = ()


async def import_conversations(call: Call) -> ImportResult | Refusal:
    """Take conversations in; the whole batch may be sent again after a broken line."""
    batch: ImportBatch = call.body
    outcome = await call.desk.commands.import_conversations(batch.conversations, call.caller.asker)
    if isinstance(outcome, Refusal):
        return outcome
    refused = tuple(RefusedImport(*entry) for entry in outcome.refused)
    return ImportResult(outcome.created, outcome.existing, refused)
