"""What has left the desk a short while ago, by the log: what a mailbox may still send in this hour does not depend on restarts."""

from typing import Final

from support_tui.wire.values import DeliveryState

from ..db import Connection

#: So many events in a row from before the time that is asked for end the search; clocks and imports put single ones out of order.
_LOOKED_PAST: Final = 500
_LATEST: Final = """
select at, mailbox_id, type = 'delivery_changed' and json_extract(data, '$.new.state') in (?, ?)
  and json_extract(data, '$.old.state') is not json_extract(data, '$.new.state')
from event order by seq desc"""


def sent_since(connection: Connection, since_at: int) -> list[tuple[int, int]]:
    """Mailbox and moment of each mail that left, or may have left, since then; the earliest first."""
    found: list[tuple[int, int]] = []
    before = 0
    states = (DeliveryState.ACCEPTED.value, DeliveryState.MAYBE_SENT.value)
    for at, mailbox_id, has_left in connection.execute(_LATEST, states):
        before = before + 1 if at < since_at else 0
        if before > _LOOKED_PAST:
            break
        if has_left and mailbox_id is not None and at >= since_at:
            found.append((mailbox_id, at))
    return sorted(found, key=lambda one: one[1])
