"""Who wrote: the customer behind a sender, created where nobody is known by that address. Pure."""

from typing import NamedTuple

from support_tui.wire.events import CustomerCreated
from support_tui.wire.values import Actor, ActorKind, Address
from support_tui.wire.views import Customer

from .addresses import fold_email


class Identified(NamedTuple):
    """The customer's id and name, and the event that made them if they are new."""

    id: int
    name: str
    created: tuple[CustomerCreated, ...]

    @property
    def author(self) -> Actor:
        """The customer as the author of a message."""
        return Actor(ActorKind.CUSTOMER, self.id, self.name)


def identify(sender: Address, known: Customer | None, next_id: int) -> Identified:
    """The customer who was found by address (or by name, where the sender has none), else a new one named after the sender."""
    if known is not None:
        return Identified(known.id, known.name or sender.name or sender.email, ())
    emails = (sender.email,) if fold_email(sender.email) else ()
    name = sender.name or sender.email
    return Identified(next_id, name, (CustomerCreated(next_id, name, emails),))
