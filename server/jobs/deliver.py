"""Sends the replies whose undo window has passed, each at most once (E21, E22). Claims and outcomes are commands.

A reply is claimed (`sending`) before the first word leaves and its outcome is recorded after. What was claimed when the process ended
may have been sent: it is marked so and asked about, never sent again by itself.

Each mailbox has a lane of its own, one reply after the other, so that a slow server holds up nobody else's mail. A mailbox whose
server cannot be reached, or that has sent as much as it may, rests for a while; one that is switched off, or has nothing to log in
with, pauses until somebody changes that. Its replies stay queued.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Collection, Sequence
from functools import partial
from itertools import groupby
from typing import Final, Protocol

import msgspec

from support_tui.wire import limits
from support_tui.wire.commands import Accepted, RecordDelivery, Request, RetryDelivery
from support_tui.wire.mailboxes import Pause
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.values import Delivery, DeliveryState

from ..core.access import SYSTEM
from ..core.context import Asker
from ..core.outgoing import Claim, MaybeSent, NotSent, Outcome, Outgoing, Sent, TakenBack
from .pausing import Paused, Pauses, none_paused

logger = logging.getLogger("support_server.deliver")

EVERY_S: Final = 0.5
#: Mailboxes that send at the same time, and replies that are looked at in one round.
_LANES: Final = 16
_LOOKED_AT: Final = 64
#: Replies that are tried at once when the way out of their mailbox has changed; the others have their turn later.
_TRIED_ANEW: Final = 1000
#: How long an ending server waits for what is on its way.
END_S: Final = 10.0
_SECOND_US: Final = 1_000_000
#: How long after each failed attempt the next one comes, a day in all; after the last, an agent has to decide.
BACKOFF_MINUTES: Final = (1, 5, 15, 60, 180, 360, 720)
_NOT_NOW: Final = frozenset(
    {RefusalCode.DISK_FULL, RefusalCode.READ_ONLY, RefusalCode.INTERNAL, RefusalCode.TOO_SLOW}
)
#: A mailbox whose server cannot be reached rests so long, then twice as long, up to the last.
_RESTS_S: Final = (15, 30, 60, 120, 240, 480)


class Commands(Protocol):
    """Where commands are decided and done."""

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...


class Due(Protocol):
    """A reply on its way out; `refused` are recipients that an earlier attempt did not reach."""

    @property
    def message_id(self) -> int: ...
    @property
    def conversation_id(self) -> int: ...
    @property
    def attempts(self) -> int: ...
    @property
    def mailbox_id(self) -> int: ...


class _Attempt(msgspec.Struct):
    """One try of a reply. Once it `is_claimed` its words may have gone."""

    reply: Due
    number: int
    only_to: tuple[str, ...]
    is_claimed: bool = False


class Rests(msgspec.Struct):
    """Why a mailbox sends nothing for now, and until when. `is_enough`: it has sent as much as it may. `failed` are the replies that were
    tried in vain; where an agent has one of them sent again, the rest is over. It `needs_person` where waiting does not help."""

    until_at: int
    why: str
    times: int = 0
    is_enough: bool = False
    failed: frozenset[int] = frozenset()
    needs_person: bool = False


def _no_rest(mailbox_id: int) -> int | None:
    return None


def _none_waits(mailbox_id: int) -> int | None:
    return None


def _none_tried(mailbox_id: int, limit: int) -> Sequence[Due]:
    return ()


def _none_untried(message_ids: Sequence[int]) -> Collection[int]:
    return ()


def _tell_nobody(mailbox_id: int, why: Rests | Pause | None) -> None:
    pass


class Outbox(msgspec.Struct, frozen=True):
    """`due` gives replies whose time has come, leaving out those of some mailboxes; `interrupted` those that were being sent when the
    server ended last; `send` hands one over, None where nothing leads out of its mailbox; `free_at` says when a mailbox that has sent
    too much may go on; `next_due` says when the first of its replies may leave, None where none waits; `tried` gives those that wait for their next try; `untried` which of some replies wait as
    if they had never been tried; `paused` which mailboxes send nothing until somebody changes something; `told` hears of each mailbox
    that begins to rest, with the next try, or pauses while something waits, or goes on."""

    due: Callable[[int, int, Sequence[int]], Sequence[Due]]
    interrupted: Callable[[], Sequence[Due]]
    outgoing: Callable[[int], Outgoing | None]
    send: Callable[[Outgoing, Claim], Awaitable[Outcome | None]]
    free_at: Callable[[int], int | None] = _no_rest
    next_due: Callable[[int], int | None] = _none_waits
    tried: Callable[[int, int], Sequence[Due]] = _none_tried
    untried: Callable[[Sequence[int]], Collection[int]] = _none_untried
    paused: Paused = none_paused
    told: Callable[[int, Rests | Pause | None], None] = _tell_nobody


class Deliverer:
    """Sends what is due. `chance` gives a number between 0 and 1, so that what failed together is not tried again together."""

    def __init__(
        self,
        commands: Commands,
        outbox: Outbox,
        now: Callable[[], int],
        chance: Callable[[], float] = lambda: secrets.randbelow(1000) / 1000,
    ) -> None:
        self._commands = commands
        self._outbox = outbox
        self._now = now
        self._chance = chance
        self._lanes: dict[int, asyncio.Task[None]] = {}
        self._rests: dict[int, Rests] = {}
        self._pauses = Pauses(outbox.paused, outbox.next_due, outbox.told)
        self._unwritten: dict[int, Request] = {}
        """What came of replies and cannot be written now, by message: the last there is to say of each."""
        self._asked: set[int] = set()
        """Replies that somebody has had sent again while their mailbox rested: they go before older ones that may fail."""
        self._is_ending = False

    async def settle_interrupted(self) -> None:
        """Mark what the last end of the server left in doubt."""
        for reply in self._outbox.interrupted():
            await self._record(
                reply, Delivery(DeliveryState.MAYBE_SENT, detail="interrupted", attempts=reply.attempts)
            )

    async def start_due(self) -> None:
        """Put what is due on its way, without waiting for it."""
        await self._write_again()
        now = self._now()
        self._end_rests_asked(now)
        paused = await self._look_at_pauses(now)
        busy = {
            *paused,
            *self._lanes,
            *(mailbox_id for mailbox_id, rest in self._rests.items() if rest.until_at > now),
        }
        self._end_idle_rests(busy)
        free = _LANES - len(self._lanes)
        if free <= 0 or self._is_ending:
            return
        replies = self._outbox.due(now, _LOOKED_AT, [*busy])
        by_mailbox = groupby(
            sorted(replies, key=lambda reply: reply.mailbox_id), lambda reply: reply.mailbox_id
        )
        for mailbox_id, waiting in [(mailbox_id, [*group]) for mailbox_id, group in by_mailbox][:free]:
            waiting.sort(key=lambda reply: reply.message_id not in self._asked)
            lane = asyncio.create_task(self._lane(mailbox_id, waiting))
            self._lanes[mailbox_id] = lane
            lane.add_done_callback(partial(self._lane_over, mailbox_id))

    def _lane_over(self, mailbox_id: int, _: asyncio.Task[None]) -> None:
        self._lanes.pop(mailbox_id, None)

    async def _look_at_pauses(self, now: int) -> Collection[int]:
        """The mailboxes that pause. They do not rest beside it; whatever waited for the end of a pause is tried at once."""
        self._drop_rests(self._outbox.paused())
        paused, ended = self._pauses.look(now)
        for mailbox_id in ended:
            await self.try_anew(mailbox_id)
        return paused.keys()

    def _drop_rests(self, mailbox_ids: Collection[int]) -> None:
        for mailbox_id in mailbox_ids:
            if self._rests.pop(mailbox_id, None) is not None:
                self._outbox.told(mailbox_id, None)

    async def try_anew(self, mailbox_id: int) -> None:
        """Its way out has changed: it rests no more, and what could not leave before is tried at once."""
        self._drop_rests([mailbox_id])
        for reply in self._outbox.tried(mailbox_id, _TRIED_ANEW):
            command = RetryDelivery(reply.conversation_id, reply.message_id)
            await self._commands.submit(Request(secrets.token_hex(16), command), SYSTEM)

    async def send_due(self) -> None:
        """One round, to its end."""
        await self.start_due()
        await asyncio.gather(*self._lanes.values())

    async def end(self, seconds: float = END_S) -> None:
        """Begin nothing more, and let arrive what is on its way."""
        self._is_ending = True
        lanes = [*self._lanes.values()]
        if lanes:
            await asyncio.wait(lanes, timeout=seconds)
        for lane in lanes:
            lane.cancel()
        await asyncio.gather(*lanes, return_exceptions=True)

    async def _lane(self, mailbox_id: int, replies: Sequence[Due]) -> None:
        for reply in replies:
            free_at = self._outbox.free_at(mailbox_id)
            if free_at is not None:
                self._rest(mailbox_id, Rests(free_at, "mail_per_hour", is_enough=True))
                return
            if self._is_ending or not await self._deliver(reply):
                return

    async def _deliver(self, reply: Due) -> bool:
        """Whether the mailbox's line is good for another one."""
        self._asked.discard(reply.message_id)
        attempt = _Attempt(reply, reply.attempts + 1, ())
        try:
            outcome = await self._sent(attempt)
        except Exception as error:
            logger.error("reply %d could not be sent", reply.message_id, exc_info=error)
            words = f"internal: {type(error).__name__}"
            outcome = MaybeSent(words) if attempt.is_claimed else NotSent(words, is_permanent=False)
        if isinstance(outcome, TakenBack):
            return True
        delivery = self._delivery_after(outcome, attempt)
        if delivery.state is DeliveryState.ACCEPTED and not attempt.is_claimed:
            await self._claim(attempt)
        await self._record(reply, delivery)
        return self._after(reply, outcome)

    async def _sent(self, attempt: _Attempt) -> Outcome | None:
        outgoing = self._outbox.outgoing(attempt.reply.message_id)
        if outgoing is None:
            return None
        attempt.only_to = outgoing.only_to
        return await self._outbox.send(outgoing, lambda: self._claim(attempt))

    async def _claim(self, attempt: _Attempt) -> bool:
        if attempt.is_claimed:  # a server is asked a second time in another way
            return True
        sending = Delivery(DeliveryState.SENDING, attempts=attempt.number, refused=attempt.only_to)
        attempt.is_claimed = await self._record(attempt.reply, sending)
        return attempt.is_claimed

    def _after(self, reply: Due, outcome: Outcome | None) -> bool:
        """What the outcome says of the mailbox's line."""
        mailbox_id = reply.mailbox_id
        if isinstance(outcome, NotSent) and outcome.is_line:
            before = self._rests.get(mailbox_id, Rests(0, ""))
            seconds = _RESTS_S[min(before.times, len(_RESTS_S) - 1)] * self._spread()
            until_at = self._now() + int(seconds * _SECOND_US)
            failed = before.failed | {reply.message_id}
            rests = Rests(until_at, outcome.detail, before.times + 1, failed=failed)
            rests.needs_person = outcome.needs_person
            self._rest(mailbox_id, rests)
            return False
        if isinstance(outcome, Sent) and self._rests.pop(mailbox_id, None) is not None:
            self._outbox.told(mailbox_id, None)
        return True

    def _rest(self, mailbox_id: int, rests: Rests) -> None:
        self._rests[mailbox_id] = rests
        next_try = max(rests.until_at, self._outbox.next_due(mailbox_id) or 0)
        self._outbox.told(mailbox_id, msgspec.structs.replace(rests, until_at=next_try))

    def _end_rests_asked(self, now: int) -> None:
        """Whoever has a reply sent again that was tried in vain wants to see it tried, not rest. Each is asked for once."""
        for rest in self._rests.values():
            if rest.until_at <= now or not rest.failed:
                continue
            asked = self._outbox.untried([*rest.failed])
            if asked:
                rest.until_at, rest.failed = now, rest.failed.difference(asked)
                self._asked.update(asked)

    def _end_idle_rests(self, busy: Collection[int]) -> None:
        """A mailbox whose rest is over and of which nothing waits is in no trouble any more."""
        for mailbox_id in [*self._rests.keys() - busy]:
            if self._outbox.next_due(mailbox_id) is None:
                del self._rests[mailbox_id]
                self._outbox.told(mailbox_id, None)

    def _spread(self) -> float:
        """A fifth more or less."""
        return 0.8 + 0.4 * self._chance()

    def _delivery_after(self, outcome: Outcome | None, attempt: _Attempt) -> Delivery:
        attempts, only_to = attempt.number, attempt.only_to
        match outcome:
            case Sent(detail, refused, later):
                if later and attempts <= len(BACKOFF_MINUTES):
                    return self._again("; ".join(refused), attempts, later)
                addresses = tuple(one.partition(": ")[0] for one in refused)
                said = "; ".join(refused) or detail
                return Delivery(
                    DeliveryState.ACCEPTED, detail=_cut(said), attempts=attempts, refused=addresses
                )
            case MaybeSent(detail):
                return Delivery(
                    DeliveryState.MAYBE_SENT, detail=_cut(detail), attempts=attempts, refused=only_to
                )
            case NotSent(detail, is_permanent):
                if not is_permanent and attempts <= len(BACKOFF_MINUTES):
                    return self._again(detail, attempts, only_to)
                # Where the others have it already, it has left all the same.
                state = DeliveryState.ACCEPTED if only_to else DeliveryState.FAILED
                return Delivery(state, detail=_cut(detail), attempts=attempts, refused=only_to)
            case _:
                return Delivery(DeliveryState.FAILED, detail="no channel", attempts=attempts)

    def _again(self, detail: str, attempts: int, only_to: tuple[str, ...]) -> Delivery:
        wait_us = int(BACKOFF_MINUTES[attempts - 1] * 60 * _SECOND_US * self._spread())
        return Delivery(
            DeliveryState.QUEUED,
            due_at=self._now() + wait_us,
            detail=_cut(detail),
            attempts=attempts,
            refused=only_to,
        )

    async def _record(self, reply: Due, delivery: Delivery) -> bool:
        """Whether the reply may move there; somebody may have taken it back in this moment. What cannot be written now is kept until it
        can: nobody else knows it."""
        command = RecordDelivery(reply.conversation_id, reply.message_id, delivery)
        request = Request(secrets.token_hex(16), command)
        answer = await self._commands.submit(request, SYSTEM)
        if isinstance(answer, Refusal):
            logger.warning(
                "reply %d is not %s: %s", reply.message_id, delivery.state.value, answer.code.value
            )
            if answer.code in _NOT_NOW and delivery.state is not DeliveryState.SENDING:
                self._unwritten[reply.message_id] = request
        return not isinstance(answer, Refusal)

    async def _write_again(self) -> None:
        """Write what could not be written before."""
        unwritten, self._unwritten = self._unwritten, {}
        for message_id, request in unwritten.items():
            answer = await self._commands.submit(request, SYSTEM)
            if isinstance(answer, Refusal) and answer.code in _NOT_NOW:
                self._unwritten.setdefault(message_id, request)


def _cut(words: str) -> str:
    return words[: limits.TITLE_CHARS]
