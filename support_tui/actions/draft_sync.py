"""Keeps drafts on the server while they are written, so that they survive this machine and follow the agent to another one.

What is written shows and is kept on disk at once; the server is told behind that, one saving a draft at a time, and what it could not
be told waits for the line. What the server will not take stays here.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from support_tui.actions.refusals import failure_words
from support_tui.link.http import Unreachable
from support_tui.store import Changes, DraftKey, Store
from support_tui.store.drafts import told
from support_tui.wire.drafts import DraftKind, DraftPage, DraftSaved, SavedDraft, SaveDraft
from support_tui.wire.limits import DRAFT_CHARS
from support_tui.wire.refusals import Refusal, RefusalCode

#: Seconds that the server's word of changes elsewhere is gathered before drafts are read again.
_READ_AFTER_S = 0.2
_MOVE_AFTER_S = 0.01
#: Refusals that say 'not now' and not 'no'.
_NOT_NOW = frozenset(
    {RefusalCode.SHUTTING_DOWN, RefusalCode.RATE_LIMITED, RefusalCode.TOO_SLOW, RefusalCode.DISK_FULL}
)
Said = Callable[[str, dict[str, str | int]], None]


def _number(key: DraftKey) -> str:
    return "none" if key.conversation_id is None else str(key.conversation_id)


class DraftSource(Protocol):
    """Where drafts are kept."""

    async def drafts(self) -> DraftPage | Refusal | Unreachable: ...
    async def shared_drafts(self, conversation_id: int) -> DraftPage | Refusal | Unreachable: ...
    async def save_draft(self, draft: SaveDraft) -> DraftSaved | Refusal | Unreachable: ...
    async def take_draft(self, draft_id: int) -> DraftSaved | Refusal | Unreachable: ...


class DraftSync:
    """`keep` writes a draft to the disk, `said` is told what the agent should know, by Fluent id."""

    def __init__(self, store: Store, source: DraftSource, keep: Callable[[DraftKey], None]) -> None:
        self._store, self._source, self._keep = store, source, keep
        self.said: Said = lambda text_id, params: None
        self._saving: dict[DraftKey, asyncio.Task[None]] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self._refused: dict[DraftKey, str] = {}
        """Texts that the server will not take as they are."""
        self._is_reading = False
        self._is_up = False
        self._looked_at = 0
        store.subscribe(self._store_changed)

    # ------------------------------------------------------------ saving

    def changed(self, key: DraftKey) -> None:
        """A text was written, sent or thrown away."""
        if self._is_up and key not in self._saving and self._is_wanted(key):
            task = self._spawn(self._save(key))
            self._saving[key] = task
            task.add_done_callback(lambda _: self._saving.pop(key, None))

    def _is_wanted(self, key: DraftKey) -> bool:
        drafts = self._store.replica.drafts
        mine = drafts.by_key.get(key)
        if mine is None:
            return key in drafts.forgotten
        return mine.is_dirty and self._refused.get(key) != mine.text

    async def _save(self, key: DraftKey) -> None:
        while self._is_wanted(key):
            drafts = self._store.replica.drafts
            mine = drafts.by_key.get(key)
            if mine is not None and len(mine.text) > DRAFT_CHARS:
                self._refuse(key, mine.text, Refusal(RefusalCode.TOO_LARGE, {"limit": DRAFT_CHARS}))
                return
            extra = {} if mine is None else told(mine.extra)
            answer = await self._source.save_draft(
                SaveDraft(
                    key.conversation_id or 0,
                    DraftKind(key.kind),
                    "" if mine is None else mine.text,
                    self._store.clock() if mine is None else mine.at,
                    drafts.forgotten.get(key, 0) if mine is None else mine.version,
                    extra,
                    None if mine is None else mine.is_shared,
                )
            )
            if isinstance(answer, Refusal) and answer.code not in _NOT_NOW:
                self._refuse(key, "" if mine is None else mine.text, answer)
                return
            if not isinstance(answer, DraftSaved):
                return
            if self._store.draft_settled(key, mine, answer):
                self.said("drafts-newer-here", {"number": _number(key)})
            elif answer.kept is not None:
                self.said("drafts-older-kept", {"number": _number(key)})
            self._keep(key)

    def _refuse(self, key: DraftKey, text: str, refusal: Refusal) -> None:
        """It stays here; one of a conversation that was merged goes on in the one it was merged into."""
        into = refusal.params.get("into")
        self._store.replica.drafts.forgotten.pop(key, None)
        if refusal.code is RefusalCode.CONVERSATION_MERGED and isinstance(into, int):
            # Once this saving is over: then what stands on the server under the old number can be forgotten.
            asyncio.get_running_loop().call_later(_MOVE_AFTER_S, self._move, key, into)
            return
        if text:
            self._refused[key] = text
            self.said("drafts-only-here", {"number": _number(key), "reason": failure_words(refusal)})

    def _move(self, key: DraftKey, into: int) -> None:
        """Its conversation was merged: the text goes on in the one that stayed, and is forgotten where it was."""
        moved = DraftKey(into, key.kind)
        if key not in self._store.replica.drafts.by_key:
            return
        self._store.move_draft(key, moved)
        for one in (key, moved):
            self._keep(one)
            self.changed(one)
        self.said("drafts-moved", {"number": str(key.conversation_id), "into": str(into)})

    def share(self, key: DraftKey, *, is_shared: bool) -> None:
        """Let colleagues read a draft, or no more."""
        self._store.share_draft(key, is_shared=is_shared)
        self._keep(key)
        self.changed(key)

    async def take(self, draft: SavedDraft) -> DraftSaved | Refusal | Unreachable:
        """A colleague's shared draft becomes one's own; a kept version of one's own stands again."""
        answer = await self._source.take_draft(draft.id)
        await self._read()
        await self._read_shared(draft.conversation_id)
        return answer

    # ------------------------------------------------------------ reading

    def resume(self) -> None:
        """The line is up, or everything was read anew."""
        self._is_up = True
        self._spawn(self._catch_up())

    async def _catch_up(self) -> None:
        await self._read()
        await self._read_shared(self._looked_at)
        for key in self._store.replica.drafts.unsaved():
            self.changed(key)

    async def _read(self) -> None:
        page = await self._source.drafts()
        if isinstance(page, DraftPage):
            for key in self._store.place_drafts(page):
                self._keep(key)

    def look_at(self, conversation_id: int) -> None:
        """A conversation is looked at: what colleagues share there is read."""
        self._looked_at = conversation_id
        if self._is_up:
            self._spawn(self._read_shared(conversation_id))

    async def _read_shared(self, conversation_id: int) -> None:
        if conversation_id:
            page = await self._source.shared_drafts(conversation_id)
            if isinstance(page, DraftPage):
                self._store.place_shared_drafts(conversation_id, page)

    def _store_changed(self, changes: Changes) -> None:
        replica = self._store.replica
        me_id = replica.me.id if replica.me is not None else 0
        for key in [key for key in replica.drafts.by_key if key.conversation_id in changes.rows]:
            row = replica.rows.get(key.conversation_id or 0)
            if row is not None and row.merged_into_id is not None:
                self._move(key, row.merged_into_id)
        if changes.own_stale:
            self._read_soon()
        for moved in changes.drafts_moved:
            key = DraftKey(moved.conversation_id or None, moved.kind.value)
            mine = replica.drafts.by_key.get(key)
            if moved.agent_id != me_id:
                if self._is_up and moved.conversation_id in replica.threads:
                    self._spawn(self._read_shared(moved.conversation_id))
            elif key not in self._saving and (mine.version if mine is not None else 0) != moved.version:
                self._read_soon()

    def _read_soon(self) -> None:
        if not self._is_reading:
            self._is_reading = True
            self._spawn(self._read_later())

    async def _read_later(self) -> None:
        await asyncio.sleep(_READ_AFTER_S)
        self._is_reading = False
        await self._read()

    # ------------------------------------------------------------ end

    async def close(self) -> None:
        """Give what was just written a moment to get there, then ask nothing more."""
        self._is_up = False
        saving = [*self._saving.values()]
        if saving:
            await asyncio.wait(saving, timeout=1.0)
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
