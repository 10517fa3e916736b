"""Deleting for good what lies in the trash (E9). Pure.

A conversation that was merged or split is refused: the log of each one concerned tells of messages of the other, so one of them could not go
without taking words of the other along, or leaving its own behind.
"""

from support_tui.wire import events as e
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Folder

from ..context import Known
from ..decision import Decision
from ..state import ConversationState


def purge(state: ConversationState, known: Known) -> Decision | Refusal:
    """The conversation goes, and those that were linked with it are so no more."""
    if state.folder is not Folder.TRASH:
        return Refusal(RefusalCode.NOT_IN_TRASH)
    if known.shares_messages:
        return Refusal(RefusalCode.SHARES_MESSAGES, {"id": state.id})
    apart = tuple(
        Decision((e.ConversationsUnlinked(state.id),), conversation_id=other.id)
        for other in known.others
        if state.id in other.link_ids
    )
    return Decision((e.ConversationPurged(state.message_count),), conversation_id=state.id, others=apart)
