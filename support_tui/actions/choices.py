"""What pickers offer: statuses, people, boxes, tags; what is the case for all targets is marked. Asks nobody."""

from collections.abc import Sequence

from support_tui import i18n
from support_tui.actions.interface import Choice
from support_tui.store import Replica
from support_tui.wire.order import Sort
from support_tui.wire.values import Priority, Role, Status
from support_tui.wire.views import ConversationRow


def statuses(rows: Sequence[ConversationRow]) -> list[Choice]:
    """All statuses in their order."""
    return [
        Choice(s.value, i18n.text("status-name", status=s.value), is_on={r.status for r in rows} == {s})
        for s in Status
    ]


def priorities(rows: Sequence[ConversationRow]) -> list[Choice]:
    """All priorities, the most urgent first."""
    return [
        Choice(p.value, i18n.text("priority-name", priority=p.value), is_on={r.priority for r in rows} == {p})
        for p in sorted(Priority, key=lambda p: -p.rank)
    ]


def assignees(replica: Replica, rows: Sequence[ConversationRow]) -> list[Choice]:
    """Oneself, nobody, then agents and teams by name. Values are `agent:1`, `team:2`, `nobody`. Disabled agents and viewers cannot be responsible."""
    me = replica.me
    agents = [a for a in replica.directory.agents if not a.is_disabled and a.role is not Role.VIEWER]
    agents.sort(key=lambda a: (me is None or a.id != me.id, a.name.casefold()))
    found = [
        Choice(
            f"agent:{a.id}",
            a.name,
            hint=i18n.text("action-assign-me") if me is not None and a.id == me.id else a.email,
            is_on={r.assignee_id for r in rows} == {a.id},
        )
        for a in agents
    ]
    nobody = Choice(
        "nobody",
        label_id="action-assign-nobody",
        is_on={(r.assignee_id, r.team_id) for r in rows} == {(None, None)},
    )
    teams = [
        Choice(
            f"team:{t.id}",
            t.name,
            hint=i18n.text("action-assign-team"),
            is_on={(r.assignee_id, r.team_id) for r in rows} == {(None, t.id)},
        )
        for t in sorted(replica.directory.teams, key=lambda t: t.name.casefold())
    ]
    return [*found[:1], nobody, *found[1:], *teams]


def mailboxes(replica: Replica, rows: Sequence[ConversationRow]) -> list[Choice]:
    """All boxes the agent may see."""
    return [
        Choice(str(m.id), m.name, hint=m.address, is_on={r.mailbox_id for r in rows} == {m.id})
        for m in replica.directory.mailboxes
    ]


def tags(replica: Replica, rows: Sequence[ConversationRow]) -> list[Choice]:
    """All tags by name; those that every target has are on, those that some have say so."""
    return [
        Choice(
            t.name,
            t.name,
            hint=_some_hint(rows, t.id),
            is_on={t.id in r.tag_ids for r in rows} == {True},
        )
        for t in sorted(replica.directory.tags, key=lambda t: t.name.casefold())
    ]


def _some_hint(rows: Sequence[ConversationRow], tag_id: int) -> str:
    count = sum(tag_id in row.tag_ids for row in rows)
    return i18n.text("action-tags-some", count=count) if 0 < count < len(rows) else ""


def sorts(current: Sort) -> list[Choice]:
    """All orders of a list."""
    return [Choice(s.value, label_id=f"sort-{s.value}", is_on=s is current) for s in Sort]


def copies(server_url: str, row: ConversationRow) -> list[Choice]:
    """What can be copied of a conversation; the value is the text itself."""
    found = [
        Choice(f"#{row.id}", label_id="action-copy-number", hint=f"#{row.id}"),
        Choice(f"{server_url}/#{row.id}", label_id="action-copy-link", hint=f"{server_url}/#{row.id}"),
        Choice(row.title, label_id="action-copy-subject", hint=row.title),
    ]
    if row.customer_email:
        found.append(Choice(row.customer_email, label_id="action-copy-address", hint=row.customer_email))
    return found
