"""The console's controller: asks the server for what panes show and carries out what the agent wants; paints nothing.

Everything that changes the replica goes through the store; what cannot wait for a network shows at once as a prediction.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Protocol

from support_tui.actions.history import History
from support_tui.actions.outbox import Answer, Outbox
from support_tui.actions.pages import Pages
from support_tui.link.http import Unreachable
from support_tui.store import Changes, DraftKey, LinePhase, LineState, ListKey, PageRequest, Store, keeping
from support_tui.store.cache import Cache
from support_tui.store.pending import Pending
from support_tui.wire.commands import Accepted, Command, Request
from support_tui.wire.frames import Activity, DownFrame
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import (
    ConversationPage,
    Customer,
    CustomerPage,
    LogPage,
    Snapshot,
    ThreadPage,
)

#: Seconds: frames are gathered this long before panes hear of them; a quiet console prefetches and keeps its cache after that long.
FRAME_S = 0.016
IDLE_S = 0.15
KEEP_S = 2.0
#: Messages of a thread's page.
THREAD_LIMIT = 50


class Server(Protocol):
    """The questions and commands that a desk needs (`link.http.Http`)."""

    async def conversations(
        self, key: ListKey, request: PageRequest
    ) -> ConversationPage | Refusal | Unreachable: ...
    async def thread(
        self, conversation_id: int, *, before: str = "", limit: int = 50
    ) -> ThreadPage | Refusal | Unreachable: ...
    async def customer(self, customer_id: int) -> CustomerPage | Refusal | Unreachable: ...
    async def customers(
        self, query: str, limit: int = 30
    ) -> tuple[Customer, ...] | Refusal | Unreachable: ...
    async def conversation_log(
        self, conversation_id: int, *, before: int = 0
    ) -> LogPage | Refusal | Unreachable: ...
    async def log(self, **filters: str | int) -> LogPage | Refusal | Unreachable: ...
    async def attachment(self, attachment_id: int) -> bytes | Refusal | Unreachable: ...
    async def command(self, request: Request) -> Accepted | Refusal | Unreachable: ...
    async def close(self) -> None: ...


class LineUp(Protocol):
    """The running stream (`link.line.Line`)."""

    def start(self) -> None: ...
    def hurry(self) -> None: ...
    def look(self, conversation_id: int | None, activity: Activity) -> None: ...
    async def close(self) -> None: ...


Refused = Callable[[Refusal, Command | None], None]
"""Told of what the server would not do, so that a person hears of it."""


class Desk:
    """Between the panes and the server. All methods but the async ones return at once; what they bring arrives by the store."""

    def __init__(self, store: Store, server: Server, cache: Cache | None, clock: Callable[[], int]) -> None:
        self.store = store
        self.history = History()
        self.on_refused: Refused = lambda refusal, command: None
        self._server, self._cache, self._clock = server, cache, clock
        self._line: LineUp | None = None
        self._outbox = Outbox(store, server.command, self._answered)
        self._pages = Pages(store, server.conversations, lambda key, refusal: self.on_refused(refusal, None))
        self._frames: list[DownFrame] = []
        self._frames_timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self._loading: dict[tuple[str, int], asyncio.Task[None]] = {}
        self._open_id: int | None = None
        self._touched_threads: set[int] = set()
        self._touched_customers: set[int] = set()
        self._is_desk_touched = False
        store.subscribe(self._store_changed)

    # ------------------------------------------------------------ beginning and end

    def load_cache(self) -> bool:
        """Fill the store from the last run, for the first paint; whether there was anything. Before `start`, without a network."""
        return self._cache is not None and keeping.load(self._cache, self.store)

    def start(self, line: LineUp) -> None:
        """Go on line, and send what an earlier run could not."""
        self._line = line
        for pending in self.store.replica.pending.unanswered():
            self._spawn(self._quietly(self._outbox.put(pending)))
        line.start()
        self._spawn(self._keep_regularly())

    async def close(self) -> None:
        """Hang up and write down what is worth keeping."""
        if self._frames_timer is not None:
            self._frames_timer.cancel()
        for task in [*self._tasks]:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._pages.close()
        await self._outbox.close()
        if self._line is not None:
            await self._line.close()
        await self._server.close()
        if self._cache is not None:
            self._keep()
            await asyncio.to_thread(self._cache.close)

    # ------------------------------------------------------------ from the line

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """The line has read a snapshot."""
        self.store.take_snapshot(snapshot)
        self._refresh_open()

    def take_frames(self, frames: tuple[DownFrame, ...]) -> None:
        """The stream has brought frames; panes hear of them together with all others of this moment."""
        self._frames += frames
        if self._frames_timer is None:
            self._frames_timer = asyncio.get_running_loop().call_later(FRAME_S, self._flush_frames)

    def _flush_frames(self) -> None:
        self._frames_timer = None
        frames, self._frames = self._frames, []
        self.store.take_frames(frames)

    def show_line(self, line: LineState) -> None:
        """The line stands otherwise now; being back, it takes what has waited for it."""
        was_live = self.store.replica.line.phase is LinePhase.LIVE
        self.store.set_line(line)
        if line.phase is LinePhase.LIVE and not was_live:
            self._outbox.line_is_back()
            self._pages.refresh()
            self._refresh_open()

    # ------------------------------------------------------------ what panes need

    def need_rows(self, key: ListKey, start: int, stop: int) -> None:
        """Rows of a list are visible; what is missing of them is asked for."""
        self._pages.need(key, start, stop)

    def open_thread(self, conversation_id: int) -> None:
        """A conversation is looked at: its thread is loaded where it is not, then its neighbours in the list are."""
        self._open_id = conversation_id
        self.store.touch_thread(conversation_id)
        self._load("thread", conversation_id, self._fetch_thread(conversation_id, then_neighbours=True))

    def need_older(self, conversation_id: int) -> None:
        """The messages in front of those that are loaded."""
        thread = self.store.replica.threads.get(conversation_id)
        if thread is not None and thread.has_older:
            self._load("older", conversation_id, self._fetch_older(conversation_id))

    def open_customer(self, customer_id: int) -> None:
        """A customer is looked at; the page is read again each time, for the history changes without the profile."""
        self._load("customer", customer_id, self._fetch_customer(customer_id))

    def refresh(self) -> None:
        """Try the line now, and read again what is visible."""
        if self._line is not None:
            self._line.hurry()
        self._pages.refresh()
        if self._open_id is not None and (thread := self.store.replica.threads.get(self._open_id)):
            thread.is_stale = True
        self._refresh_open()

    def look(self, conversation_id: int | None, activity: Activity = Activity.VIEWING) -> None:
        """Tell colleagues what this screen shows."""
        if self._line is not None:
            self._line.look(conversation_id, activity)

    async def find_customers(self, query: str) -> list[Customer]:
        """People by name or address; none where the server does not answer."""
        answer = await self._server.customers(query)
        return self.store.cleaned(answer) if isinstance(answer, tuple) else []

    async def log(self, **filters: str | int) -> LogPage | Refusal | Unreachable:
        """A page of the change log, newest first; filters as of `GET /api/log`."""
        answer = await self._server.log(**filters)
        return self.store.cleaned([answer])[0] if isinstance(answer, LogPage) else answer

    async def conversation_log(
        self, conversation_id: int, *, before: int = 0
    ) -> LogPage | Refusal | Unreachable:
        """A page of one conversation's change log, newest first."""
        answer = await self._server.conversation_log(conversation_id, before=before)
        return self.store.cleaned([answer])[0] if isinstance(answer, LogPage) else answer

    async def attachment(self, attachment_id: int) -> bytes | Refusal | Unreachable:
        """The bytes of a file."""
        return await self._server.attachment(attachment_id)

    # ------------------------------------------------------------ what the agent wants

    def do(self, command: Command, *, conditional: bool = True) -> "asyncio.Future[Answer]":
        """Have a command done: its effect shows at once, before this returns. The future gives the answer whenever it comes.

        A conditional command is refused with `changed_since` if somebody else has changed the same thing meanwhile."""
        return self.do_all([command], conditional=conditional)[0]

    def do_all(
        self, commands: Sequence[Command], *, conditional: bool = True
    ) -> "list[asyncio.Future[Answer]]":
        """Several commands as one step of the agent: one undo takes them all back."""
        seen_seq = self.store.replica.seq if conditional and self.store.replica.seq else None
        self.history.done(commands, self.store.replica)
        return [self._send(command, seen_seq) for command in commands]

    def _send(self, command: Command, seen_seq: int | None) -> "asyncio.Future[Answer]":
        pending = self.store.add_pending(secrets.token_hex(16), command, seen_seq)
        if self._cache is not None:
            keeping.keep_pending(self._cache, self.store, pending.key)
        return self._outbox.put(pending)

    def undo(self) -> bool:
        """Take back the last step, if it can be; whether there was one."""
        return self._step_back(self.history.undo())

    def redo(self) -> bool:
        """Do again what was taken back last; whether there was anything."""
        return self._step_back(self.history.redo())

    def _step_back(self, commands: Sequence[Command] | None) -> bool:
        if commands is None:
            return False
        for command in commands:
            self._send(command, None)
        return True

    def keep_draft(
        self, kind: str, conversation_id: int | None, text: str, extra: dict[str, str] | None = None
    ) -> None:
        """Keep an unsent text, also over the end of the program; blank text forgets it."""
        key = DraftKey(conversation_id, kind)
        self.store.set_draft(key, text, extra)
        if self._cache is not None:
            keeping.keep_draft(self._cache, self.store, key)

    def _answered(self, pending: Pending, answer: Answer) -> None:
        match answer:
            case Accepted(seq=seq, message_id=message_id):
                self.store.confirm(pending.key, seq)
                self.history.numbered(pending.command, message_id)
            case Refusal(code=code):
                self.store.refuse(pending.key)
                self.history.refused(pending.command)
                if code is not RefusalCode.NO_CHANGE:
                    self.on_refused(answer, pending.command)
        if self._cache is not None:
            keeping.keep_pending(self._cache, self.store, pending.key)

    # ------------------------------------------------------------ fetching

    def _load(self, kind: str, number: int, work: Coroutine[Any, Any, None]) -> None:
        """Start a fetch unless the same one is under way."""
        if (kind, number) in self._loading:
            work.close()
            return
        task = self._spawn(work)
        self._loading[kind, number] = task
        task.add_done_callback(lambda _: self._loading.pop((kind, number), None))

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> "asyncio.Task[Any]":
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _quietly(self, future: "asyncio.Future[Answer]") -> None:
        await future

    async def _fetch_thread(self, conversation_id: int, *, then_neighbours: bool = False) -> None:
        thread = self.store.replica.threads.get(conversation_id)
        if thread is None or thread.is_stale:
            answer = await self._server.thread(conversation_id, limit=THREAD_LIMIT)
            if isinstance(answer, ThreadPage):
                self.store.place_thread(answer)
            elif isinstance(answer, Refusal):
                self.on_refused(answer, None)
        if then_neighbours:
            await self._fetch_neighbours(conversation_id)

    async def _fetch_neighbours(self, conversation_id: int) -> None:
        """The conversations that `]` and `[` or a step of the cursor would open, once the agent has stayed for a moment."""
        await asyncio.sleep(IDLE_S)
        window = self.store.replica.lists.get(self._pages.current) if self._pages.current else None
        position = window.position_of(conversation_id) if window is not None else None
        if window is None or position is None:
            return
        for neighbour in (window.id_at(position + 1), window.id_at(position - 1)):
            known = self.store.replica.threads.get(neighbour) if neighbour is not None else None
            if self._open_id != conversation_id:
                return
            if neighbour is not None and (known is None or known.is_stale):
                answer = await self._server.thread(neighbour, limit=THREAD_LIMIT)
                if isinstance(answer, ThreadPage):
                    self.store.place_thread(answer)

    async def _fetch_older(self, conversation_id: int) -> None:
        thread = self.store.replica.threads.get(conversation_id)
        if thread is None:
            return
        if thread.is_stale:
            await self._fetch_thread(conversation_id)
            return
        answer = await self._server.thread(conversation_id, before=thread.before, limit=THREAD_LIMIT)
        if isinstance(answer, ThreadPage):
            self.store.place_thread(answer, is_older=True)
        elif isinstance(answer, Refusal):
            self.on_refused(answer, None)

    async def _fetch_customer(self, customer_id: int) -> None:
        answer = await self._server.customer(customer_id)
        if isinstance(answer, CustomerPage):
            self.store.place_customer(answer)
        elif isinstance(answer, Refusal):
            self.on_refused(answer, None)

    def _refresh_open(self) -> None:
        thread = self.store.replica.threads.get(self._open_id) if self._open_id is not None else None
        if self._open_id is not None and (thread is None or thread.is_stale):
            self._load("thread", self._open_id, self._fetch_thread(self._open_id))

    # ------------------------------------------------------------ keeping

    def _store_changed(self, changes: Changes) -> None:
        self._touched_threads |= changes.threads
        self._touched_customers |= changes.customers
        self._is_desk_touched |= changes.counts or changes.directory or changes.reset

    async def _keep_regularly(self) -> None:
        while True:
            await asyncio.sleep(KEEP_S)
            if self._cache is not None:
                self._keep()

    def _keep(self) -> None:
        """What changed since the last time, into the cache; encoding it takes well under a frame."""
        cache, store = self._cache, self.store
        if cache is None:
            return
        if self._is_desk_touched:
            keeping.keep_desk(cache, store)
        if self._pages.current is not None:
            keeping.keep_list(cache, store, self._pages.current)
        for conversation_id in self._touched_threads & store.replica.threads.keys():
            keeping.keep_thread(cache, store, conversation_id)
        for customer_id in self._touched_customers:
            keeping.keep_customer(cache, store, customer_id)
        self._touched_threads.clear()
        self._touched_customers.clear()
        self._is_desk_touched = False
