"""What a channel that leads out of the desk is (D10)."""

from typing import Protocol

from ..core.outgoing import Claim, Outcome, Outgoing


class Channel(Protocol):
    """A way out."""

    name: str

    async def send(self, outgoing: Outgoing, claim: Claim) -> Outcome | None:
        """Hand one reply over, None where nothing leads out of its mailbox. `claim` is asked before the first word of it leaves. Never
        raises for what a line or a server does."""
        ...
