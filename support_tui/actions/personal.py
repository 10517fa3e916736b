"""The agent's own things that are no events of the log: what they were told, and how they want to be told; kept true with the server."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Protocol

from support_tui.link.http import Unreachable
from support_tui.store import Changes, Store
from support_tui.wire.attention import AttentionSettings
from support_tui.wire.notifications import MarkNotifications, NotificationPage
from support_tui.wire.refusals import Refusal


class PersonalSource(Protocol):
    """Where they are kept."""

    async def notifications(self) -> NotificationPage | Refusal | Unreachable: ...
    async def mark_notifications(self, marks: MarkNotifications) -> Refusal | Unreachable | None: ...
    async def attention(self) -> AttentionSettings | Refusal | Unreachable: ...
    async def save_attention(self, settings: AttentionSettings) -> Refusal | Unreachable | None: ...


class Personal:
    """What is marked or set here shows at once; where nobody answers it is told to the server when the line is back."""

    def __init__(self, store: Store, source: PersonalSource) -> None:
        self._store, self._source = store, source
        self._tasks: set[asyncio.Task[Any]] = set()
        self._unsent: list[MarkNotifications] = []
        self._is_attention_unsent = False
        store.subscribe(self._store_changed)

    def resume(self) -> None:
        """The line is up, or everything was read anew: tell what waits, then read."""
        self._spawn(self._catch_up())

    async def close(self) -> None:
        """Ask nothing more."""
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # ------------------------------------------------------------ notifications

    def mark(self, *ids: int, is_read: bool = True) -> None:
        """These have been read, or not after all."""
        if ids:
            self._mark(MarkNotifications(ids, is_read=is_read))

    def mark_all(self) -> None:
        """Everything that is known here has been read."""
        up_to = max(self._store.replica.notifications.by_id, default=0)
        if up_to:
            self._mark(MarkNotifications(up_to=up_to))

    def seen(self, conversation_id: int, message_id: int) -> None:
        """A conversation was read up to a message: what told of that is no news any more."""
        self.mark(*self._store.replica.notifications.of(conversation_id, message_id))

    def _mark(self, marks: MarkNotifications) -> None:
        self._store.mark_notifications(marks)
        self._unsent.append(marks)
        self._spawn(self._tell_marks())

    async def _tell_marks(self) -> None:
        while self._unsent:
            marks = self._unsent[0]
            answer = await self._source.mark_notifications(marks)
            if isinstance(answer, Unreachable):
                return
            if self._unsent and self._unsent[0] is marks:
                self._unsent.pop(0)

    # ------------------------------------------------------------ how to be told

    def set_attention(self, settings: AttentionSettings) -> None:
        """From now on the agent wants to be told so, at every console of theirs."""
        self._store.set_attention(settings)
        self._is_attention_unsent = True
        self._spawn(self._tell_attention())

    async def _tell_attention(self) -> None:
        settings = self._store.replica.attention
        answer = await self._source.save_attention(settings)
        if not isinstance(answer, Unreachable) and settings == self._store.replica.attention:
            self._is_attention_unsent = False

    # ------------------------------------------------------------ reading

    async def _catch_up(self) -> None:
        await self._tell_marks()
        if self._is_attention_unsent:
            await self._tell_attention()
        page = await self._source.notifications()
        if isinstance(page, NotificationPage) and not self._unsent:
            self._store.place_notifications(page)
        settings = await self._source.attention()
        if isinstance(settings, AttentionSettings) and not self._is_attention_unsent:
            self._store.set_attention(settings)

    def _store_changed(self, changes: Changes) -> None:
        if changes.own_stale:
            self.resume()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
