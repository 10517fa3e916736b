"""Which mailboxes have another way out since they were looked at last: what waited for its next try then waits for no reason."""

from collections.abc import Callable, Mapping


class ChangedWays:
    """`ways` gives what leads out of each mailbox that sends, as it is set by now; secrets are told of as they are set."""

    def __init__(self, ways: Callable[[], Mapping[int, object]]) -> None:
        self._ways = ways
        self._known: dict[int, object] = {}
        self._told: set[int] = set()

    def tell(self, mailbox_id: int) -> None:
        """Somebody has set a secret that it logs in with."""
        self._told.add(mailbox_id)

    def take(self) -> list[int]:
        """Those that send, and have changed; one that is new has nothing that waits."""
        ways = self._ways()
        changed = [id_ for id_, way in ways.items() if id_ in self._told or self._known.get(id_, way) != way]
        self._known |= ways
        self._told.difference_update(changed)
        return changed
