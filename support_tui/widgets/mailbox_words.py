"""What became of a mailbox, in the reader's language; reads names from the replica only."""

from support_tui import i18n
from support_tui.actions.mailbox_form import BY_ID, Kind
from support_tui.store import select
from support_tui.store.replica import Replica
from support_tui.wire.events import MailboxChanged, MailboxRemoved, MailboxSecretChanged
from support_tui.wire.mailboxes import changes

_SWITCHED = {"yes": "true", "no": "false"}


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
        return i18n.isolated_text(
            "event-mailbox-setting-changed", name=event.new_name, field=_named(told[0][0])
        )
    return i18n.isolated_text("event-mailbox-changed", name=event.new_name)


def before_after(event: MailboxChanged) -> tuple[str, str] | None:
    """The values of all settings that differ; None where it was made."""
    if not event.old_name:
        return None
    if event.old is None or event.new is None:
        return event.old_name, event.new_name
    told = _told(event)
    if len(told) == 1:
        field, old, new = told[0]
        return _value(field, old), _value(field, new)
    comma = i18n.text("list-comma")
    before = comma.join(f"{_named(field)}: {_value(field, old)}" for field, old, _ in told)
    return before, comma.join(f"{_named(field)}: {_value(field, new)}" for field, _, new in told)


def _named(setting: str) -> str:
    """A setting as the form calls it; where two sections have one of that name, with its section."""
    field = BY_ID.get(setting)
    if field is None:
        return setting
    label = i18n.text("mailboxes-field", field=field.text_id)
    if field.section == "box":
        return label
    return f"{i18n.text('mailboxes-section', section=field.section)}, {label}"


def _value(setting: str, value: str) -> str:
    """A value as the form shows it."""
    field = BY_ID.get(setting)
    if field is None or not value or field.kind not in (Kind.SWITCH, Kind.CHOICE):
        return value
    text = _SWITCHED.get(value, value) if field.kind is Kind.SWITCH else value
    return i18n.text("mailboxes-choice", choice=field.choice_id(text))


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
