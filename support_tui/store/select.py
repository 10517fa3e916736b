"""What panes read: questions to the replica, answered with the effect of pending commands already in. Pure; changes nothing."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from support_tui.store import predict
from support_tui.store import tabs as tabs_of
from support_tui.store.drafts import Draft, DraftKey
from support_tui.store.line import LinePhase, LineState
from support_tui.store.replica import Replica
from support_tui.store.threads import MessageItem, ThreadItem, ThreadWindow
from support_tui.store.windows import ListKey, ListWindow
from support_tui.wire.commands import READINGS, UndoRequest
from support_tui.wire.frames import Progress, Viewer
from support_tui.wire.mailboxes import Pause
from support_tui.wire.refusals import Refusal
from support_tui.wire.saved_views import FRESH_FIRST, SavedView, arranged, view_id_of
from support_tui.wire.values import Actor, ActorKind, Address, MessageKind, Role
from support_tui.wire.views import Agent, ConversationRow, Customer, CustomerPage, Mailbox, Team

#: The queues every desk has, in the order of their tabs; boxes and teams follow.
FIXED_QUEUES = ("mine", "unassigned", "all", "following", "snoozed", "closed", "spam", "trash")


class QueueTab(msgspec.Struct, frozen=True):
    """A queue or saved view as a tab: `title_id` is its Fluent id, or empty where `name` says it all. `count` None is unknown, and with
    `has_more` the least it can be; `is_wrong` is a view whose query holds no longer."""

    id: str
    title_id: str
    name: str
    count: int | None
    has_more: bool = False
    is_wrong: bool = False
    is_old: bool = False
    """Whether the count is of when there was a line."""

    @property
    def is_view(self) -> bool:
        return view_id_of(self.id) is not None


class AgeUnit(StrEnum):
    """The unit an age is told in."""

    NOW = "now"
    MINUTES = "minutes"
    HOURS = "hours"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Age(NamedTuple):
    """How long ago something was, rounded down to one unit; 0 `now` under a minute."""

    number: int
    unit: AgeUnit


class ThreadView(msgspec.Struct, frozen=True):
    """A thread as it is shown: `items` in time order with what is being sent at the end.

    `first_unread_id` is the first message of the customer that this agent has not read, None if all are read."""

    row: ConversationRow
    items: tuple[ThreadItem, ...]
    cc: tuple[Address, ...]
    has_older: bool
    is_stale: bool
    version: tuple[int, ...]
    first_unread_id: int | None
    is_absent: bool = False
    """Nothing of it was read yet: only what is being sent is here."""


# ---------------------------------------------------------------- rows


def row(replica: Replica, conversation_id: int) -> ConversationRow | None:
    """A conversation as it is to be shown, None where it is not loaded."""
    return replica.shown.get(conversation_id) or replica.rows.get(conversation_id)


def survivor_id(replica: Replica, conversation_id: int) -> int:
    """Where the number of a conversation leads: itself, or what it was merged into, as far as that is known here."""
    seen: set[int] = set()
    while conversation_id not in seen:
        seen.add(conversation_id)
        known = row(replica, conversation_id)
        if known is None or known.merged_into_id is None:
            break
        conversation_id = known.merged_into_id
    return conversation_id


def related(replica: Replica, conversation_id: int) -> tuple[ConversationRow, ...]:
    """The conversations that it is linked to, as far as its thread is loaded."""
    thread = replica.threads.get(conversation_id)
    known = (row(replica, id_) for id_ in thread.related_ids) if thread is not None else ()
    return tuple(found for found in known if found is not None)


def is_unread(replica: Replica, conversation_id: int) -> bool:
    """Whether the customer wrote something this agent has not read."""
    known = replica.rows.get(conversation_id)
    return known is not None and known.last_inbound_id > replica.read_ids.get(conversation_id, 0)


def is_pending(replica: Replica, conversation_id: int) -> bool:
    """Whether a change of the conversation is on its way to the server; having read it is none."""
    return any(not isinstance(entry.command, READINGS) for entry in replica.pending.about(conversation_id))


def viewers(replica: Replica, conversation_id: int) -> tuple[Viewer, ...]:
    """Colleagues who look at the conversation now, this agent left out."""
    me_id = replica.me.id if replica.me is not None else None
    return tuple(v for v in replica.presence.get(conversation_id, ()) if v.agent_id != me_id)


def draft(replica: Replica, conversation_id: int | None, kind: str) -> Draft | None:
    """The unsent text of that kind."""
    return replica.drafts.by_key.get(DraftKey(conversation_id, kind))


# ---------------------------------------------------------------- names


def me(replica: Replica) -> Agent | None:
    """The agent who is logged in, None before the first snapshot ever."""
    return replica.me


def role(replica: Replica) -> Role:
    """What the agent may do; a viewer before anything is known."""
    return replica.me.role if replica.me is not None else Role.VIEWER


def agent_name(replica: Replica, agent_id: int | None) -> str:
    """An agent's name; empty for nobody, `#id` for one who is not in the directory."""
    return _name(replica.agents, agent_id)


def team_name(replica: Replica, team_id: int | None) -> str:
    """A team's name; empty for none."""
    return _name(replica.teams, team_id)


def mailbox_name(replica: Replica, mailbox_id: int | None) -> str:
    """A mailbox's name; empty for none."""
    return _name(replica.mailboxes, mailbox_id)


def _name(known: Mapping[int, Agent | Team | Mailbox], entry_id: int | None) -> str:
    if entry_id is None:
        return ""
    entry = known.get(entry_id)
    return entry.name if entry is not None else f"#{entry_id}"


def pause_of(replica: Replica, conversation_id: int) -> Pause | None:
    """Why what is sent from a conversation's mailbox waits; None where nothing is known against it."""
    shown = row(replica, conversation_id)
    box = mailbox(replica, shown.mailbox_id) if shown is not None else None
    return box.pause if box is not None else None


def mailbox(replica: Replica, mailbox_id: int) -> Mailbox | None:
    """A mailbox by id."""
    return replica.mailboxes.get(mailbox_id)


def tag_names(replica: Replica, row: ConversationRow) -> tuple[str, ...]:
    """The names of a conversation's tags in alphabetical order."""
    known = (replica.tags.get(tag_id) for tag_id in row.tag_ids)
    return tuple(sorted(tag.name for tag in known if tag is not None))


def actor_name(replica: Replica, actor: Actor) -> str:
    """Who did something, by the name they had then; an agent without one by the present name."""
    if actor.name:
        return actor.name
    return agent_name(replica, actor.id) if actor.kind is ActorKind.AGENT else ""


# ---------------------------------------------------------------- queues and lists


def queue_tabs(replica: Replica) -> list[QueueTab]:
    """What this agent can go to, in the agent's order; at first the queues with the saved views among them, then mailboxes and teams."""
    fixed = [QueueTab(q, f"queue-{q}", "", replica.counts.get(q)) for q in FIXED_QUEUES]
    first = [tab for tab in fixed if tab.id in FRESH_FIRST]
    views = [_view_tab(replica, view) for view in tabs_of.views(replica).values()]
    tabs = [*first, *views, *(tab for tab in fixed if tab.id not in FRESH_FIRST)]
    for box in replica.directory.mailboxes:
        tabs.append(QueueTab(f"mailbox:{box.id}", "", box.name, replica.counts.get(f"mailbox:{box.id}")))
    mine = replica.me.team_ids if replica.me is not None else ()
    for team in replica.directory.teams:
        if team.id in mine or role(replica) is Role.ADMIN:
            tabs.append(QueueTab(f"team:{team.id}", "", team.name, replica.counts.get(f"team:{team.id}")))
    by_id = {tab.id: tab for tab in tabs}
    arrangement = arranged(list(by_id), tabs_of.order(replica))
    return [_dated(replica, by_id[id_]) for id_ in arrangement]


def _dated(replica: Replica, tab: QueueTab) -> QueueTab:
    """Without a line a count is the last one that was told."""
    return replace(tab, is_old=True) if replica.line.phase is LinePhase.OFFLINE else tab


def _view_tab(replica: Replica, view: SavedView) -> QueueTab:
    known = replica.view_counts.get(view.id)
    is_wrong = tabs_of.problem_of(replica, view) is not None
    if known is None or is_wrong:
        return QueueTab(view.tab, "", view.name, None, is_wrong=is_wrong)
    return QueueTab(view.tab, "", view.name, known.count, known.has_more)


def queue_title(replica: Replica, queue: str) -> QueueTab:
    """One queue's tab, also where it is none of the agent's own."""
    kind, _, number = queue.partition(":")
    count = replica.counts.get(queue)
    match kind:
        case "mailbox":
            return QueueTab(queue, "", mailbox_name(replica, int(number)), count)
        case "team":
            return QueueTab(queue, "", team_name(replica, int(number)), count)
        case "view" if (view := tabs_of.view_of(replica, queue)) is not None:
            return _view_tab(replica, view)
        case _:
            return QueueTab(queue, f"queue-{queue}", "", count)


def window(replica: Replica, key: ListKey) -> ListWindow | None:
    """What is known of a list, None before it was opened."""
    return replica.lists.get(key)


# ---------------------------------------------------------------- threads and customers


def thread(replica: Replica, conversation_id: int) -> ThreadView | None:
    """A thread with what is being sent at its end, None where nothing of it is here."""
    known, shown = replica.threads.get(conversation_id), row(replica, conversation_id)
    pending = replica.pending.about(conversation_id)
    is_absent = known is None
    if shown is None or (known is None and not pending):
        return None
    known = known or ThreadWindow(conversation_id, is_stale=True)
    items = predict.thread_items(known.items(), pending, replica.me)
    if is_absent and not items:
        return None
    read_id = replica.read_ids.get(conversation_id, 0)
    return ThreadView(
        row=shown,
        items=items,
        cc=known.cc,
        has_older=known.has_older,
        is_stale=known.is_stale,
        version=(known.version, *(p.message_id for p in pending)),
        first_unread_id=_first_unread(known.items(), read_id),
        is_absent=is_absent,
    )


def _first_unread(items: tuple[ThreadItem, ...], read_id: int) -> int | None:
    first: int | None = None
    for item in reversed(items):
        if not isinstance(item, MessageItem) or item.message.kind is not MessageKind.INBOUND:
            continue
        if item.message.id <= read_id:
            break
        first = item.message.id
    return first


def customer_page(replica: Replica, customer_id: int) -> CustomerPage | None:
    """A customer with history and notes, None where not loaded."""
    return replica.customers.get(customer_id)


def customer(replica: Replica, customer_id: int) -> Customer | None:
    """A customer's profile with pending edits in, None where not loaded."""
    page = replica.customers.get(customer_id)
    return predict.customer(page.customer, replica.pending) if page is not None else None


def customer_zone(replica: Replica, conversation_id: int | None) -> str:
    """The time zone of a conversation's customer, empty where it is not known."""
    known = row(replica, conversation_id) if conversation_id is not None else None
    page = replica.customers.get(known.customer_id) if known is not None else None
    return page.customer.time_zone if page is not None else ""


# ---------------------------------------------------------------- the desk


def line_state(replica: Replica) -> LineState:
    """How the line to the server stands."""
    return replica.line


def notices(replica: Replica) -> tuple[Refusal, ...]:
    """What the server says of itself and has not taken back."""
    return tuple(replica.notices.values())


def pending_count(replica: Replica) -> int:
    """Changes that the server has not answered yet; what was read meanwhile is none."""
    return sum(not isinstance(entry.command, READINGS) for entry in replica.pending.unanswered())


def long_undo(replica: Replica) -> Progress | None:
    """How far the agent's undo of a change to many has come, while one is on its way."""
    for pending in replica.pending:
        progress = replica.progress.get(pending.key)
        if progress is not None and isinstance(pending.command, UndoRequest):
            return progress
    return None


def age(now: int, at: int) -> Age:
    """How long before `now` something was; what lies in the future counts as now."""
    minutes = max(0, now - at) // 60_000_000
    steps = (
        (525_600, AgeUnit.YEARS),
        (43_200, AgeUnit.MONTHS),
        (10_080, AgeUnit.WEEKS),
        (1_440, AgeUnit.DAYS),
        (60, AgeUnit.HOURS),
        (1, AgeUnit.MINUTES),
    )
    return next((Age(minutes // size, unit) for size, unit in steps if minutes >= size), Age(0, AgeUnit.NOW))


def waiting(row: ConversationRow, now: int) -> Age | None:
    """How long the customer has waited for us, None if nobody waits."""
    return age(now, row.waiting_since_at) if row.waiting_since_at is not None else None
