"""What a conversation's last word is without one of its replies."""

from typing import Final

from support_tui.wire.values import DeliveryState

from ...core.plain import one_line, preview
from ..db import Connection
from ..tables.columns import delivery_from

_FIRST_WORDS: Final = 1_300
"""Characters of a message that its preview is made from."""

#: Notes are nobody's word to a customer, and neither is what the desk says by itself (E18).
_NEWEST: Final = f"""
select id, at, substr(text, 1, {_FIRST_WORDS}), delivery,
  (select filename from attachment where message_id = message.id order by id limit 1)
from message where conversation_id = ? and kind <> 'note' and not (kind = 'reply' and automatic <> '')
order by at desc, id desc"""


def last_words_before(
    connection: Connection, conversation_id: int, message_id: int
) -> tuple[str, int] | None:
    """The first words and the time of the message before a reply that is the last; None where it is not, or stands alone. What was taken
    back before is passed over."""
    is_last = False
    for id_, at, text, delivery, filename in connection.execute(_NEWEST, (conversation_id,)):
        if id_ == message_id:
            is_last = True
        elif delivery is None or delivery_from(delivery).state is not DeliveryState.CANCELLED:
            return (preview(text) or one_line(filename or ""), at) if is_last else None
    return None
