"""What two people may not both do unknowingly: which events, made by others since the asker looked, stand against a command. Pure."""

from typing import Final, NamedTuple

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.refusals import Refusal, RefusalCode


class Clash(NamedTuple):
    """The kinds of events that stand against a command, and what they are about, as `changed_since` names it."""

    field: str
    events: tuple[type[e.Event], ...]


_STATUS = Clash("status", (e.StatusChanged,))
_VIEW = Clash("view", (e.ViewChanged,))

#: Commands that add, that are the actor's own matter, or that a channel gives, clash with nothing and are absent.
CLASHES: Final[dict[type[c.Command], Clash]] = {
    c.SendReply: Clash("reply", (e.MessageAdded,)),
    c.SetStatus: _STATUS,
    c.AssignConversation: Clash("assignee", (e.ConversationAssigned,)),
    c.ChangeTags: Clash("tags", (e.TagsChanged,)),
    c.SetTitle: Clash("title", (e.TitleChanged,)),
    c.SetPriority: Clash("priority", (e.PriorityChanged,)),
    c.MoveConversation: Clash("mailbox", (e.ConversationMoved,)),
    c.SetFolder: Clash("folder", (e.FolderChanged,)),
    c.PurgeConversation: Clash("reply", (e.MessageAdded,)),
    c.SnoozeConversation: Clash("snooze", (e.SnoozeChanged,)),
    c.RescheduleReply: Clash("delivery", (e.DeliveryChanged,)),
    c.RedecodeMessage: Clash("charset", (e.MessageRedecoded,)),
    c.EditCustomer: Clash("customer", (e.CustomerEdited,)),
    c.SaveMailbox: Clash("mailbox", (e.MailboxChanged, e.MailboxRemoved)),
    c.RemoveMailbox: Clash("mailbox", (e.MailboxChanged,)),
    c.SaveView: _VIEW,
    c.DeleteView: _VIEW,
}


def event_tags(command: c.Command) -> tuple[str, ...]:
    """The type names of the events that could clash with this command, as the log holds them."""
    clash = _clash_of(command)
    return tuple(str(kind.__struct_config__.tag) for kind in clash.events) if clash else ()


def clash(command: c.Command, later: list[e.Recorded]) -> Refusal | None:
    """The refusal for the newest of `later` (others' events since the asker looked) that stands against the command, if any does."""
    entry = _clash_of(command)
    if entry is None:
        return None
    for recorded in reversed(later):
        if isinstance(recorded.event, entry.events) and _touches(command, recorded.event):
            return changed_since(entry.field, recorded)
    return None


def _clash_of(command: c.Command) -> Clash | None:
    """The row of the table; a note that also sets the status clashes as the status does."""
    if isinstance(command, c.AddNote):
        return _STATUS if command.status is not None else None
    return CLASHES.get(type(command))


def changed_since(field: str, by: e.Recorded) -> Refusal:
    """The refusal that says who has changed a field, when, and to what."""
    if isinstance(by.event, e.MailboxSecretChanged):
        return Refusal(RefusalCode.SECRET_SET_SINCE, {"by": by.actor.name, "at": by.at})
    return Refusal(
        RefusalCode.CHANGED_SINCE,
        {"field": field, "by": by.actor.name, "at": by.at, "value": _value(by.event)},
    )


def _touches(command: c.Command, event: e.Event) -> bool:
    """Whatever a person wrote stands against a reply, machine mail does not; only the same field of a profile against an edit, only
    the same view or mailbox against a view or mailbox."""
    match event:
        case e.MessageAdded():
            return not event.is_automatic
        case e.DeliveryChanged():
            return isinstance(command, c.RescheduleReply) and event.message_id == command.message_id
        case e.MessageRedecoded():
            return isinstance(command, c.RedecodeMessage) and event.message_id == command.message_id
        case e.CustomerEdited():
            return isinstance(command, c.EditCustomer) and event.field in command.changes
        case e.ViewChanged():
            return isinstance(command, c.SaveView | c.DeleteView) and event.view_id == command.view_id
        case e.MailboxChanged() | e.MailboxRemoved():
            return (
                isinstance(command, c.SaveMailbox | c.RemoveMailbox)
                and event.mailbox_id == command.mailbox_id
            )
        case _:
            return True


def _value(event: e.Event) -> str | int:
    match event:
        case (
            e.StatusChanged()
            | e.TitleChanged()
            | e.PriorityChanged()
            | e.FolderChanged()
            | e.CustomerEdited()
        ):
            return str(event.new)
        case e.DeliveryChanged():
            return event.new.state.value
        case e.MessageRedecoded():
            return event.new_charset
        case e.MessageAdded():
            return event.preview
        case e.ConversationAssigned():
            return event.new_agent_id or 0
        case e.ConversationMoved():
            return event.new_mailbox_id
        case e.SnoozeChanged():
            return event.new_until_at or 0
        case e.MailboxChanged():
            return event.new_name
        case e.ViewChanged():
            return event.new.name if event.new is not None else ""
        case _:
            return ""
