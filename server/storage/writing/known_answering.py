"""What is known about the answer of an agent by mail: whether it has come in, and where its conversation is by now."""

from typing import Final

from support_tui.wire.commands import AnswerByMail
from support_tui.wire.refusals import Refusal

from ...core.context import Duplicate, Known
from ...core.plain import storable
from ..db import Connection
from .belonging import Memory, missing_conversation, survivor_of
from .newest import newest_facts

#: In the mailbox it came in by under this identity; in the others as an answer. Taken back or deleted for good, it has come in all the same.
_BEFORE: Final = """
select x.message_id, x.conversation_id, coalesce(m.text, w.text), coalesce(m.raw_digest, w.raw_digest, '')
from mailbox b cross join message_external x on x.mailbox_id = b.id and x.external_id = ?2
left join message m on m.id = x.message_id left join withdrawn_message w on w.id = x.message_id
where b.id = ?1 or coalesce(m.kind, w.kind) <> 'inbound' order by b.id <> ?1 limit 1"""


def for_answer(memory: Memory, command: AnswerByMail) -> Known | Refusal:
    """Merged conversations are followed to what they have become; one that is gone is refused by name."""
    before = _before(memory.connection, command)
    if before is not None:
        return Known(duplicate=before)
    state = survivor_of(memory, command.conversation_id)
    if state is None:
        return missing_conversation(memory.connection, command.conversation_id)
    return Known(
        conversation=state,
        customer=memory.customer(state.customer_id),
        newest_facts=newest_facts(memory.connection, state),
    )


def _before(connection: Connection, command: AnswerByMail) -> Duplicate | None:
    row = connection.execute(_BEFORE, (command.mailbox_id, command.external_id)).fetchone()
    if row is None:
        return None
    message_id, conversation_id, text, raw_digest = row
    is_purged = text is None
    is_same = is_purged or text == storable(command.text) or bool(raw_digest and raw_digest == command.raw_digest)  # fmt: skip
    return Duplicate(message_id, conversation_id, is_same, is_purged)
