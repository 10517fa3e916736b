"""What a requester's newest mail says besides its words: where they want answers to go, among other things (E36). Decides nothing."""

from collections.abc import Iterable
from typing import Final

from support_tui.wire.mail_facts import MailFacts

from ...core.state import ConversationState
from ..db import Connection
from ..tables.columns import facts_from

_NEWEST: Final = """
select facts from message where conversation_id = ? and kind = 'inbound' and automatic = '' and json_extract(author, '$.id') = ?
order by at desc, id desc limit 1"""


def newest_facts(connection: Connection, state: ConversationState) -> MailFacts | None:
    """What is known of the requester's newest message; None where nothing is."""
    row = connection.execute(_NEWEST, (state.id, state.customer_id)).fetchone()
    return facts_from(row[0]) if row is not None and row[0] else None


def newest_facts_of(connection: Connection, states: Iterable[ConversationState]) -> dict[int, MailFacts]:
    """The same of many conversations, by their numbers."""
    found = ((state.id, newest_facts(connection, state)) for state in states)
    return {conversation_id: facts for conversation_id, facts in found if facts is not None}
