"""An agent has answered by mail (E38): a reply or a note of theirs, once for each mail. Who it is was proven before this. Pure.

A reply that does not know what a colleague or the customer has written meanwhile is not sent, as at a console: it is kept as a note, and
changes nothing else.
"""

from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.commands.answering import BY_MAIL, HELD_BY_MAIL
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import MessageKind, Status

from ..access import MAIL, forbidden
from ..context import Context, Known
from ..decision import Decision, NewMessage
from ..evolve import evolve
from ..plain import one_line, preview, storable
from ..state import ConversationState
from . import letters, replies, triage
from .common import EMPTY_TEXT, not_found, set_status


def answer(command: c.AnswerByMail, known: Known, context: Context) -> Decision | Refusal:
    """The answer of one mail; what came in before decides to nothing, other words under its identity are refused."""
    agent = context.asker.agent
    if context.asker.scope != MAIL or agent is None:
        return forbidden(command)
    before = known.duplicate
    if before is not None:
        if not before.is_same:
            return Refusal(RefusalCode.KEY_REUSED, {"key": command.external_id})
        return Decision(
            conversation_id=before.conversation_id,
            message_id=before.message_id,
            was_purged=before.is_purged,
        )
    if known.conversation is None:
        return not_found("conversation", command.conversation_id)
    taken = _taken(known.conversation, command, agent.id, context)
    if isinstance(taken, Refusal):
        return taken
    state = known.conversation
    for event in taken:
        state = evolve(state, event, context.now)
    is_note = command.is_note or bool(command.automatic)
    overtaken_by = None if is_note else known.overtaken_by
    if overtaken_by is not None:
        command = replace(command, status=None)
    if is_note or overtaken_by is not None:
        decided = _note(state, command, context)
    else:
        decided = _reply(state, command, known, context)
    if isinstance(decided, Refusal):
        return decided
    (message,) = decided.messages
    reason = BY_MAIL if overtaken_by is None else HELD_BY_MAIL
    events = (
        replace(one, reason=reason) if isinstance(one, e.MessageAdded) else one for one in decided.events
    )
    message = replace(_from_mail(message, command, context), reason=reason)
    return replace(decided, events=(*taken, *events), messages=(message,), overtaken_by=overtaken_by)


def _taken(
    state: ConversationState, command: c.AnswerByMail, agent_id: int, context: Context
) -> tuple[e.ConversationEvent, ...] | Refusal:
    """The conversation becomes the agent's, if they want that and it is not."""
    if not command.takes or state.assignee_id == agent_id:
        return ()
    assigned = triage.entrust(state, c.AssignConversation(state.id, agent_id, state.team_id), context)
    if isinstance(assigned, Refusal):
        return assigned
    return tuple(
        event for event in assigned.events if isinstance(event, e.ConversationAssigned | e.StatusChanged)
    )


def _reply(
    state: ConversationState, command: c.AnswerByMail, known: Known, context: Context
) -> Decision | Refusal:
    sent = c.SendReply(
        state.id,
        command.text,
        undo_window_s=command.undo_window_s,
        status=command.status,
        files=command.files,
    )
    return replies.send(state, sent, replace(known, conversation=state), context)


def _note(state: ConversationState, command: c.AnswerByMail, context: Context) -> Decision | Refusal:
    """For colleagues alone; what a machine wrote moves nothing."""
    text = storable(command.text)
    if not text.strip() and not command.files:
        return EMPTY_TEXT
    note = NewMessage(
        id=context.next.message,
        kind=MessageKind.NOTE,
        author=context.asker.actor,
        at=context.now,
        text=text,
        files=letters.plain_files(command.files),
        automatic=one_line(command.automatic),
    )
    shown = preview(note.text) or ", ".join(file.filename for file in note.files)
    added = e.MessageAdded(
        note.id, note.kind, note.at, shown, bool(note.files), is_automatic=bool(note.automatic)
    )
    status: Status | None = None if note.automatic else command.status
    moves = () if status is None else set_status(state, status)
    return Decision((added, *moves), conversation_id=state.id, messages=(note,), message_id=note.id)


def _from_mail(message: NewMessage, command: c.AnswerByMail, context: Context) -> NewMessage:
    """The message with the identity of its mail, by which it is known when it comes in again."""
    written_at = command.written_at
    return replace(
        message,
        external_id=command.external_id,
        mailbox_id=command.mailbox_id,
        raw_digest=command.raw_digest,
        written_at=written_at if written_at is None or written_at <= context.now else None,
    )
