"""Who takes part in a conversation, by their addresses. Decides nothing."""

from typing import Final

from ...core.addresses import fold_email
from ..db import Connection
from . import load

_CHAIN: Final = 50


def takes_part(connection: Connection, conversation_id: int, email: str) -> bool:
    """Whether an address is one of the customer's, or of who is copied in; of a merged conversation those of what it has become."""
    state = load.conversation(connection, conversation_id)
    for _ in range(_CHAIN):
        if state is None or state.merged_into_id is None:
            break
        state = load.conversation(connection, state.merged_into_id)
    folded = fold_email(email)
    if state is None or not folded:
        return False
    is_customers = load.customer_id_of(connection, folded, "") == state.customer_id
    return is_customers or any(fold_email(one.email) == folded for one in state.cc)
