"""How a change of a conversation's state changes the counts of queues; adds up over a transaction. Counts nothing itself."""

from collections import Counter
from typing import Final

from msgspec.structs import replace

from ...core.state import ConversationState
from .counters import Deltas, Following, Standing

MOST_CHANGED: Final = 200
"""Changed conversations that are remembered one by one; after more than that, `changed` is no longer whole."""


def _standing(state: ConversationState) -> Standing:
    return Standing(
        state.place.value, state.status.value, state.mailbox_id, state.assignee_id or 0, state.team_id or 0
    )


class CountChanges:
    """The sum of what the changes of one transaction do to the counts."""

    def __init__(self) -> None:
        self._queues: Counter[Standing] = Counter()
        self._following: Counter[Following] = Counter()
        self.changed: list[tuple[ConversationState | None, ConversationState]] = []
        """Each change, before and after; one more than `MOST_CHANGED` stands for many."""

    def add(self, old: ConversationState | None, new: ConversationState) -> None:
        """Take in one conversation's change; None is not there yet."""
        if len(self.changed) <= MOST_CHANGED:
            self.changed.append((old, new))
        after = _standing(new)
        if old is not None:
            before = _standing(old)
            if before == after and old.follower_ids == new.follower_ids:
                return
            self._count(old, before, -1)
        self._count(new, after, 1)

    def remove(self, old: ConversationState) -> None:
        """Take in that a conversation is not there any more; to who compares, it is like one that was merged away: in no list."""
        if len(self.changed) <= MOST_CHANGED:
            self.changed.append((old, replace(old, merged_into_id=old.id)))
        self._count(old, _standing(old), -1)

    def _count(self, state: ConversationState, standing: Standing, by: int) -> None:
        self._queues[standing] += by
        for agent_id in state.follower_ids:
            self._following[Following(agent_id, standing.place, standing.mailbox_id)] += by

    def deltas(self) -> Deltas:
        """The sum so far."""
        return Deltas(
            {key: by for key, by in self._queues.items() if by},
            {key: by for key, by in self._following.items() if by},
        )
