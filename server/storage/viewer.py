"""Who reads: whose marks count as read, what names mean to them, and which mailboxes they may see. Data only."""

import datetime

import msgspec

from support_tui.wire.views import Directory


class Viewer(msgspec.Struct, frozen=True):
    """The reading agent. `mailbox_ids` None is every mailbox; `zone` is where their days begin."""

    agent_id: int
    mailbox_ids: frozenset[int] | None = None
    directory: Directory = Directory()
    zone: datetime.tzinfo = datetime.UTC

    def may_see(self, mailbox_id: int) -> bool:
        """Whether a conversation of this mailbox is theirs to read."""
        return self.mailbox_ids is None or mailbox_id in self.mailbox_ids
