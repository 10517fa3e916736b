"""Writes a reply as a mail (E20, E23, E24). Pure: the bytes of files and our own identities come in."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final, NamedTuple

import msgspec

from support_tui.wire.values import Address

from ...core.addresses import distinct, fold_email
from ...core.outgoing import Outgoing
from .bodies import as_html, plain
from .header_lines import addresses_header, ids_header, is_writable_id, one_line, words_header
from .reachable import needs_utf8, reachable

MAX_REFERENCES: Final = 20
#: What mail programs of many languages put before the subject of an answer.
_ANSWER_MARK: Final = re.compile(
    r"^\s*(?:(?:re|aw|antw|antwort|sv|vs|odp|ynt|ref|rif|res|resp|réf|回复|回覆|答复|رد|الرد|تשובה|השב|ответ|отв|απ|ΑΠ)"
    r"(?:\s*\[\d+\]|\s*\(\d+\))?\s*[:：]\s*)+",
    re.IGNORECASE,
)
_MEDIA_TYPE: Final = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,60}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,60}"
)
#: Kinds of content that a mail cannot carry in base64 (RFC 2046 §5.2.1), or whose bytes would be taken for parts of the mail itself.
_OWN_STRUCTURE: Final = ("message/", "multipart/")
_POLICY: Final = SMTP.clone(max_line_length=78)


class Letter(msgspec.Struct, frozen=True):
    """A mail as it goes over the wire. `recipients` are those of the envelope; `left_out` are addresses that this form of it cannot
    reach."""

    raw: bytes
    sender: str
    recipients: tuple[str, ...]
    needs_utf8: bool = False
    left_out: tuple[str, ...] = ()


class Identities(NamedTuple):
    """The mail's own Message-ID and, oldest first, those before it; `parent` is what it answers. Without brackets."""

    own: str
    earlier: tuple[str, ...] = ()
    parent: str = ""


class Ties(NamedTuple):
    """What ties a mail to its conversation and keeps machines from answering it: the mark in its body, where answers go, further lines of
    its head, and whom a mail server tells of trouble (empty: nobody; None: the sender)."""

    mark: str = ""
    reply_to: Address | None = None
    lines: tuple[str, ...] = ()
    envelope_sender: str | None = None


NO_TIES: Final = Ties()


def compose(
    outgoing: Outgoing,
    ids: Identities,
    contents: tuple[bytes, ...],
    ties: Ties = NO_TIES,
    *,
    takes_utf8: bool = True,
) -> Letter:
    """The mail of a reply; `contents` are its files' bytes in order. Without `takes_utf8` recipients whose address needs it are left out.
    Raises ValueError for an address that no mail can be sent to, or where nobody is left."""
    sender = reachable(outgoing.sender)
    found = _each_once(outgoing, sender)
    everybody = (*found.to, *found.cc, *found.bcc)
    left_out = {a.email for a in everybody if needs_utf8(a.email)} if not takes_utf8 else set()
    kept_to, kept_cc = ([a for a in part if a.email not in left_out] for part in (found.to, found.cc))
    lines = [
        addresses_header("From", [sender]),
        addresses_header("To", kept_to) if kept_to else "To: undisclosed-recipients:;",
        *([addresses_header("Cc", kept_cc)] if kept_cc else []),
        words_header("Subject", subject_of(outgoing)),
        f"Date: {format_datetime(datetime.fromtimestamp(outgoing.written_at / 1_000_000, UTC))}",
        f"Message-ID: <{ids.own}>",
        *_threading(ids),
        *([addresses_header("Reply-To", [ties.reply_to])] if ties.reply_to else []),
        *ties.lines,
    ]
    head = "\r\n".join(lines).encode()
    envelope = [a.email for a in everybody if a.email not in left_out]
    if outgoing.only_to:
        wanted = {fold_email(email) for email in outgoing.only_to}
        envelope = [email for email in envelope if fold_email(email) in wanted] or envelope
    if not envelope:
        raise ValueError(f"no address that mail can be sent to: {', '.join((*found.unreachable, *left_out))}")
    return Letter(
        head + b"\r\n" + _body(outgoing, contents, ties.mark).as_bytes(),
        sender.email if ties.envelope_sender is None else ties.envelope_sender,
        tuple(envelope),
        needs_utf8=not head.isascii() or any(map(needs_utf8, (sender.email, *envelope))),
        left_out=(*found.unreachable, *sorted(left_out)),
    )


class _Recipients(NamedTuple):
    to: tuple[Address, ...]
    cc: tuple[Address, ...]
    bcc: tuple[Address, ...]
    unreachable: tuple[str, ...]


def _each_once(outgoing: Outgoing, sender: Address) -> _Recipients:
    """Nobody gets it twice, and never a mailbox of ours, unless it was written to that alone (E23)."""
    seen = {fold_email(email) for email in (sender.email, *outgoing.own_addresses)}
    unreachable: list[str] = []
    parts: list[tuple[Address, ...]] = []
    for given in (outgoing.to, outgoing.cc, outgoing.bcc):
        written: list[Address] = []
        for address in given:
            try:
                written.append(reachable(address))
            except ValueError:
                unreachable.append(address.email)
        kept = distinct(written, seen)
        if not parts and not kept:
            kept = distinct(written)
        seen |= {fold_email(address.email) for address in kept}
        parts.append(kept)
    return _Recipients(parts[0], parts[1], parts[2], tuple(unreachable))


def _threading(ids: Identities) -> Iterable[str]:
    earlier = [identity for identity in ids.earlier if is_writable_id(identity)]
    if ids.parent and is_writable_id(ids.parent):
        yield ids_header("In-Reply-To", [ids.parent])
    if earlier:
        yield ids_header("References", _capped(earlier))


def subject_of(outgoing: Outgoing) -> str:
    """The title, with one mark of an answer where it answers something."""
    title = _ANSWER_MARK.sub("", one_line(outgoing.title))
    return f"Re: {title}" if outgoing.earlier else title


def _capped(identities: list[str]) -> list[str]:
    """The first and the last of a long thread: what readers need to join it."""
    if len(identities) <= MAX_REFERENCES:
        return identities
    return [identities[0], *identities[-MAX_REFERENCES + 1 :]]


def _body(outgoing: Outgoing, contents: tuple[bytes, ...], mark: str) -> EmailMessage:
    body = EmailMessage(policy=_POLICY)
    quoted = outgoing.quoted
    text = plain(outgoing.text, outgoing.signature, quoted, mark)
    is_plain = text.isascii() and all(len(line) <= 78 for line in text.split("\n"))
    body.set_content(text + "\n", cte="7bit" if is_plain else "quoted-printable")
    html = as_html(outgoing.text, outgoing.signature, quoted, mark)
    body.add_alternative(html, subtype="html", cte="quoted-printable")
    for file, content in zip(outgoing.files, contents, strict=True):
        maintype, _, subtype = media_type_of(file.media_type).partition("/")
        filename = one_line(file.filename) or "file"
        body.add_attachment(content, maintype=maintype, subtype=subtype, filename=filename)
    return body


def media_type_of(declared: str) -> str:
    """The declared type where a part can carry it, that of any bytes otherwise."""
    is_usable = _MEDIA_TYPE.fullmatch(declared) and not declared.lower().startswith(_OWN_STRUCTURE)
    return declared.lower() if is_usable else "application/octet-stream"
