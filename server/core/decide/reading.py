"""How far an agent has read: marks of the asker's own, which leave no trace in the log. Pure."""

from support_tui.wire import commands as c
from support_tui.wire.refusals import Refusal, RefusalCode

from ..access import may_see
from ..context import Context, Known
from ..decision import Decision, ReadMark
from ..state import ConversationState
from .common import NO_CHANGE


def mark(state: ConversationState, command: c.MarkRead, context: Context) -> Decision | Refusal:
    """One conversation is read up to a message."""
    agent = context.asker.agent
    if agent is None:
        return Refusal(RefusalCode.FORBIDDEN, {"action": "mark_read"})
    return _marked(state, command.message_id, agent.id)


def mark_many(command: c.MarkManyRead, known: Known, context: Context) -> Decision | Refusal:
    """The same of all that are there and the asker's to see."""
    agent = context.asker.agent
    if agent is None:
        return Refusal(RefusalCode.FORBIDDEN, {"action": "mark_many_read"})
    wanted = {mark.conversation_id: mark.message_id for mark in command.marks}
    seen = [state for state in known.others if may_see(context.asker, state.mailbox_id)]
    if not seen:
        return NO_CHANGE
    return Decision(others=tuple(_marked(state, wanted[state.id], agent.id) for state in seen))


def _marked(state: ConversationState, message_id: int, agent_id: int) -> Decision:
    read_up_to = max(0, min(message_id, state.last_message_id))
    return Decision(conversation_id=state.id, read=ReadMark(agent_id, state.id, read_up_to))
