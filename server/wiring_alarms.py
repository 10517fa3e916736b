"""Puts together who is told of mailboxes that fail: written by the service, told to the consoles of those who administer. Built by `wiring_mail`."""

import asyncio
from collections.abc import Awaitable, Callable

from support_tui.wire.mail_states import MailboxState, MailTrouble
from support_tui.wire.refusals import Refusal
from support_tui.wire.values import Actor, ActorKind

from .core.desk import Desk
from .core.mail_alarms import AGAIN_US, alarms
from .jobs.base import every
from .jobs.mail_alarms import EVERY_S, MailAlarms
from .service import Service, now_us
from .storage.db import Connection
from .storage.tables import notifications
from .storage.tables.notifications import Told


def teller(
    service: Service, told: Callable[[list[Told]], None], now: Callable[[], int] = now_us
) -> Callable[[int, MailTrouble], Awaitable[None]]:
    """Has the trouble of a mailbox kept for whoever administers it, and told to their consoles; who was told of it in the last day is not."""

    async def tell(mailbox_id: int, trouble: MailTrouble) -> None:
        desk = Desk.of(service.directory)
        mailbox = desk.mailboxes.get(mailbox_id)
        if mailbox is None:
            return
        at, actor = now(), Actor(ActorKind.SYSTEM)

        def keep(writer: Connection) -> list[Told]:
            return [
                notifications.insert(writer, notice, actor, at)
                for notice in alarms(desk, mailbox, trouble)
                if not notifications.was_alarmed(writer, notice, since=at - AGAIN_US + 1)
            ]

        kept = await service.write(keep)
        if not isinstance(kept, Refusal) and kept:
            told(kept)

    return tell


def begin_alarms(
    service: Service, states: Callable[[], tuple[MailboxState, ...]], told: Callable[[list[Told]], None]
) -> asyncio.Task[None]:
    """Watch how the mailboxes stand until the task is cancelled; `told` gets what consoles are to hear."""
    watching = MailAlarms(states, teller(service, told), now_us)
    return asyncio.create_task(every(EVERY_S, "telling of mailboxes that fail", watching.look))
