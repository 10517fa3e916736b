"""The one table of what a person can do in the console: bindings, key bar, palette, help and `docs/keys.md` are views of it (D9).

Pure data: knows no screen and no network. Who does the work follows from the id's area (`Command.area`): the areas in `PANE_AREAS`
and `SCREEN_AREA` are done by a method `do_<name>` of the focused pane or of the console screen; every other id
`<area>.<name>` by `actions.<area>.<name>(context)`.
"""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from support_tui.wire.values import Folder, Role, Status
from support_tui.wire.views import ConversationRow


class Scope(StrEnum):
    """Where a command's keys work. `ANY` is every pane of letters: inbox, thread and context, never a text field."""

    INBOX = "inbox"
    THREAD = "thread"
    CONTEXT = "context"
    COMPOSER = "composer"
    ANY = "any"


#: The panes that take plain letters; `Scope.ANY` stands for all of them.
LETTER_SCOPES = (Scope.INBOX, Scope.THREAD, Scope.CONTEXT)

#: Areas whose commands the focused pane does itself: `move.down` is `do_down()` of inbox, thread or context.
PANE_AREAS = frozenset({"move", "mark", "thread", "context", "composer"})
#: The area whose commands the console screen does itself.
SCREEN_AREA = "view"


class Group(StrEnum):
    """The heading a command stands under in help and documentation, in the order shown."""

    MOVE = "move"
    TRIAGE = "triage"
    WRITE = "write"
    THREAD = "thread"
    CUSTOMER = "customer"
    MARK = "mark"
    VIEW = "view"
    GO = "go"
    DESK = "desk"


class Situation(msgspec.Struct, frozen=True):
    """What a command could act on right now; enough to tell whether it would do anything."""

    role: Role = Role.AGENT
    targets: tuple[ConversationRow, ...] = ()
    """The marked conversations, else the one at the cursor or open; only loaded rows."""
    open_id: int | None = None
    can_undo: bool = False
    can_redo: bool = False
    can_repeat: bool = False


#: Gives the Fluent id of the reason why a command would do nothing, or None.
Need = Callable[[Situation], str | None]


def a_writer(situation: Situation) -> str | None:
    """Viewers look and never change anything."""
    return "why-viewer" if situation.role is Role.VIEWER else None


def an_admin(situation: Situation) -> str | None:
    return None if situation.role is Role.ADMIN else "why-not-admin"


def a_target(situation: Situation) -> str | None:
    return None if situation.targets else "why-no-target"


def one_target(situation: Situation) -> str | None:
    """Some things are done to one conversation at a time."""
    if not situation.targets:
        return "why-no-target"
    return "why-one-at-a-time" if len(situation.targets) > 1 else None


def an_open_thread(situation: Situation) -> str | None:
    return None if situation.open_id is not None else "why-nothing-open"


def a_conversation(situation: Situation) -> str | None:
    """One that is open, or that the cursor stands on."""
    return None if situation.open_id is not None or situation.targets else "why-no-target"


def not_all_closed(situation: Situation) -> str | None:
    all_closed = all(row.status is Status.CLOSED for row in situation.targets)
    return "why-closed-already" if situation.targets and all_closed else None


def some_closed(situation: Situation) -> str | None:
    """Reopening takes out of closed, of the trash, of spam and of a snooze."""
    away = any(
        row.status is Status.CLOSED or row.folder is not Folder.INBOX or row.snoozed_until_at is not None
        for row in situation.targets
    )
    return None if away else "why-open-already"


def something_to_undo(situation: Situation) -> str | None:
    return None if situation.can_undo else "why-nothing-to-undo"


def something_to_redo(situation: Situation) -> str | None:
    return None if situation.can_redo else "why-nothing-to-redo"


def something_to_repeat(situation: Situation) -> str | None:
    return None if situation.can_repeat else "why-nothing-to-repeat"


class Command(msgspec.Struct, frozen=True):
    """One thing a person can do. `keys` are the defaults: chords are keys with a blank between them (`g i`)."""

    id: str
    keys: tuple[str, ...]
    scopes: tuple[Scope, ...]
    group: Group
    needs: tuple[Need, ...] = ()
    bar: int = 0
    """Rank in the key bar of its panes, 1 first; 0 keeps it out of the bar."""

    @property
    def area(self) -> str:
        return self.id.partition(".")[0]

    @property
    def name(self) -> str:
        return self.id.partition(".")[2]

    @property
    def title_id(self) -> str:
        """The Fluent id of its title, the same in palette, help and documentation."""
        return "cmd-" + self.id.replace(".", "-").replace("_", "-")

    def disabled(self, situation: Situation) -> str | None:
        """Why it would do nothing now, as a Fluent id; None where it can be done."""
        return next((reason for need in self.needs if (reason := need(situation))), None)

    def works_in(self, scope: Scope) -> bool:
        return scope in self.scopes or (Scope.ANY in self.scopes and scope in LETTER_SCOPES)


_ANY = (Scope.ANY,)
_INBOX = (Scope.INBOX,)
_THREAD = (Scope.THREAD,)
_CONTEXT = (Scope.CONTEXT,)
_COMPOSER = (Scope.COMPOSER,)
_WORK = (a_writer, a_target)

_MOVING = (
    Command("move.down", ("j", "down"), _ANY, Group.MOVE),
    Command("move.up", ("k", "up"), _ANY, Group.MOVE),
    Command("move.half_down", ("ctrl+d",), _ANY, Group.MOVE),
    Command("move.half_up", ("ctrl+u",), _ANY, Group.MOVE),
    Command("move.page_down", ("pagedown", "ctrl+f"), _ANY, Group.MOVE),
    Command("move.page_up", ("pageup", "ctrl+b"), _ANY, Group.MOVE),
    Command("move.top", ("g g", "home"), _ANY, Group.MOVE),
    Command("move.bottom", ("G", "end"), _ANY, Group.MOVE),
)

_TRIAGE = (
    Command("conversation.close", ("e",), _ANY, Group.TRIAGE, (*_WORK, not_all_closed), bar=3),
    Command("conversation.reopen", ("E",), _ANY, Group.TRIAGE, (*_WORK, some_closed)),
    Command("conversation.status", ("s",), _ANY, Group.TRIAGE, _WORK),
    Command("conversation.assign", ("a",), _ANY, Group.TRIAGE, _WORK, bar=4),
    Command("conversation.take", ("A",), _ANY, Group.TRIAGE, _WORK),
    Command("conversation.follow", ("w",), _ANY, Group.TRIAGE, _WORK),
    Command("conversation.tags", ("t",), _ANY, Group.TRIAGE, _WORK, bar=5),
    Command("conversation.priority", ("p",), _ANY, Group.TRIAGE, _WORK),
    Command("conversation.move", ("v",), _ANY, Group.TRIAGE, _WORK),
    Command("conversation.snooze", ("b",), _ANY, Group.TRIAGE, _WORK, bar=6),
    Command("conversation.trash", ("#",), _ANY, Group.TRIAGE, _WORK),
    Command("conversation.spam", ("!",), _ANY, Group.TRIAGE, _WORK),
    Command("conversation.unread", ("U",), _ANY, Group.TRIAGE, (a_target,)),
    Command("conversation.title", ("f2",), _ANY, Group.TRIAGE, (a_writer, one_target)),
    Command("conversation.copy", ("y",), _ANY, Group.TRIAGE, (a_target,)),
)

_WRITING = (
    Command("compose.reply", ("r",), _ANY, Group.WRITE, (a_writer, one_target), bar=1),
    Command("compose.reply_sender", ("R",), _ANY, Group.WRITE, (a_writer, one_target)),
    Command("compose.note", ("n",), _ANY, Group.WRITE, (a_writer, one_target), bar=2),
    Command("compose.forward", ("f",), _ANY, Group.WRITE, (a_writer, one_target)),
    Command("compose.new", ("c",), _ANY, Group.WRITE, (a_writer,)),
    Command("composer.send", ("alt+enter", "ctrl+enter", "ctrl+j"), _COMPOSER, Group.WRITE, bar=1),
    Command("composer.send_close", ("alt+c",), _COMPOSER, Group.WRITE, bar=2),
    Command("composer.save", ("ctrl+s",), _COMPOSER, Group.WRITE, bar=4),
    Command("composer.editor", ("ctrl+g",), _COMPOSER, Group.WRITE, bar=3),
    Command("composer.leave", ("escape",), _COMPOSER, Group.WRITE, bar=5),
)

_READING = (
    Command("view.open", ("enter", "o"), _INBOX, Group.THREAD, (a_target,)),
    Command("view.next_conversation", ("]",), _ANY, Group.THREAD),
    Command("view.previous_conversation", ("[",), _ANY, Group.THREAD),
    Command("thread.next_message", ("J",), _THREAD, Group.THREAD),
    Command("thread.previous_message", ("K",), _THREAD, Group.THREAD),
    Command("thread.toggle", ("enter", "o"), _THREAD, Group.THREAD),
    Command("thread.quoted", ("T",), _THREAD, Group.THREAD, bar=7),
    Command("thread.headers", ("H",), _THREAD, Group.THREAD),
    Command("thread.find", ("\\",), _ANY, Group.THREAD, (a_conversation,)),
    Command("thread.links", ("l",), _THREAD, Group.THREAD),
    Command("thread.files", ("d",), _THREAD, Group.THREAD),
    Command("thread.retry", ("ctrl+r",), _THREAD, Group.THREAD, (a_writer, an_open_thread)),
    Command("view.conversation_log", ("L",), _ANY, Group.THREAD, (one_target,)),
)

_CUSTOMER = (
    Command("view.context", ("C",), _ANY, Group.CUSTOMER),
    Command("context.edit", ("enter", "o"), _CONTEXT, Group.CUSTOMER, (a_writer,), bar=1),
    Command("context.note", ("N",), _CONTEXT, Group.CUSTOMER, (a_writer,), bar=2),
    Command("context.attribute", ("+",), _CONTEXT, Group.CUSTOMER, (a_writer,)),
)

_MARKING = (
    Command("mark.toggle", ("x", "space"), _INBOX, Group.MARK, bar=7),
    Command("mark.range", ("V",), _INBOX, Group.MARK),
    Command("mark.all", ("*",), _INBOX, Group.MARK),
)

_VIEWING = (
    Command("view.back", ("escape", "u", "q"), _ANY, Group.VIEW),
    Command("view.next_pane", ("tab",), _ANY, Group.VIEW),
    Command("view.previous_pane", ("shift+tab",), _ANY, Group.VIEW),
    Command("view.queue_number", tuple("123456789"), _ANY, Group.VIEW),
    Command("view.next_queue", ("right",), _INBOX, Group.VIEW),
    Command("view.previous_queue", ("left",), _INBOX, Group.VIEW),
    Command("view.filter", ("/",), _ANY, Group.VIEW, bar=8),
    Command("view.sort", ("S",), _ANY, Group.VIEW),
    Command("view.zoom", ("f11",), _ANY, Group.VIEW),
    Command("view.palette", ("ctrl+k", ":"), _ANY, Group.VIEW, bar=9),
    Command("view.help", ("?", "f1"), _ANY, Group.VIEW, bar=10),
    Command("view.theme", (), _ANY, Group.VIEW),
    Command("view.language", (), _ANY, Group.VIEW),
    Command("view.quit", ("ctrl+q",), (Scope.ANY, Scope.COMPOSER), Group.VIEW),
)

_GOING = (
    Command("go.inbox", ("g i",), _ANY, Group.GO),
    Command("go.mine", ("g m",), _ANY, Group.GO),
    Command("go.unassigned", ("g u",), _ANY, Group.GO),
    Command("go.following", ("g w",), _ANY, Group.GO),
    Command("go.snoozed", ("g s",), _ANY, Group.GO),
    Command("go.closed", ("g e",), _ANY, Group.GO),
    Command("go.spam", ("g !",), _ANY, Group.GO),
    Command("go.trash", ("g #",), _ANY, Group.GO),
    Command("go.drafts", ("g d",), _ANY, Group.GO),
    Command("go.mailbox", ("g b",), _ANY, Group.GO),
    Command("go.customers", ("g c",), _ANY, Group.GO),
    Command("go.log", ("g l",), _ANY, Group.GO, (an_admin,)),
)

_DESK = (
    Command("desk.undo", ("z",), _ANY, Group.DESK, (something_to_undo,)),
    Command("desk.redo", ("Z",), _ANY, Group.DESK, (something_to_redo,)),
    Command("desk.repeat", (".",), _ANY, Group.DESK, (*_WORK, something_to_repeat)),
)

#: Everything, in the order of help and documentation.
COMMANDS: tuple[Command, ...] = (
    *_MOVING,
    *_TRIAGE,
    *_WRITING,
    *_READING,
    *_CUSTOMER,
    *_MARKING,
    *_VIEWING,
    *_GOING,
    *_DESK,
)

BY_ID: dict[str, Command] = {command.id: command for command in COMMANDS}
