"""Keeps the counts of saved views true for the agents whose consoles are open, on the readers' pool and never in anybody's way.

A view is counted when somebody looks who was not counted for, when a change may have touched it (the shared grammar tells by the rows
before and after it), when its reader has read something it asks for, and once a minute because times move. Rounds rest four times as
long as they took, so that a busy desk spends at most a fifth of one reader on them.
"""

import asyncio
import datetime
import time
from collections.abc import Awaitable, Callable, Iterable
from contextlib import suppress
from typing import Any, Final, NamedTuple

import msgspec

from support_tui.wire.query import Facts, Query, QueryError, all_of, matches, parse, queue_query
from support_tui.wire.query.tree import (
    And,
    Bound,
    Duration,
    Flag,
    Is,
    Keyword,
    NameField,
    NameIs,
    Not,
    Or,
    TimeIs,
    Word,
)
from support_tui.wire.saved_views import SavedView, ViewCount
from support_tui.wire.views import Agent, ConversationRow, Directory
from support_tui.wire.zones import zone_of

from ..core.state import row_of
from ..core.tabs import Tabs
from ..service import Change
from ..storage.counts.standing import MOST_CHANGED
from ..storage.lists import COUNT_S, Counted

EVERY_S: Final = 60.0
LEAST_REST_S: Final = 0.3
PATIENT_S: Final = 0.1
"""The longest that a number may take the first time and once a minute; in between it is the least that is met in `COUNT_S`."""
_RESTS: Final = 4
MOST_CHANGES: Final = MOST_CHANGED
"""More changes than this between two rounds are not looked at one by one: everything is counted anew."""

_Rows = tuple[ConversationRow | None, ConversationRow]


class Asked(NamedTuple):
    """What one number depends on: the same for all who see the same, where the query asks neither for the
    agent (`agent_id` 0) nor for days (`zone_name` UTC)."""

    queue: str
    query: str
    agent_id: int
    mailbox_ids: tuple[int, ...] | None
    zone_name: str = "UTC"

    @property
    def zone(self) -> datetime.tzinfo:
        """Where days begin."""
        return zone_of(self.zone_name) or datetime.UTC


class Sources(msgspec.Struct, frozen=True):
    """What is asked of the rest of the server. `count` counts for those who see alike within so many seconds, or
    gives a refusal."""

    watching: Callable[[], Iterable[tuple[Agent, str]]]
    tabs: Callable[[], Tabs]
    directory: Callable[[], Directory]
    now: Callable[[], int]
    count: Callable[[Query, Asked, float], Awaitable[Counted | object]]
    tell: Callable[[set[int]], None]


class ViewCounter:
    """Lives on the event loop; only `Sources.count` works elsewhere."""

    def __init__(self, sources: Sources) -> None:
        self._sources = sources
        self._known: dict[Asked, Counted] = {}
        self._changes: list[Change] = []
        self._is_flooded = False
        self._readers: set[int] = set()
        self._touched = asyncio.Event()
        self._counted_s = 0.0
        """When everything was counted last."""

    def counts(self, agent: Agent, zone_name: str = "UTC") -> tuple[ViewCount, ...]:
        """What is known of the agent's views; those not counted yet are left out."""
        views = self._sources.tabs().seen_by(agent.id)
        known = ((view, self._known.get(_asked(view, agent, zone_name))) for view in views)
        return tuple(ViewCount(view.id, n.count, n.has_more) for view, n in known if n is not None)

    # ------------------------------------------------------------ what makes numbers old

    def changed(self, changes: Iterable[Change]) -> None:
        """Conversations were changed by a commit."""
        self._changes.extend(changes)
        if len(self._changes) > MOST_CHANGES:
            self._changes.clear()
            self._is_flooded = True
        self._touched.set()

    def read_moved(self, agent_id: int) -> None:
        """An agent has read something."""
        self._readers.add(agent_id)
        self._touched.set()

    def touch(self) -> None:
        """Somebody began to look, or a view is another."""
        self._touched.set()

    # ------------------------------------------------------------ rounds

    async def follow(self) -> None:
        """Wait until something may be another number, or for a minute; count, and rest."""
        with suppress(TimeoutError):
            # wait_for would lose a cancellation that comes together with the touch.
            async with asyncio.timeout(EVERY_S):
                await self._touched.wait()
        started_s = time.monotonic()
        is_due = started_s - self._counted_s >= EVERY_S
        if is_due:
            self._counted_s = started_s
        await self.round(is_due=is_due)
        await asyncio.sleep(_RESTS * (time.monotonic() - started_s))

    async def round(self, *, is_due: bool = False) -> None:
        """Count what may be another number now, and have those told for whom it is. `is_due`: everything."""
        self._touched.clear()
        changed, self._changes = self._changes, []
        readers, self._readers = self._readers, set()
        is_all, self._is_flooded = is_due or self._is_flooded, False
        wanted = self._wanted()
        changes = [
            (None if old is None else row_of(old, "", ""), row_of(new, "", "")) for old, new in changed
        ]
        self._known = {asked: n for asked, n in self._known.items() if asked in wanted}
        told: set[int] = set()
        for asked, agent_ids in wanted.items():
            is_old = is_all or asked not in self._known or self._is_touched(asked, changes, readers)
            is_patient = is_due or asked not in self._known
            if is_old and await self._count(asked, PATIENT_S if is_patient else COUNT_S):
                told |= agent_ids
        if told:
            self._sources.tell(told)

    def _wanted(self) -> dict[Asked, set[int]]:
        """The numbers that are looked at now, and by whom."""
        tabs, wanted = self._sources.tabs(), dict[Asked, set[int]]()
        for agent, zone_name in self._sources.watching():
            for view in tabs.seen_by(agent.id):
                wanted.setdefault(_asked(view, agent, zone_name), set()).add(agent.id)
        return wanted

    def _is_touched(self, asked: Asked, changes: list[_Rows], readers: set[int]) -> bool:
        """Whether the number may be another one by these changes: where both rows belong, or neither, it is not."""
        query = _query(asked.queue, asked.query)
        if query is None:
            return False
        if asked.agent_id in readers and asks_for_reading(query):
            return True
        if changes and asks_for_more_than_the_row(query):
            return True
        facts = Facts(asked.agent_id, self._sources.directory(), self._sources.now(), zone=asked.zone)
        for before, after in changes:
            was_in, is_in = _belongs(before, query, facts, asked), _belongs(after, query, facts, asked)
            if was_in is None or is_in is None or was_in is not is_in:
                return True
        return False

    async def _count(self, asked: Asked, seconds: float) -> bool:
        """Whether the number is another one than before; what cannot be counted now, or less far than before, keeps its old one."""
        query = _query(asked.queue, asked.query)
        if query is None:
            return False
        counted = await self._sources.count(query, asked, seconds)
        if not isinstance(counted, Counted) or (counted.has_more and not counted.count):
            return False
        known = self._known.get(asked)
        is_cut_short = (
            counted.has_more and seconds < PATIENT_S and known is not None and known.count > counted.count
        )
        if known == counted or is_cut_short:
            return False
        self._known[asked] = counted
        return True


def _asked(view: SavedView, agent: Agent, zone_name: str) -> Asked:
    query = _query(view.queue, view.query)
    agent_id = agent.id if query is not None and asks_for_agent(query) else 0
    has_days = query is not None and _has(query, _is_of_days)
    zone_name = zone_name if has_days else "UTC"
    return Asked(view.queue, view.query, agent_id, agent.mailbox_ids, zone_name)


def _query(queue: str, text: str) -> Query | None:
    """The whole query of a view, None where it is none."""
    base, own = queue_query(queue), parse(text)
    return None if base is None or isinstance(own, QueryError) else all_of(base, own)


def _belongs(row: ConversationRow | None, query: Query, facts: Facts, asked: Asked) -> bool | None:
    if row is None or (asked.mailbox_ids is not None and row.mailbox_id not in asked.mailbox_ids):
        return False
    return matches(query, row, facts)


_READING: Final = frozenset((Flag.UNREAD, Flag.READ))
_OF_AGENT: Final = _READING | {Flag.MINE, Flag.FOLLOWING}


def asks_for_agent(query: Query) -> bool:
    """Whether a query finds other conversations for another agent of the same mailboxes."""
    return _has(query, lambda part: _is_of_agent(part))


def asks_for_reading(query: Query) -> bool:
    """Whether it matters to a query what its agent has read."""
    return _has(query, lambda part: isinstance(part, Is) and not _READING.isdisjoint(part.values))


def asks_for_more_than_the_row(query: Query) -> bool:
    """Whether a conversation's own columns cannot tell if it belongs: its words, its customer, or what its reader has read."""
    return asks_for_reading(query) or _has(
        query,
        lambda part: (
            isinstance(part, Word)
            or (isinstance(part, NameIs) and part.field in (NameField.CUSTOMER, NameField.COMPANY))
        ),
    )


def _is_of_days(part: Any) -> bool:
    if not isinstance(part, TimeIs):
        return False
    ends = (
        end
        for when in part.values
        for end in ([when.moment] if isinstance(when, Bound) else [when.first, when.last])
    )
    return not all(isinstance(end, Duration) for end in ends)


def _is_of_agent(part: Any) -> bool:
    if isinstance(part, NameIs):
        return Keyword.ME in part.values
    return isinstance(part, Is) and not _OF_AGENT.isdisjoint(part.values)


def _has(query: Query, test: Callable[[Query], bool]) -> bool:
    match query:
        case And(parts) | Or(parts):
            return any(_has(part, test) for part in parts)
        case Not(part):
            return _has(part, test)
        case _:
            return test(query)
