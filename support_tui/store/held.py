"""What came into a conversation while a reply was being written: words that the writer has not answered yet. Pure."""

from collections.abc import Iterable

from support_tui.store.replica import Replica
from support_tui.wire.frames import Activity, Viewer
from support_tui.wire.values import ActorKind, MessageKind
from support_tui.wire.views import Message


def newest_known(replica: Replica, conversation_id: int | None) -> int:
    """The newest message of a conversation that is here to be read, by its thread or its row; 0 where nothing is known of it."""
    if conversation_id is None:
        return 0
    row, thread = replica.rows.get(conversation_id), replica.threads.get(conversation_id)
    in_thread = max((message.id for message in thread.messages), default=0) if thread is not None else 0
    return max(in_thread, row.last_message_id if row is not None else 0)


def came_since(replica: Replica, conversation_id: int | None, seen_id: int) -> tuple[Message, ...]:
    """Messages newer than `seen_id` that a reply should not cross unread, oldest first: a person's on the customer's side, and
    colleagues' replies and notes. One's own words and machine mail hold nothing back."""
    thread = replica.threads.get(conversation_id or 0)
    if thread is None:
        return ()
    me_id = replica.me.id if replica.me is not None else None
    return tuple(message for message in thread.messages if message.id > seen_id and _counts(message, me_id))


def _counts(message: Message, me_id: int | None) -> bool:
    if message.kind is MessageKind.INBOUND:
        return not message.automatic
    return not (message.author.kind is ActorKind.AGENT and message.author.id == me_id)


def answering_now(before: Iterable[Viewer], after: Iterable[Viewer], me_id: int | None) -> tuple[int, ...]:
    """Colleagues who write a reply and did not a moment before; never oneself at another console."""
    were = {me_id, *(viewer.agent_id for viewer in before if viewer.activity is Activity.REPLYING)}
    return tuple(v.agent_id for v in after if v.activity is Activity.REPLYING and v.agent_id not in were)
