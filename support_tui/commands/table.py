"""The rows: every command with its default keys, the panes they work in, and its place in the key bar. Pure data."""

from support_tui.commands.model import Command, Group, Scope
from support_tui.commands.needs import (
    a_conversation,
    a_filter,
    a_letter,
    a_single_text,
    a_target,
    a_writer,
    an_admin,
    an_open_thread,
    in_the_trash,
    not_all_closed,
    one_target,
    some_closed,
    something_to_redo,
    something_to_repeat,
    something_to_undo,
)

_ANY = (Scope.ANY,)
_INBOX = (Scope.INBOX,)
_THREAD = (Scope.THREAD,)
_CONTEXT = (Scope.CONTEXT,)
_BULK = (Scope.BULK,)
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
    Command("purging.purge", ("delete",), _ANY, Group.TRIAGE, (an_admin, one_target, in_the_trash)),
    Command("conversation.spam", ("!",), _ANY, Group.TRIAGE, _WORK),
    Command("conversation.unread", ("U",), _ANY, Group.TRIAGE, (a_target,)),
    Command("conversation.title", ("f2",), _ANY, Group.TRIAGE, (a_writer, one_target)),
    Command("conversation.copy", ("y",), _ANY, Group.TRIAGE, (a_target,)),
    Command("joining.merge", ("&",), _ANY, Group.TRIAGE, _WORK),
    Command("joining.link", (";",), _ANY, Group.TRIAGE, _WORK),
    Command("joining.unlink", (), _ANY, Group.TRIAGE, _WORK),
)

_WRITING = (
    Command("compose.reply", ("r",), _ANY, Group.WRITE, (a_writer, a_target), bar=1),
    Command("compose.reply_sender", ("R",), _ANY, Group.WRITE, (a_writer, one_target)),
    Command("compose.note", ("n",), _ANY, Group.WRITE, (a_writer, a_target), bar=2),
    Command("compose.forward", ("f",), _ANY, Group.WRITE, (a_writer, one_target)),
    Command("compose.new", ("c",), _ANY, Group.WRITE, (a_writer,)),
    Command("pipe.run", ("|",), _ANY, Group.WRITE, (a_conversation,)),
    Command("compose.shared", ("D",), _ANY, Group.WRITE, (a_writer, one_target)),
    Command("composer.send", ("alt+enter", "ctrl+enter", "ctrl+j"), _COMPOSER, Group.WRITE, bar=1),
    Command("composer.send_close", ("alt+c",), _COMPOSER, Group.WRITE, bar=2),
    Command("composer.later", ("alt+l",), _COMPOSER, Group.WRITE, (a_letter,), bar=3),
    Command("composer.save", ("ctrl+s",), _COMPOSER, Group.WRITE, bar=6),
    Command("composer.share", ("alt+s",), _COMPOSER, Group.WRITE, (a_single_text,)),
    Command("composer.attach", ("alt+a",), _COMPOSER, Group.WRITE, (a_letter,), bar=4),
    Command("composer.detach", ("alt+x",), _COMPOSER, Group.WRITE, (a_letter,)),
    Command("composer.bcc", ("alt+h",), _COMPOSER, Group.WRITE, (a_letter,), bar=8),
    Command("composer.editor", ("ctrl+g",), _COMPOSER, Group.WRITE, bar=7),
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
    Command("thread.mail_headers", ("h",), _THREAD, Group.THREAD, (an_open_thread,)),
    Command("thread.source", ("B",), _THREAD, Group.THREAD, (an_open_thread,)),
    Command("thread.charset", ("W",), _THREAD, Group.THREAD, (a_writer, an_open_thread)),
    Command("thread.split", ("%",), _THREAD, Group.THREAD, (a_writer, an_open_thread)),
    Command("thread.apart", ("-",), _THREAD, Group.THREAD, (a_writer, an_open_thread)),
    Command("thread.same", ("=",), _THREAD, Group.THREAD, (a_writer, an_open_thread)),
    Command("thread.accept", ("+",), _THREAD, Group.THREAD, (a_writer, an_open_thread)),
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
    Command("mark.all", ("* a",), _INBOX, Group.MARK),
    Command("mark.none", ("* n",), _INBOX, Group.MARK),
    Command("mark.loaded", ("* v",), _INBOX, Group.MARK),
    Command("mark.invert", ("* i",), _INBOX, Group.MARK),
    Command("bulk.choose", ("enter",), _BULK, Group.MARK, bar=1),
    Command("bulk.open", ("o",), _BULK, Group.MARK, bar=2),
)

_VIEWING = (
    Command("view.back", ("escape", "u", "q"), _ANY, Group.VIEW),
    Command("view.next_pane", ("tab",), _ANY, Group.VIEW),
    Command("view.previous_pane", ("shift+tab",), _ANY, Group.VIEW),
    Command("view.queue_number", tuple("123456789"), _ANY, Group.VIEW),
    Command("view.next_queue", ("right",), _INBOX, Group.VIEW),
    Command("view.previous_queue", ("left",), _INBOX, Group.VIEW),
    Command("view.filter", ("/",), _ANY, Group.VIEW, bar=8),
    Command("view.everywhere", ("0",), _ANY, Group.VIEW, (a_filter,)),
    Command("view.sort", ("S",), _ANY, Group.VIEW),
    Command("view.columns", ("O",), _ANY, Group.VIEW),
    Command("view.save_view", ("ctrl+s",), _ANY, Group.VIEW),
    Command("view.views", ("g v",), _ANY, Group.VIEW),
    Command("view.tab_left", ("<",), _ANY, Group.VIEW),
    Command("view.tab_right", (">",), _ANY, Group.VIEW),
    Command("view.rename_view", (), _ANY, Group.VIEW),
    Command("view.share_view", (), _ANY, Group.VIEW),
    Command("view.duplicate_view", (), _ANY, Group.VIEW),
    Command("view.delete_view", (), _ANY, Group.VIEW),
    Command("view.zoom", ("f11",), _ANY, Group.VIEW),
    Command("view.palette", ("ctrl+k", ":"), _ANY, Group.VIEW, bar=9),
    Command("view.help", ("?", "f1"), _ANY, Group.VIEW, bar=10),
    Command("view.attention", ("g N",), _ANY, Group.VIEW),
    Command("view.theme", (), _ANY, Group.VIEW),
    Command("view.language", (), _ANY, Group.VIEW),
    Command("view.key_preset", (), _ANY, Group.VIEW),
    Command("view.record_keys", ("M",), _ANY, Group.VIEW),
    Command("view.replay_keys", ("@",), _ANY, Group.VIEW),
    Command("view.key_macros", (), _ANY, Group.VIEW),
    Command("view.tour", (), _ANY, Group.VIEW),
    Command("view.reconnect", ("f5",), _ANY, Group.VIEW),
    Command("view.suspend", ("ctrl+z",), _ANY, Group.VIEW),
    Command("view.redraw", ("ctrl+l",), (Scope.ANY, Scope.COMPOSER), Group.VIEW),
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
    Command("go.notifications", ("g n",), _ANY, Group.GO),
    Command("go.outbox", ("g o",), _ANY, Group.GO),
    Command("go.mailbox", ("g b",), _ANY, Group.GO),
    Command("go.mailboxes", ("g M",), _ANY, Group.GO, (an_admin,)),
    Command("go.customers", ("g c",), _ANY, Group.GO),
    Command("go.log", ("g l",), _ANY, Group.GO, (an_admin,)),
)

_DESK = (
    Command("desk.undo", ("z",), _ANY, Group.DESK, (something_to_undo,)),
    Command("desk.redo", ("Z",), _ANY, Group.DESK, (something_to_redo,)),
    Command("desk.recent", ("g z",), _ANY, Group.DESK, (a_writer,)),
    Command("mail.read_again", (), _ANY, Group.DESK, (a_writer,)),
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
