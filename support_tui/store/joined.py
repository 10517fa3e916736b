"""What becomes of a customer's list of conversations when one of them is merged into another, or comes out again. Pure."""

from msgspec.structs import replace

from support_tui.store.changes import ChangeSet
from support_tui.store.replica import Replica
from support_tui.wire.views import ConversationRow


def list_at_customer(replica: Replica, row: ConversationRow, changes: ChangeSet) -> None:
    """A merged conversation is none of its customer's own; one that came out is again, newest first."""
    page = replica.customers.get(row.customer_id)
    if page is None:
        return
    others = tuple(other for other in page.conversations if other.id != row.id)
    by = -1 if len(others) < len(page.conversations) else 0
    if row.merged_into_id is None:
        others = tuple(sorted((*others, row), key=lambda other: (-other.last_message_at, -other.id)))
        by += 1
    customer = replace(page.customer, conversation_count=page.customer.conversation_count + by)
    replica.customers[row.customer_id] = replace(page, customer=customer, conversations=others)
    changes.customers.add(row.customer_id)
