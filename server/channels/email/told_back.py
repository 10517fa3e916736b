"""What mail systems tell of our mail becomes what the desk knows: of the reply, how far it came; of the customer, that mail to an address
comes back or is unwanted (E29). Only of mail that is proven to be ours."""

import hashlib
import logging
from collections.abc import Callable, Iterator, Sequence
from typing import Final, Protocol

from support_tui.wire import limits
from support_tui.wire.commands import Accepted, EditCustomer, RecordDelivery, Request
from support_tui.wire.refusals import Refusal
from support_tui.wire.undeliverable import Why, field_of
from support_tui.wire.values import Delivery, DeliveryState

from ...core.access import SYSTEM
from ...core.context import Asker
from .ids import message_of
from .reading import Recipient, Report

log = logging.getLogger("support_server.mail")

_STATES: Final = {
    "bounce": DeliveryState.BOUNCED,
    "delayed": DeliveryState.DELAYED,
    "delivered": DeliveryState.DELIVERED,
}

Concerned = Callable[[int, Sequence[str]], Sequence[tuple[int, str]]]
"""For one of our messages, and addresses a report names: whose they are, as customer and address; without addresses, those it went to."""


class Commands(Protocol):
    """Where commands are decided and done."""

    async def submit(self, request: Request, asker: Asker) -> Accepted | Refusal: ...


def nobody(message_id: int, addresses: Sequence[str]) -> Sequence[tuple[int, str]]:
    """No customer is known."""
    return ()


class ToldBack:
    """`secret` recognises our own Message-IDs."""

    def __init__(self, commands: Commands, secret: bytes, concerned: Concerned = nobody) -> None:
        self._commands = commands
        self._secret = secret
        self._concerned = concerned

    async def tell(self, report: Report, key: str) -> None:
        """Tell the reply, and its customer. A reply that cannot move there any more (it was sent again, or purged) stays as it is."""
        ours = message_of(self._secret, report.original_id)
        if ours is None:
            return
        state = _state_of(report)
        if state is not None:
            worst = next(iter(report.recipients), Recipient())
            unreached = tuple(recipient.address for recipient in report.recipients if recipient.address)
            refused = unreached if state is DeliveryState.BOUNCED else ()
            delivery = Delivery(state, detail=_said(worst)[: limits.TITLE_CHARS], refused=refused)
            command = RecordDelivery(ours.conversation_id, ours.message_id, delivery)
            answer = await self._commands.submit(Request(key, command), SYSTEM)
            if isinstance(answer, Refusal):
                log.info("a report on message %s changed nothing: %s", ours.message_id, answer.code)
        for customer_id, email, why, words in self._warnings(report, ours.message_id):
            digest = hashlib.sha256(f"{key}:{email}".encode()).hexdigest()[: limits.KEY_CHARS]
            edit = EditCustomer(customer_id, {field_of(why, email): words})
            await self._commands.submit(Request(digest, edit), SYSTEM)

    def _warnings(self, report: Report, message_id: int) -> Iterator[tuple[int, str, Why, str]]:
        """What stands against writing to whom from now on: mail that came back for good, and complaints."""
        if report.kind == "feedback":
            for customer_id, email in self._concerned(message_id, ()):
                yield customer_id, email, Why.COMPLAINED, report.kind
            return
        if _state_of(report) is not DeliveryState.BOUNCED:
            return
        lasting = {r.address: r for r in report.recipients if not r.status.startswith(("2.", "4."))}
        if report.recipients and not lasting:
            return
        for customer_id, email in self._concerned(message_id, [address for address in lasting if address]):
            recipient = lasting.get(email, next(iter(lasting.values()), Recipient()))
            said = " ".join(part for part in (recipient.status, recipient.detail) if part)
            yield customer_id, email, Why.UNDELIVERABLE, (said or report.kind)[: limits.NAME_CHARS]


def _state_of(report: Report) -> DeliveryState | None:
    """How far the reply came. A bounce for now is a delay, unless its sender says that it has given up (RFC 3464, 2.3.3)."""
    worst = next(iter(report.recipients), Recipient())
    state = _STATES.get(report.kind)
    is_for_now = state is DeliveryState.BOUNCED and _is_for_now(worst) and worst.action != "failed"
    return DeliveryState.DELAYED if is_for_now else state


def _is_for_now(recipient: Recipient) -> bool:
    return recipient.status.startswith("4.")


def _said(recipient: Recipient) -> str:
    return " ".join(part for part in (recipient.status, recipient.address, recipient.detail) if part)
