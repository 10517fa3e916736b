"""Which conversation a number leads to by now: through merges to the survivor, and to what continues a closed one. Decides nothing."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from support_tui.wire import commands as c
from support_tui.wire.folding import fold
from support_tui.wire.limits import EVIDENCE_CHARS
from support_tui.wire.placing import Clue, LooksLike, PlacedBy, Placing
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import Customer

from ...core.addresses import fold_email
from ...core.desk import Desk
from ...core.placing import NAMED
from ...core.state import ConversationState
from ...core.subjects import bare_subject
from ..db import Connection
from ..tables import load

_REFERENCES: Final = 40
"""How many references of a mail are looked up; the nearest come first."""
_CHAIN: Final = 50
"""How many merges or continuations in a row are followed; more would be a circle."""


class Memory(Protocol):
    """Where states come from: the tables, or what the writer remembers of them."""

    connection: Connection
    desk: Desk

    def conversation(self, conversation_id: int) -> ConversationState | None: ...
    def conversations(self, ids: Sequence[int]) -> dict[int, ConversationState]: ...
    def customer(self, customer_id: int) -> Customer | None: ...


class Meant(NamedTuple):
    """A conversation that a message names, the merged one whose message it answers, and what tells so."""

    conversation_id: int
    origin_id: int | None = None
    placing: Placing = NAMED


class Candidate(NamedTuple):
    """Where a message could belong by now, and the merged conversation that it answers there."""

    state: ConversationState
    origin_id: int | None
    placing: Placing


_MESSAGE_HERE: Final = """
select x.conversation_id, m.origin_id from message_external x join message m on m.id = x.message_id
where x.mailbox_id = ? and x.external_id = ?"""
_MESSAGE_ELSEWHERE: Final = """
select x.conversation_id, m.origin_id, b.address from mailbox b
cross join message_external x on x.mailbox_id = b.id and x.external_id = ?2 join message m on m.id = x.message_id
where b.id <> ?1 and not exists (select 1 from message_external o where o.mailbox_id = b.id and o.external_id = ?3)
order by x.message_id desc"""
_TOPIC: Final = """
select c.id from conversation_topic t join conversation c on c.id = t.conversation_id
where t.mailbox_id = ? and t.topic = ? and c.folder = 'inbox' and c.merged_into_id is null"""
_RECENT: Final = """
select id, title from conversation where customer_id = ? and mailbox_id = ? and folder = 'inbox' and merged_into_id is null
order by last_message_at desc limit ?"""
_RECENT_ONES: Final = 20
"""Conversations of a customer that are compared with a new one."""
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


def candidates(memory: Memory, named: Iterable[Meant]) -> Iterator[Candidate]:
    """Where a message could belong, each once and best first, with the merged conversation that it answers there."""
    seen: set[int] = set()
    for meant in named:
        state = _continued(memory, meant.conversation_id)
        if state is None or state.id in seen:
            continue
        seen.add(state.id)
        survivor = survivor_of(memory, meant.conversation_id)
        origin_id: int | None = None
        if survivor is not None and survivor.id == state.id:
            origin_id = meant.origin_id
            if origin_id is None and meant.conversation_id != state.id:
                origin_id = meant.conversation_id
        yield Candidate(state, origin_id, meant.placing)


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
    """Conversations that the message names, the surest first: by our own identities (E10), by its thread, by messages it answers, nearest
    first and of its own mailbox first (E11), those that have waited for it, or for what it answers: the order in which mails arrive is not
    the one in which they were written (E19); then by its address, its quotation (E12, E13), and the number in its subject (E14)."""
    references = command.references[:_REFERENCES]
    by = {kind: [_meant(clue) for clue in command.clues if clue.by is kind] for kind in PlacedBy}
    return [
        *by[PlacedBy.OWN_ID],
        *(of_thread(connection, command.mailbox_id, command.thread_id) if command.thread_id else ()),
        *(m for reference in references for m in of_message(connection, command.mailbox_id, reference)),
        *_awaiting(connection, command.mailbox_id, (command.external_id, *references)),
        *(m for reference in references for m in _elsewhere(connection, command, reference)),
        *by[PlacedBy.PLUS_ADDRESS],
        *by[PlacedBy.MARKER],
        *by[PlacedBy.SUBJECT],
    ]


def _meant(clue: Clue) -> Meant:
    return Meant(clue.conversation_id, None, Placing(clue.by, clue.evidence[:EVIDENCE_CHARS]))


def of_thread(connection: Connection, mailbox_id: int, external_id: str) -> list[Meant]:
    """The conversation that a channel knows by this identity, if there is one."""
    placing = Placing(PlacedBy.THREAD, external_id[:EVIDENCE_CHARS])
    return [Meant(id_, None, placing) for (id_,) in connection.execute(_THREAD, (mailbox_id, external_id))]


def of_message(connection: Connection, mailbox_id: int, external_id: str) -> list[Meant]:
    """The conversation that holds the message of this identity, if there is one."""
    placing = Placing(PlacedBy.MESSAGE_ID, external_id[:EVIDENCE_CHARS])
    found = connection.execute(_MESSAGE_HERE, (mailbox_id, external_id))
    return [Meant(conversation_id, origin_id, placing) for conversation_id, origin_id in found]


def _awaiting(connection: Connection, mailbox_id: int, identities: Iterable[str]) -> Iterator[Meant]:
    for identity in identities:
        placing = Placing(PlacedBy.AWAITED, identity[:EVIDENCE_CHARS])
        for (conversation_id,) in connection.execute(_AWAITED, (mailbox_id, identity)):
            yield Meant(conversation_id, None, placing)


def _elsewhere(connection: Connection, command: c.ReceiveMessage, reference: str) -> Iterator[Meant]:
    """The conversations of other mailboxes that hold the message answered, but for mailboxes that this very message has come to as well,
    or is on its way to: there it joins it, and here it is a conversation of its own (E5)."""
    addressed = {fold_email(address.email) for address in (*command.to, *command.cc)}
    placing = Placing(PlacedBy.MESSAGE_ID, reference[:EVIDENCE_CHARS])
    own = (command.mailbox_id, reference, command.external_id)
    for conversation_id, origin_id, address in connection.execute(_MESSAGE_ELSEWHERE, own):
        if fold_email(address) not in addressed or not address:
            yield Meant(conversation_id, origin_id, placing)


# ---------------------------------------------------------------- what nothing proves


def alike(connection: Connection, command: c.ReceiveMessage, customer_id: int | None) -> Iterator[LooksLike]:
    """Conversations of this mailbox that the message may continue: Outlook's thread, then the sender's own under the same subject (E15)."""
    if command.topic:
        for (conversation_id,) in connection.execute(_TOPIC, (command.mailbox_id, command.topic)):
            yield LooksLike(conversation_id, PlacedBy.THREAD_INDEX, command.topic[:EVIDENCE_CHARS])
    subject = fold(bare_subject(command.title))
    if not subject or customer_id is None:
        return
    for conversation_id, title in connection.execute(
        _RECENT, (customer_id, command.mailbox_id, _RECENT_ONES)
    ):
        if fold(bare_subject(title)) == subject:
            yield LooksLike(conversation_id, PlacedBy.SAME_SUBJECT, title[:EVIDENCE_CHARS])
            return
