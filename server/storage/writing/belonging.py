"""Which conversation a number leads to by now: through merges to the survivor, and to what continues a closed one. Decides nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from support_tui.wire import commands as c
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Customer

from ...core.state import ConversationState
from ..db import Connection
from ..tables import load

_REFERENCES: Final = 40
"""How many references of a mail are looked up; the nearest come first."""
_CHAIN: Final = 50
"""How many merges or continuations in a row are followed; more would be a circle."""


class Memory(Protocol):
    """Where states come from: the tables, or what the writer remembers of them."""

    connection: Connection

    def conversation(self, conversation_id: int) -> ConversationState | None: ...
    def conversations(self, ids: Sequence[int]) -> dict[int, ConversationState]: ...
    def customer(self, customer_id: int) -> Customer | None: ...


class Meant(NamedTuple):
    """A conversation that a message names, and the merged one whose message it answers."""

    conversation_id: int
    origin_id: int | None = None


_MESSAGE_HERE: Final = """
select x.conversation_id, m.origin_id from message_external x join message m on m.id = x.message_id
where x.mailbox_id = ? and x.external_id = ?"""
_AWAITED: Final = "select conversation_id from message_awaited where mailbox_id = ? and external_id = ?"
_CONTINUES: Final = "select id from conversation where follows_id = ? order by id desc limit 1"
_THREAD: Final = "select conversation_id from conversation_external where mailbox_id = ? and external_id = ?"


def missing_conversation(connection: Connection, conversation_id: int) -> Refusal:
    """Never there, or purged: ids are not given twice, so a lower one without a row was purged."""
    if 0 < conversation_id <= load.conversation_ids_in_use(connection):
        return Refusal(RefusalCode.CONVERSATION_PURGED, {"id": conversation_id})
    return Refusal(RefusalCode.NOT_FOUND, {"kind": "conversation", "id": conversation_id})


def present(memory: Memory, conversation_id: int) -> ConversationState | Refusal:
    """The conversation of this number itself; refused where it is not there, or was merged into another."""
    state = memory.conversation(conversation_id)
    if state is None:
        return missing_conversation(memory.connection, conversation_id)
    if state.merged_into_id is not None:
        survivor = survivor_of(memory, conversation_id)
        into = survivor.id if survivor is not None else state.merged_into_id
        return Refusal(RefusalCode.CONVERSATION_MERGED, {"id": state.id, "into": into})
    return state


def survivor_of(memory: Memory, conversation_id: int) -> ConversationState | None:
    """The conversation itself, or the one it was merged into (E17); None where that was purged."""
    state = memory.conversation(conversation_id)
    for _ in range(_CHAIN):
        if state is None or state.merged_into_id is None:
            return state
        state = memory.conversation(state.merged_into_id)
    return None


def candidates(memory: Memory, named: Iterable[Meant]) -> Iterator[tuple[ConversationState, int | None]]:
    """Where a message could belong, each once and best first, with the merged conversation that it answers there."""
    seen: set[int] = set()
    for meant in named:
        state = _continued(memory, meant.conversation_id)
        if state is None or state.id in seen:
            continue
        seen.add(state.id)
        survivor = survivor_of(memory, meant.conversation_id)
        if survivor is None or survivor.id != state.id:
            yield state, None
        elif meant.origin_id is not None:
            yield state, meant.origin_id
        else:
            yield state, meant.conversation_id if meant.conversation_id != state.id else None


def _continued(memory: Memory, conversation_id: int) -> ConversationState | None:
    """The survivor, or the newest conversation that continues it: whoever answers an old mail again joins what their
    first answer has begun. What continues a conversation may have been merged into it."""
    state = survivor_of(memory, conversation_id)
    seen: set[int] = set()
    while state is not None and state.id not in seen and len(seen) < _CHAIN:
        seen.add(state.id)
        later = memory.connection.execute(_CONTINUES, (state.id,)).fetchone()
        if later is None:
            return state
        state = survivor_of(memory, later[0])
    return state


def referred(connection: Connection, command: c.ReceiveMessage) -> list[Meant]:
    """Conversations that the message names by its thread or by messages it answers, nearest first; then those that have waited for it, or
    for what it answers: the order in which mails arrive is not the one in which they were written (E19)."""
    mailbox_id, references = command.mailbox_id, command.references[:_REFERENCES]
    found: list[Meant] = []
    if command.thread_id:
        found += of_thread(connection, mailbox_id, command.thread_id)
    for reference in references:
        found += of_message(connection, mailbox_id, reference)
    for identity in (command.external_id, *references):
        found += [Meant(id_) for (id_,) in connection.execute(_AWAITED, (mailbox_id, identity))]
    return list(dict.fromkeys(found))


def of_thread(connection: Connection, mailbox_id: int, external_id: str) -> list[Meant]:
    """The conversation that a channel knows by this identity, if there is one."""
    return [Meant(id_) for (id_,) in connection.execute(_THREAD, (mailbox_id, external_id))]


def of_message(connection: Connection, mailbox_id: int, external_id: str) -> list[Meant]:
    """The conversation that holds the message of this identity, if there is one."""
    return [Meant(*row) for row in connection.execute(_MESSAGE_HERE, (mailbox_id, external_id))]
