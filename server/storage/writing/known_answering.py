"""What is known about the answer of an agent by mail: whether it has come in, where its conversation is by now, and
what was written there that they do not know."""

from typing import Final

from support_tui.wire.commands import AnswerByMail
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import DeliveryState

from ...core.context import Asker, Duplicate, Known
from ...core.plain import storable
from ..db import Connection
from ..tables.columns import delivery_from
from .belonging import Memory, missing_conversation, survivor_of
from .newest import newest_facts

#: In the mailbox it came in by under this identity; in the others as an answer. Taken back or deleted for good, it has come in all the same.
_BEFORE: Final = """
select x.message_id, x.conversation_id, coalesce(m.text, w.text), coalesce(m.raw_digest, w.raw_digest, '')
from mailbox b cross join message_external x on x.mailbox_id = b.id and x.external_id = ?2
left join message m on m.id = x.message_id left join withdrawn_message w on w.id = x.message_id
where b.id = ?1 or coalesce(m.kind, w.kind) <> 'inbound' order by b.id <> ?1 limit 1"""


#: Until when an agent knows the conversation by a notice: the newest message that it tells, else its own time.
_TOLD: Final = """
coalesce((select max(m.at) from message m where m.id = json_extract(n.content, '$.message_id') or m.id in (
  select f.message_id from json_each(n.content, '$.notification_ids') t join notification f on f.id = t.value)), n.at)"""
_TOLD_BY: Final = f"select {_TOLD} from notice_mail n where n.id = ? and n.agent_id = ?"
_TOLD_LAST: Final = f"select {_TOLD} from notice_mail n where n.agent_id = ? and n.conversation_id = ? order by n.at desc limit 1"
#: What people have written since, but for the agent, and what the agent has read on a console. Of a conversation that the one of the
#: notice has become a part of, what its customer had asked before that is another matter.
_SINCE: Final = """
select m.id, m.delivery from message m
where m.conversation_id = ?1 and m.at > ?2 and m.automatic = ''
and m.id > coalesce((select message_id from read_mark where agent_id = ?3 and conversation_id = ?1), 0)
and (m.kind = 'inbound' or (m.kind = 'reply' and coalesce(json_extract(m.author, '$.id'), 0) <> ?3))
and (?1 = ?4 or m.kind = 'reply' or m.origin_id = ?4 or m.at > coalesce((
  select max(at) from event where conversation_id = ?4 and type = 'conversation_merged'), 0))
order by m.at desc, m.id desc"""


def for_answer(memory: Memory, command: AnswerByMail, asker: Asker) -> Known | Refusal:
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
        overtaken_by=_overtaken_by(memory.connection, command, state.id, asker.actor.id or 0),
    )


def _overtaken_by(
    connection: Connection, command: AnswerByMail, conversation_id: int, agent_id: int
) -> int | None:
    """The newest message of others that the agent has not seen. Of a notice so old that it is not kept any more nothing counts as seen."""
    told = connection.execute(_TOLD_BY, (command.notice_id, agent_id)).fetchone()
    told = told or connection.execute(_TOLD_LAST, (agent_id, command.conversation_id)).fetchone()
    seen_at = int(told[0]) if told is not None else 0
    asked = (conversation_id, seen_at, agent_id, command.conversation_id)
    for message_id, delivery in connection.execute(_SINCE, asked):
        if delivery is None or delivery_from(delivery).state is not DeliveryState.CANCELLED:
            return int(message_id)
    return None


def _before(connection: Connection, command: AnswerByMail) -> Duplicate | None:
    row = connection.execute(_BEFORE, (command.mailbox_id, command.external_id)).fetchone()
    if row is None:
        return None
    message_id, conversation_id, text, raw_digest = row
    is_purged = text is None
    is_same = is_purged or text == storable(command.text) or bool(raw_digest and raw_digest == command.raw_digest)  # fmt: skip
    return Duplicate(message_id, conversation_id, is_same, is_purged)
