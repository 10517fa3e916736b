"""A change to many conversations: each decides for itself, by the rules of the single commands; what is refused is told by reason. Pure."""

from collections.abc import Callable

from msgspec.structs import replace

from support_tui.wire import commands as c
from support_tui.wire import events as e
from support_tui.wire.commands import ManyChanged
from support_tui.wire.many import steps_for
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import DeliveryState
from support_tui.wire.views import Tag

from ..bulk import Reasons
from ..context import Context, Known
from ..decision import Decision
from ..evolve import evolve
from ..state import ConversationState
from .common import NO_CHANGE, invalid

Decide = Callable[[c.Command, Known, Context], Decision | Refusal]
_DESK_EVENTS = (e.TagChanged,)


def change_many(command: c.ChangeMany, known: Known, context: Context, decide: Decide) -> Decision | Refusal:
    """The decisions of all that change, in their order, and what the others say. `decide` is how a single command is decided.

    `known.others` are the conversations there are, `known.left` those that are left alone already."""
    if not known.others and not known.left:
        return invalid("selection", "empty")
    reasons, decisions = Reasons(), []
    reasons.add_groups(known.left)
    for state in known.others:
        customer, newest = known.customers.get(state.customer_id), known.newest.get(state.id)
        decision = change_one(command.change, Known(state, customer, newest_facts=newest), context, decide)
        if isinstance(decision, Refusal):
            reasons.add(decision, (state.id,))
        else:
            decisions.append(decision)
            context = _after(context, decision)
    left = sum(group.count for group in known.left)
    outcome = ManyChanged(len(known.others) + left, len(decisions), reasons.groups())
    return Decision(others=tuple(decisions), many=outcome)


def change_one(change: c.Change, known: Known, context: Context, decide: Decide) -> Decision | Refusal:
    """What the change does to one conversation of many. A merged one is left alone, and so is a customer whom no reply can reach."""
    state = known.conversation
    assert state is not None
    if state.merged_into_id is not None:
        return Refusal(RefusalCode.CONVERSATION_MERGED, {"id": state.id, "into": state.merged_into_id})
    decided: list[Decision] = []
    for step in steps_for(change, state):
        decision = decide(step, replace(known, conversation=state), context)
        if isinstance(decision, Refusal):
            return decision
        decided.append(decision)
        state = _evolved(state, decision, context.now)
    if not decided:
        return NO_CHANGE
    if any(_leads_nowhere(decision) for decision in decided):
        return Refusal(RefusalCode.NO_CHANNEL)
    if len(decided) == 1:
        return decided[0]
    return Decision(
        tuple(event for decision in decided for event in decision.events), conversation_id=state.id
    )


def _leads_nowhere(decision: Decision) -> bool:
    return any(
        message.delivery is not None and message.delivery.state is DeliveryState.NO_CHANNEL
        for message in decision.messages
    )


def _evolved(state: ConversationState, decision: Decision, now: int) -> ConversationState:
    for event in decision.events:
        if isinstance(event, e.ConversationEvent):
            state = evolve(state, event, now)
    return state


def _after(context: Context, decision: Decision) -> Context:
    """The moment of the next decision: the ids that this one used are given, the tags it made are there."""
    if decision.messages:
        following = decision.messages[-1].id + 1
        context = replace(context, next=replace(context.next, message=following))
    for event in decision.events:
        if isinstance(event, _DESK_EVENTS):
            desk = context.desk.with_record(Tag(event.tag_id, event.new_name))
            context = replace(context, desk=desk, next=replace(context.next, tag=event.tag_id + 1))
    return context
