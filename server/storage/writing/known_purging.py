"""What is known of a conversation that is to be deleted for good: whether it stands alone, and what is linked with it."""

from typing import Final

from ...core.context import Known
from ...core.state import ConversationState
from .belonging import Memory

_SHARES: Final = """
select exists (select 1 from event where conversation_id = ?1
    and type in ('conversation_merged', 'conversation_unmerged', 'messages_came', 'messages_went'))
  or exists (select 1 from conversation where merged_into_id = ?1)
  or exists (select 1 from message where conversation_id = ?1 and origin_id is not null)"""


def known_for_purge(memory: Memory, state: ConversationState) -> Known:
    """All that the decision needs."""
    (shares,) = memory.connection.execute(_SHARES, (state.id,)).fetchone()
    others = tuple(memory.conversations(state.link_ids).values())
    return Known(conversation=state, others=others, shares_messages=bool(shares))
