"""How much a mailbox has sent in the last hour, so that it does not send more than its provider bears. What an earlier process sent is told to it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from typing import Final

HOUR_US: Final = 3_600_000_000


class Pace:
    """`now` is in microseconds."""

    def __init__(self, now: Callable[[], int]) -> None:
        self._now = now
        self._sent: dict[int, list[int]] = {}

    def sent(self, mailbox_id: int) -> None:
        """A mail has left."""
        self._sent.setdefault(mailbox_id, []).append(self._now())

    def sent_before(self, sent: Iterable[tuple[int, int]]) -> None:
        """Mails that have left already: mailbox and moment, the earliest first."""
        for mailbox_id, at in sent:
            self._sent.setdefault(mailbox_id, []).append(at)

    def free_at(self, mailbox_id: int, per_hour: int) -> int | None:
        """When the next one may leave, None for now."""
        sent = self._sent.get(mailbox_id, [])
        del sent[: bisect_right(sent, self._now() - HOUR_US)]
        return sent[-per_hour] + HOUR_US if len(sent) >= per_hour else None
