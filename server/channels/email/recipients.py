"""Which mailbox an address means: its own, one of its aliases, or either with something behind a plus sign. Pure."""

from collections.abc import Iterable

from support_tui.wire.views import Mailbox

from ...core.addresses import fold_email


def mailbox_for(mailboxes: Iterable[Mailbox], address: str) -> Mailbox | None:
    """The mailbox that mail to this address is for; None where it is none of ours. The address as it stands goes before its plain form."""
    known = _by_address(mailboxes)
    folded = fold_email(address)
    return known.get(folded) or known.get(_plain(folded))


def _by_address(mailboxes: Iterable[Mailbox]) -> dict[str, Mailbox]:
    known: dict[str, Mailbox] = {}
    for mailbox in mailboxes:
        for address in (mailbox.address, *mailbox.mail.aliases):
            if address:
                known.setdefault(fold_email(address), mailbox)
    return known


def _plain(address: str) -> str:
    local, at, domain = address.rpartition("@")
    return f"{local.partition('+')[0]}{at}{domain}"
