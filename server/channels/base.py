"""What a channel that leads out of the desk is (D10)."""

from typing import Protocol

from ..core.outgoing import Outcome, Outgoing


class Channel(Protocol):
    """A way out."""

    name: str

    def can_send(self, mailbox_address: str) -> bool:
        """Whether replies of a mailbox with this address can leave here."""
        ...

    async def send(self, outgoing: Outgoing) -> Outcome:
        """Hand one reply over. Never raises for what a line or a server does."""
        ...
