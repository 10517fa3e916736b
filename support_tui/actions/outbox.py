"""Sends commands to the server, in order where order matters, each with its one key until an answer comes. Shows nothing.

Commands about one conversation (or customer) wait for each other; others do not. Where nobody answers, everything waits until the
line is back, and is then sent again with the same keys: the server does none of them twice (D6). Where many wait, they leave together.

The server remembers a key for a while only. A command that is older than that is not sent again: whether it was done nobody could
tell any more, and doing it twice is worse than asking its author.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from support_tui.link.http import Unreachable
from support_tui.store.pending import Pending
from support_tui.wire import limits
from support_tui.wire.codec import encode
from support_tui.wire.commands import Accepted, Request
from support_tui.wire.lanes import Thing, things_of
from support_tui.wire.refusals import Refusal, RefusalCode

logger = logging.getLogger("support_tui.outbox")

Answer = Accepted | Refusal
Send = Callable[[Request], Awaitable[Accepted | Refusal | Unreachable]]
SendMany = Callable[[Sequence[Request]], Awaitable[Sequence[Accepted | Refusal] | Refusal | Unreachable]]

#: Seconds until a command is tried again where nobody says that the line is back.
RETRY_S = 5.0
#: Requests on their way at once: a key is not to wait for a slow one that has nothing to do with it.
AT_ONCE = 4
#: Half of what the server takes in one body.
_BATCH_BYTES = limits.BODY_BYTES // 2
#: Refusals that say 'not now' and not 'no', and those that only a login can end.
_NOT_NOW = frozenset({RefusalCode.SHUTTING_DOWN, RefusalCode.RATE_LIMITED, RefusalCode.TOO_SLOW})
_LOGGED_OUT = frozenset({RefusalCode.NOT_LOGGED_IN, RefusalCode.TOKEN_EXPIRED})


@dataclass(slots=True, eq=False)
class _Entry:
    pending: Pending
    request: Request
    things: frozenset[Thing] | None
    future: "asyncio.Future[Answer]"
    is_leaving: bool = False
    goes_alone: bool = False
    """A batch with it was not understood."""
    size: int = field(init=False)

    def __post_init__(self) -> None:
        self.size = len(encode(self.request))


class Outbox:
    """Commands on their way. `answered` is told of each answer before whoever waits for it, `leaving` of what is about to go out,
    `logged_out` when only a login helps."""

    def __init__(
        self,
        clock: Callable[[], int],
        send: Send,
        send_many: SendMany,
        answered: Callable[[Pending, Answer], None],
        *,
        leaving: Callable[[Sequence[Pending]], None] = lambda pendings: None,
        logged_out: Callable[[], None] = lambda: None,
    ) -> None:
        self._clock, self._send, self._send_many = clock, send, send_many
        self._answered, self._leaving, self._logged_out = answered, leaving, logged_out
        self._entries: dict[str, _Entry] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._is_paused = False
        self._retry: asyncio.TimerHandle | None = None
        self._times_back = 0

    def put(self, pending: Pending) -> "asyncio.Future[Answer]":
        """Send a command when its turn comes; the answer, whenever that is."""
        return self.put_all([pending])[0]

    def put_all(self, pendings: Sequence[Pending]) -> "list[asyncio.Future[Answer]]":
        """Several, in their order."""
        loop = asyncio.get_running_loop()
        futures = []
        for pending in pendings:
            request = Request(pending.key, pending.command, pending.seen_seq)
            entry = _Entry(pending, request, things_of(pending.command), loop.create_future())
            self._entries[pending.key] = entry
            futures.append(entry.future)
        self._go_on()
        return futures

    def take_out(self, key: str) -> bool:
        """Do not send a command (again) after all; False where it is on its way at this moment."""
        entry = self._entries.get(key)
        if entry is None or entry.is_leaving:
            return False
        del self._entries[key]
        entry.future.cancel()
        self._go_on()
        return True

    def line_is_back(self) -> None:
        """Whatever waits for the line is sent now."""
        self._times_back += 1
        self._resume()

    async def close(self) -> None:
        """Send nothing more; what was not answered stays pending."""
        if self._retry is not None:
            self._retry.cancel()
        self._is_paused = True
        tasks = [*self._tasks]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for entry in self._entries.values():
            entry.future.cancel()

    # ------------------------------------------------------------ whose turn it is

    def _go_on(self) -> None:
        """Let leave what may."""
        while not self._is_paused and len(self._tasks) < AT_ONCE:
            entries = self._next()
            if not entries:
                return
            for entry in entries:
                entry.is_leaving = True
            task = asyncio.get_running_loop().create_task(self._carry(entries))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _next(self) -> list[_Entry]:
        """The oldest that wait for nothing but each other, as many as go together."""
        chosen: list[_Entry] = []
        taken: set[Thing] = set()
        size, is_first = 0, True
        for entry in self._entries.values():
            if entry.things is None:
                # It waits for all before it, and all behind wait for it.
                return chosen or ([entry] if is_first and not entry.is_leaving else [])
            is_first = False
            if entry.is_leaving or not taken.isdisjoint(entry.things):
                taken |= entry.things
            elif entry.goes_alone:
                if not chosen:
                    return [entry]
                taken |= entry.things
            elif len(chosen) == limits.BATCH_COMMANDS or (chosen and size + entry.size > _BATCH_BYTES):
                return chosen
            else:
                chosen.append(entry)
                size += entry.size
        return chosen

    # ------------------------------------------------------------ there and back

    async def _carry(self, entries: list[_Entry]) -> None:
        try:
            await self._exchange([entry for entry in entries if not self._is_too_old(entry)])
        except Exception as error:
            # What was not answered is sent again; whatever is wrong, it must not keep the others from leaving.
            logger.error("commands could not be sent", exc_info=error)
            self._pause()
        finally:
            for entry in entries:
                entry.is_leaving = False
            task = asyncio.current_task()
            if task is not None:
                self._tasks.discard(task)
        self._go_on()

    def _is_too_old(self, entry: _Entry) -> bool:
        """Whether the server may have forgotten its key: then it goes back to its author."""
        age = self._clock() - entry.pending.at
        if age <= limits.RESEND_DAYS * limits.DAY_US:
            return False
        self._finish(entry, Refusal(RefusalCode.WAITED_TOO_LONG, {"days": limits.RESEND_DAYS}))
        return True

    async def _exchange(self, entries: list[_Entry]) -> None:
        if not entries:
            return
        self._leaving([entry.pending for entry in entries])
        times_back = self._times_back
        answers: Sequence[Accepted | Refusal] | Refusal | Unreachable
        if len(entries) == 1:
            answer = await self._send(entries[0].request)
            answers = answer if isinstance(answer, Unreachable) else [answer]
        else:
            answers = await self._send_many([entry.request for entry in entries])
        match answers:
            case Unreachable() if times_back != self._times_back:
                pass  # the line was lost and came back meanwhile: once more, at once
            case Unreachable():
                self._pause()
            case Refusal(code=code) if code in _NOT_NOW | _LOGGED_OUT:
                self._not_now(code)
            case Refusal():
                for entry in entries:
                    entry.goes_alone = True
            case _:
                for entry, given in zip(entries, answers, strict=True):
                    self._take(entry, given)

    def _take(self, entry: _Entry, answer: Answer) -> None:
        if isinstance(answer, Refusal) and answer.code in _NOT_NOW | _LOGGED_OUT:
            self._not_now(answer.code)
        else:
            self._finish(entry, answer)

    def _finish(self, entry: _Entry, answer: Answer) -> None:
        self._entries.pop(entry.pending.key, None)
        self._answered(entry.pending, answer)
        if not entry.future.done():
            entry.future.set_result(answer)

    # ------------------------------------------------------------ waiting

    def _not_now(self, code: RefusalCode) -> None:
        if code in _LOGGED_OUT:
            was_paused, self._is_paused = self._is_paused, True
            if not was_paused:
                self._logged_out()
        else:
            self._pause()

    def _pause(self) -> None:
        """Until the line is back, or long enough."""
        self._is_paused = True
        if self._retry is None:
            self._retry = asyncio.get_running_loop().call_later(RETRY_S, self._resume)

    def _resume(self) -> None:
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
        self._is_paused = False
        self._go_on()
