"""Asks the server what a change to many conversations would do, has it done, and ends it where it is. Shows nothing.

A long change is not queued with the agent's other commands: they would wait for it. It is sent again, with the same key, where its answer was lost.
"""

import asyncio
from typing import Final, Protocol

from msgspec.structs import replace

from support_tui.actions.history import Deed, History
from support_tui.actions.kinds import kind_of_command
from support_tui.link.http import Unreachable
from support_tui.store import ListKey, PageRequest, Store
from support_tui.wire.actions import Action
from support_tui.wire.commands import Accepted, Change, ChangeMany, Matching, Request, Selection
from support_tui.wire.limits import PAGE_ROWS
from support_tui.wire.previews import BulkState, Opened, Preview, PreviewAsked
from support_tui.wire.refusals import Refusal
from support_tui.wire.views import ConversationPage, ConversationRow

#: Seconds until a change whose answer did not come is asked for again.
AGAIN_S: Final = 2.0


class BulkServer(Protocol):
    """Where it is done (`link.http.Http`). `zone_name` is where the agent's days begin, empty for UTC."""

    zone_name: str

    async def conversations(
        self, key: ListKey, request: PageRequest
    ) -> ConversationPage | Refusal | Unreachable: ...
    async def preview(self, asked: PreviewAsked) -> Preview | Refusal | Unreachable: ...
    async def command(self, request: Request) -> Accepted | Refusal | Unreachable: ...
    async def cancel_bulk(self, key: str) -> BulkState | Refusal | Unreachable: ...


class BulkDesk:
    """The agent's changes to many conversations."""

    def __init__(self, store: Store, server: BulkServer, history: History) -> None:
        self._store, self._server, self._history = store, server, history

    async def preview(
        self, selection: Selection, change: Change, opened: Opened | None = None
    ) -> Preview | Refusal | Unreachable:
        """What would happen; texts of rows are harmless."""
        found = await self._server.preview(PreviewAsked(self._here(selection), change, opened))
        return self._store.cleaned([found])[0] if isinstance(found, Preview) else found

    async def listed(self, key: ListKey, selection: Matching, limit: int) -> list[ConversationRow] | None:
        """The first of all that match, at most so many; texts are harmless. None where the server does not answer."""
        rows: list[ConversationRow] = []
        start, left_out = 0, frozenset(selection.except_ids)
        while len(rows) < limit:
            page = await self._server.conversations(key, PageRequest(start, PAGE_ROWS))
            if not isinstance(page, ConversationPage):
                return None
            rows += (row for row in self._store.cleaned(page.rows) if row.id not in left_out)
            start += len(page.rows)
            if len(page.rows) < PAGE_ROWS:
                break
        return rows[:limit]

    async def do(
        self, selection: Selection, change: Change, previewed: Preview, key: str
    ) -> Accepted | Refusal:
        """Do what was previewed; the answer, however long that takes."""
        selection = self._here(selection)
        if isinstance(selection, Matching):
            selection = replace(selection, at=previewed.at, count=previewed.total)
        request = Request(key, ChangeMany(selection, change, previewed.seq))
        answer = await self._answer_to(request)
        self._store.forget_progress(key)
        if isinstance(answer, Accepted) and answer.many is not None and answer.many.changed:
            kind, count = kind_of_command(request.command), answer.many.changed
            done = Action(answer.seq, key, 0, self._store.clock(), kind, conversations=count)
            self._history.done([Deed(key, request.command, action=done, seq=answer.seq)])
        return answer

    async def _answer_to(self, request: Request) -> Accepted | Refusal:
        while True:
            answer = await self._server.command(request)
            if not isinstance(answer, Unreachable):
                return answer
            await asyncio.sleep(AGAIN_S)

    async def cancel(self, key: str) -> None:
        """End it where it is; its own answer tells how far it came."""
        await self._server.cancel_bulk(key)

    def _here(self, selection: Selection) -> Selection:
        """The selection with the agent's time zone in it."""
        if isinstance(selection, Matching):
            return replace(selection, tz=self._server.zone_name or "UTC")
        return selection
