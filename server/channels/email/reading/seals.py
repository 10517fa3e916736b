"""Whether a mail is signed or encrypted (E35). Checks no signature and opens nothing. Pure."""

from email.message import Message
from typing import Final

from support_tui.wire.mail_facts import Seal

_INLINE: Final = {
    "-----BEGIN PGP MESSAGE-----": Seal.PGP_ENCRYPTED,
    "-----BEGIN PGP SIGNED MESSAGE-----": Seal.PGP_SIGNED,
}


def seal_of(mail: Message, text: str) -> Seal | None:
    """What the outermost part says of itself, or the armour that the words stand in."""
    kind = mail.get_content_type()
    protocol = _param(mail, "protocol")
    if kind == "multipart/encrypted":
        return Seal.PGP_ENCRYPTED
    if kind == "multipart/signed":
        return Seal.SMIME_SIGNED if "pkcs7" in protocol else Seal.PGP_SIGNED
    if kind in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        return Seal.SMIME_SIGNED if _param(mail, "smime-type") == "signed-data" else Seal.SMIME_ENCRYPTED
    start = text.lstrip()[:60]
    return next((seal for armour, seal in _INLINE.items() if start.startswith(armour)), None)


def _param(mail: Message, name: str) -> str:
    for key, value in mail.get_params(failobj=[], unquote=True):
        if key.lower() == name:
            return str(value).lower()
    return ""
