"""A change to many conversations in words: what is to be done, and what came of it. Reads names from the replica only."""

from support_tui import i18n
from support_tui.store import Replica, select
from support_tui.wire import commands as c
from support_tui.wire.commands import Change, ManyChanged


def words(replica: Replica, change: Change, now: int) -> str:
    """What is to be done, in the agent's language."""
    match change:
        case c.SetStatus(status=status):
            return i18n.text("bulk-set-status", status=status.value)
        case c.AssignAgent(agent_id=agent_id):
            return i18n.text("bulk-assign", name=select.agent_name(replica, agent_id))
        case c.AssignConversation(agent_id=None, team_id=None):
            return i18n.text("bulk-unassign")
        case c.AssignConversation(agent_id=agent_id, team_id=team_id):
            name = (
                select.team_name(replica, team_id)
                if agent_id is None
                else select.agent_name(replica, agent_id)
            )
            return i18n.text("bulk-assign", name=name)
        case c.ChangeFollowers(add=add):
            return i18n.text("bulk-follow" if add else "bulk-unfollow")
        case c.ChangeTags(add=add_names, remove=remove_names):
            names = ", ".join([*(f"+{name}" for name in add_names), *(f"−{name}" for name in remove_names)])
            return i18n.text("bulk-tags", names=names)
        case c.MoveConversation(mailbox_id=mailbox_id):
            return i18n.text("bulk-move", name=select.mailbox_name(replica, mailbox_id))
        case c.SetPriority(priority=priority):
            return i18n.text("bulk-priority", priority=priority.value)
        case c.SnoozeConversation(until_at=None):
            return i18n.text("bulk-wake")
        case c.SnoozeConversation(until_at=until_at):
            return i18n.text("bulk-snooze", until=i18n.moment(until_at or 0, now))
        case c.SetFolder(folder=folder):
            return i18n.text("bulk-folder", folder=folder.value)
        case c.Reopen():
            return i18n.text("bulk-reopen")
        case c.AddNote(text=text, status=status):
            text_id = "bulk-note" if status is None else "bulk-note-close"
            return i18n.text(text_id, text=" ".join(text.split()))
        case c.SendReply(text=text, status=status):
            text_id = "bulk-reply" if status is None else "bulk-reply-close"
            return i18n.text(text_id, text=" ".join(text.split()))


def outcome(change: Change, many: ManyChanged, undo_key: str) -> str:
    """What came of it, in a sentence; a letter has not left yet."""
    match change:
        case c.SendReply():
            text_id = "bulk-replied-notice"
        case c.AddNote():
            text_id = "bulk-noted-notice"
        case _:
            text_id = "bulk-done-notice"
    left = sum(group.count for group in many.left)
    return i18n.text(
        text_id,
        count=many.changed,
        shown=i18n.number(many.changed),
        left=left,
        shown_left=i18n.number(left),
        undo_key=undo_key,
    )
