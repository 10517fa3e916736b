"""Which conversation an incoming message belongs to (E10–E19). Pure; the candidates come in, best first, survivors in place of merged ones."""

from collections.abc import Sequence
from typing import assert_never

import msgspec

from support_tui.wire.values import ClosedPolicy, Folder, Status
from support_tui.wire.views import Mailbox

from .state import ConversationState

_DAY = 86_400_000_000
"""Microseconds."""


class Join(msgspec.Struct, frozen=True):
    """The message belongs to a conversation that exists."""

    conversation: ConversationState


class Start(msgspec.Struct, frozen=True):
    """The message begins a conversation; `follows` is the closed one that it continues."""

    follows: ConversationState | None = None


def home(
    candidates: Sequence[ConversationState], mailbox: Mailbox, now: int, *, is_automatic: bool
) -> Join | Start:
    """The first candidate is where it belongs, unless that is closed and its mailbox wants a new conversation then.

    Automatic mail joins a closed conversation without opening anything (E18). Spam and trash count as open: they are answered
    by folder, not by status (E17)."""
    if not candidates:
        return Start()
    found = candidates[0]
    is_over = found.status is Status.CLOSED and found.folder is Folder.INBOX
    if is_over and not is_automatic and _wants_new(mailbox, found, now):
        return Start(follows=found)
    return Join(found)


def _wants_new(mailbox: Mailbox, closed: ConversationState, now: int) -> bool:
    match mailbox.closed_policy:
        case ClosedPolicy.REOPEN:
            return False
        case ClosedPolicy.NEW:
            return True
        case ClosedPolicy.NEW_AFTER_DAYS:
            closed_at = closed.last_message_at if closed.closed_at is None else closed.closed_at
            return now - closed_at > mailbox.closed_days * _DAY
        case _:
            assert_never(mailbox.closed_policy)
