"""Counts of every queue, kept in the transaction of each change and in memory for the badges; never counts rows at read time."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping
from typing import Any, Final, NamedTuple, TypeVar

import msgspec

from support_tui.wire.values import Place
from support_tui.wire.views import Counts

from ..db import Connection, Reader


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


_ADD: Final = """
insert into queue_count (place, status, mailbox_id, assignee_id, team_id, conversations) values (?, ?, ?, ?, ?, ?)
on conflict do update set conversations = conversations + excluded.conversations
"""


def write_deltas(connection: Connection, deltas: Deltas) -> None:
    """Bring `queue_count` along; to be called inside the transaction that makes the change."""
    connection.executemany(_ADD, [(*standing, by) for standing, by in deltas.queues.items() if by])


_ACTIVE: Final = Place.ACTIVE.value
_MERGED: Final = Place.MERGED.value

_LOAD_QUEUES: Final = "select place, status, mailbox_id, assignee_id, team_id, conversations from queue_count where conversations <> 0"
_LOAD_FOLLOWING: Final = """
select f.agent_id, f.place, c.mailbox_id, count(*) from conversation_follower f
join conversation c on c.id = f.conversation_id group by f.agent_id, f.place, c.mailbox_id
"""


class _Sums(msgspec.Struct, frozen=True):
    """The counts and their sums by what badges and drivers ask for. Replaced whole, so that readers on other threads see one state."""

    standings: Mapping[Standing, int]
    following: Mapping[Following, int]
    by_mailbox: Mapping[tuple[str, int], int]
    by_assignee: Mapping[tuple[str, int, int], int]
    by_team: Mapping[tuple[str, int, int], int]


def _sums(standings: Mapping[Standing, int], following: Mapping[Following, int]) -> _Sums:
    by_mailbox: Counter[tuple[str, int]] = Counter()
    by_assignee: Counter[tuple[str, int, int]] = Counter()
    by_team: Counter[tuple[str, int, int]] = Counter()
    for (place, _, mailbox_id, assignee_id, team_id), count in standings.items():
        by_mailbox[place, mailbox_id] += count
        by_assignee[place, mailbox_id, assignee_id] += count
        by_team[place, mailbox_id, team_id] += count
    return _Sums(standings, following, by_mailbox, by_assignee, by_team)


def _added(sums: _Sums, deltas: Deltas) -> _Sums:
    by = _sums(deltas.queues, deltas.following)
    return _Sums(
        _sum(sums.standings, by.standings),
        _sum(sums.following, by.following),
        _sum(sums.by_mailbox, by.by_mailbox),
        _sum(sums.by_assignee, by.by_assignee),
        _sum(sums.by_team, by.by_team),
    )


class _Everything:
    """The container that holds whatever is asked for."""

    def __contains__(self, value: object) -> bool:
        return True


_EVERYTHING: Final = _Everything()
_K = TypeVar("_K")


def _sum(counts: Mapping[_K, int], changes: Mapping[_K, int]) -> Mapping[_K, int]:
    """Both together; what has come to nothing is left out."""
    total = dict(counts)
    for key, by in changes.items():
        count = total.get(key, 0) + by
        if count:
            total[key] = count
        else:
            total.pop(key, None)
    return total


class Counters:
    """All counts in memory: a few thousand numbers however many conversations there are. Changed by one thread, read by any."""

    def __init__(self, queues: Mapping[Standing, int], following: Mapping[Following, int]) -> None:
        self._now = _sums(queues, following)

    def apply(self, deltas: Deltas) -> None:
        """Take in a committed change."""
        if deltas.queues or deltas.following:
            self._now = _added(self._now, deltas)

    def count_where(self, accepts: Callable[[Standing], bool]) -> int:
        """How many conversations stand where `accepts` says yes; looks at every number (about a millisecond)."""
        return sum(count for standing, count in self._now.standings.items() if accepts(standing))

    def count_in(self, places: Container[str]) -> int:
        """How many conversations are in these places."""
        return sum(count for (place, _), count in self._now.by_mailbox.items() if place in places)

    def count_held(self, column: str, ids: Container[int], places: Container[str]) -> int:
        """How many conversations of these places belong to assignees, teams or mailboxes; `column` is one of a conversation."""
        return self.count_of({"place": places, column: ids})

    def count_of(self, allowed: Mapping[str, Container[Any]]) -> int:
        """How many conversations have an allowed value in each of these columns of a `Standing`; adds up as few sums as will do."""
        now, columns = self._now, allowed.keys()
        places, mailboxes = allowed.get("place", _EVERYTHING), allowed.get("mailbox_id", _EVERYTHING)
        if columns <= {"place", "mailbox_id"}:
            return sum(
                n for (place, box), n in now.by_mailbox.items() if place in places and box in mailboxes
            )
        for column, held in (("assignee_id", now.by_assignee), ("team_id", now.by_team)):
            if columns <= {"place", "mailbox_id", column}:
                ids = allowed[column]
                return sum(
                    n
                    for (place, box, id_), n in held.items()
                    if id_ in ids and place in places and box in mailboxes
                )
        tests = [(Standing._fields.index(column), values) for column, values in allowed.items()]
        return sum(
            n
            for standing, n in now.standings.items()
            if all(standing[index] in values for index, values in tests)
        )

    def following_count(self, agent_id: int, place: str, mailbox_ids: frozenset[int] | None) -> int:
        """How many conversations of a place the agent follows, of those in `mailbox_ids` (None: all)."""
        return sum(
            count
            for key, count in self._now.following.items()
            if key.agent_id == agent_id
            and key.place == place
            and (mailbox_ids is None or key.mailbox_id in mailbox_ids)
        )

    def counts_for(self, agent_id: int, mailbox_ids: Iterable[int] | None = None) -> Counts:
        """The badges of an agent who may see `mailbox_ids` (None: all). Queues without a conversation are left out."""
        now = self._now
        seen = None if mailbox_ids is None else frozenset(mailbox_ids)
        by_queue: Counter[str] = Counter()
        for (place, mailbox_id), count in now.by_mailbox.items():
            if place == _MERGED or (seen is not None and mailbox_id not in seen):
                continue
            if place != _ACTIVE:
                by_queue[place] += count
                continue
            by_queue["all"] += count
            by_queue[f"mailbox:{mailbox_id}"] += count
            by_queue["mine"] += now.by_assignee.get((place, mailbox_id, agent_id), 0)
            by_queue["unassigned"] += now.by_assignee.get((place, mailbox_id, 0), 0)
        for (place, mailbox_id, team_id), count in now.by_team.items():
            if team_id and place == _ACTIVE and (seen is None or mailbox_id in seen):
                by_queue[f"team:{team_id}"] += count
        by_queue["following"] = self.following_count(agent_id, _ACTIVE, seen)
        return Counts({queue: count for queue, count in by_queue.items() if count})


def load_counters(connection: Reader) -> Counters:
    """The counts as the tables hold them now."""
    queues = {Standing(*key): count for *key, count in connection.execute(_LOAD_QUEUES)}
    following = {Following(*key): count for *key, count in connection.execute(_LOAD_FOLLOWING)}
    return Counters(queues, following)
