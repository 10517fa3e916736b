"""Taking in what another system has kept: a whole conversation with its times, or what is new of one that came in before. Pure."""

from typing import assert_never

import msgspec

from support_tui.wire import events as e
from support_tui.wire.folding import fold
from support_tui.wire.limits import TAG_CHARS, TAGS_PER_CONVERSATION, TITLE_CHARS
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import Actor, ActorKind, Address, MessageKind, Status

from ..addresses import clean
from ..context import Context, Known
from ..customers import Identified, identify
from ..decision import Decision, NewMessage
from ..evolve import IMPORTED
from ..imports import ImportedConversation, ImportedMessage
from ..plain import one_line, preview, storable
from .common import EMPTY_TEXT, NO_CHANGE, not_found

_MACHINE = Actor(ActorKind.SYSTEM)


def take_in(imported: ImportedConversation, known: Known, context: Context) -> Decision | Refusal:
    """The conversation, or the messages it has grown by; `no_change` where all of it is here already."""
    if imported.mailbox_id not in context.desk.mailboxes:
        return not_found("mailbox", imported.mailbox_id)
    if imported.assignee_id is not None and imported.assignee_id not in context.desk.agents:
        return not_found("agent", imported.assignee_id)
    fresh = _fresh(imported, known)
    if known.is_purged and known.conversation is None:
        return NO_CHANGE
    if known.conversation is not None and not fresh:
        return NO_CHANGE
    if not fresh:
        return EMPTY_TEXT
    sender = Address(one_line(imported.customer.email), one_line(imported.customer.name))
    customer = identify(sender, known.customer, context.next.customer)
    messages = tuple(
        _message(message, number, imported, customer, context)
        for number, message in enumerate(fresh, context.next.message)
    )
    if known.conversation is not None:
        origin_id = known.origin_ids.get(known.conversation.id)
        return Decision(
            tuple(_added(message) for message in messages),
            conversation_id=known.conversation.id,
            messages=tuple(msgspec.structs.replace(message, origin_id=origin_id) for message in messages),
        )
    return _whole(imported, messages, customer, context)


def _fresh(imported: ImportedConversation, known: Known) -> list[ImportedMessage]:
    """What is to be written, in order of time. Without identities of its messages a known conversation has nothing new."""
    is_known = known.conversation is not None
    kept = [
        message
        for message in imported.messages
        if (message.text.strip() or message.files)
        and message.external_id not in known.message_ids
        and not (is_known and not message.external_id)
    ]
    by_identity = {message.external_id or number: message for number, message in enumerate(kept)}
    return sorted(by_identity.values(), key=lambda message: message.at)


def _whole(
    imported: ImportedConversation, messages: tuple[NewMessage, ...], customer: Identified, context: Context
) -> Decision:
    title = one_line(imported.title)[:TITLE_CHARS] or preview(messages[0].text)
    started = e.ConversationStarted(
        imported.mailbox_id,
        customer.id,
        title,
        one_line(imported.channel) or "import",
        Status.OPEN,
        imported.priority,
        imported.external_id,
        trigger=IMPORTED,
    )
    events: list[e.Event] = [*customer.created, started, *(_added(message) for message in messages)]
    events += _tags(imported.tags, context)
    if imported.assignee_id is not None:
        events.append(e.ConversationAssigned(None, imported.assignee_id))
    if imported.rating is not None:
        events.append(e.ConversationRated(None, imported.rating))
    if imported.status is not Status.OPEN:
        events.append(e.StatusChanged(Status.OPEN, imported.status, IMPORTED))
    return Decision(
        tuple(events),
        conversation_id=context.next.conversation,
        customer_id=customer.id,
        messages=messages,
        external_customer_id=imported.customer.external_id if customer.created else "",
    )


def _tags(names: tuple[str, ...], context: Context) -> list[e.Event]:
    created: dict[str, e.TagChanged] = {}
    wanted: set[int] = set()
    for given in names:
        name = one_line(given)[:TAG_CHARS].strip()
        folded = fold(name)
        if not folded or len(wanted) >= TAGS_PER_CONVERSATION:
            continue
        known = context.desk.tags_by_fold.get(folded)
        if known is not None:
            wanted.add(known.id)
        else:
            fresh = created.setdefault(folded, e.TagChanged(context.next.tag + len(created), "", name))
            wanted.add(fresh.tag_id)
    return [*created.values(), e.TagsChanged(tuple(sorted(wanted)))] if wanted else []


def _message(
    message: ImportedMessage,
    message_id: int,
    imported: ImportedConversation,
    customer: Identified,
    context: Context,
) -> NewMessage:
    """The message to store; a time in the future is not believed (E39). What was sent elsewhere has no delivery here."""
    return NewMessage(
        id=message_id,
        kind=message.kind,
        author=_author(message, customer, context),
        at=min(message.at, context.now),
        text=storable(message.text),
        to=tuple(clean(address) for address in message.to),
        cc=tuple(clean(address) for address in message.cc),
        files=message.files,
        automatic=one_line(message.automatic),
        reason="action" if message.is_action else "",
        title=one_line(message.title),
        raw_digest=message.raw_digest,
        external_id=message.external_id,
        facts=message.facts,
        mailbox_id=imported.mailbox_id,
    )


def _author(message: ImportedMessage, customer: Identified, context: Context) -> Actor:
    match message.kind:
        case MessageKind.INBOUND:
            return customer.author
        case MessageKind.REPLY | MessageKind.NOTE:
            if message.is_action:
                return _MACHINE
            agent = context.desk.agents.get(message.agent_id) if message.agent_id is not None else None
            name = agent.name if agent else one_line(message.author_name)
            return Actor(ActorKind.AGENT, agent.id if agent else None, name)
        case _:
            assert_never(message.kind)


def _added(message: NewMessage) -> e.MessageAdded:
    return e.MessageAdded(
        message_id=message.id,
        kind=message.kind,
        at=message.at,
        preview=preview(message.text) or (one_line(message.files[0].filename) if message.files else ""),
        has_attachment=bool(message.files),
        is_automatic=bool(message.automatic),
        reason=message.reason,
    )
