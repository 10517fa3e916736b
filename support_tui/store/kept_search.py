"""Finds in what this machine keeps, for when the server cannot be asked: the shared grammar over the rows and threads that are loaded. Pure.

It finds what it can prove. A conversation that is not loaded is not found, and neither is one of which only the server knows whether it
belongs: the list says that it is not the whole.
"""

from msgspec.structs import replace

from support_tui.store.membership import Belongs, is_ordered
from support_tui.store.replica import Replica
from support_tui.store.windows import ListKey, place_under
from support_tui.wire.order import Sort
from support_tui.wire.views import ConversationPage, ConversationRow

#: Rows of a find; what is kept on a machine is not more than a few thousand.
MOST = 2_000


def found(replica: Replica, key: ListKey, belongs: Belongs) -> ConversationPage:
    """The page of a list made from what is loaded, in its order; finds of words newest first."""
    sort = key.sort if is_ordered(key.queue, key.query) else Sort.NEWEST
    rows = [
        row for row in replica.rows.values() if _belongs(replica, replica.shown.get(row.id, row), belongs)
    ]
    rows.sort(key=lambda row: place_under(sort, row))
    read_ids = {row.id: replica.read_ids.get(row.id, 0) for row in rows}
    return ConversationPage(tuple(rows[:MOST]), replica.seq, total_at_least=len(rows), read_ids=read_ids)


def _belongs(replica: Replica, row: ConversationRow, belongs: Belongs) -> bool:
    verdict = belongs(row)
    if verdict is not None:
        return verdict
    thread = replica.threads.get(row.id)
    words = (
        [row.title, row.preview, *(message.text for message in thread.messages)]
        if thread
        else [row.title, row.preview]
    )
    return belongs(replace(row, title="\n".join(words))) is True
