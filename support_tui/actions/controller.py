"""The console's controller: asks the server for what panes show and carries out what the agent wants; paints nothing.

Everything that changes the replica goes through the store; what cannot wait for a network shows at once as a prediction.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Sequence
from typing import Any, Protocol

from msgspec.structs import replace

from support_tui.actions import drafts
from support_tui.actions.bulk_desk import BulkDesk, BulkServer
from support_tui.actions.draft_sync import DraftSource, DraftSync
from support_tui.actions.keeper import Keeper
from support_tui.actions.mail_desk import MailDesk, MailServer
from support_tui.actions.mailboxes import Mailboxes, MailboxServer
from support_tui.actions.outbox import Answer, Outbox
from support_tui.actions.own import Own, OwnServer
from support_tui.actions.pages import Pages
from support_tui.actions.personal import Personal, PersonalSource
from support_tui.actions.promise import Promise
from support_tui.actions.refusals import placed, why_not_sent
from support_tui.actions.rereading import Rereading
from support_tui.actions.taking_back import ActionSource, Before, TakingBack, Undoing
from support_tui.actions.threads import Source, Threads
from support_tui.link.http import Unreachable
from support_tui.store import DraftKey, LinePhase, LineState, ListKey, PageRequest, Store
from support_tui.store.cache import Cache
from support_tui.store.looks import ListLook
from support_tui.store.pending import Pending
from support_tui.store.unsent import Unsent
from support_tui.wire.commands import READINGS, Accepted, Command, IncomingFile, Request, UndoRequest
from support_tui.wire.frames import Activity, DownFrame, Skipped
from support_tui.wire.order import Sort
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.views import (
    ConversationPage,
    ConversationRow,
    Customer,
    LogPage,
    Snapshot,
    ThreadPage,
)

#: Seconds that frames are gathered before panes hear of them: one frame of the screen.
FRAME_S = 0.016


class Server(
    Source, PersonalSource, DraftSource, BulkServer, ActionSource, OwnServer, MailboxServer, MailServer, Protocol,
):  # fmt: skip
    """The questions and commands that a desk needs (`link.http.Http`)."""

    async def conversations(
        self, key: ListKey, request: PageRequest
    ) -> ConversationPage | Refusal | Unreachable: ...
    async def customers(
        self, query: str, limit: int = 30
    ) -> tuple[Customer, ...] | Refusal | Unreachable: ...
    async def conversation_log(
        self, conversation_id: int, *, before: int = 0
    ) -> LogPage | Refusal | Unreachable: ...
    async def log(self, **filters: str | int) -> LogPage | Refusal | Unreachable: ...
    async def keep_file(
        self, name: str, media_type: str, content: bytes
    ) -> IncomingFile | Refusal | Unreachable: ...
    async def command(self, request: Request) -> Accepted | Refusal | Unreachable: ...
    async def batch(
        self, requests: Sequence[Request]
    ) -> Sequence[Accepted | Refusal] | Refusal | Unreachable: ...
    async def close(self) -> None: ...


class LineUp(Protocol):
    """The running stream (`link.line.Line`)."""

    def start(self) -> None: ...
    def hurry(self) -> None: ...
    def look(self, conversation_id: int | None, activity: Activity) -> None: ...
    async def close(self) -> None: ...


Refused = Callable[[Refusal, Command | None], None]
"""Told of what the server would not do, so that a person hears of it (`actions.refusals.tell`)."""


class Desk(Own):
    """Between the panes and the server. All methods but the async ones return at once; what they bring arrives by the store."""

    _server: Server
    _line: LineUp | None

    def __init__(
        self,
        store: Store,
        server: Server,
        cache: Cache | None,
        clock: Callable[[], int],
        server_url: str = "",
        *,
        unsent: Unsent | None = None,
    ) -> None:
        """`cache` holds what the server has too, `unsent` what only this machine has; None leaves nothing on it."""
        self.store = store
        self.server_url = server_url
        self.on_refused: Refused = lambda refusal, command: None
        self.on_merged: Callable[[int, int], None] = lambda asked_id, survivor_id: None
        """Told of the number of a conversation that was opened and stands in another one."""
        self._server, self._clock = server, clock
        self._line, self._is_closed = None, False
        self.promise = Promise(store, unsent)
        self._outbox = Outbox(
            clock,
            server.command,
            server.batch,
            self._answered,
            leaving=self.promise.leaving,
            logged_out=lambda: self.on_logged_out(),
        )
        self.on_logged_out: Callable[[], None] = lambda: None
        self.on_list_kept: Callable[[ListKey], None] = lambda key: None
        self._pages = Pages(store, server.conversations, lambda key, refusal: self.on_refused(refusal, None))
        self._pages.on_kept = lambda key: self.on_list_kept(key)
        self._threads = Threads(store, server, self._pages, lambda refusal: self.on_refused(refusal, None))
        self._threads.led_on = lambda asked_id, survivor_id: self.on_merged(asked_id, survivor_id)
        self._keeper = Keeper(store, cache, lambda: self._pages.current) if cache is not None else None
        self._frames: list[DownFrame] = []
        self._frames_timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[Any]] = set()
        self.personal = Personal(store, server)
        self._rereading = Rereading(self._reread)
        self.drafts = DraftSync(store, server, lambda key: self.promise.draft_changed(key))
        self.taking_back = TakingBack(store, server, self._send_back)
        self.history = self.taking_back.history
        self.bulk = BulkDesk(store, server, self.history)
        self.mailboxes = Mailboxes(store, server, self.history)
        self.mail = MailDesk(server)

    # ------------------------------------------------------------ beginning and end

    def load_cache(self) -> bool:
        """Fill the store from the last run, for the first paint; whether there was anything. Before `start`, without a network."""
        has_desk = self._keeper is not None and self._keeper.load()
        self.promise.load()
        return has_desk

    def start(self, line: LineUp) -> None:
        """Go on line, and send what an earlier run could not, unless closed by now. Needs a running event loop."""
        if self._is_closed:
            return
        self._line = line
        self._outbox.put_all(self.store.replica.pending.unanswered())
        line.start()
        if self._keeper is not None:
            self._spawn(self._keeper.run())

    async def close(self) -> None:
        """Hang up and write down what is worth keeping."""
        self._is_closed = True
        if self._frames_timer is not None:
            self._frames_timer.cancel()
        for task in (tasks := [*self._tasks]):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if self._line is not None:
            await self._line.close()
        await self.drafts.close()
        await self.personal.close()
        self._rereading.close()
        await self.taking_back.close()
        await self._pages.close()
        await self._threads.close()
        await self._outbox.close()
        await self._server.close()
        if self._keeper is not None:
            await self._keeper.close()
        self.promise.close()

    def _spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # ------------------------------------------------------------ from the line

    def take_snapshot(self, snapshot: Snapshot) -> None:
        """The line has read a snapshot."""
        self._flush_frames()
        self.store.take_snapshot(snapshot)
        self._pages.resume()
        self._threads.resume()
        self.personal.resume()
        self.drafts.resume()
        self.taking_back.resume()

    def take_frames(self, frames: tuple[DownFrame, ...]) -> None:
        """The stream has brought frames; panes hear of them together with all others of this moment."""
        self._frames += frames
        if self._frames_timer is None:
            self._frames_timer = asyncio.get_running_loop().call_later(FRAME_S, self._flush_frames)

    def _flush_frames(self) -> None:
        if self._frames_timer is not None:
            self._frames_timer.cancel()
            self._frames_timer = None
        frames, self._frames = self._frames, []
        if any(isinstance(frame, Skipped) for frame in frames):
            self._rereading.want()
        if frames:
            self.store.take_frames(frames)
            self._threads.refresh()

    def _reread(self) -> None:
        """More has happened than was told: what is on screen is read again."""
        self.store.doubt()
        self._threads.refresh()

    def show_line(self, line: LineState) -> None:
        """The line stands otherwise now; being back, it takes what has waited for it."""
        was_live = self.store.replica.line.phase is LinePhase.LIVE
        self.store.set_line(line)
        self._pages.go_without()
        if line.phase is LinePhase.LIVE and not was_live:
            self._outbox.line_is_back()
            self._pages.resume()
            self._threads.resume()
            self.personal.resume()
            self.drafts.resume()
            self.taking_back.resume()

    # ------------------------------------------------------------ what panes need

    def need_rows(self, key: ListKey, start: int, stop: int) -> None:
        """Rows of a list are visible; what is missing of them is asked for."""
        self._pages.need(key, start, stop)

    def open_thread(self, conversation_id: int) -> None:
        """A conversation is looked at: its thread is loaded where it is not, then its neighbours in the list are."""
        self._threads.open(conversation_id)
        self.drafts.look_at(conversation_id)

    def leave_thread(self) -> None:
        """Nothing is looked at any more."""
        self._threads.leave()
        self.look(None)

    def need_older(self, conversation_id: int) -> None:
        """The messages in front of those that are loaded."""
        self._threads.need_older(conversation_id)

    def open_customer(self, customer_id: int) -> None:
        """A customer is looked at."""
        self._threads.open_customer(customer_id)

    def refresh(self) -> None:
        """Try the line now, and read again what is visible."""
        if self._line is not None:
            self._line.hurry()
        self._pages.refresh()
        self._threads.doubt()
        self._threads.refresh()

    def look(self, conversation_id: int | None, activity: Activity = Activity.VIEWING) -> None:
        """Tell colleagues what this screen shows."""
        if self._line is not None:
            self._line.look(conversation_id, activity)

    async def find_customers(self, query: str, limit: int = 30) -> list[Customer]:
        """People by name or address; none where the server does not answer."""
        answer = await self._server.customers(query, limit)
        return self.store.cleaned(answer) if isinstance(answer, tuple) else []

    async def find_conversations(self, query: str, limit: int) -> list[ConversationRow]:
        """The newest conversations of all that fit a query, wherever they lie; none where the server does not answer or it is no query."""
        key = ListKey("anywhere", query, Sort.NEWEST)
        answer = await self._server.conversations(key, PageRequest(0, limit))
        return self.store.cleaned(answer.rows) if isinstance(answer, ConversationPage) else []

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

    async def whole_thread(self, conversation_id: int) -> ThreadPage | None:
        """A conversation with all its messages, or with those that are loaded where the server does not answer."""
        return await self._threads.whole(conversation_id)

    async def keep_file(
        self, name: str, media_type: str, content: bytes
    ) -> IncomingFile | Refusal | Unreachable:
        """Have the server keep a file that is to go with a letter."""
        return await self._server.keep_file(name, media_type, content)

    # ------------------------------------------------------------ what the agent wants

    def do(self, command: Command, *, conditional: bool = True) -> "asyncio.Future[Answer]":
        """Have a command done: its effect shows at once, before this returns. The future gives the answer whenever it comes.

        A conditional command is refused with `changed_since` if somebody else has changed the same thing meanwhile."""
        return self.do_all([command], conditional=conditional)[0]

    def do_all(
        self, commands: Sequence[Command], *, conditional: bool = True
    ) -> "list[asyncio.Future[Answer]]":
        """Several commands as one step of the agent: one undo takes them all back."""
        seen_seq = (self.store.replica.seq or None) if conditional else None
        keyed = [(secrets.token_hex(16), command) for command in commands]
        pendings = self.store.make_pending(keyed, seen_seq)
        before = Before.of(self.store, pendings)
        answers = self._send(pendings)
        self.history.done([before.deed(self.store, pending) for pending in pendings])
        return answers

    def _send_back(self, requests: Sequence[Undoing]) -> "list[asyncio.Future[Answer]]":
        pendings = self.store.make_pending([(one.key, one.command) for one in requests], None)
        return self._send([replace(p, backs=one.backs) for p, one in zip(pendings, requests, strict=True)])

    def _send(self, pendings: Sequence[Pending]) -> "list[asyncio.Future[Answer]]":
        self.promise.asked(pendings)
        self.store.show_pending(pendings)
        return self._outbox.put_all(pendings)

    def take_out(self, key: str) -> bool:
        """Do not send a command that waits; its words become a draft again. False where it is on its way at this moment."""
        pending = self.store.replica.pending.by_key.get(key)
        if pending is None or not self._outbox.take_out(key):
            return False
        self._give_back(pending)
        self.promise.settled(key)
        return True

    def when_accepted(self, answer: "asyncio.Future[Answer]", then: Callable[[Accepted], None]) -> None:
        """Go on when a command has been done, whenever that is; never where it was refused."""

        async def wait() -> None:
            given = await answer
            if isinstance(given, Accepted):
                then(given)

        self._spawn(wait())

    def keep_draft(
        self, kind: str, conversation_id: int | None, text: str, extra: dict[str, str] | None = None
    ) -> None:
        """Keep an unsent text, also over the end of the program; blank text forgets it."""
        key = DraftKey(conversation_id, kind)
        self.store.set_draft(key, text, extra)
        self.promise.draft_changed(key)
        self.drafts.changed(key)

    def keep_look(self, queue: str, look: ListLook) -> None:
        """Show a queue in this order and with these columns from now on, on this console."""
        self.store.set_look(queue, look)
        if self._keeper is not None:
            self._keeper.keep_look(queue, look)

    def _answered(self, pending: Pending, answer: Answer) -> None:
        """Words that were refused become a draft again before their command is forgotten: nothing typed is lost."""
        match answer:
            case Accepted(seq=seq):
                self.store.confirm(pending.key, seq)
                self.history.answered(pending.key, answer)
                self.promise.settled(pending.key)
            case Refusal(code=RefusalCode.NO_CHANGE):
                self._give_back(pending, answer)
                self.promise.settled(pending.key)
            case Refusal() if isinstance(pending.command, UndoRequest) and not self.history.knows(
                pending.key
            ):
                # What it was to take back was never done.
                self._give_back(pending, answer)
                self.promise.settled(pending.key)
            case Refusal():
                self._give_back(pending, answer)
                self.promise.came_back(pending, answer)
                if (
                    not isinstance(pending.command, READINGS)
                    or answer.code is not RefusalCode.WAITED_TOO_LONG
                ):
                    self.on_refused(placed(answer, pending), pending.command)

    def _give_back(self, pending: Pending, refusal: Refusal | None = None) -> None:
        """A command is not done: everything looks as before, and its words are a draft that says why they did not leave."""
        given_back = drafts.given_back(pending.command, self.store.replica)
        if given_back is not None:
            key, text, extra = given_back
            is_held = refusal is not None and refusal.code is RefusalCode.CHANGED_SINCE
            why = {"why": why_not_sent(refusal)} if refusal is not None and is_held else {}
            self.keep_draft(key.kind, key.conversation_id, text, extra | why)
        self.store.refuse(pending.key)
        self.history.refused(pending.key)
