"""Where doing the last action again would change anything. Pure: asks nobody, changes nothing."""

from collections.abc import Sequence

from support_tui.actions.history import Repeatable
from support_tui.store import Replica, predict, select
from support_tui.store.pending import Pending
from support_tui.wire import commands as c
from support_tui.wire.folding import fold


def not_so_yet(
    replica: Replica, changes: Sequence[Repeatable], conversation_ids: Sequence[int]
) -> tuple[int, ...]:
    """Those of the conversations that one of the changes makes different; of one that is not known here the server decides."""
    return tuple(id_ for id_ in conversation_ids if any(_changes(replica, change, id_) for change in changes))


def _changes(replica: Replica, change: Repeatable, conversation_id: int) -> bool:
    row = select.row(replica, conversation_id)
    if row is None or _makes_a_tag(replica, change):
        return True
    return predict.row(row, [Pending("", change, row.last_message_at, -1)], replica.tags) != row


def _makes_a_tag(replica: Replica, change: Repeatable) -> bool:
    known = {fold(tag.name) for tag in replica.tags.values()}
    return isinstance(change, c.ChangeTags) and any(fold(name) not in known for name in change.add)
