"""Whether a mail is the answer of the agent it names (E38): its token, its sender, and a trusted server's word for that sender. Pure."""

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from msgspec.structs import replace

from support_tui.wire.mail_facts import Verdict
from support_tui.wire.views import Agent, Mailbox

from ....core.addresses import fold_email
from ..plus_addresses import plus_address
from ..reading import Mail
from ..reading.authentication import checks_of
from ..reading.forwarded import is_called_forwarded
from .tokens import EmailOf, Token, plain_address, token_in_address, token_in_identity

_HEAD: Final = re.compile(rb"\r?\n\r?\n")
_ADDRESS: Final = re.compile(rb"[^\s<>,;]{1,64}@[^\s<>,;@]{1,255}")
_FROM: Final = re.compile(rb"^From[ \t]*:", re.IGNORECASE | re.MULTILINE)


def for_customers(secret: bytes, mail: Mail, token: Token) -> Mail:
    """A mail to an agent's address for answers as it would be had it been sent to the conversation's own (E12)."""

    def own(address: str) -> str:
        base = plain_address(address)
        return address if base == address else plus_address(secret, token.conversation_id, base)

    return replace(mail, delivered_to=tuple(map(own, mail.delivered_to)))


class Claim(NamedTuple):
    """Whose answer a mail says it is; `agent` None where it names nobody here. `flaw` is why that is not believed, empty where it is."""

    token: Token
    agent: Agent | None
    flaw: str


def token_of(secret: bytes, mail: Mail, mailbox: Mailbox | None, email: EmailOf) -> Token | None:
    """What makes a mail an answer to a notice: it was sent to an address for answers; or, in a mailbox without such addresses, it answers a
    notice and passes nothing on. A valid token goes before a forged one."""
    found = [
        token
        for address in mail.delivered_to
        if (token := token_in_address(secret, address, email)) is not None
    ]
    has_addresses = mailbox is not None and mailbox.mail.has_plus_addresses
    if not found and not has_addresses and not is_called_forwarded(mail.subject):
        parent = mail.references[0] if mail.references else ""
        named = token_in_identity(secret, parent, email)
        found = [named] if named is not None else []
    return min(found, key=lambda token: not token.is_valid, default=None)


def claim_of(token: Token, mail: Mail, raw: bytes, mailbox: Mailbox | None, agents: Iterable[Agent]) -> Claim:
    """What of it is proven."""
    agent = next((agent for agent in agents if agent.id == token.agent_id), None)
    return Claim(token, agent, _flaw(token, agent, mail, raw, mailbox))


def _flaw(token: Token, agent: Agent | None, mail: Mail, raw: bytes, mailbox: Mailbox | None) -> str:
    if not token.is_valid or agent is None:
        return "token"
    if not fold_email(mail.sender.email) == one_sender(raw) == fold_email(agent.email):
        return "sender"
    trusted = mailbox.mail.trusted_hosts if mailbox is not None else ()
    checks = checks_of(mail.authentication, trusted) if trusted else None
    if checks is None or checks.dmarc is not Verdict.PASS:
        return "unproven"
    return ""


def one_sender(raw: bytes) -> str:
    """The one address of the one From, as it stands there; empty else: of several a server may have checked another than the one that is
    shown (RFC 7489 §6.6.1)."""
    head = _HEAD.split(raw.lstrip(b"\r\n"), maxsplit=1)[0]
    lines = _FROM.split(head)
    if len(lines) != 2:
        return ""
    value = re.split(rb"\r?\n(?![ \t])", lines[1], maxsplit=1)[0]
    # A name in quotation marks may hold anything but what counts: an address between angle brackets, or alone.
    bare = re.sub(rb'"(?:\\.|[^"\\])*"', b"", value)
    named = {fold_email(address.decode("utf-8", "replace")) for address in _ADDRESS.findall(bare)}
    is_one = len(named) == 1 and bare.count(b"<") <= 1 and b"," not in bare
    return named.pop() if is_one else ""
