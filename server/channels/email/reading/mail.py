"""Reads a raw mail into what the desk needs of it. Never fails: what cannot be read is left out or replaced (E40). Pure."""

import hashlib
import re
from datetime import UTC
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Final

import msgspec
import nh3

from support_tui.wire import limits
from support_tui.wire.values import Address

from . import automatic
from .addresses import addresses, only
from .charsets import decode
from .files import MailFile, content_of, file_of
from .headers import AS_IT_CAME, Headers, repaired
from .parts import Structure, media_type, structure
from .readable import readable
from .reports import Report, report

_ID: Final = re.compile(r"<([^<>\s]{1,900})>")
_MAX_REFERENCES: Final = 50
_MOST_FILES: Final = 500
_HTML_CHARS: Final = 2_000_000
_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)


class Mail(msgspec.Struct, frozen=True):
    """A mail as read. `text` is what it says, from the plain form or else from the HTML; `html` is the HTML without anything that
    could act (scripts, handlers, styles). `references` name what it answers, nearest first (E10, E11); `external_id` is made from the bytes where the mail has
    no Message-ID (E4); `written_at` is what the sender claims (E39). `auto` is the kind of machine that wrote it: `bounce delayed
    delivered feedback auto_reply`, empty for people; `automatic` names what says so, for lists and mass mailings too (E25).
    `headers` are the first of each, decoded."""

    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    text: str
    html: str
    external_id: str
    references: tuple[str, ...]
    written_at: int | None
    auto: str
    automatic: str
    report: Report | None
    files: tuple[MailFile, ...]
    headers: dict[str, str]


def read_mail(raw: bytes) -> Mail:
    """The mail in these bytes, whatever they are."""
    parsed = _parsed(repaired(raw))
    sorted_parts = structure(parsed)
    hint = _hint(parsed, sorted_parts)
    headers = Headers(parsed, hint)
    sender = _sender(headers, hint)
    text, html = _texts(sorted_parts, hint)
    told = report(parsed, headers, text, f"{sender.name} {sender.email}")
    answering = automatic.answered_by(headers)
    by = answering or automatic.listed_by(headers) or automatic.robot_by(headers, sender.email)
    return Mail(
        sender=sender,
        to=_people(headers, "to", hint),
        cc=_people(headers, "cc", hint),
        reply_to=_people(headers, "reply-to", hint),
        subject=headers.text("subject")[: limits.TITLE_CHARS],
        text=text[: limits.TEXT_CHARS],
        html=nh3.clean(html[:_HTML_CHARS]),
        external_id=_external_id(headers.text("message-id"), raw),
        references=_references(headers),
        written_at=_written_at(headers.text("date")),
        auto=told.kind if told else "auto_reply" if answering else "",
        automatic=by or (told.kind if told else ""),
        report=told,
        files=tuple(file_of(part, hint) for part in sorted_parts.files[:_MOST_FILES]),
        headers=headers.texts(),
    )


def _parsed(raw: bytes) -> Message:
    """The mail as a tree of parts. One that is nested deeper than the library can go was made to break readers: its headers are read, and
    all below them is its text."""
    parser = BytesParser(policy=AS_IT_CAME)
    try:
        return parser.parsebytes(raw)
    except RecursionError:
        return parser.parsebytes(raw, headersonly=True)


def _hint(parsed: Message, parts: Structure) -> str:
    """The charset that the mail speaks: raw bytes in headers are most likely in it too."""
    for part in (*parts.plain, *parts.html, parsed):
        if charset := _charset(part):
            return charset
    return ""


def _charset(part: Message) -> str:
    """The declared charset of a part, empty where the library cannot make sense of it."""
    try:
        return part.get_content_charset("") or ""
    except (LookupError, UnicodeError, ValueError):
        return ""


def _sender(headers: Headers, hint: str) -> Address:
    """Who is shown as the sender: the first From that names an address, else who else could have sent it. Name and address are of one
    header: a name beside somebody else's address would be a mask."""
    people = [
        only(raw, hint) for name in ("from", "reply-to", "sender", "return-path") for raw in headers.raw(name)
    ]
    named = [person for person in people if person.name or person.email]
    return next((person for person in named if "@" in person.email), named[0] if named else Address(""))


def _people(headers: Headers, name: str, hint: str) -> tuple[Address, ...]:
    raw = b", ".join(headers.raw(name))
    return addresses(raw, hint)


def _texts(parts: Structure, hint: str) -> tuple[str, str]:
    """What the mail says, and its HTML. The plain form counts unless it is empty and the HTML is not."""
    html = "\n".join(_decoded(part, hint) for part in parts.html if media_type(part) == "text/html")
    text = _readable(parts.plain, hint)
    if not text.strip() and html:
        text = _readable(parts.html, hint)
    return text, html


def _readable(parts: tuple[Message, ...], hint: str) -> str:
    texts = []
    for part in parts:
        kind = media_type(part)
        if kind == "text/html":
            texts.append(readable(_decoded(part, hint)).with_links)
        elif kind == "text/plain":
            texts.append(_decoded(part, hint))
    joined = "\n\n".join(text.strip("\r\n") for text in texts if text.strip())
    return joined.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n")


def _decoded(part: Message, hint: str) -> str:
    content = content_of(part)
    charset = _charset(part)
    if media_type(part) == "text/html" and (not charset or charset in ("us-ascii", "iso-8859-1")):
        stated = _CHARSET.search(content[:4096])
        charset = stated[1].decode("ascii") if stated else charset
    return decode(content, charset, hint).removeprefix("\ufeff")


def _external_id(message_id: str, raw: bytes) -> str:
    found = _ID.search(message_id)
    bare = message_id.strip(" <>")
    if found:
        return found[1]
    return (
        bare if bare and " " not in bare and len(bare) <= 900 else f"sha256:{hashlib.sha256(raw).hexdigest()}"
    )


def _references(headers: Headers) -> tuple[str, ...]:
    answered = _ID.findall(headers.text("in-reply-to"))
    earlier = _ID.findall(headers.text("references"))
    return tuple(dict.fromkeys(answered + earlier[::-1]))[:_MAX_REFERENCES]


def _written_at(date: str) -> int | None:
    try:
        moment = parsedate_to_datetime(date)
        seconds = moment.replace(tzinfo=moment.tzinfo or UTC).timestamp()
    except (TypeError, ValueError, OverflowError, IndexError):
        return None
    return int(seconds * 1_000_000) if seconds >= 0 else None
