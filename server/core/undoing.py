"""What is known about a request that is to be taken back: what it did, what happened since, and how everything stands. Pure data."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import msgspec

from support_tui.wire.events import Recorded
from support_tui.wire.mailboxes import MailboxHoldings
from support_tui.wire.values import Delivery
from support_tui.wire.views import Message

from .state import ConversationState
from .unjoining import Standing

_CHAIN = 100
"""Undos of undos in a row that are followed; nobody presses a key so often by reason."""


class DoneAction(msgspec.Struct, frozen=True):
    """A request that changed something: its key, who asked, the command's tag, its first event. `undone_by` is the key of the request
    that took it back (empty while it is in effect), `undoes` that of the request it took back."""

    key: str
    agent_id: int
    at: int
    kind: str
    seq: int
    undone_by: str = ""
    undoes: str = ""


class Subject(NamedTuple):
    """What an event is about: a conversation, a customer, or (neither) the desk."""

    conversation_id: int | None
    customer_id: int | None


def subject_of(recorded: Recorded) -> Subject:
    """What an entry of the log is about."""
    return Subject(recorded.conversation_id, recorded.customer_id)


class Undoing(msgspec.Struct, frozen=True):
    """`events` are those of the request, `later` those of the same subjects after it, both oldest first. `actions` are the request
    itself, those of the other events, and those that they took back, by key. `without` are conversations as they would be without the
    request, folded for those in which it concerned a message; `messages` are these messages. `standing` tells where those stand that it moved.

    `is_part`: these are only some of the conversations that the request was about, and the answer is to be put together with others."""

    action: DoneAction
    events: tuple[Recorded, ...]
    later: dict[Subject, tuple[Recorded, ...]]
    states: dict[int, ConversationState]
    actions: dict[str, DoneAction] = {}
    without: dict[int, ConversationState | None] = {}
    messages: dict[int, Message] = {}
    taken_emails: frozenset[str] = frozenset()
    standing: Standing = Standing()
    holdings: Mapping[int, MailboxHoldings] = {}
    """Of the mailboxes that the request made."""
    is_part: bool = False

    def by_subject(self) -> dict[Subject, list[Recorded]]:
        """The events of the request, by what they are about."""
        found: dict[Subject, list[Recorded]] = {}
        for recorded in self.events:
            found.setdefault(subject_of(recorded), []).append(recorded)
        return found

    def deliveries(self) -> dict[int, Delivery | None]:
        """How far the messages have come."""
        return {message_id: message.delivery for message_id, message in self.messages.items()}

    def family(self, recorded: Recorded) -> str:
        """What its request belongs to (`family_of`)."""
        return family_of(recorded, self.actions)


def family_of(recorded: Recorded, actions: Mapping[str, DoneAction]) -> str:
    """What a request belongs to: a thing done, taken back, done again … is one family, named after the first of its keys."""
    key = recorded.key or f"#{recorded.seq}"
    for _ in range(_CHAIN):
        action = actions.get(key)
        if action is None or action.undoes not in actions:
            break
        key = action.undoes
    return key


def without_family(
    entries: Sequence[Recorded], own: str, actions: Mapping[str, DoneAction]
) -> Iterator[Recorded]:
    """The log of one conversation as if what was taken back had never been, and as if the family `own` were the other way about: each
    family is told by its first request alone, and only while an odd number of its requests has touched the conversation."""
    keys: dict[str, set[str]] = {}
    for recorded in entries:
        keys.setdefault(family_of(recorded, actions), set()).add(recorded.key)
    told = {family for family, members in keys.items() if len(members) % 2 != (family == own)}
    for recorded in entries:
        family = family_of(recorded, actions)
        if family in told and family in (recorded.key, f"#{recorded.seq}"):
            yield recorded
