"""Gives what agents have not seen its turn to be mailed. Runs in the writer's transaction; the rules stand in core."""

import datetime
from typing import Final

from ...core.desk import Desk
from ...core.notice_mails import NoticeRules, Send, Standing, Turn, turn_of
from ..db import Connection
from ..tables import load, notice_mails, notifications

_AT_ONCE: Final = 50
"""Conversations of one agent."""


def give_turns(
    connection: Connection, desk: Desk, rules: NoticeRules, now: int, here: datetime.tzinfo
) -> list[int]:
    """The numbers of the mails that are on their way now."""
    queued: list[int] = []
    until = now - rules.delay_us
    for agent_id in notice_mails.waiting_agents(connection, until):
        settings = notifications.attention(connection, agent_id)
        for waiting in notice_mails.ripe(connection, agent_id, until, _AT_ONCE):
            standing = Standing(
                settings,
                load.mailbox_of(connection, waiting.conversation_id),
                notice_mails.sent_to(connection, agent_id, now),
                notice_mails.stopped(connection, agent_id),
            )
            match turn_of(waiting, standing, desk, rules, now, here):
                case Send() as send:
                    queued.append(notice_mails.queue(connection, waiting, send, now))
                case Turn.DROP:
                    notice_mails.drop(connection, waiting)
                case Turn.LATER:
                    break
    return queued
