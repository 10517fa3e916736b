"""What an agent is told personally: that somebody called, assigned, answered or failed them. Data only."""

from enum import StrEnum
from typing import Annotated

import msgspec

from support_tui.wire import limits
from support_tui.wire.mail_alarms import MailAlarm
from support_tui.wire.values import Actor

RowId = Annotated[int, msgspec.Meta(ge=0, lt=1 << 53)]
"""The number of a row, as far as every reader of JSON can hold one."""


class NotificationKind(StrEnum):
    """Why an agent is told, the most personal first: of two reasons for one message the earlier counts."""

    MENTIONED = "mentioned"
    ASSIGNED = "assigned"
    CUSTOMER_WROTE = "customer_wrote"
    SEND_FAILED = "send_failed"
    COLLEAGUE_WROTE = "colleague_wrote"
    SNOOZE_OVER = "snooze_over"
    DRAFT_TAKEN = "draft_taken"
    FOLLOWED = "followed"
    MAIL_STOPPED = "mail_stopped"
    MAILBOX_FAILS = "mailbox_fails"


class Notification(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing an agent is told. `words` are the first of the message, `title` the conversation's as it is now. `count` is how many
    conversations one action has brought them, of which this is the first. `read_at` None is unread."""

    id: int
    at: int
    kind: NotificationKind
    conversation_id: int
    actor: Actor
    title: str = ""
    words: str = ""
    message_id: int | None = None
    count: int = 1
    read_at: int | None = None
    alarm: MailAlarm | None = None
    """Of a mailbox that fails; there is no conversation then."""


class NotificationPage(msgspec.Struct, frozen=True, omit_defaults=True):
    """The newest of what an agent was told, unread first; older ones are forgotten."""

    notifications: tuple[Notification, ...] = ()
    unread: int = 0


class MarkNotifications(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which have been read: these, and all up to an id (0 is none by that). `is_read` false makes them unread again."""

    ids: Annotated[tuple[RowId, ...], msgspec.Meta(max_length=limits.NOTIFICATIONS)] = ()
    up_to: RowId = 0
    is_read: bool = True
