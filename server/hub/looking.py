"""Who looks at what, for everybody else to see: takes the word of screens, lets activity expire, and says whom to tell."""

import asyncio
from collections.abc import Callable, Collection
from typing import Final

from support_tui.wire.frames import Activity, Look
from support_tui.wire.frames import Presence as PresenceFrame

from .presence import Presence, Seat
from .subscriber import Subscriber

#: Someone who typed and then did nothing for this long is only looking.
ACTIVITY_EXPIRES_S: Final = 12.0


class Looking:
    """The seats of all who listen. Lives on the event loop."""

    def __init__(self, subscribers: Collection[Subscriber], mailbox_of: Callable[[int], int | None]) -> None:
        self._subscribers = subscribers
        self._mailbox_of = mailbox_of
        self._seats = Presence()
        self._expiries: dict[Subscriber, asyncio.TimerHandle] = {}

    def look(self, subscriber: Subscriber, look: Look) -> None:
        """A screen shows a conversation, or none, or one its agent may not see, which counts as none."""
        self._cancel_expiry(subscriber)
        conversation_id = look.conversation_id
        mailbox_id = None if conversation_id is None else self._mailbox_of(conversation_id)
        if conversation_id is None or mailbox_id is None or not subscriber.may_see(mailbox_id):
            self._tell(self._seats.leave(subscriber))
            return
        self._tell(self._seats.sit(subscriber, Seat(subscriber.agent.id, conversation_id, look.activity)))
        if look.activity is not Activity.VIEWING:
            self._expiries[subscriber] = asyncio.get_running_loop().call_later(
                ACTIVITY_EXPIRES_S, self.look, subscriber, Look(conversation_id)
            )

    def leave(self, subscriber: Subscriber) -> None:
        """The screen is gone; the others see its agent leave."""
        self._cancel_expiry(subscriber)
        self._tell(self._seats.leave(subscriber))

    def all_due(self) -> dict[int, None]:
        """Every conversation that somebody looks at, for a socket that knows of none."""
        return dict.fromkeys(self._seats.conversations())

    def next_due(self, subscriber: Subscriber) -> PresenceFrame | None:
        """Who else is in the next conversation that this socket is to be told about, as far as its agent may see it."""
        while subscriber.presence_due:
            conversation_id, _ = subscriber.presence_due.popitem()
            if subscriber.may_see(self._mailbox_of(conversation_id)):
                viewers = self._seats.viewers(conversation_id, subscriber.agent.id)
                return PresenceFrame(conversation_id, viewers)
        return None

    def _tell(self, conversation_ids: set[int]) -> None:
        for conversation_id in conversation_ids:
            for subscriber in self._subscribers:
                subscriber.presence_due[conversation_id] = None
                subscriber.wake()

    def _cancel_expiry(self, subscriber: Subscriber) -> None:
        timer = self._expiries.pop(subscriber, None)
        if timer is not None:
            timer.cancel()
