"""What became of a mailbox, in the reader's language; reads names from the replica only."""

from support_tui import i18n
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.wire.events import MailboxChanged, MailboxRemoved, MailboxSecretChanged
from support_tui.wire.mailboxes import changes


def happened(replica: Replica, event: MailboxChanged | MailboxRemoved | MailboxSecretChanged) -> str:
    """In a few words that follow the name of who did it."""
    match event:
        case MailboxChanged():
            return _changed(event)
        case MailboxRemoved():
            return i18n.isolated_text("event-mailbox-removed", name=event.old.name)
        case MailboxSecretChanged():
            return _secret_changed(replica, event)


def _changed(event: MailboxChanged) -> str:
    """Made, changed, or which setting was changed if it was one."""
    if not event.old_name:
        return i18n.isolated_text("event-mailbox-made", name=event.new_name)
    told = _told(event)
    if len(told) == 1:
        return i18n.isolated_text("event-mailbox-setting-changed", name=event.new_name, field=told[0][0])
    return i18n.isolated_text("event-mailbox-changed", name=event.new_name)


def before_after(event: MailboxChanged) -> tuple[str, str] | None:
    """The values of all settings that differ; None where it was made."""
    if not event.old_name:
        return None
    if event.old is None or event.new is None:
        return event.old_name, event.new_name
    told = _told(event)
    if len(told) == 1:
        return told[0][1], told[0][2]
    before = ", ".join(f"{field}: {old}" for field, old, _ in told)
    return before, ", ".join(f"{field}: {new}" for field, _, new in told)


def _told(event: MailboxChanged) -> tuple[tuple[str, str, str], ...]:
    return () if event.old is None or event.new is None else changes(event.old, event.new)


def _secret_changed(replica: Replica, event: MailboxSecretChanged) -> str:
    """Which secret was set or removed; the secret is told nowhere."""
    return i18n.isolated_text(
        "event-mailbox-secret",
        is_set="yes" if event.is_set else "no",
        kind=i18n.text("mailbox-secret-kind", kind=event.kind.value),
        name=select.mailbox_name(replica, event.mailbox_id),
    )
