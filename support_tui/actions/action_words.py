"""What was done, in a few words for a list: "closed · #12 Where is my parcel?". Reads names from the replica only."""

from collections.abc import Iterable, Iterator

from support_tui import i18n
from support_tui.actions.interface import Choice
from support_tui.actions.kinds import kind_of_action
from support_tui.store import Replica, select
from support_tui.text.bidi import has_rtl
from support_tui.wire import events as e
from support_tui.wire.actions import Action


def named(kind: str) -> str:
    """A kind of action by name."""
    return i18n.text("action-kind", kind=kind)


def choice(replica: Replica, action: Action, now: int) -> Choice:
    """An action as an entry of a picker: what, which conversation; when, and whether it was taken back."""
    when = i18n.moment(action.at, now)
    hint = i18n.isolated_text("action-recent-undone", when=when) if action.undone_by else when
    parts = (_what(replica, action), _about(action))
    return Choice(action.key, i18n.as_sentence(" · ".join(part for part in parts if part)), hint=hint)


def _about(action: Action) -> str:
    if action.conversations > 1:
        shown = i18n.number(action.conversations)
        return i18n.text("action-recent-many", count=action.conversations, shown=shown)
    if action.conversation_id is None:
        return _apart(action.title)
    number = f"#{action.conversation_id}"
    if i18n.current().is_rtl:
        # Behind Arabic letters the sign would change sides.
        number = f"\u2066{number}\u2069"
    return f"{number} {_apart(action.title)}".strip()


def _apart(words: str) -> str:
    """Words in the other direction than the language in use: what stands beside them keeps its place."""
    return f"\u2068{words}\u2069" if words and has_rtl(words) is not i18n.current().is_rtl else words


def _what(replica: Replica, action: Action) -> str:
    """The kind; of what is one value, the value too."""
    name = named(kind_of_action(action))
    value = _value(replica, action.event)
    return f"{name}: {_apart(value)}" if value else name


def _value(replica: Replica, event: e.Event | None) -> str:
    match event:
        case e.StatusChanged(new=status):
            return i18n.text("status-name", status=status.value)
        case e.PriorityChanged(new=priority):
            return i18n.text("priority-name", priority=priority.value)
        case e.TagsChanged(added=added, removed=removed):
            return " ".join([*_tags(replica, added, "+"), *_tags(replica, removed, "−")])
        case e.ViewChanged(old=old, new=new):
            view = new or old
            return view.name if view is not None else ""
        case e.TitleChanged(new=title):
            return title
        case e.ConversationAssigned(new_agent_id=agent_id, new_team_id=team_id):
            return select.agent_name(replica, agent_id) or select.team_name(replica, team_id)
        case e.ConversationMoved(new_mailbox_id=mailbox_id):
            return select.mailbox_name(replica, mailbox_id)
        case e.FolderChanged(new=folder):
            return i18n.text("folder-name", folder=folder.value)
        case e.MessageAdded(preview=preview):
            return preview[:40]
        case _:
            return ""


def _tags(replica: Replica, tag_ids: Iterable[int], sign: str) -> Iterator[str]:
    known = (replica.tags.get(tag_id) for tag_id in tag_ids)
    return (f"{sign}{tag.name}" for tag in known if tag is not None)
