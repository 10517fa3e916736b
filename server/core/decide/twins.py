"""The same mail in several of our mailboxes is a conversation in each; they know of each other (E5). Pure."""

from msgspec.structs import replace

from support_tui.wire.events import ConversationsLinked
from support_tui.wire.limits import LINKS_PER_CONVERSATION

from ..context import Known
from ..decision import Decision


def tied(decided: Decision, known: Known) -> Decision:
    """The decision about a message, and with it a link both ways to where it has come in by another mailbox."""
    home_id = decided.conversation_id
    if home_id is None or not decided.events:
        return decided
    twins = [
        twin
        for twin in known.twins
        if twin.id != home_id and home_id not in twin.link_ids and len(twin.link_ids) < LINKS_PER_CONVERSATION
    ]
    links = tuple(ConversationsLinked(twin.id) for twin in twins)
    back = tuple(Decision((ConversationsLinked(home_id),), conversation_id=twin.id) for twin in twins)
    return replace(decided, events=(*decided.events, *links), others=(*decided.others, *back))
