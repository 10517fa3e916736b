"""Conversations put together, taken apart, and tied to each other."""

from typing import Annotated

import msgspec

from support_tui.wire.commands.base import BaseCommand, OnConversation, Title

Merged = Annotated[tuple[int, ...], msgspec.Meta(max_length=10_000)]
"""What a body may name at all; how many are merged at once the desk decides (`limits.MERGED_AT_ONCE`)."""


class MergeConversations(BaseCommand, frozen=True):
    """All messages of `conversation_ids` go into the survivor, in order of time; their numbers lead there from then on.

    Without `copies_in`, whoever takes part in the others gets no copies of what is answered."""

    survivor_id: int
    conversation_ids: Merged
    copies_in: bool = True


class SplitConversation(OnConversation, frozen=True):
    """A message, or it and all that follow, into a new conversation; that is its sender's, if it is from a customer. An empty `title`
    takes over that of the conversation it leaves."""

    message_id: int
    with_rest: bool = False
    title: Title = ""


class AcceptParticipant(OnConversation, frozen=True):
    """Whoever wrote this message takes part from now on: answers go to them too (E16)."""

    message_id: int


class LinkConversations(OnConversation, frozen=True):
    """The two are related; each shows the other."""

    other_id: int


class UnlinkConversations(OnConversation, frozen=True):
    other_id: int
