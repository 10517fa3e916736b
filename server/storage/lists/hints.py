"""What narrow indexes can tell of a conversation before its row is read: conditions that follow from those of the query, and change nothing.

A row is wide and lies anywhere in the file; passing over an entry of an index costs a twentieth of reading one. So where several parts of a
query have an index, the smallest range is read and the others are asked as sets of numbers; a priority is a stretch of the attention key.
Pure.
"""

from collections.abc import Sequence
from typing import Final

from support_tui.wire.order import priority_spans
from support_tui.wire.query import ids_of
from support_tui.wire.query.tree import Keyword, NameField, NameIs, PriorityIs, Query

from .compile import Asked, Condition, every, some
from .streams import Driver

SET_MOST: Final = 30_000
"""Sets of more numbers take longer to be made than most lists."""
SET_TIMES: Final = 20
"""And so much larger than what is read against it a set is not worth its making."""


def in_sets(driver: Driver, others: Sequence[Driver]) -> Condition:
    """That a conversation is in the ranges of those other drivers that cover what `driver` leaves open."""
    return every(
        _in_set(driver, other)
        for other in others
        if other.covers - driver.covers and other.count <= min(SET_MOST, SET_TIMES * driver.count)
    )


def _in_set(driver: Driver, other: Driver) -> Condition:
    selects = " union all ".join(
        f"select {s.id_column} from {s.range_source} where {s.where}" for s in other.streams
    )
    id_column = driver.streams[0].id_column
    return Condition(f"+{id_column} in ({selects})", tuple(p for s in other.streams for p in s.params))


def from_index(driver: Driver, parts: Sequence[Query], asked: Asked) -> Condition:
    """What the index that is walked tells by itself, or another one entry by entry."""
    return every(
        hint
        for part in parts
        if part not in driver.covers and (hint := _hint(driver, part, asked)) is not None
    )


def _hint(driver: Driver, part: Query, asked: Asked) -> Condition | None:
    stream = driver.streams[0]
    match part:
        case PriorityIs(priorities) if stream.has_attention:
            column = f"+{stream.holder}.attention"
            spans = [span for priority in priorities for span in priority_spans(priority)]
            return some(Condition(f"({column} >= ? and {column} < ?)", span) for span in spans)
        case NameIs(NameField.TAG, refs) if not any(isinstance(ref, Keyword) for ref in refs):
            viewer = asked.viewer
            ids = sorted(
                {id_ for ref in refs for id_ in ids_of(part.field, ref, viewer.directory, viewer.agent_id)}
            )
            if not ids:
                return None
            return Condition(
                "exists (select 1 from tagged t"
                f" where t.conversation_id = {stream.id_column} and t.tag_id in ({', '.join('?' * len(ids))}))",
                tuple(ids),
            )
        case _:
            return None
