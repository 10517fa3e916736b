"""What ties each letter to its conversation, whatever becomes of its identity, and marks what no person has written (E12, E13, E26). Pure."""

from support_tui.wire.values import Address

from ...core.outgoing import Outgoing
from .compose import Ties
from .loop_headers import automatic_headers
from .markers import marker
from .plus_addresses import plus_address
from .reachable import needs_utf8


def ties_of(secret: bytes, outgoing: Outgoing, *, has_plus_addresses: bool) -> Ties:
    """The ties of a letter whose sender is known. Of automatic ones a mail server tells nobody that they did not arrive, or the
    conversation's own address where there is one."""
    sender = outgoing.sender
    carrying = ""
    if has_plus_addresses and not needs_utf8(sender.email):
        carrying = plus_address(secret, outgoing.conversation_id, sender.email)
    return Ties(
        mark=marker(secret, outgoing.conversation_id),
        reply_to=Address(carrying, sender.name) if carrying else None,
        lines=automatic_headers(secret) if outgoing.is_automatic else (),
        envelope_sender=carrying if outgoing.is_automatic else None,
    )
