"""Keeps the watching of mailboxes in line with their settings: what was added is begun, what was changed begun anew, the rest ended."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Final, Protocol

from support_tui.wire.mailboxes import ImapSettings

EVERY_S: Final = 0.5
_PATIENCE_S: Final = 5.0


class Watching(Protocol):
    """One mailbox that is being watched."""

    @property
    def settings(self) -> ImapSettings: ...
    def start(self) -> None: ...
    def wake(self) -> None: ...
    def end(self) -> None: ...
    def join(self, patience_s: float) -> None: ...


class MailFetching:
    """`wanted` gives what is to be watched by now, and a mark of the secrets that each logs in with; `watch` makes a watching, `ended`
    is told of mailboxes that are watched no more."""

    def __init__(
        self,
        wanted: Callable[[], Mapping[int, tuple[ImapSettings, object]]],
        watch: Callable[[int, ImapSettings], Watching],
        ended: Callable[[int], None],
    ) -> None:
        self._wanted = wanted
        self._watch = watch
        self._ended = ended
        self._running: dict[int, tuple[Watching, object]] = {}

    async def follow(self) -> None:
        """Bring the watching up to date. A secret that was set anew is tried at once."""
        wanted = self._wanted()
        for mailbox_id, (watching, mark) in list(self._running.items()):
            now = wanted.get(mailbox_id)
            if now is None or now[0] != watching.settings:
                del self._running[mailbox_id]
                await _ended(watching)
                if now is None:
                    self._ended(mailbox_id)
            elif now[1] != mark:
                self._running[mailbox_id] = watching, now[1]
                watching.wake()
        for mailbox_id, (settings, mark) in wanted.items():
            if mailbox_id not in self._running:
                watching = self._watch(mailbox_id, settings)
                self._running[mailbox_id] = watching, mark
                watching.start()

    async def stop(self) -> None:
        """End all of it."""
        running = [watching for watching, _ in self._running.values()]
        self._running.clear()
        for watching in running:
            watching.end()
        await asyncio.gather(*(_ended(watching) for watching in running))


async def _ended(watching: Watching) -> None:
    """One mailbox is never watched twice (E3): the next one begins when this is over."""
    watching.end()
    await asyncio.to_thread(watching.join, _PATIENCE_S)
