"""A customer wrote: who it is, where it belongs, and what it does to the conversation (E4, E10–E19, E39). Pure."""

from msgspec.structs import replace

from support_tui.wire.commands import ReceiveMessage
from support_tui.wire.events import (
    CcChanged,
    ConversationStarted,
    Event,
    FolderChanged,
    MessageAdded,
    SnoozeChanged,
)
from support_tui.wire.folding import fold
from support_tui.wire.placing import Placing
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.refusals import Refusal
from support_tui.wire.statuses import Trigger
from support_tui.wire.values import Address, Folder, MessageKind, Status
from support_tui.wire.views import Mailbox

from ..access import forbidden, may_import, may_see
from ..addresses import clean, distinct, fold_email
from ..context import Context, Duplicate, Known
from ..customers import Identified, identify
from ..decision import Decision, NewMessage
from ..identity import id_among_others
from ..placing import Newcomer, Pointers, takes_part
from ..plain import one_line, preview, storable
from ..requesters import attributed
from ..state import ConversationState
from ..subjects import bare_subject
from ..threading import Join, home
from . import quarantine, scheduling, twins
from .acknowledging import acknowledged
from .common import EMPTY_TEXT, moved, not_found

_TITLE_FROM_TEXT = 80
"""Characters of the first words that title a conversation without a title."""


def receive(command: ReceiveMessage, known: Known, context: Context) -> Decision | Refusal:
    """The message joins or starts a conversation; one whose external id has come in before decides to nothing."""
    mailbox = context.desk.mailboxes.get(command.mailbox_id)
    if mailbox is None:
        return not_found("mailbox", command.mailbox_id)
    if not may_see(context.asker, mailbox.id):
        return forbidden(command)
    duplicate = known.duplicate
    if duplicate is not None and duplicate.is_same:
        before = Decision(
            conversation_id=duplicate.conversation_id,
            message_id=duplicate.message_id,
            was_purged=duplicate.is_purged,
        )
        return before if duplicate.is_purged else quarantine.released(before, command, known)
    if not command.text.strip() and not command.files:
        return EMPTY_TEXT
    command = attributed(command, context.desk)
    sender = identify(clean(command.sender), known.customer, context.next.customer)
    message = _newcomer(command, sender, context)
    candidates = () if command.problem is MailProblem.ANSWER_REFUSED else _pointers(known).proven(message)
    is_settled = _is_settled(command, context)
    place = home(candidates, mailbox, context.now, is_automatic=bool(command.automatic) or is_settled)
    place = quarantine.own_place(place, known, sender.id)
    match place:
        case Join() if command.conversation_id is not None and not may_see(
            context.asker, place.conversation.mailbox_id
        ):
            return forbidden(command)
        case Join():
            joined = _join(place.conversation, command, sender, known, context)
            decided = joined if command.automatic or is_settled else _holding(joined, known)
        case _:
            begun = _start(place.follows, command, sender, mailbox, known, context)
            decided = begun
            if command.problem is None and not is_settled:  # nobody is answered before their mail was read
                answer, why_not = acknowledged(begun, command, mailbox, known, context)
                decided = replace(begun, others=answer, withheld=why_not)
    return quarantine.released(twins.tied(decided, known), command, known)


def _newcomer(command: ReceiveMessage, sender: Identified, context: Context) -> Newcomer:
    everybody = {fold_email(one.email) for one in (command.sender, *command.to, *command.cc)}
    company = frozenset(everybody - context.desk.own_addresses() - {""})
    subject = fold(bare_subject(one_line(command.title)))
    return Newcomer(sender.id, command.sender.email, company, command.external_id, subject)


def _pointers(known: Known) -> Pointers:
    return Pointers(known.candidates, known.placings, known.customers)


def _join(
    state: ConversationState,
    command: ReceiveMessage,
    sender: Identified,
    known: Known,
    context: Context,
) -> Decision:
    is_settled = _is_settled(command, context)
    is_requester, is_automatic = sender.id == state.customer_id, bool(command.automatic) or is_settled
    is_known = takes_part(state, sender.id, command.sender.email)
    message = replace(
        _message(command, sender, context, known, is_known=is_known),
        origin_id=known.origin_ids.get(state.id),
        placing=_pointers(known).placing(state),
    )
    moves: tuple[Event, ...] = () if is_automatic else _awaken(state)
    added = _added(message, is_settled=is_settled)
    cc = _participants(command, state, sender, context) if is_requester and not is_automatic else ()
    return Decision(
        (*sender.created, *moves, added, *(() if is_settled else _status_move(state, command)), *cc),
        conversation_id=state.id,
        customer_id=sender.id,
        messages=(message,),
        actor=sender.author,
        message_id=message.id,
        joins=_pointers(known).joins(state, _newcomer(command, sender, context)),
    )


def _holding(joined: Decision, known: Known) -> Decision:
    """What was to leave later waits for its author: it was written for what had been said before."""
    held = scheduling.held(known.scheduled, joined.conversation_id or 0)
    return replace(joined, events=(*joined.events, *held)) if held else joined


def _start(
    follows: ConversationState | None,
    command: ReceiveMessage,
    sender: Identified,
    mailbox: Mailbox,
    known: Known,
    context: Context,
) -> Decision:
    message = replace(
        _message(command, sender, context, known, is_known=True),
        placing=_begun_by(follows, _newcomer(command, sender, context), known),
    )
    own = context.desk.own_addresses() | {fold_email(command.sender.email)}
    cc = distinct((*command.to, *command.cc), without=own)
    copied: tuple[Event, ...] = (CcChanged((), cc),) if cc else ()
    is_settled = _is_settled(command, context)
    title = one_line(command.title) or (follows.title if follows else "") or _title_from(message.text)
    started = ConversationStarted(
        mailbox_id=mailbox.id,
        customer_id=sender.id,
        title=title,
        channel=one_line(command.channel) or "api",
        status=Status.CLOSED if is_settled else Status.OPEN,
        external_id=command.thread_id,
        follows_id=follows.id if follows else None,
    )
    return Decision(
        (*sender.created, started, _added(message, is_settled=is_settled), *copied),
        conversation_id=context.next.conversation,
        customer_id=sender.id,
        messages=(message,),
        actor=sender.author,
        message_id=message.id,
    )


def _begun_by(follows: ConversationState | None, message: Newcomer, known: Known) -> Placing | None:
    """What pointed at the closed conversation that a new one continues, or what the new one looks like."""
    if follows is not None:
        return _pointers(known).placing(follows)
    alike = _pointers(known).looks_like(message, known.alike)
    return Placing(looks_like=alike) if alike is not None else None


def _title_from(text: str) -> str:
    return preview(text)[:_TITLE_FROM_TEXT].rstrip()


def _reason(command: ReceiveMessage, duplicate: Duplicate | None, *, is_known: bool) -> str:
    """Why a message deserves a second look: it is not all of its mail (E7, E8), E4 keeps both of two different mails with one id, E16
    marks a stranger in a thread."""
    if command.problem is not None:
        return command.problem.value
    if duplicate is not None:
        return "same_id_other_words"
    return "" if is_known else "new_participant"


def _message(
    command: ReceiveMessage,
    sender: Identified,
    context: Context,
    known: Known,
    *,
    is_known: bool,
) -> NewMessage:
    """The message to store; a time in the future is not believed (E39)."""
    written_at = command.written_at
    if written_at is not None and written_at > context.now:
        written_at = None
    return NewMessage(
        id=context.next.message,
        kind=MessageKind.INBOUND,
        author=sender.author,
        at=_came_in_at(command, known, context),
        text=storable(command.text),
        written_at=written_at,
        to=tuple(clean(address) for address in command.to),
        cc=tuple(clean(address) for address in command.cc),
        files=command.files,
        automatic=one_line(command.automatic),
        reason=_reason(command, known.duplicate, is_known=is_known),
        title=one_line(command.title),
        raw_digest=command.raw_digest,
        external_id=id_among_others(command) if known.duplicate else command.external_id,
        references=_references(command, context),
        mailbox_id=command.mailbox_id,
        topic=one_line(command.topic),
        facts=command.facts,
        is_quarantined=quarantine.is_quarantined(command),
    )


def _references(command: ReceiveMessage, context: Context) -> tuple[str, ...]:
    """What it answers. Old programs name in that place whom they answer; if that is us, it says nothing."""
    agents = {fold_email(agent.email) for agent in context.desk.agents.values()}
    own = context.desk.own_addresses() | agents
    return tuple(reference for reference in command.references if fold_email(reference) not in own)


def _is_settled(command: ReceiveMessage, context: Context) -> bool:
    """Whether the message is history, and whoever says so may bring that in: it wakes nobody, and nobody waits."""
    return command.is_settled and may_import(context.asker)


def _came_in_at(command: ReceiveMessage, known: Known, context: Context) -> int:
    """Now, or when it came in without being read; or when it came in elsewhere, for whoever may bring in what another system has kept."""
    if known.quarantined is not None:
        return known.quarantined.at
    if command.received_at is None or not may_import(context.asker):
        return context.now
    return min(command.received_at, context.now)


def _added(message: NewMessage, *, is_settled: bool) -> MessageAdded:
    shown = preview(message.text) or (one_line(message.files[0].filename) if message.files else "")
    return MessageAdded(
        message_id=message.id,
        kind=message.kind,
        at=message.at,
        preview=shown,
        has_attachment=bool(message.files),
        is_automatic=bool(message.automatic) or is_settled,
        reason=message.reason,
        placing=message.placing,
    )


def _awaken(state: ConversationState) -> tuple[Event, ...]:
    """What a human message ends: the snooze, and a stay in the trash (E17)."""
    ended: tuple[Event, ...] = ()
    if state.folder is Folder.TRASH:
        ended += (FolderChanged(Folder.TRASH, Folder.INBOX),)
    if state.snoozed_until_at is not None:
        ended += (SnoozeChanged(state.snoozed_until_at, None, Trigger.CUSTOMER_WROTE.value),)
    return ended


def _status_move(state: ConversationState, command: ReceiveMessage) -> tuple[Event, ...]:
    if command.automatic:
        return ()
    return moved(state, Trigger.CUSTOMER_WROTE, has_assignee=state.assignee_id is not None)


def _participants(
    command: ReceiveMessage, state: ConversationState, sender: Identified, context: Context
) -> tuple[Event, ...]:
    """Whoever the requester copies in gets the answers too; nobody is dropped by being left out once."""
    if not command.cc and len(command.to) <= 1:
        return ()
    own = context.desk.own_addresses() | {fold_email(command.sender.email)}
    invited: tuple[Address, ...] = distinct((*state.cc, *command.to, *command.cc), without=own)
    return (CcChanged(state.cc, invited),) if invited != state.cc else ()
