"""Takes a conversation out of all tables but the log, and the words out of its entries there (E9). Decides nothing.

The log keeps who did what and when. What people wrote in it is made empty in place, so numbers stay whole and later readers, replay
and undo find the same kinds of events; what identifies messages stays as tombstones (`tables.purged_messages`).
"""

from typing import Any, Final

import msgspec
from msgspec.structs import replace

from support_tui.wire import events as e
from support_tui.wire.commands import Accepted
from support_tui.wire.links import words_of
from support_tui.wire.views import Customer

from ...core.state import ConversationState
from ..db import Connection
from ..tables import log, purged_messages
from ..words import word_index
from . import project

_encode = msgspec.json.Encoder().encode

_MESSAGES: Final = "select id, text, raw_digest from message where conversation_id = ?"
_WITHDRAWN: Final = "select id, text, raw_digest from withdrawn_message where conversation_id = ?"
_FILES: Final = "select filename, digest from attachment where message_id = ? order by id"
_OF_MESSAGE: Final = tuple(
    f"delete from {table} where message_id = ?"
    for table in ("attachment", "quarantine", "message_reading", "outbox")
)
_OF_CONVERSATION: Final = tuple(
    f"delete from {table} where conversation_id = ?"
    for table in (
        "message", "withdrawn_message", "message_awaited", "conversation_topic", "read_mark",
        "merged_read", "notification", "draft", "notice_waiting", "notice_mail",
    )
)  # fmt: skip
_ACTIONS: Final = """
update action set title = '' where conversation_id = ?1 and key in (select key from event where conversation_id = ?1 and key <> '')"""
_ENTRIES: Final = "select seq, data from event where conversation_id = ? order by seq"
_EMPTIED: Final = "update event set data = ? where seq = ?"
_ANSWERS: Final = """
select key, answer from request_answer where key in (select key from event where conversation_id = ? and key <> '')"""


def remove(connection: Connection, state: ConversationState, customer: Customer, now: int) -> None:
    """All that the tables have of the conversation; its files are only noted as nobody's, if they are so."""
    _take_words(connection, state, customer)
    files = _remove_messages(connection, state)
    purged_messages.leave_files(connection, files, now)
    for statement in _OF_CONVERSATION:
        connection.execute(statement, (state.id,))
    connection.execute(_ACTIONS, (state.id,))
    _empty_answers(connection, state.id)
    for seq, data in connection.execute(_ENTRIES, (state.id,)).fetchall():
        emptied = log.encode(without_words(log.event_from(data))).decode()
        if emptied != data:
            connection.execute(_EMPTIED, (emptied, seq))
    project.remove_conversation(connection, state)


def _take_words(connection: Connection, state: ConversationState, customer: Customer) -> None:
    words = word_index.Words(state.id, state.title, customer.name, customer.emails)
    word_index.take_conversation(connection, words)


def _remove_messages(connection: Connection, state: ConversationState) -> set[str]:
    """Its messages, also those that were taken back; the digests of their files and of their raw bytes."""
    digests: set[str] = set()
    for statement, is_found in ((_MESSAGES, True), (_WITHDRAWN, False)):
        for message_id, text, raw_digest in connection.execute(statement, (state.id,)).fetchall():
            files = connection.execute(_FILES, (message_id,)).fetchall()
            if is_found:
                found_by = "\n".join((words_of(text), *(filename for filename, _ in files)))
                word_index.take_message(connection, message_id, found_by)
            file_digests = [digest for _, digest in files]
            digests.update((raw_digest, *file_digests))
            purged_messages.bury(connection, message_id, state.mailbox_id, text, file_digests)
            for delete in _OF_MESSAGE:
                connection.execute(delete, (message_id,))
    return digests - {""}


def _empty_answers(connection: Connection, conversation_id: int) -> None:
    """A request that is sent again still gets its first answer, without the words that it gave back."""
    for key, answer in connection.execute(_ANSWERS, (conversation_id,)).fetchall():
        accepted = msgspec.json.decode(answer, type=Accepted)
        kept = tuple(m for m in accepted.taken_back if m.conversation_id != conversation_id)
        was_purged = accepted.message_id is not None and accepted.conversation_id == conversation_id
        emptied = replace(accepted, taken_back=kept, was_purged=was_purged)
        connection.execute("update request_answer set answer = ? where key = ?", (_encode(emptied), key))


# ---------------------------------------------------------------- the log

#: What somebody wrote, or what tells who they are, wherever it stands in an event of a conversation.
_WORDS: Final[dict[str, Any]] = {
    "title": "", "external_id": "", "preview": "", "old_preview": "", "new_preview": "", "comment": "", "detail": "", "evidence": "",
    "reason": "", "refused": [], "placing": None,
}  # fmt: skip


def without_words(event: e.Event) -> e.Event:
    """The event as it is told after a purge: what happened, and nothing of what was written."""
    emptied: Any = _emptied(msgspec.to_builtins(event))
    if isinstance(event, e.TitleChanged):
        emptied |= {"old": "", "new": ""}
    if isinstance(event, e.CcChanged):
        emptied |= {"old": [], "new": []}
    return msgspec.convert(emptied, type(event))


def _emptied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _WORDS[key] if key in _WORDS else _emptied(part) for key, part in value.items()}
    return [_emptied(part) for part in value] if isinstance(value, list | tuple) else value
