"""Lists follow rows without asking more than they must."""

from support_tui.store.patch import _queue_facts
from support_tui.wire.query import QUEUES, Query, queue_query
from support_tui.wire.query.tree import And, Flag, Is, NameField, NameIs, Not, Or

#: What each question of a queue looks at in a row.
FLAGS = {Flag.ACTIVE, Flag.SNOOZED, Flag.CLOSED, Flag.SPAM, Flag.TRASH, Flag.MERGED}
NAMES = {
    NameField.ASSIGNEE: "assignee_id",
    NameField.TEAM: "team_id",
    NameField.MAILBOX: "mailbox_id",
    NameField.FOLLOWER: "follower_ids",
}


def fields_of(query: Query) -> set[str]:
    """The fields of a row that a query looks at."""
    match query:
        case And(parts) | Or(parts):
            return {name for part in parts for name in fields_of(part)}
        case Not(part):
            return fields_of(part)
        case Is(flags) if set(flags) <= FLAGS:
            return {"status", "folder", "snoozed_until_at", "merged_into_id"}
        case NameIs(field, _):
            return {NAMES[field]}
        case _:
            raise AssertionError(f"a queue asks something new: {query}")


def test_queues_ask_only_what_is_compared() -> None:
    """A queue that looked at anything else would miss conversations that join or leave it."""
    compared = set(_queue_facts.__reduce__()[1])
    for queue in QUEUES:
        query = queue_query(f"{queue}1" if queue.endswith(":") else queue)
        assert query is not None and fields_of(query) <= compared, queue
