"""Where an answer goes, as far as the open thread tells: where the requester's newest mail asks, else where it came from. Pure."""

from support_tui.store.replica import Replica
from support_tui.wire.values import ActorKind, MessageKind
from support_tui.wire.views import ConversationRow


def answers_to(replica: Replica, row: ConversationRow) -> str:
    """The addresses; that of the row where the thread tells nothing."""
    thread = replica.threads.get(row.id)
    for message in reversed(thread.messages if thread is not None else ()):
        is_theirs = message.author.kind is ActorKind.CUSTOMER and message.author.id == row.customer_id
        if message.kind is MessageKind.INBOUND and is_theirs and not message.automatic:
            return ", ".join(one.email for one in message.facts.reply_to) or row.customer_email
    return row.customer_email
