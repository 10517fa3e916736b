"""Reads a raw mail into what the desk needs of it. Never fails: what cannot be read is left out or replaced (E40). Pure."""

import hashlib
import re
from datetime import UTC
from email.message import Message
from email.parser import BytesParser
from email.utils import parsedate_to_datetime
from typing import Final

import msgspec

from support_tui.wire import limits
from support_tui.wire.mail_facts import Invite, MailFacts, Seal
from support_tui.wire.values import Address

from . import automatic
from .addresses import addresses, only
from .charsets import decode
from .embedded import files_among, without_files
from .files import MailFile, content_of, file_of
from .headers import AS_IT_CAME, Headers, charset_of_words, decoded, repaired
from .invites import invite_of
from .parts import Structure, is_too_deep, media_type, structure
from .readable import cleaned
from .reports import Report, is_receipt, report
from .seals import seal_of
from .signed_data import signed_content
from .texts import charset_of, texts

_ID: Final = re.compile(r"<([^<>\s]{1,900})>")
_BOUNDARY: Final = re.compile(rb"^--([^\s\"]{1,200})[ \t]*\r?\nContent-", re.MULTILINE | re.IGNORECASE)
_MAX_REFERENCES: Final = 50
_DELIVERED: Final = ("delivered-to", "x-original-to", "envelope-to", "to", "cc")
_MOST_FILES: Final = 500
_MOST_TRACKERS: Final = 20
_CALENDARS: Final = frozenset({"text/calendar", "application/ics"})


class Mail(msgspec.Struct, frozen=True):
    """A mail as read. `text` is what it says, from the plain form or else from the HTML, `words` the same without the files that stand
    among the words, which are `embedded`; `html` is the HTML without anything that
    could act (scripts, handlers, styles). `references` name what it answers, nearest first (E10, E11); `external_id` is made from the bytes where the mail has
    no Message-ID (E4); `delivered_to` are all addresses it was sent to, those of its
    envelope first, where its headers tell them (E12); `loops` are the marks of the desks and lists that it has been through (X-Loop), `authentication` what
    servers said of its sender, the last one first (Authentication-Results); `written_at` is what the sender claims (E39). `auto` is the kind of machine that wrote it: `bounce delayed
    delivered feedback auto_reply`, empty for people; `automatic` names what says so, for lists and mass mailings too (E25).
    `headers` are the first of each, decoded."""

    sender: Address
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    reply_to: tuple[Address, ...]
    subject: str
    text: str
    words: str
    html: str
    external_id: str
    references: tuple[str, ...]
    delivered_to: tuple[str, ...]
    loops: tuple[str, ...]
    authentication: tuple[str, ...]
    written_at: int | None
    auto: str
    automatic: str
    report: Report | None
    files: tuple[MailFile, ...]
    embedded: tuple[MailFile, ...]
    headers: dict[str, str]
    facts: MailFacts


def read_mail(raw: bytes, charset: str = "") -> Mail:
    """The mail in these bytes, whatever they are; its words in `charset` where somebody says so, whatever the mail declares."""
    parsed = parsed_mail(raw)
    signed = _within_signature(parsed)
    sorted_parts = structure(signed or parsed)
    hint = charset or _hint(signed or parsed, sorted_parts)
    headers = Headers(parsed, hint)
    sender = _sender(headers, hint)
    files = tuple(file_of(part, hint) for part in sorted_parts.files[:_MOST_FILES])
    read = texts(sorted_parts, files, hint, charset)
    text, embedded = read.text, _embedded(sorted_parts)
    told = report(parsed, headers, text, sender)
    auto, by = _machine(parsed, headers, text, sender)
    return Mail(
        sender=sender,
        to=_people(headers, "to", hint),
        cc=_people(headers, "cc", hint),
        reply_to=_people(headers, "reply-to", hint),
        subject=headers.text("subject")[: limits.TITLE_CHARS],
        text=text[: limits.TEXT_CHARS],
        words=(without_files(text) if embedded else text)[: limits.TEXT_CHARS],
        html=cleaned(read.html),
        external_id=_external_id(headers.text("message-id"), raw),
        references=_references(headers),
        delivered_to=_delivered_to(headers, hint),
        authentication=tuple(
            raw.decode("ascii", "replace") for raw in headers.raw("authentication-results")[:_MAX_REFERENCES]
        ),
        loops=tuple(decoded(raw, hint).strip() for raw in headers.raw("x-loop"))[:_MAX_REFERENCES],
        written_at=_written_at(headers.text("date")),
        auto=told.kind if told else auto,
        automatic=by or (told.kind if told else ""),
        report=told,
        files=files,
        embedded=embedded,
        headers=headers.texts(),
        facts=MailFacts(
            from_html=read.from_html,
            outside_images=read.outside_images,
            trackers=tuple(host[: limits.NAME_CHARS] for host in read.trackers[:_MOST_TRACKERS]),
            inline=read.inline,
            seal=Seal.SMIME_SIGNED if signed is not None else seal_of(parsed, text),
            invite=_invite(files),
            charset=charset,
        ),
    )


def _with_parts(parsed: Message, raw: bytes) -> Message:
    """The mail with its parts, where its headers name a boundary that is not the one between them."""
    if parsed.get_content_maintype() != "multipart" or parsed.is_multipart():
        return parsed
    found = _BOUNDARY.search(raw)
    if found is None:
        return parsed
    head = b'Content-Type: multipart/mixed; boundary="' + found[1] + b'"\n\n'
    parts = BytesParser(policy=AS_IT_CAME).parsebytes(head + raw[found.start() :]).get_payload()
    if isinstance(parts, list):
        parsed.set_payload(parts)
    return parsed


def _machine(parsed: Message, headers: Headers, text: str, sender: Address) -> tuple[str, str]:
    """`auto_reply` where a machine answers, and what says that no person wrote to us alone (E25)."""
    answering = automatic.answered_by(headers) or _answering(parsed, headers, text)
    robot = automatic.robot_by(headers, sender.email)
    is_answer = answering or (robot == automatic.NO_WAY_BACK and not automatic.is_of_list(headers))
    return "auto_reply" if is_answer else "", answering or automatic.listed_by(headers) or robot


def _answering(parsed: Message, headers: Headers, text: str) -> str:
    """What says that a machine answers, where no header does: a receipt, or words."""
    if is_receipt(parsed):
        return "content-type"
    return "subject" if automatic.answers_in_words(headers.text("subject"), text) else ""


def parsed_mail(raw: bytes) -> Message:
    """The mail as a tree of parts. One that is nested deeper than any mail program does was made to break readers: its headers are read,
    and all below them is its text."""
    parser, raw = BytesParser(policy=AS_IT_CAME), repaired(raw)
    try:
        parsed = _with_parts(parser.parsebytes(raw), raw)
        is_bounded = not is_too_deep(parsed)
    except RecursionError:
        is_bounded = False
    if is_bounded:
        return parsed
    flat = parser.parsebytes(raw, headersonly=True)
    del flat["Content-Type"]
    return flat


def _within_signature(parsed: Message) -> Message | None:
    """The mail in a signature that wraps it whole, None for any other mail."""
    if parsed.get_content_type() not in ("application/pkcs7-mime", "application/x-pkcs7-mime"):
        return None
    content = signed_content(content_of(parsed))
    return parsed_mail(content) if content else None


def _embedded(parts: Structure) -> tuple[MailFile, ...]:
    """The files that stand among the words."""
    plain = (part for part in parts.plain if media_type(part) == "text/plain")
    found = [file for part in plain for file in files_among(content_of(part))]
    return tuple(found[:_MOST_FILES])


def _invite(files: tuple[MailFile, ...]) -> Invite | None:
    """The appointment that the mail asks about."""
    calendars = (file for file in files if file.media_type in _CALENDARS)
    return next((invite for file in calendars if (invite := invite_of(decode(file.content)))), None)


def _hint(parsed: Message, parts: Structure) -> str:
    """The charset that the mail speaks: raw bytes in headers are most likely in it too."""
    for part in (*parts.plain, *parts.html, parsed):
        if charset := charset_of(part):
            return charset
    return charset_of_words(parsed)


def declared_charset(raw: bytes) -> str:
    """The charset that a mail says it is written in, empty where it says none."""
    parsed = parsed_mail(raw)
    return _hint(parsed, structure(parsed))


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


def message_id_in(head: bytes) -> str:
    """The identity that headers give a mail (E4), as `read_mail` finds it; empty where they give it none."""
    return _named(Headers(parsed_mail(head)).text("message-id"))


def _delivered_to(headers: Headers, hint: str) -> tuple[str, ...]:
    people = (person for name in _DELIVERED for person in _people(headers, name, hint))
    return tuple(dict.fromkeys(person.email for person in people))


def _external_id(message_id: str, raw: bytes) -> str:
    return _named(message_id) or f"sha256:{hashlib.sha256(raw).hexdigest()}"


def _named(message_id: str) -> str:
    found = _ID.search(message_id)
    bare = message_id.strip(" <>")
    if found:
        return found[1]
    return bare if " " not in bare and len(bare) <= 900 else ""


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
