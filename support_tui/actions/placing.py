"""What an agent does where a message was put into the wrong conversation, or only nearly into the right one: one key each, taken back by `z`."""

from typing import Final

from support_tui.actions.interface import ActionContext, Severity
from support_tui.store import select
from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.commands import Accepted
from support_tui.wire.values import ActorKind, Regrouping
from support_tui.wire.views import Message

APART: Final = "apart"
SAME: Final = "same"
ACCEPT: Final = "accept"


def settle(context: ActionContext, message: Message, what: str) -> None:
    """Do what was asked with a message."""
    {APART: apart, SAME: same, ACCEPT: accept}[what](context, message)


def apart(context: ActionContext, message: Message) -> None:
    """It does not belong here: into a conversation of its own, or back into the one that the desk had joined to this."""
    joined = _joined_by_desk(context, message)
    if joined is not None:
        context.desk.do(c.UndoRequest(joined))
        context.ui.notify("placing-apart-again", id=message.origin_id or 0)
        return
    command = c.SplitConversation(message.conversation_id, message.id, title=message.title)
    context.desk.when_accepted(context.desk.do(command), lambda accepted: _said(context, accepted))


def _said(context: ActionContext, accepted: Accepted) -> None:
    if accepted.created_id is not None:
        context.ui.notify("joining-split-done", id=accepted.created_id)


def _joined_by_desk(context: ActionContext, message: Message) -> str | None:
    """The key of the merge that brought the message here, if nobody but the desk has done it."""
    thread = context.store.replica.threads.get(message.conversation_id)
    if thread is None or message.origin_id is None:
        return None
    for recorded in sorted(thread.events.values(), key=lambda one: -one.seq):
        event = recorded.event
        if isinstance(event, e.MessagesCame) and event.from_id == message.origin_id:
            is_desk = recorded.actor.kind is ActorKind.SYSTEM and event.why is Regrouping.MERGED
            return recorded.key if is_desk and recorded.key else None
    return None


def same(context: ActionContext, message: Message) -> None:
    """It belongs to what it looks like: the whole conversation goes there."""
    looks = message.placing.looks_like if message.placing is not None else None
    if looks is None or looks.conversation_id == message.conversation_id:
        context.ui.notify("placing-no-suggestion", Severity.WARNING)
        return
    survivor_id = select.survivor_id(context.store.replica, looks.conversation_id)
    context.ui.back_to(survivor_id)
    context.desk.do(c.MergeConversations(survivor_id, (message.conversation_id,)))
    context.ui.notify("joining-merged", count=1, id=survivor_id)


def accept(context: ActionContext, message: Message) -> None:
    """Whoever wrote it gets the answers too."""
    if message.author.kind is not ActorKind.CUSTOMER:
        context.ui.notify("placing-nobody", Severity.WARNING)
        return
    context.desk.do(c.AcceptParticipant(message.conversation_id, message.id))
    context.ui.notify("placing-accepted", name=message.author.name)
