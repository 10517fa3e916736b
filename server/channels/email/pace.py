"""How much a mailbox has sent in the last hour, so that it does not send more than its provider bears. Forgets with the process."""

from bisect import bisect_right
from collections.abc import Callable
from typing import Final

_HOUR_US: Final = 3_600_000_000


class Pace:
    """`now` is in microseconds."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._sent: dict[int, list[int]] = {}

    def sent(self, mailbox_id: int) -> None:
        """A mail has left."""
        self._sent.setdefault(mailbox_id, []).append(self._now())

    def free_at(self, mailbox_id: int, per_hour: int) -> int | None:
        """When the next one may leave, None for now."""
        sent = self._sent.get(mailbox_id, [])
        del sent[: bisect_right(sent, self._now() - _HOUR_US)]
        return sent[-per_hour] + _HOUR_US if len(sent) >= per_hour else None
