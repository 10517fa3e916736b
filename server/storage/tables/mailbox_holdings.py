"""What lies in a mailbox, and what is still to leave from it. Decides nothing."""

from typing import Final

from support_tui.wire.mailboxes import MailboxHoldings, SecretKind

from ..db import Reader

_CONVERSATIONS: Final = "select count(*) from conversation where mailbox_id = ? and place <> 'merged'"
_LETTERS: Final = """
select count(*) from outbox o join conversation c on c.id = o.conversation_id
where o.state in ('queued', 'held', 'sending', 'maybe_sent') and c.mailbox_id = ?"""
_SECRETS: Final = "select kind from mailbox_secret where mailbox_id = ? order by kind"


def of_mailbox(connection: Reader, mailbox_id: int) -> MailboxHoldings:
    """Its conversations but for those that stand in others, its letters, and which secrets it has."""
    (conversations,) = connection.execute(_CONVERSATIONS, (mailbox_id,)).fetchone()
    (letters,) = connection.execute(_LETTERS, (mailbox_id,)).fetchone()
    kinds = tuple(SecretKind(kind) for (kind,) in connection.execute(_SECRETS, (mailbox_id,)))
    return MailboxHoldings(conversations, letters, kinds)
