"""Parts of a long order: how much of it is done in one transaction, so that nobody else waits long, and what is gathered on the way.

Theory of operation. Whoever comes while a part is done waits for the slice it is at, and then for all the part's pages to be flushed. So a part is
cut into slices of a few milliseconds, goes on with the next slice as long as nobody waits, and ends after some slices anyway.
"""

import time
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from support_tui.wire.commands import Accepted, ManyChanged
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import Message

from ...core.notices import Notice
from ..tables.unfinished import Order

SLICE_S: Final = 0.004
"""What a slice should take: so long others wait for it, and then for its pages to be written."""
PART_S: Final = 0.011
"""The longest that a part goes on while nobody waits: its pages have to be written before the next one is served."""
FIRST_SLICE: Final = 20
LEAST_SLICE: Final = 15
MOST_SLICE: Final = 200


class Part(NamedTuple):
    """A part of a long order: the conversations that are left of it (or the next of them), and what the parts before it have done.

    `order` is kept until the order is over, `taken_back` is given out with its answer; `is_told` where consoles are told of each event."""

    ids: tuple[int, ...]
    before: ManyChanged
    is_first: bool = True
    is_last: bool = True
    is_told: bool = True
    order: Order | None = None
    taken_back: tuple[Message, ...] = ()


class PartDone(NamedTuple):
    """What a part has done: the answer for all up to here, and how many of its conversations were reached."""

    answer: Accepted | Refusal
    reached: int = 0
    is_over: bool = True


class Along:
    """What is gathered while an order goes on: whom it concerns is told when it is over."""

    def __init__(self, *, is_told: bool, concerned: list[Notice]) -> None:
        self.is_told = is_told
        self.concerned = concerned
        self.before = len(concerned)
        """How many of them the parts before this one have concerned."""


class Slices:
    """Cuts conversations into slices, for as long as a part may go on. `is_awaited` tells whether somebody waits for the writer."""

    def __init__(
        self, is_awaited: Callable[[], bool], clock: Callable[[], float] = time.perf_counter
    ) -> None:
        self._is_awaited = is_awaited
        self._clock = clock
        self._size = FIRST_SLICE

    def of(self, ids: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """The slices, each to be done before the next one is asked for; at least one."""
        begun, place = self._clock(), 0
        while True:
            slice_begun = self._clock()
            lot = ids[place : place + self._size]
            yield lot
            place += len(lot)
            now = self._clock()
            self._size = next_size(len(lot), now - slice_begun)
            if place >= len(ids) or self._is_awaited() or now - begun > PART_S:
                return


def next_size(size: int, took_s: float) -> int:
    """So many that the next slice takes `SLICE_S`; never much more than before."""
    wanted = int(size * SLICE_S / max(took_s, 0.0001))
    return max(LEAST_SLICE, min(wanted, 2 * size, MOST_SLICE))
