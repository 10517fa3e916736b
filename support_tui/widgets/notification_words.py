"""What a notification says to its reader; reads names from the replica only."""

from support_tui import i18n
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.wire.mail_wording import trouble_wording
from support_tui.wire.notifications import Notification


def sentence(replica: Replica, told: Notification) -> str:
    """Who did what: `Sam Cole assigned this to you`."""
    if told.alarm is not None:
        return i18n.text("notification", kind=told.kind.value, name=told.alarm.mailbox, n=1)
    name = select.actor_name(replica, told.actor) or i18n.text(f"actor-{told.actor.kind.value}")
    return i18n.text("notification", kind=told.kind.value, name=name, n=told.count)


def subject(told: Notification) -> str:
    """Which conversation: its number and its title, which is gone where the conversation is. Of a mailbox, what is wrong with it."""
    if told.alarm is not None:
        return trouble_wording(told.alarm.trouble, i18n.current().language)
    return f"#{told.conversation_id} {told.title}".rstrip()
