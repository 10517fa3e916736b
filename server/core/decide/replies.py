"""What leaves the desk: replies, first messages and forwards, their way out, and taking them back (E21–E24). Pure."""

import msgspec

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.deliveries import is_retryable
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.statuses import Trigger
from support_tui.wire.values import Address, Delivery, DeliveryState, MessageKind, Status

from ..access import forbidden, may_see
from ..addresses import clean, distinct, fold_email
from ..context import Context, Known, ReplyFacts
from ..customers import identify
from ..decision import Decision, NewMessage
from ..delivery import CANCELLABLE, REPORTS, is_answer
from ..plain import one_line, preview, storable
from ..requesters import answers_go_to
from ..state import ConversationState
from . import letters
from .common import NO_CHANGE, changed, moved, not_found, set_status
from .scheduling import Letter, queued


def _way_out(mailbox_id: int, to: tuple[Address, ...], queued: Delivery, context: Context) -> Delivery:
    """Queued, or visibly without a channel; nothing pretends to be sent."""
    if not context.desk.mailboxes[mailbox_id].can_send:
        return Delivery(DeliveryState.NO_CHANNEL)
    if not to:
        return Delivery(DeliveryState.NO_CHANNEL, detail="no_address")
    return queued


def _reply(
    mailbox_id: int,
    text: str,
    to: tuple[Address, ...],
    cc: tuple[Address, ...],
    letter: Letter,
    context: Context,
) -> NewMessage:
    own = context.desk.own_addresses() | {fold_email(address.email) for address in (*to, *cc)}
    bcc = () if isinstance(letter, c.ForwardConversation) else distinct(letter.bcc, without=own)
    return NewMessage(
        id=context.next.message,
        kind=MessageKind.REPLY,
        author=context.asker.actor,
        at=context.now,
        text=text,
        to=to,
        cc=cc,
        bcc=bcc,
        files=letters.plain_files(letter.files),
        delivery=_way_out(mailbox_id, (*to, *cc, *bcc), queued(letter, context), context),
    )


def _added(message: NewMessage) -> e.MessageAdded:
    shown = preview(message.text) or ", ".join(file.filename for file in message.files)
    return e.MessageAdded(message.id, message.kind, message.at, shown, has_attachment=bool(message.files))


def send(
    state: ConversationState, command: c.SendReply, known: Known, context: Context
) -> Decision | Refusal:
    """A reply to the requester and whoever is copied in; it answers the conversation at once and leaves when it is due."""
    text = storable(command.text)
    problem = letters.problem(command, context, (*(command.cc or ()), *command.bcc))
    if problem is not None:
        return problem
    to = answers_go_to(known.customer, known.newest_facts, context.desk.own_addresses())
    own = context.desk.own_addresses() | {fold_email(address.email) for address in to}
    cc = distinct(state.cc if command.cc is None else command.cc, without=own)
    reply = _reply(state.mailbox_id, text, to, cc, command, context)
    events: tuple[e.Event, ...] = (_added(reply),)
    if command.cc is not None and cc != state.cc:
        events += (e.CcChanged(state.cc, cc),)
    if command.status is None:
        events += moved(state, Trigger.REPLY_SENT, has_assignee=state.assignee_id is not None)
    else:
        events += set_status(state, command.status)
    return Decision(events, conversation_id=state.id, messages=(reply,), message_id=reply.id)


def start(command: c.StartConversation, known: Known, context: Context) -> Decision | Refusal:
    """A conversation that the desk opens: its first message is a reply, and it waits for the customer."""
    mailbox = context.desk.mailboxes.get(command.mailbox_id)
    if mailbox is None:
        return not_found("mailbox", command.mailbox_id)
    if not may_see(context.asker, mailbox.id):
        return forbidden(command)
    text = storable(command.text)
    problem = letters.problem(command, context, (command.to, *command.cc, *command.bcc))
    if problem is not None:
        return problem
    to = clean(command.to)
    requester = identify(to, known.customer, context.next.customer)
    cc = distinct(command.cc, without=context.desk.own_addresses() | {fold_email(to.email)})
    reply = _reply(mailbox.id, text, (to,), cc, command, context)
    agent = context.asker.agent
    title = one_line(command.title) or preview(text)
    events: list[e.Event] = [*requester.created]
    events.append(e.ConversationStarted(mailbox.id, requester.id, title, "email", Status.OPEN))
    if command.assign_to_me and agent is not None:
        events.append(e.ConversationAssigned(None, agent.id))
    events.append(_added(reply))
    if cc:
        events.append(e.CcChanged((), cc))
    events.append(e.StatusChanged(Status.OPEN, Status.AWAITING_REPLY, Trigger.REPLY_SENT.value))
    return Decision(
        tuple(events),
        conversation_id=context.next.conversation,
        customer_id=requester.id,
        messages=(reply,),
        message_id=reply.id,
    )


def forward(state: ConversationState, command: c.ForwardConversation, context: Context) -> Decision | Refusal:
    """The thread goes to somebody else: a note with recipients, so that the customer's own thread stays as it is."""
    if not command.to:
        return Refusal(RefusalCode.NO_RECIPIENT)
    problem = letters.problem(command, context, command.to)
    if problem is not None:
        return problem
    to = distinct(command.to)
    note = NewMessage(
        id=context.next.message,
        kind=MessageKind.NOTE,
        author=context.asker.actor,
        at=context.now,
        text=storable(command.text),
        to=to,
        files=letters.plain_files(command.files),
        delivery=_way_out(state.mailbox_id, to, queued(command, context), context),
        reason="forwarded",
    )
    shown = preview(note.text) or ", ".join(address.email for address in to)
    has_attachment = bool(note.files)
    added = e.MessageAdded(note.id, note.kind, note.at, shown, has_attachment, reason=note.reason)
    return Decision((added,), conversation_id=state.id, messages=(note,), message_id=note.id)


def _delivered(
    state: ConversationState, reply: ReplyFacts, new: Delivery
) -> tuple[e.DeliveryChanged | e.StatusChanged, ...]:
    """The change of a delivery, and what it does to the wait: a reply that no longer counts leaves the customer waiting again."""
    counted, counts = is_answer(reply.delivery.state), is_answer(new.state)
    if counted == counts or reply.kind is not MessageKind.REPLY or reply.is_automatic:
        unchanged = e.DeliveryChanged(
            reply.message_id, reply.delivery, new, state.waiting_since_at, state.first_reply_at
        )
        return (unchanged,)
    has_assignee = state.assignee_id is not None
    if counts:
        first = min(at for at in (reply.written_at, reply.other_reply_at) if at is not None)
        again = e.DeliveryChanged(reply.message_id, reply.delivery, new, None, first)
        return (again, *moved(state, Trigger.REPLY_SENT, has_assignee=has_assignee))
    waiting = None if state.status is Status.CLOSED else reply.unanswered_since_at
    withdrawn = e.DeliveryChanged(reply.message_id, reply.delivery, new, waiting, reply.other_reply_at)
    if new.state is DeliveryState.CANCELLED and reply.last_words is not None:
        words, said_at = reply.last_words
        withdrawn = msgspec.structs.replace(withdrawn, preview=words, last_message_at=said_at)
    if reply.is_answered_otherwise:
        return (withdrawn,)
    return (withdrawn, *moved(state, Trigger.REPLY_CANCELLED, has_assignee=has_assignee))


def _about(
    command: c.CancelReply | c.RetryDelivery | c.ConfirmSent | c.RecordDelivery, known: Known
) -> ReplyFacts | Refusal:
    return known.reply or not_found("message", command.message_id)


def cancel(
    state: ConversationState, command: c.CancelReply, known: Known, context: Context
) -> Decision | Refusal:
    """Take back a reply as long as it has not left."""
    reply = _about(command, known)
    if isinstance(reply, Refusal):
        return reply
    delivery = reply.delivery
    if delivery.state is DeliveryState.CANCELLED:
        return NO_CHANGE
    if delivery.state not in CANCELLABLE:
        return Refusal(RefusalCode.ALREADY_SENT, {"state": delivery.state.value})
    cancelled = Delivery(DeliveryState.CANCELLED, attempts=delivery.attempts)
    return changed(state, *_delivered(state, reply, cancelled))


def retry(
    state: ConversationState, command: c.RetryDelivery, known: Known, context: Context
) -> Decision | Refusal:
    """Queue again, due at once, what did not arrive; without a way out nothing changes."""
    reply = _about(command, known)
    if isinstance(reply, Refusal):
        return reply
    old = reply.delivery
    if not is_retryable(old):
        if old.state in (DeliveryState.QUEUED, DeliveryState.SENDING):
            return NO_CHANGE
        return Refusal(RefusalCode.ALREADY_SENT, {"state": old.state.value})
    at_once = Delivery(DeliveryState.QUEUED, due_at=context.clock_at)
    way = _way_out(state.mailbox_id, reply.recipients, at_once, context)
    new = msgspec.structs.replace(way, refused=old.refused)
    is_same = new.state is old.state and (new.state is not DeliveryState.QUEUED or old.attempts == 0)
    return NO_CHANGE if is_same else changed(state, *_delivered(state, reply, new))


def confirm(state: ConversationState, command: c.ConfirmSent, known: Known) -> Decision | Refusal:
    """What was in doubt has left, by somebody's word for it."""
    reply = _about(command, known)
    if isinstance(reply, Refusal):
        return reply
    old = reply.delivery
    if old.state is DeliveryState.ACCEPTED:
        return NO_CHANGE
    if old.state is not DeliveryState.MAYBE_SENT:
        return Refusal(RefusalCode.ALREADY_SENT, {"state": old.state.value})
    sent = Delivery(DeliveryState.ACCEPTED, attempts=old.attempts, refused=old.refused)
    return changed(state, *_delivered(state, reply, sent))


def record(
    state: ConversationState, command: c.RecordDelivery, known: Known, context: Context
) -> Decision | Refusal:
    """What a channel reports, as far as the reply may move there; a reply that was taken back is not sent."""
    reply = _about(command, known)
    if isinstance(reply, Refusal):
        return reply
    new = msgspec.structs.replace(command.delivery, detail=one_line(command.delivery.detail))
    if new == reply.delivery:
        return NO_CHANGE
    if new.state not in REPORTS[reply.delivery.state]:
        return Refusal(RefusalCode.ALREADY_SENT, {"state": reply.delivery.state.value})
    return changed(state, *_delivered(state, reply, new))
