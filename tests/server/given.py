"""A small desk for the specs: Amal and Basil answer in two mailboxes, Vera only looks, Ada administers, Carla writes."""

from typing import Any

from msgspec.structs import replace

from server.core.context import Asker, Context, Known, NextIds
from server.core.decide import decide
from server.core.decision import Decision
from server.core.desk import Desk
from server.core.evolve import evolve
from server.core.state import ConversationState
from support_tui.wire import events as e
from support_tui.wire.commands import Command
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import Actor, ActorKind, ClosedPolicy, Role, Status
from support_tui.wire.views import Agent, Customer, Directory, Mailbox, Tag, Team

NOW = 1_750_000_000_000_000
HOUR = 3_600_000_000
DAY = 24 * HOUR

AMAL = Agent(1, "Amal", "amal@desk.example", Role.AGENT)
BASIL = Agent(2, "Basil", "basil@desk.example", Role.AGENT, mailbox_ids=(1,))
VERA = Agent(3, "Vera", "vera@desk.example", Role.VIEWER)
ADA = Agent(4, "Ada", "ada@desk.example", Role.ADMIN)
GONE = Agent(5, "Gone", "gone@desk.example", Role.AGENT, is_disabled=True)

SUPPORT = Mailbox(1, "Support", "support@desk.example")
SALES = Mailbox(2, "Sales", "sales@desk.example", closed_policy=ClosedPolicy.NEW)
BILLING = Mailbox(3, "Billing", "", closed_policy=ClosedPolicy.NEW_AFTER_DAYS, closed_days=7)

DESK = Desk.of(
    Directory(
        agents=(AMAL, BASIL, VERA, ADA, GONE),
        teams=(Team(1, "Night shift", (1,)),),
        mailboxes=(SUPPORT, SALES, BILLING),
        tags=(Tag(1, "billing"), Tag(2, "فاتورة")),
    )
)
NEXT = NextIds(
    conversation=100, message=200, customer=300, note=400, tag=10, agent=10, team=10, mailbox=10, view=10
)
CARLA = Customer(7, "Carla", 1, ("carla@customer.example",), created_at=NOW - DAY)


def by(agent: Agent) -> Asker:
    """The agent at a console."""
    return Asker(Actor(ActorKind.AGENT, agent.id, agent.name), agent)


CHANNEL = Asker(Actor(ActorKind.CHANNEL, 1, "mail"), None, "channel")


def a_conversation(**changes: Any) -> ConversationState:
    """One that Carla opened an hour ago in Support, and that nobody has taken yet."""
    fields: dict[str, Any] = {
        "id": 41, "version": 2, "title": "Where is my order?", "status": Status.OPEN, "mailbox_id": SUPPORT.id,
        "customer_id": CARLA.id, "channel": "email", "created_at": NOW - HOUR, "last_message_at": NOW - HOUR,
        "waiting_since_at": NOW - HOUR, "last_inbound_id": 90, "last_message_id": 90, "message_count": 1,
    }  # fmt: skip
    return ConversationState(**(fields | changes))


def a_context(asker: Asker | None = None, *, can_send: bool = True, now: int = NOW) -> Context:
    """Now, asked by Amal, with a way out of every mailbox."""
    mailboxes = {id_: replace(box, can_send=can_send) for id_, box in DESK.mailboxes.items()}
    desk = replace(DESK, mailboxes=mailboxes)
    return Context(now, now, asker or by(AMAL), desk, NEXT, lambda mailbox: can_send)


def decided(
    command: Command, state: ConversationState | None = None, context: Context | None = None, **known: Any
) -> Decision | Refusal:
    """What the desk decides."""
    return decide(command, Known(conversation=state, **known), context or a_context())


def done(
    command: Command, state: ConversationState | None = None, context: Context | None = None, **known: Any
) -> Decision:
    """What the desk decides, which is not a refusal."""
    decision = decided(command, state, context, **known)
    assert isinstance(decision, Decision), decision
    return decision


def refused(
    command: Command, state: ConversationState | None = None, context: Context | None = None, **known: Any
) -> str:
    """The code with which the desk refuses."""
    decision = decided(command, state, context, **known)
    assert isinstance(decision, Refusal), decision
    return decision.code.value


def after(state: ConversationState, decision: Decision, at: int = NOW) -> ConversationState:
    """The conversation once the decision has happened."""
    for event in decision.events:
        if not isinstance(event, e.CustomerCreated | e.CustomerEdited | e.CustomerNoteAdded | e.TagChanged):
            state = evolve(state, event, at)  # type: ignore[arg-type]
    return state
