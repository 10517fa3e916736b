"""Draw `docs/statuses.md` from `support_tui.wire.statuses.MOVES`."""

from support_tui.wire.statuses import MOVES, Trigger
from support_tui.wire.values import Status

_WORDS = {
    Trigger.CUSTOMER_WROTE: "the customer writes",
    Trigger.ASSIGNED: "it is assigned or taken",
    Trigger.UNASSIGNED: "its assignee is removed",
    Trigger.REPLY_SENT: "a reply is sent",
    Trigger.REPLY_CANCELLED: "the reply is taken back",
}

_HEAD = """# Statuses and their automatic moves

Made from `support_tui/wire/statuses.py`; change the table there. An agent may set any status by hand. Where two statuses
are given, the second holds for a conversation that has an assignee afterwards. *Snoozed*, *spam* and *trash* stand beside the
status and are not part of this table.

"""


def page() -> str:
    """The whole page: a table of every (trigger, status) pair, and the diagram of the moves that change something."""
    return _HEAD + _table() + "\n" + _diagram()


def _table() -> str:
    lines = [
        "| when | " + " | ".join(f"`{status}`" for status in Status) + " |",
        "|---" * (len(Status) + 1) + "|",
    ]
    for trigger in Trigger:
        cells = " | ".join(_cell(trigger, status) for status in Status)
        lines.append(f"| {_WORDS[trigger]} | {cells} |")
    return "\n".join(lines) + "\n"


def _cell(trigger: Trigger, status: Status) -> str:
    without, with_assignee = MOVES[trigger, status]
    if without is with_assignee:
        return "stays" if without is status else f"`{without}`"
    return f"`{without}` / `{with_assignee}`"


def _diagram() -> str:
    lines = ["```mermaid", "stateDiagram-v2", "  [*] --> open: the customer writes"]
    for (trigger, status), move in MOVES.items():
        for target, condition in ((move.without_assignee, ""), (move.with_assignee, ", with assignee")):
            if target is not status and not (condition and target is move.without_assignee):
                lines.append(f"  {status} --> {target}: {_WORDS[trigger]}{condition}")
    return "\n".join([*lines, "```"]) + "\n"
