"""Whether an agent is told by mail, from where, and what of it (E38). Pure: knows no clock and no database.

Mail is for who is away: what they have seen meanwhile is not sent, quiet hours are waited out, and no agent gets more than so much in an
hour. What cannot be sent stays in their list of notifications, where it stood all the time.
"""

import datetime
from collections.abc import Iterable
from enum import Enum
from typing import Final

import msgspec

from support_tui.wire.attention import AttentionSettings, Means, Occasion, chosen_means, is_quiet
from support_tui.wire.commands import IncomingFile
from support_tui.wire.mailboxes import Pause
from support_tui.wire.notifications import NotificationKind
from support_tui.wire.views import Agent, Mailbox
from support_tui.wire.zones import zone_of

from .addresses import fold_email, is_address
from .desk import Desk

HOUR_US: Final = 3_600_000_000


class NoticeRules(msgspec.Struct, frozen=True):
    """What is set for the whole desk: `mailbox` is the name of the one that all notices leave from, empty for each conversation's own."""

    delay_us: int
    per_hour: int
    mailbox: str = ""


class Content(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a notice is about: what the agent was told (`notification_ids`), or an answer of theirs that was not taken: why (`refused`),
    and what it was called and whom it came from. One that others had overtaken is held, as `note_id`: `message_id` is what they
    had written, and `sender` who."""

    notification_ids: tuple[int, ...] = ()
    refused: str = ""
    subject: str = ""
    sender: str = ""
    note_id: int = 0
    message_id: int = 0


class HeldAnswer(msgspec.Struct, frozen=True):
    """An answer by mail that was kept as a note (`note_id`), because of a message of others (`overtaken_by`) that its author had not seen."""

    agent_id: int
    address: str
    mailbox_id: int
    conversation_id: int
    note_id: int
    overtaken_by: int
    subject: str
    text: str
    files: tuple[IncomingFile, ...] = ()


class Waiting(msgspec.Struct, frozen=True):
    """What an agent was told of one conversation and has perhaps not seen: by id, with its kind; the first of it since `since_at`."""

    agent_id: int
    conversation_id: int
    since_at: int
    told: tuple[tuple[int, NotificationKind], ...]


class Standing(msgspec.Struct, frozen=True):
    """How things are with the agent and the conversation when its turn comes: `mailbox_id` None where the conversation is gone, `sent`
    what the agent has had in this hour, `stopped` the address that mail came back from."""

    settings: AttentionSettings
    mailbox_id: int | None
    sent: int = 0
    stopped: str = ""


class Turn(Enum):
    """What becomes of what waits, where it is not sent."""

    DROP = "drop"
    LATER = "later"


class Send(msgspec.Struct, frozen=True):
    """One mail tells it all."""

    mailbox_id: int
    address: str
    notification_ids: tuple[int, ...]


def wanted_by_mail(settings: AttentionSettings, kind: NotificationKind) -> bool:
    """Whether the agent wants such a thing by mail."""
    return Means.MAIL in chosen_means(settings, Occasion(kind.value))


def turn_of(
    waiting: Waiting, standing: Standing, desk: Desk, rules: NoticeRules, now: int, here: datetime.tzinfo
) -> Send | Turn:
    """What is done about it now; `here` is where the clock of an agent is who has said nothing of it."""
    agent = desk.agents.get(waiting.agent_id)
    settings = standing.settings
    wanted = tuple(id_ for id_, kind in waiting.told if wanted_by_mail(settings, kind))
    if agent is None or not wanted or not may_be_told(agent, standing.mailbox_id, desk):
        return Turn.DROP
    if standing.stopped == fold_email(agent.email):
        return Turn.DROP
    mailbox = leaves_from(standing.mailbox_id, desk, rules)
    if mailbox is None:
        return Turn.DROP
    zone = (zone_of(settings.zone) if settings.zone else None) or here
    if is_quiet(settings, now, zone) or standing.sent >= rules.per_hour:
        return Turn.LATER
    return Send(mailbox.id, agent.email, wanted)


def may_be_told(agent: Agent, mailbox_id: int | None, desk: Desk) -> bool:
    """Whether mail about a conversation of this mailbox may go to an agent: they work there, and can be written to."""
    if mailbox_id is None or not is_reached(agent, desk):
        return False
    return agent.mailbox_ids is None or mailbox_id in agent.mailbox_ids


def is_reached(agent: Agent, desk: Desk) -> bool:
    """Whether mail may go to an agent at all: to their address, which is none of ours."""
    is_ours = fold_email(agent.email) in desk.own_addresses()
    return not agent.is_disabled and is_address(agent.email) and not is_ours


def leaves_from(mailbox_id: int | None, desk: Desk, rules: NoticeRules) -> Mailbox | None:
    """The mailbox for notices about conversations of this one, None where none of both sends mail, or it is switched off."""
    if rules.mailbox:
        named = (box for box in desk.mailboxes.values() if box.name.casefold() == rules.mailbox.casefold())
        return _sending(named)
    own = desk.mailboxes.get(mailbox_id) if mailbox_id is not None else None
    return _sending([own] if own is not None else [])


def _sending(mailboxes: Iterable[Mailbox]) -> Mailbox | None:
    sending = (box for box in mailboxes if box.can_send and box.pause is not Pause.SWITCHED_OFF)
    return next((box for box in sending if is_address(box.address)), None)
