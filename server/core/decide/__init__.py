"""From a command to what will happen: `decide` gives the events of a command, or why it is refused. Pure.

One module an area; every command of the contract has its branch here, and the type checker proves that none is forgotten.
"""

from typing import assert_never

from support_tui.wire import commands as c
from support_tui.wire.refusals import Refusal

from ..access import forbidden, may_give, may_see
from ..context import Context, Known
from ..decision import Decision
from ..state import ConversationState
from . import (
    answering,
    desk,
    inbound,
    joining,
    mail,
    mailboxes,
    many,
    participants,
    people,
    purging,
    reading,
    replies,
    scheduling,
    triage,
    undo,
    views,
)


def decide(command: c.Command, known: Known, context: Context) -> Decision | Refusal:
    """What the command does, given what is known about the things it names. A command that would change nothing is refused."""
    if not may_give(context.asker, command):
        return forbidden(command)
    if known.conversation is not None and not may_see(context.asker, known.conversation.mailbox_id):
        return forbidden(command)
    match command:
        case c.ReceiveMessage():
            return inbound.receive(command, known, context)
        case c.ChangeMany():
            return many.change_many(command, known, context, decide)
        case c.StartConversation():
            return replies.start(command, known, context)
        case c.AnswerByMail():
            return answering.answer(command, known, context)
        case c.MergeConversations():
            return joining.merge(command, known, context)
        case c.EditCustomer():
            return people.edit(command, known, context)
        case c.AddCustomerNote():
            return people.add_note(command, known, context)
        case c.SaveMailbox() | c.SaveTeam() | c.SaveTag() | c.SaveAgent():
            return desk.save(command, context)
        case c.RemoveMailbox():
            return mailboxes.remove(command, known, context)
        case c.SaveView() | c.DeleteView() | c.ArrangeTabs():
            return views.decide_view(command, context)
        case c.MarkManyRead():
            return reading.mark_many(command, known, context)
        case c.UndoRequest():
            return undo.take_back(command, known, context)
        case _:
            assert known.conversation is not None
            return _on_conversation(command, known.conversation, known, context)


def _on_conversation(
    command: c.ConversationCommand, state: ConversationState, known: Known, context: Context
) -> Decision | Refusal:
    match command:
        case c.SendReply():
            return replies.send(state, command, known, context)
        case c.CancelReply():
            return replies.cancel(state, command, known, context)
        case c.RetryDelivery():
            return replies.retry(state, command, known, context)
        case c.ConfirmSent():
            return replies.confirm(state, command, known)
        case c.RescheduleReply():
            return scheduling.reschedule(state, command, known, context)
        case c.RecordDelivery():
            return replies.record(state, command, known, context)
        case c.ForwardConversation():
            return replies.forward(state, command, context)
        case c.AddNote():
            return triage.add_note(state, command, context)
        case c.SplitConversation():
            return joining.split(state, command, known, context)
        case c.AcceptParticipant():
            return participants.accept(state, command, known, context)
        case c.LinkConversations() | c.UnlinkConversations():
            return joining.link(state, command, known, context)
        case c.RedecodeMessage():
            return mail.redecode(state, command, known)
        case c.PurgeConversation():
            return purging.purge(state, known)
        case c.MarkRead():
            return reading.mark(state, command, context)
        case c.SetStatus() | c.SetFolder() | c.SnoozeConversation():
            return triage.shelve(state, command, context)
        case c.AssignConversation() | c.ChangeFollowers():
            return triage.entrust(state, command, context)
        case c.ChangeTags() | c.SetTitle() | c.SetPriority() | c.MoveConversation() | c.RateConversation():
            return triage.label(state, command, context)
        case _:
            assert_never(command)
