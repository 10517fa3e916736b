"""Things of the moment into the replica: they have no number, and the newest is true. Pure."""

from support_tui.store.changes import ChangeSet
from support_tui.store.held import answering_now
from support_tui.store.replica import Replica
from support_tui.wire.frames import Presence


def take_presence(replica: Replica, frame: Presence, changes: ChangeSet) -> None:
    """Who is in a conversation now; of those who have begun to answer this agent is told."""
    conversation_id = frame.conversation_id
    before = replica.presence.get(conversation_id, ())
    me_id = replica.me.id if replica.me is not None else None
    answering = answering_now(before, frame.viewers, me_id)
    changes.answering += [(conversation_id, agent_id) for agent_id in answering]
    replica.presence[conversation_id] = frame.viewers
    if not frame.viewers:
        del replica.presence[conversation_id]
    changes.presence.add(conversation_id)
