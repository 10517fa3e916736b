"""The way out of mailboxes that have none of their own, as the config file has it (`server.smtp`)."""

import logging
from collections.abc import Callable
from typing import NamedTuple

from support_tui.wire.mailboxes import Security

from ....config import Smtp, identity_of, password_of
from .peer import Peer

logger = logging.getLogger("support_server.mail")


class CommonWay(NamedTuple):
    """The server with its password, and the address that mail is sent from."""

    peer: Peer
    password: str | None
    sender: str


def common_way(smtp: Smtp) -> Callable[[str, str], CommonWay | None]:
    """Finds the common way of a mailbox by its name and address; None where there is no server."""

    def found(name: str, address: str) -> CommonWay | None:
        identity = identity_of(smtp, name, address)
        if not identity.host:
            return None
        try:
            password = password_of(identity)
        except OSError as error:
            logger.warning("the password of mailbox %s cannot be read: %s", name, error)
            password = ""
        peer = Peer(identity.host, identity.port, Security(identity.security), identity.user)
        return CommonWay(peer, password or None, identity.sender)

    return found
