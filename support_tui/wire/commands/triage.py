"""Sorting conversations: status, shelf, people, labels."""

from typing import Annotated

import msgspec

from support_tui.wire.commands.base import Ids, OnConversation, TagName, Text, Title
from support_tui.wire.values import Folder, Priority, Rating, Status


class SetStatus(OnConversation, frozen=True):
    """`waiting_since_at` takes a close back whole: the customer waits again since then, as before it."""

    status: Status
    waiting_since_at: Annotated[int, msgspec.Meta(ge=0)] | None = None


class AssignConversation(OnConversation, frozen=True):
    """Both parts are set; None is nobody."""

    agent_id: int | None
    team_id: int | None = None


class ChangeFollowers(OnConversation, frozen=True):
    add: Ids = ()
    remove: Ids = ()


class ChangeTags(OnConversation, frozen=True):
    """By name, created when new; case and Arabic spelling variants of an existing name are that tag."""

    add: tuple[TagName, ...] = ()
    remove: tuple[TagName, ...] = ()


class SetTitle(OnConversation, frozen=True):
    title: Title


class SetPriority(OnConversation, frozen=True):
    priority: Priority


class MoveConversation(OnConversation, frozen=True):
    mailbox_id: int


class SetFolder(OnConversation, frozen=True):
    """To spam, to trash, or back to the inbox."""

    folder: Folder


class PurgeConversation(OnConversation, frozen=True):
    """Delete for good what lies in the trash (E9): there is no way back."""


class SnoozeConversation(OnConversation, frozen=True):
    """Until a time, or None to wake it now. A human message of the customer always wakes it."""

    until_at: int | None


class RateConversation(OnConversation, frozen=True):
    rating: Rating | None
    comment: Text = ""


class MarkRead(OnConversation, frozen=True):
    """For the acting agent alone: read up to `message_id` (0 is wholly unread). Not an event of the log."""

    message_id: int
