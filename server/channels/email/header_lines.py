"""Writes the header lines of a mail: words in RFC 2047 where they need it, folded between words only, and no line end that is not ours (E24).

The standard library's own folding turns an identity that is longer than a line into encoded words, by which no mail program finds the
conversation again. Pure.
"""

import base64
import re
from collections.abc import Iterable
from typing import Final

from support_tui.wire.values import Address

_LINE: Final = 76
#: 45 bytes are 60 characters of base64, which fit a line beside `=?utf-8?b?…?=` (RFC 2047 §2: 75 at most).
_WORD_BYTES: Final = 45
#: The longest line there may be is 998 (RFC 5322 §2.1.1); an identity cannot be folded.
_ID_CHARS: Final = 900
_BREAKS: Final = re.compile(r"[\r\n\0\v\f\x1c-\x1e\x85\u2028\u2029]+")
_ATOMS: Final = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*")
_UNSAFE: Final = re.compile(r"[^\x20-\x7e]|=\?")


def one_line(text: str) -> str:
    """Nothing that could end a header and begin another."""
    return _BREAKS.sub(" ", text).strip()


def words_header(name: str, text: str) -> str:
    """A header of plain words, such as the subject."""
    clean = one_line(text)
    words = _encoded_words(clean) if _UNSAFE.search(clean) else clean.split(" ")
    return _folded(name, words)


def addresses_header(name: str, addresses: Iterable[Address]) -> str:
    """A header of addresses, each with its name where it has one."""
    written = [_mailbox(address) for address in addresses]
    words = [word for mailbox in written[:-1] for word in (*mailbox[:-1], f"{mailbox[-1]},")]
    return _folded(name, [*words, *(written[-1] if written else ())])


def ids_header(name: str, ids: Iterable[str]) -> str:
    """A header of message identities, each whole on its line."""
    return _folded(name, [f"<{id_}>" for id_ in ids])


def is_writable_id(identity: str) -> bool:
    """Whether a foreign identity can stand in a header of ours."""
    is_plain = identity.isascii() and identity.isprintable() and "@" in identity
    return is_plain and len(identity) <= _ID_CHARS and not re.search(r"[\s<>]", identity)


def _mailbox(address: Address) -> list[str]:
    name = one_line(address.name)
    where = f"<{address.email}>"
    if not name:
        return [where if not address.email.isascii() else address.email]
    if _UNSAFE.search(name):
        return [*_encoded_words(name), where]
    if _ATOMS.fullmatch(name):
        return [*name.split(), where]
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    return [*f'"{escaped}"'.split(" "), where]


def _encoded_words(text: str) -> list[str]:
    """Encoded words of whole characters; what stands between two of them is not shown, so each carries its own blanks."""
    words: list[str] = []
    chunk = b""
    for character in text:
        encoded = character.encode("utf-8", "replace")
        if len(chunk) + len(encoded) > _WORD_BYTES:
            words.append(_encoded_word(chunk))
            chunk = b""
        chunk += encoded
    return [*words, _encoded_word(chunk)]


def _encoded_word(chunk: bytes) -> str:
    return f"=?utf-8?b?{base64.b64encode(chunk).decode()}?="


def _folded(name: str, words: list[str]) -> str:
    """The lines of a header without the last line end. An empty word is a second blank and never begins a line."""
    lines = [f"{name}:"]
    for word in words:
        if word and len(lines[-1]) + 1 + len(word) > _LINE and lines[-1].strip() != f"{name}:":
            lines.append("")
        lines[-1] += f" {word}"
    return "\r\n".join(lines)
