"""A mail that could not be read stands as a message of its own; once it can be read, the message gives way to it (E7). Pure."""

from msgspec.structs import replace

from support_tui.wire import events as e
from support_tui.wire.commands import ReceiveMessage
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.values import ActorKind, MessageKind

from ..context import Known, Quarantined
from ..decision import Decision, NewMessage
from ..facts import ThreadMessage, told_by
from ..state import ConversationState
from ..threading import Join, Start


def own_place(place: Join | Start, known: Known, customer_id: int) -> Join | Start:
    """A mail that would begin a conversation is read where it has stood, if that is its sender's: number, hands and notes stay."""
    stood = known.quarantined
    if stood is None or isinstance(place, Join) or place.follows is not None:
        return place
    return Join(stood.conversation) if stood.conversation.customer_id == customer_id else place


def released(decision: Decision, command: ReceiveMessage, known: Known) -> Decision:
    """The decision about a mail, and with it the end of what has stood for it: nothing is there twice."""
    stood = known.quarantined
    if stood is None or command.problem is not None:
        return decision
    rest = tuple(message for message in stood.thread if message.id != stood.message_id)
    if decision.conversation_id == stood.conversation.id:
        return _in_place(decision, stood, rest, command)
    home_id = decision.conversation_id
    assert home_id is not None
    gone = _withdrawn(stood, rest)
    if rest:
        linked = () if home_id in stood.conversation.link_ids else (e.ConversationsLinked(home_id),)
        told = () if not linked else (e.ConversationsLinked(stood.conversation.id),)
        apart = Decision((gone, *linked), conversation_id=stood.conversation.id)
        home = Decision(told, conversation_id=home_id)
        return replace(decision, others=(*decision.others, apart, *((home,) if told else ())))
    apart = Decision((gone, e.ConversationMerged(home_id)), conversation_id=stood.conversation.id)
    return replace(decision, others=(*decision.others, apart))


def _in_place(
    decision: Decision, stood: Quarantined, rest: tuple[ThreadMessage, ...], command: ReceiveMessage
) -> Decision:
    came = tuple(_as_thread(message) for message in decision.messages)
    events: tuple[e.Event, ...] = (*decision.events, _withdrawn(stood, (*rest, *came)))
    if stood.conversation.title == stood.title and decision.messages:
        title = decision.messages[0].title or stood.title
        events += (e.TitleChanged(stood.title, title),) if title != stood.title else ()
    return replace(decision, events=events)


def _withdrawn(stood: Quarantined, rest: tuple[ThreadMessage, ...]) -> e.MessageWithdrawn:
    state: ConversationState = stood.conversation
    facts = told_by(sorted(rest, key=lambda message: message.id), state.created_at)
    return e.MessageWithdrawn(stood.message_id, MessageKind.INBOUND, facts)


def _as_thread(message: NewMessage) -> ThreadMessage:
    return ThreadMessage(
        message.id,
        message.at,
        message.kind,
        message.text[:_FIRST_WORDS],
        message.files[0].filename if message.files else None,
        bool(message.automatic),
        is_answer=False,
        customer_id=message.author.id if message.author.kind is ActorKind.CUSTOMER else None,
    )


def is_quarantined(command: ReceiveMessage) -> bool:
    """Whether the message only stands for a mail that waits to be read."""
    return command.problem is MailProblem.UNREADABLE


_FIRST_WORDS = 1_300
"""Characters of a message that its preview is made from."""
