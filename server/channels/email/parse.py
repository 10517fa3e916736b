"""Reads a raw mail into what the desk needs of it. Never fails: what cannot be read is left out or replaced. Pure."""

import hashlib
import re
from datetime import UTC
from email import message_from_bytes, policy
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from inspect import signature
from typing import Final

import msgspec

from support_tui.wire import limits
from support_tui.wire.values import Address

from .automatic import automatic_by
from .html import readable

_ID: Final = re.compile(r"<([^<>\s]{1,900})>")
_MAX_REFERENCES: Final = 50
#: Later versions of the standard library refuse malformed lists as a whole; we want what can be read of them.
_LENIENT: Final = {"strict": False} if "strict" in signature(getaddresses).parameters else {}
_NAMELESS: Final = "attachment"


class MailFile(msgspec.Struct, frozen=True):
    """A part of the mail that is kept as a file."""

    filename: str
    media_type: str
    content: bytes


class Mail(msgspec.Struct, frozen=True):
    """A mail as read. `references` name what it answers, nearest first (E10, E11); `external_id` is made from the bytes where
    the mail has no Message-ID (E4); `written_at` is what the sender claims (E39)."""

    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    subject: str
    text: str
    external_id: str
    references: tuple[str, ...]
    written_at: int | None
    automatic: str
    files: tuple[MailFile, ...]


def read_mail(raw: bytes) -> Mail:
    """The mail in these bytes, whatever they are."""
    mail = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
    headers = {name.lower(): _header(mail, name) for name in mail}
    sender = _addresses(headers.get("from", ""))[:1] or _addresses(headers.get("sender", ""))[:1]
    text, files = _content(mail)
    return Mail(
        sender=sender[0] if sender else Address(""),
        to=_addresses(headers.get("to", "")),
        cc=_addresses(headers.get("cc", "")),
        subject=headers.get("subject", "")[: limits.TITLE_CHARS],
        text=text[: limits.TEXT_CHARS],
        external_id=_external_id(headers.get("message-id", ""), raw),
        references=_references(headers),
        written_at=_written_at(headers.get("date", "")),
        automatic=automatic_by(headers, sender[0].email if sender else ""),
        files=files,
    )


def _header(mail: Message, name: str) -> str:
    """One header decoded; the standard library's own parsers fail on some malformed ones, which then stay as they are."""
    try:
        value = str(mail[name])
    except Exception:  # noqa: BLE001 - any failure of the parser means the same: read it raw
        value = next((raw for key, raw in mail.raw_items() if key.lower() == name.lower()), "")
    return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())


def _addresses(value: str) -> tuple[Address, ...]:
    """Everything in a header that has an address."""
    found = getaddresses([value], **_LENIENT)
    known = {
        email.casefold(): Address(email[: limits.ADDRESS_CHARS], name[: limits.NAME_CHARS])
        for name, email in found
        if "@" in email
    }
    return tuple(known.values())[: limits.RECIPIENTS]


def _external_id(message_id: str, raw: bytes) -> str:
    found = _ID.search(message_id)
    bare = message_id.strip(" <>")
    if found:
        return found[1]
    return (
        bare if bare and " " not in bare and len(bare) <= 900 else f"sha256:{hashlib.sha256(raw).hexdigest()}"
    )


def _references(headers: dict[str, str]) -> tuple[str, ...]:
    answered = _ID.findall(headers.get("in-reply-to", ""))
    earlier = _ID.findall(headers.get("references", ""))
    return tuple(dict.fromkeys(answered + earlier[::-1]))[:_MAX_REFERENCES]


def _written_at(date: str) -> int | None:
    try:
        moment = parsedate_to_datetime(date)
        seconds = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return int(seconds * 1_000_000) if seconds >= 0 else None


def _content(mail: EmailMessage) -> tuple[str, tuple[MailFile, ...]]:
    """The text to read, and everything else as files."""
    body = _body(mail)
    text = "" if body is None else _text(body)
    if body is not None and body.get_content_type() == "text/html":
        text = readable(text)
    files = [_file(part) for part in _leaves(mail) if part is not body and not _is_other_form_of(part, body)]
    return text.strip("\n"), tuple(files)


def _body(mail: EmailMessage) -> EmailMessage | None:
    try:
        body = mail.get_body(("plain", "html"))
    except Exception:  # noqa: BLE001 - a broken structure: then the first text part is what there is
        body = next((part for part in _leaves(mail) if part.get_content_maintype() == "text"), None)
    return body  # type: ignore[return-value]


def _leaves(mail: EmailMessage) -> list[EmailMessage]:
    """All parts that hold something themselves; a mail within the mail is one of them."""
    if mail.get_content_type() == "message/rfc822" or not mail.is_multipart():
        return [mail]
    return [leaf for part in mail.get_payload() for leaf in _leaves(part)]  # type: ignore[arg-type]


def _is_other_form_of(part: EmailMessage, body: EmailMessage | None) -> bool:
    """The HTML beside a plain text is the same words again."""
    if body is None or part.get_content_type() != "text/html":
        return False
    return part.get_filename() is None and part.get_content_disposition() != "attachment"


def _text(part: EmailMessage) -> str:
    """The part's text: its charset, else UTF-8, else Western, so that something readable always comes out (E33)."""
    content = _bytes(part)
    for charset in (part.get_content_charset("utf-8"), "utf-8", "cp1252"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


def _bytes(part: EmailMessage) -> bytes:
    if part.get_content_type() == "message/rfc822":
        return _inner_mail(part)
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _inner_mail(part: EmailMessage) -> bytes:
    """A forwarded mail as it would be on its own."""
    inner = part.get_payload()
    if not isinstance(inner, list) or not inner or not isinstance(inner[0], Message):
        return b""
    try:
        return inner[0].as_bytes()
    except Exception:  # noqa: BLE001 - malformed beyond what the library can write again: its raw mail stays
        return b""


def _file(part: EmailMessage) -> MailFile:
    try:
        name = part.get_filename() or ""
    except Exception:  # noqa: BLE001 - a malformed parameter: then it has no name
        name = ""
    name = re.split(r"[/\\]", name)[-1].strip(". \t") or _NAMELESS
    return MailFile(name[: limits.NAME_CHARS], part.get_content_type()[: limits.NAME_CHARS], _bytes(part))
