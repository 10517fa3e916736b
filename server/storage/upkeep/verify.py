"""Looks for contradictions in a desk's data: file, references, counts, log against tables, blobs. Only reads; says what it finds in words."""

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Final, NamedTuple

from support_tui.wire.events import ConversationPurged

from ...core.delivery import IN_OUTBOX
from ...core.evolve import folded
from ...core.state import ConversationState
from ..blobs import Blobs
from ..db import Connection
from ..tables import load, log

_MOST: Final = 20
"""Findings of one kind that are told; more of the same help nobody."""

_COUNTS: Final = """
select place, status, mailbox_id, coalesce(assignee_id, 0), coalesce(team_id, 0), count(*) from conversation group by 1, 2, 3, 4, 5
except select place, status, mailbox_id, assignee_id, team_id, conversations from queue_count"""
_MAINTAINED: Final = """
select place, status, mailbox_id, assignee_id, team_id, conversations from queue_count where conversations <> 0
except select place, status, mailbox_id, coalesce(assignee_id, 0), coalesce(team_id, 0), count(*) from conversation group by 1, 2, 3, 4, 5"""
_CUSTOMERS: Final = """
select u.id, u.conversation_count, count(c.id) from customer u left join conversation c on c.customer_id = u.id and c.merged_into_id is null
group by u.id having u.conversation_count <> count(c.id)"""
_MESSAGES: Final = """
select (select count(*) from message) + (select count(*) from withdrawn_message),
  (select count(*) from event where type = 'message_added'
    and conversation_id not in (select conversation_id from event where type = 'conversation_purged'))"""
_OUTBOX: Final = """
select o.message_id from outbox o left join message m on m.id = o.message_id
where m.id is null or json_extract(m.delivery, '$.state') <> o.state limit ?"""
_NOT_IN_OUTBOX: Final = f"""
select m.id from message m where json_extract(m.delivery, '$.state') in ({", ".join(f"'{state.value}'" for state in sorted(IN_OUTBOX))})
and not exists (select 1 from outbox o where o.message_id = m.id) limit ?"""
_EVENTS: Final = f"""
select {log.COLUMNS} from event where conversation_id is not null order by conversation_id"""
_CONVERSATIONS: Final = "select count(*) from conversation"
_NAMED_BLOBS: Final = """
select digest from attachment union select raw_digest from message where raw_digest <> ''"""


class Strays(NamedTuple):
    """Files in the blob store that no message names."""

    files: int = 0
    size_bytes: int = 0


def findings(connection: Connection, blobs: Blobs) -> Iterator[str]:
    """Every contradiction, in words, as it is found; the first kind that shows a damaged file ends the search."""
    damage = [str(line) for (line,) in connection.execute(f"pragma integrity_check({_MOST})")]
    if damage != ["ok"]:
        yield from (f"The database file is damaged: {line}" for line in damage)
        return
    for check in (_references, _counts, _customers, _outbox, _messages, _log_against_tables):
        yield from _bounded(check, connection)
    yield from _blob_findings(connection, blobs)


def strays(connection: Connection, blobs: Blobs) -> Strays:
    """How much nobody refers to: a mail that was kept and then refused leaves a file. No fault, and for a person to remove."""
    named = {digest for (digest,) in connection.execute(_NAMED_BLOBS)}
    sizes = [blobs.path_of(digest).stat().st_size for digest in blobs.digests() if digest not in named]
    return Strays(len(sizes), sum(sizes))


def _bounded(check: Callable[[Connection], Iterator[str]], connection: Connection) -> Iterator[str]:
    for number, finding in enumerate(check(connection)):
        if number == _MOST:
            yield "… and more of this kind."
            return
        yield finding


def _references(connection: Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("pragma foreign_key_check"):
        yield f"Row {row} of {table} refers to a row of {parent} that is not there."


def _counts(connection: Connection) -> Iterator[str]:
    for place, status, mailbox, agent, team, count in connection.execute(_COUNTS):
        yield (
            f"Queue counts are wrong: {count} conversations are {place}/{status} in mailbox {mailbox}"
            f" with agent {agent} and team {team}."
        )
    for place, status, mailbox, agent, team, count in connection.execute(_MAINTAINED):
        yield (
            f"Queue counts are wrong: {count} conversations are counted as {place}/{status} in mailbox {mailbox}"
            f" with agent {agent} and team {team}."
        )


def _customers(connection: Connection) -> Iterator[str]:
    for customer_id, counted, there in connection.execute(_CUSTOMERS):
        yield f"Customer {customer_id} is said to have {counted} conversations and has {there}."


def _outbox(connection: Connection) -> Iterator[str]:
    for (message_id,) in connection.execute(_OUTBOX, (_MOST + 1,)):
        yield f"The outbox and message {message_id} do not agree on its delivery."
    for (message_id,) in connection.execute(_NOT_IN_OUTBOX, (_MOST + 1,)):
        yield f"Reply {message_id} waits to be sent and is not in the outbox."


def _messages(connection: Connection) -> Iterator[str]:
    stored, told = connection.execute(_MESSAGES).fetchone()
    if stored != told:
        yield f"There are {stored} messages, and the log tells of {told}."


def _log_against_tables(connection: Connection) -> Iterator[str]:
    """Fold the log of each conversation and compare: the tables hold nothing that the log does not tell."""
    checked = 0
    rows = (log.recorded_from(row) for row in connection.execute(_EVENTS))
    for conversation_id, group in groupby(rows, key=lambda recorded: recorded.conversation_id):
        assert conversation_id is not None
        entries = sorted(group, key=lambda recorded: recorded.seq)
        told = folded(conversation_id, entries)
        if told is None and isinstance(entries[-1].event, ConversationPurged):
            yield from _remains(connection, conversation_id)
            continue
        if told is None:
            yield f"The log of conversation {conversation_id} does not begin with its start."
            continue
        checked += 1
        stands = load.conversation(connection, conversation_id)
        if stands is None:
            yield f"Conversation {conversation_id} is in the log and not in the tables."
        elif stands != told:
            yield f"Conversation {conversation_id} and its log disagree on {', '.join(_differing(stands, told))}."
    (there,) = connection.execute(_CONVERSATIONS).fetchone()
    if there > checked:
        yield f"{there - checked} conversations are in the tables and not in the log."


def _remains(connection: Connection, conversation_id: int) -> Iterator[str]:
    """Of what was deleted for good nothing is left but its entries and the identities of its messages."""
    if load.conversation(connection, conversation_id) is not None:
        yield f"Conversation {conversation_id} was deleted for good and is in the tables."


def _differing(one: ConversationState, other: ConversationState) -> list[str]:
    return [name for name in one.__struct_fields__ if getattr(one, name) != getattr(other, name)]


def _blob_findings(connection: Connection, blobs: Blobs) -> Iterator[str]:
    for (digest,) in connection.execute(_NAMED_BLOBS):
        if not blobs.path_of(digest).is_file():
            yield f"The file {digest} of a message is missing."
    for digest in blobs.damaged():
        yield f"The file {digest} is damaged."
