"""Gathers what is known of the many conversations that one change names, in a few statements; decides nothing."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

import msgspec

from support_tui.wire import commands as c
from support_tui.wire.many import steps_for
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Customer

from ...core import conflicts
from ...core.bulk import CHANGED_SINCE, Reasons
from ...core.context import Asker, Known
from ...core.state import ConversationState
from ..db import Connection
from ..tables import load, log
from .newest import newest_facts_of

_SINCE: Final = f"""
select distinct e.conversation_id from json_each(?) j
cross join event e on e.conversation_id = j.value and {log.AFTER}
where e.key <> ? and e.type <> 'delivery_changed' and json_array(json_extract(e.actor, '$.kind'), json_extract(e.actor, '$.id')) <> ?"""
_OF_TYPES: Final = " and e.type in (select value from json_each(?))"


class Memory(Protocol):
    """Where states come from: the tables, or what the writer remembers of them."""

    connection: Connection

    def conversations(self, ids: Sequence[int]) -> dict[int, ConversationState]: ...
    def customer(self, customer_id: int) -> Customer | None: ...


def known_for_many(memory: Memory, command: c.ChangeMany) -> Known | Refusal:
    """The conversations there are, in the order of their numbers; those that are not there are left alone, by name."""
    if not isinstance(command.selection, c.Picked):
        return Refusal(RefusalCode.INVALID_FIELD, {"field": "selection", "reason": "not_read"})
    wanted = sorted(set(command.selection.ids))
    found = memory.conversations(wanted)
    reasons = Reasons()
    used = load.conversation_ids_in_use(memory.connection) if len(found) < len(wanted) else 0
    for id_ in wanted:
        if id_ not in found:
            reasons.add(_missing(id_, used), (id_,))
    is_reply = isinstance(command.change, c.SendReply)
    return Known(
        others=tuple(found.values()),
        customers=_customers(memory, found) if is_reply else {},
        newest=newest_facts_of(memory.connection, found.values()) if is_reply else {},
        left=reasons.groups(),
    )


def _missing(conversation_id: int, used: int) -> Refusal:
    """Never there, or purged: ids are not given twice."""
    if 0 < conversation_id <= used:
        return Refusal(RefusalCode.CONVERSATION_PURGED)
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "conversation"})


def _customers(memory: Memory, found: dict[int, ConversationState]) -> dict[int, Customer]:
    customers = {state.customer_id: memory.customer(state.customer_id) for state in found.values()}
    return {id_: customer for id_, customer in customers.items() if customer is not None}


def without_changed(
    connection: Connection, known: Known, command: c.ChangeMany, asker: Asker, key: str, seen_seq: int | None
) -> Known:
    """The same without conversations that others have changed meanwhile: anything after a preview stands against the change; what
    the asker has merely seen, only what stands against the single command too."""
    seq = command.preview_seq if command.preview_seq is not None else seen_seq
    if seq is None or not known.others:
        return known
    tags: tuple[str, ...] | None = None
    if command.preview_seq is None:
        tags = tuple(
            tag for step in steps_for(command.change, known.others[0]) for tag in conflicts.event_tags(step)
        )
    changed = _changed_since(connection, (state.id for state in known.others), seq, asker, key, tags)
    if not changed:
        return known
    reasons = Reasons()
    reasons.add_groups(known.left)
    reasons.add(CHANGED_SINCE, sorted(changed), len(changed))
    return msgspec.structs.replace(
        known,
        others=tuple(state for state in known.others if state.id not in changed),
        left=reasons.groups(),
    )


def _changed_since(
    connection: Connection,
    ids: Iterable[int],
    seq: int,
    asker: Asker,
    key: str,
    tags: tuple[str, ...] | None,
) -> set[int]:
    if tags == ():
        return set()
    encode = msgspec.json.encode
    me = encode((asker.actor.kind.value, asker.actor.id)).decode()
    params = [encode(list(ids)).decode(), seq, seq, key, me]
    if tags is None:
        return {id_ for (id_,) in connection.execute(_SINCE, params)}
    return {id_ for (id_,) in connection.execute(_SINCE + _OF_TYPES, [*params, encode(tags).decode()])}
