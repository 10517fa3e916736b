"""Sends the replies whose undo window has passed, each at most once (E21, E22). Claims and outcomes are commands.

A reply is claimed (`sending`) before the first byte leaves and its outcome is recorded after. What was claimed when the process ended
may have been sent: it is marked so and asked about, never sent again by itself.
"""

import asyncio
import logging
import secrets
from collections.abc import Awaitable, Callable, Sequence
from typing import Final, Protocol

import msgspec

from support_tui.wire.commands import Accepted, RecordDelivery, Request
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import Delivery, DeliveryState

from ..core.access import SYSTEM
from ..core.context import Asker
from ..core.outgoing import MaybeSent, NotSent, Outcome, Outgoing, Sent

logger = logging.getLogger("support_server.deliver")

EVERY_S: Final = 0.5
_AT_ONCE: Final = 8
_MINUTE_US: Final = 60_000_000
#: How long after each failed attempt the next one comes; after the last, an agent has to decide.
BACKOFF_MINUTES: Final = (1, 5, 15, 60, 180, 360, 720)


class Commands(Protocol):
    """Where commands are decided and done."""

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...


class Due(Protocol):
    """A reply on its way out."""

    @property
    def message_id(self) -> int: ...
    @property
    def conversation_id(self) -> int: ...
    @property
    def attempts(self) -> int: ...


class Outbox(msgspec.Struct, frozen=True):
    """`due` gives the replies whose time has come, `interrupted` those that were being sent when the server ended last,
    `send` hands one over, None where nothing leads out of its mailbox."""

    due: Callable[[int, int], Sequence[Due]]
    interrupted: Callable[[], Sequence[Due]]
    outgoing: Callable[[int], Outgoing | None]
    send: Callable[[Outgoing], Awaitable[Outcome | None]]


class Deliverer:
    """Sends what is due, a few at a time."""

    def __init__(self, commands: Commands, outbox: Outbox, now: Callable[[], int]) -> None:
        self._commands = commands
        self._outbox = outbox
        self._now = now

    async def settle_interrupted(self) -> None:
        """Mark what the last end of the server left in doubt."""
        for reply in self._outbox.interrupted():
            await self._record(
                reply, Delivery(DeliveryState.MAYBE_SENT, detail="interrupted", attempts=reply.attempts)
            )

    async def send_due(self) -> None:
        """One round."""
        replies = self._outbox.due(self._now(), _AT_ONCE)
        await asyncio.gather(*(self._deliver(reply) for reply in replies))

    async def _deliver(self, reply: Due) -> None:
        attempts = reply.attempts + 1
        if not await self._record(reply, Delivery(DeliveryState.SENDING, attempts=attempts)):
            return
        outgoing = self._outbox.outgoing(reply.message_id)
        outcome = None if outgoing is None else await self._outbox.send(outgoing)
        await self._record(reply, self._delivery_after(outcome, attempts))

    def _delivery_after(self, outcome: Outcome | None, attempts: int) -> Delivery:
        match outcome:
            case None:
                return Delivery(DeliveryState.FAILED, detail="no channel", attempts=attempts)
            case Sent(detail, refused):
                return Delivery(
                    DeliveryState.ACCEPTED, detail="; ".join(refused) or detail, attempts=attempts
                )
            case MaybeSent(detail):
                return Delivery(DeliveryState.MAYBE_SENT, detail=detail, attempts=attempts)
            case NotSent(detail, is_permanent):
                if is_permanent or attempts > len(BACKOFF_MINUTES):
                    return Delivery(DeliveryState.FAILED, detail=detail, attempts=attempts)
                due_at = self._now() + BACKOFF_MINUTES[attempts - 1] * _MINUTE_US
                return Delivery(DeliveryState.QUEUED, due_at=due_at, detail=detail, attempts=attempts)

    async def _record(self, reply: Due, delivery: Delivery) -> bool:
        """Whether the reply may move there; somebody may have taken it back in this moment."""
        command = RecordDelivery(reply.conversation_id, reply.message_id, delivery)
        answer = await self._commands.submit(Request(secrets.token_hex(16), command), SYSTEM)
        if isinstance(answer, Refusal):
            logger.warning(
                "reply %d is not %s: %s", reply.message_id, delivery.state.value, answer.code.value
            )
        return not isinstance(answer, Refusal)
