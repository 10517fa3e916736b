"""Commands about one's own doing: undo, redo, repeat, and the list to pick from. `Desk`, the controller behind all handlers, is found
here by its own name too."""

from support_tui import i18n
from support_tui.actions import bulk, drafts
from support_tui.actions.action_words import choice, named
from support_tui.actions.controller import Desk
from support_tui.actions.history import LETTERS, Deed, Step, leaves_the_list
from support_tui.actions.interface import ActionContext, Severity
from support_tui.actions.repeating import not_so_yet
from support_tui.store import DraftKey
from support_tui.wire import commands as c
from support_tui.wire.actions import ActionPage
from support_tui.wire.commands import Accepted, Command
from support_tui.wire.values import MessageKind
from support_tui.wire.views import Message
from support_tui.wire.wording import wording

__all__ = ["Desk", "recent", "redo", "repeat", "undo"]


async def undo(context: ActionContext) -> None:
    """Take back the last step, say what it was, and stand where one stood before it. A reply can be taken back until it leaves; its words
    are in the composer again then."""
    step = context.desk.taking_back.undo(lambda deed, accepted: _taken_back(context, deed, accepted))
    if step is None:
        context.ui.notify("why-nothing-to-undo", Severity.WARNING)
        return
    if not step.has_letter:
        # Whether a message comes back is told when the server has said so.
        _say(context, "action-undone", step)
    _go_back(context, step)


async def redo(context: ActionContext) -> None:
    """Do again what was taken back last."""
    step = context.desk.taking_back.redo(lambda deed, accepted: _say_left(context, accepted))
    if step is None:
        context.ui.notify("why-nothing-to-redo", Severity.WARNING)
        return
    _forget_words(context, step)
    _say(context, "action-redone", step)


async def recent(context: ActionContext) -> None:
    """Pick from what one did last: it is taken back, or done again where it was."""
    page = await context.desk.taking_back.recent()
    if not isinstance(page, ActionPage):
        context.ui.notify("action-recent-unreachable", Severity.WARNING)
        return
    by_key = {action.key: action for action in page.actions}
    if not by_key:
        context.ui.notify("why-nothing-to-undo", Severity.WARNING)
        return
    now = context.store.clock()
    offered = [choice(context.store.replica, action, now) for action in page.actions]
    chosen = await context.ui.pick("action-recent-title", offered)
    if chosen is None:
        return
    action = by_key[chosen]
    step = context.desk.taking_back.take(action, lambda deed, accepted: _taken_back(context, deed, accepted))
    _say(context, "action-redone" if action.undone_by else "action-undone", step)
    _go_back(context, step)


async def repeat(context: ActionContext) -> None:
    """The last step again, on what is marked or at the cursor now; what leaves the list with it, is left for the next."""
    changes = context.desk.history.repeated([0])
    if not changes or not context.targets:
        context.ui.notify("why-nothing-to-repeat", Severity.WARNING)
        return
    is_many = bulk.is_wanted(context)
    if is_many and not bulk.are_few(context):
        context.ui.preview_bulk(changes[0])
        return
    targets = not_so_yet(context.store.replica, changes, context.targets)
    if not targets:
        context.ui.notify("action-nothing-changes", Severity.WARNING)
        return
    if any(leaves_the_list(change) for change in changes):
        context.ui.go_to_next(context.targets)
    if is_many:
        context.desk.do_all([c.ChangeMany(c.Picked(targets), change) for change in changes])
    else:
        context.desk.do_all(context.desk.history.repeated(targets))
    context.ui.clear_marks()
    kind = str(changes[0].__struct_config__.tag)
    count, shown = len(targets), i18n.number(len(targets))
    context.ui.notify("action-repeated", what=named(kind), count=count, shown=shown, number=str(targets[0]))


# ---------------------------------------------------------------- what is said of it


def _say(context: ActionContext, text_id: str, step: Step) -> None:
    ids = step.conversation_ids
    count = max([len(ids), *(deed.action.conversations for deed in step.deeds if deed.action is not None)])
    number = str(min(ids)) if ids else ""
    what, shown = named(step.kind), i18n.number(count)
    context.ui.notify(text_id, count=count, shown=shown, what=what, number=number)


def _go_back(context: ActionContext, step: Step) -> None:
    first_id = step.first_id
    if first_id is not None:
        context.ui.back_to(first_id)


def _taken_back(context: ActionContext, deed: Deed, accepted: Accepted) -> None:
    """The server has done it: words that did not leave are their author's again, and what was left alone is said."""
    _say_left(context, accepted)
    if isinstance(deed.command, LETTERS):
        _write_again(context, deed.command)
        return
    if deed.is_of_many and accepted.taken_back:
        first = accepted.taken_back[0]
        _many_again(context, "note" if first.kind is MessageKind.NOTE else "reply", first.text)
        return
    for message in accepted.taken_back:
        _write_again(context, _command_of(message))


def _say_left(context: ActionContext, accepted: Accepted) -> None:
    if accepted.many is None or not accepted.many.left:
        return
    for group in accepted.many.left:
        why = wording(group.reason, i18n.current().language)
        ids = " ".join(f"#{id_}" for id_ in group.ids[:3])
        context.ui.notify("action-undone-left", Severity.WARNING, count=group.count, ids=ids, why=why)


def _command_of(message: Message) -> Command:
    """What a message was written with, as far as its words go."""
    if message.kind is MessageKind.REPLY:
        return drafts.reply_of(message)
    if message.to:
        files = drafts.files_of(message)
        return c.ForwardConversation(message.conversation_id, message.to, message.text, files=files)
    return c.AddNote(message.conversation_id, message.text)


def _write_again(context: ActionContext, command: Command) -> None:
    """A message did not leave: its words wait in the composer."""
    given_back = drafts.given_back(command, context.store.replica)
    if given_back is None:
        return
    key, text, extra = given_back
    context.desk.keep_draft(key.kind, key.conversation_id, text, extra)
    context.ui.notify("action-note-cancelled" if key.kind == "note" else "action-cancelled")
    context.ui.compose(key.kind, key.conversation_id)


def _many_again(context: ActionContext, kind: str, text: str) -> None:
    """Words to many did not leave: they wait where they were written, in front of what was begun since."""
    begun = context.store.replica.drafts.by_key.get(DraftKey(None, kind))
    whole = text if begun is None or begun.text in ("", text) else f"{text}\n\n{begun.text}"
    context.desk.keep_draft(kind, None, whole)
    context.ui.notify("bulk-words-back", kind=kind)


def _forget_words(context: ActionContext, step: Step) -> None:
    """What is sent again after all is no draft any more, unless somebody has written on."""
    for deed in step.deeds:
        if isinstance(deed.command, c.ChangeMany):
            _forget_many(context, deed.command.change)
        if not isinstance(deed.command, LETTERS):
            continue
        given_back = drafts.given_back(deed.command, context.store.replica)
        if given_back is None:
            continue
        draft = context.store.replica.drafts.by_key.get(given_back.key)
        if draft is not None and draft.text == deed.command.text:
            context.desk.keep_draft(given_back.key.kind, given_back.key.conversation_id, "")


def _forget_many(context: ActionContext, change: c.Change) -> None:
    if isinstance(change, c.SendReply | c.AddNote):
        kind = "note" if isinstance(change, c.AddNote) else "reply"
        draft = context.store.replica.drafts.by_key.get(DraftKey(None, kind))
        if draft is not None and draft.text == change.text:
            context.desk.keep_draft(kind, None, "")
