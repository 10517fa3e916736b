"""What another system has kept comes in with its times, its people and its end, once."""

from server.core.context import Known
from server.core.decide.imports import take_in
from server.core.decision import Decision
from server.core.evolve import begin, evolve
from server.core.imports import ImportedConversation, ImportedCustomer, ImportedMessage
from server.core.state import ConversationState
from support_tui.wire import events as e
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import ActorKind, MessageKind, Rating, Status
from tests.server.given import CARLA, DAY, HOUR, NOW, a_context, a_conversation

THEN = NOW - 100 * DAY
ASKED = ImportedMessage(MessageKind.INBOUND, "Where is it?", THEN, external_id="m1")
ACTED = ImportedMessage(MessageKind.NOTE, "lookup(order=7)", THEN + HOUR, is_action=True, external_id="m2")
ANSWERED = ImportedMessage(
    MessageKind.REPLY, "On its way", THEN + 2 * HOUR, author_name="Old Hand", external_id="m3"
)


def a_history(*messages: ImportedMessage, **changes: object) -> ImportedConversation:
    """Carla's old conversation in Support."""
    fields: dict[str, object] = {
        "mailbox_id": 1, "external_id": "old-1", "customer": ImportedCustomer("Carla", external_id="c1"),
        "messages": messages or (ANSWERED, ACTED, ASKED), "title": "My order", "status": Status.CLOSED,
        "tags": ("Billing", "vip"), "rating": Rating.GOOD,
    }  # fmt: skip
    return ImportedConversation(**(fields | changes))  # type: ignore[arg-type]


def taken(imported: ImportedConversation, **known: object) -> Decision:
    """What taking it in leads to."""
    decision = take_in(imported, Known(**known), a_context())  # type: ignore[arg-type]
    assert isinstance(decision, Decision), decision
    return decision


def folded(decision: Decision) -> ConversationState:
    """The conversation that its events make, logged now."""
    state: ConversationState | None = None
    for event in decision.events:
        if isinstance(event, e.ConversationStarted):
            state = begin(event, 100, NOW)
        elif state is not None and not isinstance(event, e.TagChanged):
            state = evolve(state, event, NOW)  # type: ignore[arg-type]
    assert state is not None
    return state


def test_a_history_keeps_its_times_and_its_end() -> None:
    """Began with its first message, closed with its last contact; nobody waits any more."""
    state = folded(taken(a_history()))
    assert (state.created_at, state.last_message_at, state.closed_at) == (
        THEN,
        THEN + 2 * HOUR,
        THEN + 2 * HOUR,
    )
    assert (state.status, state.rating, state.waiting_since_at) == (Status.CLOSED, Rating.GOOD, None)
    assert (state.first_reply_at, state.tag_ids, state.message_count) == (THEN + 2 * HOUR, (1, 10), 3)


def test_an_open_history_waits_since_its_question() -> None:
    """As if it had come in here."""
    assert folded(taken(a_history(ASKED, status=Status.OPEN))).waiting_since_at == THEN


def test_who_said_what_is_kept() -> None:
    """Customer, former colleagues by name, and what a system did as a note of the machine."""
    authors = [message.author for message in taken(a_history()).messages]
    assert [author.kind for author in authors] == [ActorKind.CUSTOMER, ActorKind.SYSTEM, ActorKind.AGENT]
    assert authors[2].name == "Old Hand"


def test_what_is_here_already_changes_nothing() -> None:
    """A broken import is simply run again."""
    known = Known(conversation=a_conversation(), customer=CARLA, message_ids=frozenset({"m1", "m2", "m3"}))
    again = take_in(a_history(), known, a_context())
    assert isinstance(again, Refusal)
    assert again.code == "no_change"


def test_a_history_that_has_grown_brings_only_what_is_new() -> None:
    """Known messages are left alone."""
    decision = taken(a_history(), conversation=a_conversation(), message_ids=frozenset({"m1", "m2"}))
    assert decision.conversation_id == 41
    assert [message.external_id for message in decision.messages] == ["m3"]


def test_times_to_come_are_not_believed() -> None:
    """A wrong clock elsewhere moves nothing to the future (E39)."""
    late = ImportedMessage(MessageKind.INBOUND, "x", NOW + DAY)
    assert folded(taken(a_history(late))).last_message_at == NOW


def test_unreadable_histories_are_refused_by_name() -> None:
    """No words at all, or a mailbox that is not there."""
    for imported, code in (
        (a_history(ImportedMessage(MessageKind.INBOUND, " ", THEN)), "empty_text"),
        (a_history(mailbox_id=99), "not_found"),
        (a_history(assignee_id=99), "not_found"),
    ):
        refusal = take_in(imported, Known(), a_context())
        assert isinstance(refusal, Refusal)
        assert refusal.code == code
