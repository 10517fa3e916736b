"""Tells the sockets when the counts on their agents' badges changed; agents who see alike share one text."""

import asyncio
from collections.abc import Callable, Collection
from typing import Final

from support_tui.wire.frames import CountsChanged
from support_tui.wire.views import Agent, Counts

from .frames import text_of
from .subscriber import Subscriber

COUNTS_EVERY_S: Final = 0.1
#: Counting takes no more than one part in so many of the loop's time.
_SHARE: Final = 20


class Badges:
    """The counts of all who listen. Lives on the event loop."""

    def __init__(self, subscribers: Collection[Subscriber], counts: Callable[[Agent], Counts]) -> None:
        self._subscribers = subscribers
        self._counts = counts
        self._texts: dict[tuple[int, tuple[int, ...] | None], str] = {}
        self._planned: asyncio.TimerHandle | None = None
        self._every_s = COUNTS_EVERY_S

    def may_have_changed(self) -> None:
        """Something happened: look soon, and once for all that happens until then."""
        if self._planned is None:
            self._planned = asyncio.get_running_loop().call_later(self._every_s, self._look)

    def text(self, agent: Agent) -> str:
        """The frame with an agent's counts, as they were when last looked at."""
        text = self._texts.get(_eyes(agent))
        if text is None:
            text = self._texts[_eyes(agent)] = text_of(CountsChanged(self._counts(agent)))
        return text

    def _look(self) -> None:
        """Have the sockets told whose agent's badges changed."""
        self._planned = None
        started = asyncio.get_running_loop().time()
        known, self._texts = self._texts, {}
        for subscriber in self._subscribers:
            text = self.text(subscriber.agent)
            if known.get(_eyes(subscriber.agent)) != text:
                subscriber.counts_due = True
                subscriber.wake()
        cost_s = asyncio.get_running_loop().time() - started
        self._every_s = max(COUNTS_EVERY_S, cost_s * _SHARE)


def _eyes(agent: Agent) -> tuple[int, tuple[int, ...] | None]:
    """What tells two apart who see otherwise: the tokens of one agent may be narrower than the agent."""
    return agent.id, agent.mailbox_ids
