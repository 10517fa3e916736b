"""When those who administer are told of a mailbox that fails, and who they are. Pure: knows no clock.

A break that mends itself is nobody's business; what needs a person is told soon, what is tried again by itself only when it lasts.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import msgspec

from support_tui.wire.mail_alarms import MailAlarm
from support_tui.wire.mail_states import MailboxState, MailTrouble, MailTroubleCode
from support_tui.wire.notifications import NotificationKind
from support_tui.wire.values import Role
from support_tui.wire.views import Mailbox

from .desk import Desk
from .notices import Notice

_MINUTE_US: Final = 60_000_000
LASTING_US: Final = 5 * _MINUTE_US
"""Somebody who has just mistyped a password sees it without being told."""
PASSING_US: Final = 30 * _MINUTE_US
AGAIN_US: Final = 24 * 60 * _MINUTE_US
"""What lasts is told again after a day, to whoever has read it and gone on."""
_AT_ONCE: Final = frozenset({MailTroubleCode.TOO_MANY_ANSWERS})
#: As many mails in an hour as were allowed: the hour passes.
_NEVER: Final = frozenset({MailTroubleCode.SENT_ENOUGH})


class Watched(msgspec.Struct, frozen=True):
    """A trouble that stands: since when, and when it was told."""

    trouble: MailTrouble
    since_at: int
    told_at: int | None = None


Key = tuple[int, str]
"""A mailbox, and the way that is troubled: `in`, `out` or `answers`. The reasons may change while it fails."""


def watched_after(
    states: Iterable[MailboxState], before: dict[Key, Watched], now: int
) -> tuple[dict[Key, Watched], tuple[tuple[int, MailTrouble], ...]]:
    """What stands by now, and what of it is to be told."""
    after: dict[Key, Watched] = {}
    due: list[tuple[int, MailTrouble]] = []
    for state in states:
        for way, trouble in _troubles(state):
            key = (state.mailbox_id, way)
            old = before.get(key)
            watched = Watched(trouble, old.since_at if old else now, old.told_at if old else None)
            if _is_due(watched, now):
                watched = msgspec.structs.replace(watched, told_at=now)
                due.append((state.mailbox_id, trouble))
            after[key] = watched
    return after, tuple(due)


def _troubles(state: MailboxState) -> Iterator[tuple[str, MailTrouble]]:
    if state.trouble is not None:
        yield "in", state.trouble
    if state.out_trouble is not None:
        yield "out", state.out_trouble
    if state.withheld:
        yield "answers", MailTrouble(MailTroubleCode.TOO_MANY_ANSWERS, {"count": state.withheld})


def _is_due(watched: Watched, now: int) -> bool:
    code = watched.trouble.code
    if code in _NEVER:
        return False
    if watched.told_at is not None:
        return now - watched.told_at >= AGAIN_US
    patience = 0 if code in _AT_ONCE else LASTING_US if watched.trouble.is_lasting else PASSING_US
    return now - watched.since_at >= patience


def alarms(desk: Desk, mailbox: Mailbox, trouble: MailTrouble) -> tuple[Notice, ...]:
    """What each administrator who sees the mailbox is told."""
    alarm = MailAlarm(mailbox.id, mailbox.name, trouble)
    return tuple(
        Notice(agent.id, NotificationKind.MAILBOX_FAILS, 0, "", alarm=alarm)
        for agent in desk.agents.values()
        if agent.role is Role.ADMIN
        and not agent.is_disabled
        and (agent.mailbox_ids is None or mailbox.id in agent.mailbox_ids)
    )
