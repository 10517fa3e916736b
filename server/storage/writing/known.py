"""Gathers what is known about the things a command names, or refuses because they are not there; the rules themselves are in core."""

from collections.abc import Iterable
from typing import Final

import msgspec

from support_tui.wire import commands as c
from support_tui.wire.placing import PlacedBy
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Address, MessageKind
from support_tui.wire.views import Customer

from ...core.addresses import fold_email
from ...core.context import (
    Asker,
    Context,
    Duplicate,
    Known,
    MailInQuestion,
    Quarantined,
    ReplyFacts,
    Scheduled,
)
from ...core.delivery import is_answer
from ...core.identity import content_of, id_among_others, is_same_message
from ...core.imports import ImportedConversation, ImportedCustomer
from ...core.plain import one_line
from ...core.requesters import attributed
from ...core.state import ConversationState
from ..db import Connection
from ..tables import load, mailbox_holdings, purged_messages, quarantine
from ..tables.automatic_answers import answered
from ..tables.columns import actor_from, delivery_from, facts_from, recipients_from
from .belonging import (
    Candidate,
    Meant,
    Memory,
    alike,
    candidates,
    missing_conversation,
    of_message,
    of_thread,
    present,
    referred,
    survivor_of,
)
from .known_answering import for_answer
from .known_joining import for_link, for_merge, thread_of
from .known_many import known_for_many
from .known_purging import known_for_purge
from .known_undo import known_for_undo
from .last_words import last_words_before
from .newest import newest_facts

AboutReply = c.CancelReply | c.RetryDelivery | c.ConfirmSent | c.RescheduleReply | c.RecordDelivery


def known_for(memory: Memory, command: c.Command, asker: Asker) -> Known | Refusal:
    """All that deciding the command needs. Missing, merged and purged things are refused here, by name."""
    match command:
        case c.ReceiveMessage():
            return _for_inbound(memory, command)
        case c.AnswerByMail():
            return for_answer(memory, command, asker)
        case c.MergeConversations():
            return for_merge(memory, command)
        case c.StartConversation():
            return Known(customer=_by_sender(memory, command.to.email, ""))
        case c.EditCustomer() | c.AddCustomerNote():
            return _for_customer(memory, command)
        case c.MarkManyRead():
            wanted = sorted({mark.conversation_id for mark in command.marks})
            return Known(others=tuple(memory.conversations(wanted).values()))
        case c.ChangeMany():
            return known_for_many(memory, command)
        case c.SaveMailbox() | c.SaveTeam() | c.SaveTag() | c.SaveAgent():
            return Known()
        case c.RemoveMailbox():
            return Known(holdings=mailbox_holdings.of_mailbox(memory.connection, command.mailbox_id))
        case c.SaveView() | c.DeleteView() | c.ArrangeTabs():
            return Known()
        case c.UndoRequest():
            return known_for_undo(memory, command)
        case _:
            return _for_conversation(memory, command)


def _for_conversation(memory: Memory, command: c.ConversationCommand) -> Known | Refusal:
    if isinstance(command, AboutReply):
        return _for_reply(memory, command)
    state = present(memory, command.conversation_id)
    if isinstance(state, Refusal):
        return state
    match command:
        case c.SendReply():
            return Known(
                conversation=state,
                customer=memory.customer(state.customer_id),
                newest_facts=newest_facts(memory.connection, state),
            )
        case c.AcceptParticipant():
            return Known(
                conversation=state,
                customer=memory.customer(state.customer_id),
                participant=_participant(memory, state.id, command.message_id),
            )
        case c.RedecodeMessage():
            return Known(conversation=state, mail=_mail(memory.connection, command))
        case c.PurgeConversation():
            return known_for_purge(memory, state)
        case c.SplitConversation():
            return Known(conversation=state, thread=thread_of(memory.connection, state.id))
        case c.LinkConversations() | c.UnlinkConversations():
            return for_link(memory, state, command)
        case _:
            return Known(conversation=state)


_WRITTEN_BY: Final = (
    "select author, facts from message where id = ? and conversation_id = ? and kind = 'inbound'"
)


def _participant(memory: Memory, conversation_id: int, message_id: int) -> Address | None:
    """Who wrote a message of the conversation, by the address it came from."""
    row = memory.connection.execute(_WRITTEN_BY, (message_id, conversation_id)).fetchone()
    if row is None:
        return None
    author, facts = actor_from(row[0]), facts_from(row[1]) if row[1] else None
    customer = memory.customer(author.id) if author.id is not None else None
    if customer is None or not customer.emails:
        return None
    wrote = fold_email(facts.sender.email) if facts is not None and facts.sender is not None else ""
    email = next((email for email in customer.emails if fold_email(email) == wrote), customer.emails[0])
    return Address(email, customer.name)


def _for_reply(memory: Memory, command: AboutReply) -> Known | Refusal:
    """The reply where it stands by now: while it is on its way its thread may go into another conversation."""
    named = memory.conversation(command.conversation_id)
    follows = isinstance(command, c.RecordDelivery) or (
        named is not None and named.merged_into_id is not None
    )
    found = memory.connection.execute(_STANDS_IN, (command.message_id,)).fetchone() if follows else None
    state = present(memory, found[0] if found is not None else command.conversation_id)
    if isinstance(state, Refusal):
        return state
    return Known(conversation=state, reply=_reply(memory.connection, state.id, command.message_id))


def _for_customer(memory: Memory, command: c.EditCustomer | c.AddCustomerNote) -> Known | Refusal:
    customer = memory.customer(command.customer_id)
    if customer is None:
        return Refusal(RefusalCode.NOT_FOUND, {"kind": "customer", "id": command.customer_id})
    taken: frozenset[str] = frozenset()
    if isinstance(command, c.EditCustomer) and "emails" in command.changes:
        taken = _taken_emails(memory.connection, customer.id, command.changes["emails"])
    mailboxes = load.mailboxes_of_customer(memory.connection, customer.id)
    return Known(customer=customer, taken_emails=taken, customer_mailboxes=mailboxes)


def _taken_emails(connection: Connection, customer_id: int, given: str) -> frozenset[str]:
    try:
        emails = msgspec.json.decode(given or "[]", type=tuple[str, ...])
    except msgspec.DecodeError:
        return frozenset()
    folded = {fold_email(one_line(email)) for email in emails} - {""}
    owners = {email: load.customer_id_of(connection, email, "") for email in folded}
    return frozenset(email for email, owner in owners.items() if owner not in (None, customer_id))


def _by_sender(memory: Memory, email: str, name: str) -> Customer | None:
    customer_id = load.customer_id_of(memory.connection, fold_email(one_line(email)), one_line(name))
    return None if customer_id is None else memory.customer(customer_id)


# ---------------------------------------------------------------- what comes in


def _for_inbound(memory: Memory, command: c.ReceiveMessage) -> Known | Refusal:
    command = attributed(command, memory.desk)
    duplicate = _duplicate(memory.connection, command)
    quarantined = _quarantined(memory, command)
    if duplicate is not None and duplicate.is_same:
        return Known(duplicate=duplicate, quarantined=quarantined)
    named: tuple[Meant, ...] = ()
    if command.conversation_id is not None:
        if memory.conversation(command.conversation_id) is None:
            return missing_conversation(memory.connection, command.conversation_id)
        named = (Meant(command.conversation_id),)
    found = list(candidates(memory, (*named, *referred(memory.connection, command))))
    states = tuple(candidate.state for candidate in found)
    sender = _by_sender(memory, command.sender.email, command.sender.name)
    return Known(
        candidates=states,
        placings={candidate.state.id: candidate.placing for candidate in found},
        customers=_waiting_requesters(memory, found),
        alike=tuple(alike(memory.connection, command, sender.id if sender is not None else None)),
        scheduled=() if command.automatic else _scheduled(memory.connection, states),
        origin_ids={one.state.id: one.origin_id for one in found if one.origin_id is not None},
        duplicate=duplicate,
        customer=sender,
        quarantined=quarantined,
        twins=_twins(memory, command),
    )


def _twins(memory: Memory, command: c.ReceiveMessage) -> tuple[ConversationState, ...]:
    """Where this very message stands in other mailboxes (E5)."""
    if not command.external_id:
        return ()
    rows = memory.connection.execute(_TWINS, (command.mailbox_id, command.external_id)).fetchall()
    states = (survivor_of(memory, conversation_id) for (conversation_id,) in rows)
    return tuple({state.id: state for state in states if state is not None}.values())


def _quarantined(memory: Memory, command: c.ReceiveMessage) -> Quarantined | None:
    """What stands for this mail since it could not be read."""
    if command.problem is not None or not command.raw_digest:
        return None
    found = quarantine.of_raw(memory.connection, command.mailbox_id, command.raw_digest)
    if found is None:
        return None
    message_id, conversation_id, title, at = found
    state = memory.conversation(conversation_id)
    assert state is not None
    return Quarantined(message_id, title, at, state, thread_of(memory.connection, conversation_id))


def with_answered(connection: Connection, known: Known, command: c.Command, context: Context) -> Known:
    """How many automatic answers there have been, read only where another one is in question."""
    if not isinstance(command, c.ReceiveMessage) or command.automatic:
        return known
    mailbox = context.desk.mailboxes.get(command.mailbox_id)
    if mailbox is None or not mailbox.mail.acknowledgement.is_on:
        return known
    before = answered(connection, mailbox.id, command.sender.email, command.title, context.now)
    return msgspec.structs.replace(known, answered=before)


def _waiting_requesters(memory: Memory, found: Iterable[Candidate]) -> dict[int, Customer]:
    ids = {one.state.customer_id for one in found if one.placing.by is PlacedBy.AWAITED}
    customers = ((id_, memory.customer(id_)) for id_ in sorted(ids))
    return {id_: customer for id_, customer in customers if customer is not None}


_TWINS = """
select x.conversation_id from mailbox b cross join message_external x on x.mailbox_id = b.id and x.external_id = ?2
where b.id <> ?1 limit 10"""
_EXTERNAL = """
select x.message_id, x.conversation_id, m.text, m.raw_digest from message_external x join message m on m.id = x.message_id
where x.mailbox_id = ? and x.external_id = ?"""

_FILES: Final = "select digest from attachment where message_id = ?"


def _duplicate(connection: Connection, command: c.ReceiveMessage) -> Duplicate | None:
    """The message that has this external id already (E4), be it one that was deleted for good (E9)."""
    tombstone = purged_messages.of_command(connection, command)
    if tombstone is not None:
        return Duplicate(*tombstone, is_same=True, is_purged=True)
    if not command.external_id:
        return None
    row = connection.execute(_EXTERNAL, (command.mailbox_id, command.external_id)).fetchone()
    if row is None:
        gone = purged_messages.of_identity(connection, command.mailbox_id, command.external_id)
        if gone is None:
            return None
        message_id, conversation_id = gone
    else:
        message_id, conversation_id, text, raw_digest = row
        digests = (digest for (digest,) in connection.execute(_FILES, (message_id,)))
        if is_same_message(command, raw_digest, content_of(text, digests)):
            return Duplicate(message_id, conversation_id, is_same=True)
    other = connection.execute(_EXTERNAL, (command.mailbox_id, id_among_others(command))).fetchone()
    if other is None:
        return Duplicate(message_id, conversation_id, is_same=False)
    return Duplicate(other[0], other[1], is_same=True)


# ---------------------------------------------------------------- what another system has kept


def known_for_import(memory: Memory, imported: ImportedConversation) -> Known:
    """Whether the conversation has come in before, by its own identity or by that of a message, and who its customer is."""
    connection, mailbox_id = memory.connection, imported.mailbox_id
    found = of_thread(connection, mailbox_id, imported.external_id)
    message_ids: set[str] = set()
    for message in imported.messages:
        if message.external_id:
            owners = of_message(connection, mailbox_id, message.external_id)
            found += owners
            message_ids.update([message.external_id] if owners else [])
    survivor = survivor_of(memory, found[0].conversation_id) if found else None
    gone = {
        message.external_id
        for message in imported.messages
        if message.external_id
        and purged_messages.of_identity(connection, mailbox_id, message.external_id) is not None
    }
    origin_ids: dict[int, int] = {}
    if survivor is not None and (meant := found[0].origin_id or found[0].conversation_id) != survivor.id:
        origin_ids = {survivor.id: meant}
    return Known(
        conversation=survivor,
        origin_ids=origin_ids,
        customer=_imported_customer(memory, imported.customer),
        message_ids=frozenset(message_ids | gone),
        is_purged=bool(gone) or (bool(found) and survivor is None),
    )


def _imported_customer(memory: Memory, customer: ImportedCustomer) -> Customer | None:
    if customer.external_id and not customer.email:
        known_id = load.customer_id_of_external(memory.connection, customer.external_id)
        return None if known_id is None else memory.customer(known_id)
    return _by_sender(memory, customer.email, customer.name)


# ---------------------------------------------------------------- what goes out


def _mail(connection: Connection, command: c.RedecodeMessage) -> MailInQuestion | None:
    """The mail of that conversation, None where it has no such message or it did not come as mail."""
    message = load.message(connection, command.message_id)
    if message is None or message.conversation_id != command.conversation_id or not message.raw_digest:
        return None
    if message.kind is not MessageKind.INBOUND:
        return None  # what one of us has sent by mail stands as it was sent
    return MailInQuestion(message.facts.charset, message.text, message.title)


_STANDS_IN = "select conversation_id from message where id = ?"
_REPLY = "select kind, at, delivery, recipients, automatic from message where id = ? and conversation_id = ? and delivery is not null"
_NEWEST_QUESTION = """
select max(at) from message where conversation_id = ? and kind = 'inbound' and automatic = ''"""
_OTHER_REPLIES = """
select at, delivery from message where conversation_id = ? and kind = 'reply' and automatic = '' and id <> ? order by at, id"""
_FIRST_QUESTION_AFTER = """
select min(at) from message where conversation_id = ? and kind = 'inbound' and automatic = '' and at >= ?"""

_LAST_CLOSING = """
select max(at) from event where conversation_id = ? and type = 'status_changed' and json_extract(data, '$.new') = 'closed'"""


_SCHEDULED = """
select o.conversation_id, o.message_id, m.delivery from outbox o join message m on m.id = o.message_id
where o.conversation_id = ? and o.send_at is not null and o.state = 'queued' and m.kind = 'reply' order by o.message_id"""


def _scheduled(connection: Connection, states: Iterable[ConversationState]) -> tuple[Scheduled, ...]:
    """Replies that are to leave at a time asked for."""
    return tuple(
        Scheduled(conversation_id, message_id, delivery_from(delivery))
        for state in states
        for conversation_id, message_id, delivery in connection.execute(_SCHEDULED, (state.id,))
    )


def _reply(connection: Connection, conversation_id: int, message_id: int) -> ReplyFacts | None:
    """The reply, and what its thread says without it; None where there is no such reply in the conversation."""
    row = connection.execute(_REPLY, (message_id, conversation_id)).fetchone()
    if row is None:
        return None
    kind, at, delivery, recipients, automatic = row
    sent_to = recipients_from(recipients)
    others = [
        other_at
        for other_at, other in connection.execute(_OTHER_REPLIES, (conversation_id, message_id))
        if other is None or is_answer(delivery_from(other).state)
    ]
    (closed_at,) = connection.execute(_LAST_CLOSING, (conversation_id,)).fetchone()
    last_answer = max(closed_at or 0, *others) if others else closed_at or 0
    (newest_question,) = connection.execute(_NEWEST_QUESTION, (conversation_id,)).fetchone()
    (waiting,) = connection.execute(_FIRST_QUESTION_AFTER, (conversation_id, last_answer)).fetchone()
    return ReplyFacts(
        message_id=message_id,
        kind=MessageKind(kind),
        delivery=delivery_from(delivery),
        written_at=at,
        recipients=(*sent_to.to, *sent_to.cc, *sent_to.bcc),
        unanswered_since_at=waiting,
        other_reply_at=others[0] if others else None,
        is_automatic=bool(automatic),
        last_words=last_words_before(connection, conversation_id, message_id),
        is_answered_otherwise=bool(others) and others[-1] >= (newest_question or 0),
    )
