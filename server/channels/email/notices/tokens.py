"""What of a notice says whose it is and what it is about, and cannot be made by anybody else: the address that answers go to, the address
that a mail server tells of trouble, and the mail's identities (E38). Made for one agent at one address; with another address it is void. Pure.
"""

import hashlib
import hmac
import re
from collections.abc import Callable
from typing import Final, NamedTuple

from ....core.addresses import fold_email
from ..signed import SIGNATURE_CHARS, is_signed, signature

_ANSWER: Final = "answer"
_BOUNCE: Final = "bounce"
_MAC_CHARS: Final = 24
_ADDRESS: Final = re.compile(
    rf"(?P<box>[^\s@]*?)\+(?P<kind>[an])(?P<number>\d{{1,15}})\.(?P<agent>\d{{1,15}})-(?P<signature>[a-z2-7]{{{SIGNATURE_CHARS}}})"
    r"@(?P<domain>[^\s@]+)",
    re.IGNORECASE,
)
_ID: Final = re.compile(rf"n(\d{{1,15}})\.a(\d{{1,15}})\.c(\d{{1,15}})\.([0-9a-f]{{{_MAC_CHARS}}})@")
#: Begins with what is rare, so that a long text is looked through once.
_ANYWHERE: Final = re.compile(
    rf"\+[an]\d{{1,15}}\.\d{{1,15}}-[a-z2-7]{{{SIGNATURE_CHARS}}}(?=@)"
    rf"|<?n\d{{1,15}}\.a\d{{1,15}}\.c\d{{1,15}}\.[0-9a-f]{{{_MAC_CHARS}}}@[^\s<>\"'()\[\]]{{1,255}}>?",
    re.IGNORECASE,
)

EmailOf = Callable[[int], str]
"""The address of an agent's account, empty for none."""


class Token(NamedTuple):
    """Whose it is and what it is about; `is_valid` where only we can have made it. `is_address` where it stood in an address."""

    agent_id: int
    conversation_id: int
    is_valid: bool
    is_address: bool = True


class Returned(NamedTuple):
    """The notice that a mail server's report is about."""

    notice_id: int
    agent_id: int


def answer_address(secret: bytes, agent_id: int, email: str, conversation_id: int, base: str) -> str:
    """Where this agent's answers about this conversation go; `base` is the mailbox's own address."""
    return _address(base, "a", conversation_id, agent_id, signature(secret, _purpose(_ANSWER, agent_id, email), conversation_id))  # fmt: skip


def bounce_address(secret: bytes, agent_id: int, email: str, notice_id: int, base: str) -> str:
    """Whom mail servers tell that this notice did not arrive."""
    return _address(base, "n", notice_id, agent_id, signature(secret, _purpose(_BOUNCE, agent_id, email), notice_id))  # fmt: skip


def notice_identity(
    secret: bytes, notice_id: int, agent_id: int, email: str, conversation_id: int, domain: str
) -> str:
    """The Message-ID of a notice; that of notice 0 is never sent, and is what all notices of the conversation answer."""
    name = f"n{notice_id}.a{agent_id}.c{conversation_id}"
    return f"{name}.{_mac(secret, name, email)}@{domain}"


def token_in_address(secret: bytes, address: str, email_of: EmailOf) -> Token | None:
    """What an address for answers names, also a forged one; None for any other."""
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or found["kind"].lower() != "a":
        return None
    agent_id, conversation_id = int(found["agent"]), int(found["number"])
    email = email_of(agent_id)
    purpose = _purpose(_ANSWER, agent_id, email)
    is_valid = bool(email) and is_signed(secret, purpose, conversation_id, found["signature"])
    return Token(agent_id, conversation_id, is_valid)


def token_in_identity(secret: bytes, identity: str, email_of: EmailOf) -> Token | None:
    """What a notice's identity names, also a forged one; None for any other."""
    found = _ID.match(identity)
    if found is None:
        return None
    agent_id, conversation_id = int(found[2]), int(found[3])
    email = email_of(agent_id)
    name = f"n{found[1]}.a{found[2]}.c{found[3]}"
    is_valid = bool(email) and hmac.compare_digest(found[4], _mac(secret, name, email))
    return Token(agent_id, conversation_id, is_valid, is_address=False)


def returned_by_address(secret: bytes, address: str, email_of: EmailOf) -> Returned | None:
    """The notice of which a mail server reports to this address; None for any other and for a forged one."""
    found = _ADDRESS.fullmatch(address.strip())
    if found is None or found["kind"].lower() != "n":
        return None
    agent_id, notice_id = int(found["agent"]), int(found["number"])
    email = email_of(agent_id)
    is_ours = bool(email) and is_signed(
        secret, _purpose(_BOUNCE, agent_id, email), notice_id, found["signature"]
    )
    return Returned(notice_id, agent_id) if is_ours else None


def returned_by_identity(secret: bytes, identity: str, email_of: EmailOf) -> Returned | None:
    """The notice that bears this identity; None for any other and for a forged one."""
    token = token_in_identity(secret, identity, email_of)
    found = _ID.match(identity)
    if token is None or found is None or not token.is_valid:
        return None
    return Returned(int(found[1]), token.agent_id)


def plain_address(address: str) -> str:
    """The mailbox's own address behind one of a notice; any other as it is."""
    found = _ADDRESS.fullmatch(address.strip())
    return address if found is None else f"{found['box']}@{found['domain']}"


def without_tokens(text: str) -> str:
    """A text in which nothing is left that leads back as an agent's answer: whoever reads it is not the agent."""
    return _ANYWHERE.sub("", text)


def _address(base: str, kind: str, number: int, agent_id: int, signed: str) -> str:
    box, _, domain = base.rpartition("@")
    return f"{box}+{kind}{number}.{agent_id}-{signed}@{domain}"


def _purpose(what: str, agent_id: int, email: str) -> str:
    return f"{what}:{agent_id}:{fold_email(email)}"


def _mac(secret: bytes, name: str, email: str) -> str:
    return hmac.new(secret, f"{name}:{fold_email(email)}".encode(), hashlib.sha256).hexdigest()[:_MAC_CHARS]
