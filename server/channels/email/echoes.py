"""What of ourselves comes in again: our own mail, passed back by a list or a machine, and mail that claims to be from us (E27). Pure."""

from collections.abc import Callable
from typing import Final

from support_tui.wire.views import Directory

from ...core.addresses import fold_email
from ...core.public_domains import domain_of
from .ids import OurMessage, message_of
from .loop_headers import is_ours
from .reading import Mail

UNKNOWN: Final = OurMessage(0, 0)
"""A mail of ours that does not say which."""


class Echoes:
    """`directory` gives the mailboxes as they are now, `secret` recognises what only we can have written."""

    def __init__(self, secret: bytes, directory: Callable[[], Directory]) -> None:
        self._secret = secret
        self._directory = directory

    def is_from_us(self, mail: Mail) -> bool:
        """Whether a mail bears our mark, an identity of our domains, or one of our mailboxes as its sender: nothing answers it by itself."""
        own = self._addresses()
        identity = mail.external_id.rpartition("@")[2].lower()
        return (
            is_ours(self._secret, mail.loops)
            or fold_email(mail.sender.email) in own
            or identity in {domain_of(address) for address in own}
        )

    def returned(self, mailbox_id: int, mail: Mail) -> OurMessage | None:
        """The message of ours that a mail is, word for word, in the mailbox it left from; automatic ones wherever they come in. What one of our
        mailboxes writes to another is news there."""
        if mail.report is not None:
            return None
        ours = message_of(self._secret, mail.external_id)
        if is_ours(self._secret, mail.loops):
            return ours or UNKNOWN
        is_here = fold_email(mail.sender.email) in self._addresses(mailbox_id)
        return ours if is_here else None

    def _addresses(self, mailbox_id: int | None = None) -> frozenset[str]:
        boxes = (box for box in self._directory().mailboxes if mailbox_id in (None, box.id))
        return frozenset(
            fold_email(address) for box in boxes for address in (box.address, *box.mail.aliases) if address
        )
