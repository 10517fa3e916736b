"""Counts of every queue, kept in the transaction of each change and in memory for the badges; never counts rows at read time."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple, TypeVar

import msgspec

from support_tui.wire.order import place_of
from support_tui.wire.values import Place
from support_tui.wire.views import ConversationRow, Counts

from .rows import Reader


class Standing(NamedTuple):
    """What decides in which counts a conversation stands; 0 is nobody and no team."""

    place: str
    status: str
    mailbox_id: int
    assignee_id: int
    team_id: int


class Following(NamedTuple):
    """What decides in which agent's count of followed conversations one stands."""

    agent_id: int
    place: str
    mailbox_id: int


class Deltas(msgspec.Struct, frozen=True):
    """By how much counts change; zeros may occur and mean nothing."""

    queues: Mapping[Standing, int] = {}
    following: Mapping[Following, int] = {}


def standing_of(row: ConversationRow) -> Standing:
    """Where the conversation counts. A merged one stands where its place says, like every other."""
    place = place_of(row.folder, row.snoozed_until_at, row.status)
    return Standing(place.value, row.status.value, row.mailbox_id, row.assignee_id or 0, row.team_id or 0)


def _count(row: ConversationRow, by: int, queues: Counter[Standing], following: Counter[Following]) -> None:
    standing = standing_of(row)
    queues[standing] += by
    for agent_id in row.follower_ids:
        following[Following(agent_id, standing.place, standing.mailbox_id)] += by


def deltas_between(changes: Iterable[tuple[ConversationRow | None, ConversationRow | None]]) -> Deltas:
    """What changes in the counts when each first row becomes the second; None is not there (yet, or any more)."""
    queues: Counter[Standing] = Counter()
    following: Counter[Following] = Counter()
    for old, new in changes:
        if old is not None:
            _count(old, -1, queues, following)
        if new is not None:
            _count(new, 1, queues, following)
    return Deltas(
        {key: by for key, by in queues.items() if by}, {key: by for key, by in following.items() if by}
    )


_ADD: Final = """
insert into queue_count (place, status, mailbox_id, assignee_id, team_id, conversations) values (?, ?, ?, ?, ?, ?)
on conflict do update set conversations = conversations + excluded.conversations
"""


def write_deltas(connection: Reader, deltas: Deltas) -> None:
    """Bring `queue_count` along; to be called inside the transaction that makes the change."""
    for standing, by in deltas.queues.items():
        connection.execute(_ADD, (*standing, by))


_LOAD_QUEUES: Final = "select place, status, mailbox_id, assignee_id, team_id, conversations from queue_count where conversations <> 0"
_LOAD_FOLLOWING: Final = """
select f.agent_id, f.place, c.mailbox_id, count(*) from conversation_follower f
join conversation c on c.id = f.conversation_id group by f.agent_id, f.place, c.mailbox_id
"""


class Counters:
    """All counts in memory: a few thousand numbers however many conversations there are. Not shared between threads."""

    def __init__(self, queues: Mapping[Standing, int], following: Mapping[Following, int]) -> None:
        self._queues = Counter(dict(queues))
        self._following = Counter(dict(following))

    def apply(self, deltas: Deltas) -> None:
        """Take in a committed change."""
        _add(self._queues, deltas.queues)
        _add(self._following, deltas.following)

    def copy(self) -> "Counters":
        """The counts of this moment, for another thread."""
        return Counters(self._queues, self._following)

    def count_where(self, accepts: Callable[[Standing], bool]) -> int:
        """How many conversations stand where `accepts` says yes."""
        return sum(count for standing, count in self._queues.items() if accepts(standing))

    def following_count(self, agent_id: int, place: str, mailbox_ids: frozenset[int] | None) -> int:
        """How many conversations of a place the agent follows, of those in `mailbox_ids` (None: all)."""
        return sum(
            count
            for key, count in self._following.items()
            if key.agent_id == agent_id
            and key.place == place
            and (mailbox_ids is None or key.mailbox_id in mailbox_ids)
        )

    def counts_for(self, agent_id: int, mailbox_ids: Iterable[int] | None = None) -> Counts:
        """The badges of an agent who may see `mailbox_ids` (None: all). Queues without a conversation are left out."""
        seen = None if mailbox_ids is None else frozenset(mailbox_ids)
        by_queue: Counter[str] = Counter()
        for standing, count in self._queues.items():
            if seen is None or standing.mailbox_id in seen:
                for queue in _queues_of(standing, agent_id):
                    by_queue[queue] += count
        by_queue["following"] = self.following_count(agent_id, Place.ACTIVE.value, seen)
        return Counts({queue: count for queue, count in by_queue.items() if count})


_K = TypeVar("_K", Standing, Following)


def _add(counts: Counter[_K], changes: Mapping[_K, int]) -> None:
    for key, by in changes.items():
        counts[key] += by
        if not counts[key]:
            del counts[key]


_PLACE_QUEUES: Final = {place.value: (place.value,) for place in Place if place is not Place.ACTIVE}


def _queues_of(standing: Standing, agent_id: int) -> tuple[str, ...]:
    if standing.place != Place.ACTIVE.value:
        return _PLACE_QUEUES[standing.place]
    queues = ["all", f"mailbox:{standing.mailbox_id}"]
    if standing.assignee_id == agent_id:
        queues.append("mine")
    elif standing.assignee_id == 0:
        queues.append("unassigned")
    if standing.team_id:
        queues.append(f"team:{standing.team_id}")
    return tuple(queues)


def load_counters(connection: Reader) -> Counters:
    """The counts as the tables hold them now."""
    queues = {Standing(*key): count for *key, count in connection.execute(_LOAD_QUEUES)}
    following = {Following(*key): count for *key, count in connection.execute(_LOAD_FOLLOWING)}
    return Counters(queues, following)
