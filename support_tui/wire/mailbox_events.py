"""What has become of mailboxes. No secret stands in any of it."""

from support_tui.wire.event_base import BaseEvent
from support_tui.wire.mailboxes import MailboxSettings, SecretKind


class MailboxChanged(BaseEvent, frozen=True):
    """A mailbox was made, or is back (`old_name` empty, `old` None), or was changed. Old logs have the names alone."""

    mailbox_id: int
    old_name: str
    new_name: str
    old: MailboxSettings | None = None
    new: MailboxSettings | None = None


class MailboxRemoved(BaseEvent, frozen=True):
    """A mailbox is not there any more, and its secrets are forgotten; `old` is all that was set of it."""

    mailbox_id: int
    old: MailboxSettings


class MailboxSecretChanged(BaseEvent, frozen=True):
    """A secret of a mailbox was set, or forgotten; it is told nowhere itself."""

    mailbox_id: int
    kind: SecretKind
    is_set: bool = True
