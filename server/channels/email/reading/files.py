"""Parts that are kept as files: their bytes, and names that are safe and say what they are (E34, E35). Pure."""

import base64
import binascii
import mimetypes
import re
from email.errors import MessageError
from email.message import Message
from typing import Final
from urllib.parse import unquote_to_bytes

import msgspec

from support_tui.wire import limits

from .charsets import decode
from .headers import Headers, decoded, one_line
from .parts import is_whole, media_type
from .sniffed import sniffed

_CONTINUED: Final = re.compile(r"\*(\d{1,3})(\*?)$")
_NAMES: Final = {
    "message/delivery-status": "delivery-status.txt", "text/rfc822-headers": "headers.txt", "message/disposition-notification": "receipt.txt",
    "message/feedback-report": "report.txt", "text/calendar": "invitation.ics", "application/pgp-signature": "signature.asc",
    "application/pgp-encrypted": "encrypted.asc", "application/pkcs7-mime": "smime.p7m", "application/pkcs7-signature": "smime.p7s",
    "application/ms-tnef": "winmail.dat", "text/plain": "text.txt", "text/html": "text.html",
}  # fmt: skip
_BASE64_LINE: Final = re.compile(r"\s*(?:[A-Za-z0-9+/]{4,}={0,2})?\s*$")
#: What no line of base64 has.
_WORDS: Final = re.compile(r"\w[ ,.:]+\w|^[-_*]{2,}\s*$", re.MULTILINE)
_CALCULATED: Final = "attachment"
#: Invisible characters that turn a name round or hide its ending.
_ENDING_CHARS: Final = 16
_HIDDEN: Final = re.compile("[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


class MailFile(msgspec.Struct, frozen=True):
    """A part of the mail that is kept as a file. `content_id` names it for the HTML around it, empty where nothing shows it inline."""

    filename: str
    media_type: str
    content: bytes
    content_id: str = ""


def file_of(part: Message, hint: str = "") -> MailFile:
    """The file that a part is; one without a name gets one of its kind."""
    content, kind = content_of(part), media_type(part)[: limits.NAME_CHARS]
    if not is_whole(part):
        kind = sniffed(content, kind)
    name = safe_name(_given_name(part, hint)) or _made_name(part, kind)
    content_id = Headers(part).text("content-id").strip("<> ")
    return MailFile(shortened(name), kind, content, content_id)


def content_of(part: Message) -> bytes:
    """The part's own bytes; a mail within the mail as it would be on its own."""
    if is_whole(part):
        return _inner(part)
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return b""
    encoding = Headers(part).text("content-transfer-encoding").lower()
    if encoding == "base64" and part.get_content_maintype() == "text":
        return _with_footer(part.get_payload()) or content
    is_plain = encoding in ("", "7bit", "8bit")
    # Such a part has the line ends of the mail's way here, not those of the file.
    return content.replace(b"\r\n", b"\n") if is_plain else content


def _with_footer(encoded: object) -> bytes:
    """The words of a text in base64 and, as they stand, those that a list has added below it unencoded; nothing where it added none."""
    lines = encoded.splitlines(keepends=True) if isinstance(encoded, str) else []
    end = next((number for number, line in enumerate(lines) if not _BASE64_LINE.match(line)), len(lines))
    added = "".join(lines[end:])
    if not end or not _WORDS.search(added):
        return b""
    letters = "".join("".join(lines[:end]).split()).rstrip("=")
    try:
        text = base64.b64decode(letters + "=" * (-len(letters) % 4))
    except (binascii.Error, ValueError):
        return b""
    return text.rstrip() + b"\n\n" + added.encode("utf-8", "surrogateescape")


def safe_name(name: str) -> str:
    """A name without a path, without characters that nobody sees, and without dots that hide it or its ending."""
    visible = _HIDDEN.sub("", name.encode("utf-8", "replace").decode("utf-8"))
    return one_line(re.split(r"[/\\]", visible)[-1]).strip(". ")


def shortened(name: str, most: int = limits.NAME_CHARS) -> str:
    """A name of at most so many characters that still ends as the long one: by its ending it is known what it is."""
    if len(name) <= most:
        return name
    stem, dot, ending = name.rpartition(".")
    is_ending = bool(stem) and 0 < len(ending) <= _ENDING_CHARS
    behind = dot + ending if is_ending else ""
    return name[: most - len(behind)] + behind


def _inner(part: Message) -> bytes:
    payload = part.get_payload()
    if not isinstance(payload, list):
        content = part.get_payload(decode=True)
        return content if isinstance(content, bytes) else b""
    inner = [_written(entry) for entry in payload if isinstance(entry, Message)]
    return b"\n".join(inner)


def _written(mail: Message) -> bytes:
    """The mail as bytes. The library cannot write back all that it can read: then its headers and what payload it has."""
    try:
        return mail.as_bytes()
    except (MessageError, UnicodeError, LookupError, ValueError, TypeError, AttributeError, RecursionError):
        lines = [f"{name}: {value}" for name, value in mail.items()]
        body = mail.get_payload()
        text = "\n".join(lines) + "\n\n" + (body if isinstance(body, str) else "")
        return text.encode("utf-8", "surrogateescape")


def _given_name(part: Message, hint: str) -> str:
    for header, wanted in (("content-disposition", "filename"), ("content-type", "name")):
        pieces: dict[int, tuple[str, bool]] = {}
        for name, value in part.get_params(header=header, failobj=[], unquote=True)[1:]:
            base, _, rest = name.lower().partition("*")
            if base != wanted:
                continue
            if isinstance(value, tuple):  # the library has read RFC 2231 itself
                charset, _, text = value
                return decode(str(text).encode("latin-1", "replace"), charset or "", hint)
            found = _CONTINUED.search(name)
            pieces[int(found[1]) if found else 0] = (value, bool(found[2]) if found else rest == "")
        if pieces:
            return _joined(pieces, hint)
    return ""


def _joined(pieces: dict[int, tuple[str, bool]], hint: str) -> str:
    raw = "".join(value for _, (value, _) in sorted(pieces.items())).encode("utf-8", "surrogateescape")
    if re.match(rb"[\w-]{2,20}'[\w-]*'", raw):
        charset, _, quoted = raw.split(b"'", 2)
        return decode(unquote_to_bytes(quoted), charset.decode("ascii", "replace"), hint)
    return decoded(raw, hint)


def _made_name(part: Message, kind: str) -> str:
    if kind in ("message/rfc822", "message/global"):
        inner = part.get_payload()
        subject = Headers(inner[0]).text("subject") if isinstance(inner, list) and inner else ""  # type: ignore[arg-type]
        return f"{safe_name(subject)[:120] or 'message'}.eml"
    return _NAMES.get(kind) or _CALCULATED + (mimetypes.guess_extension(kind) or "")
