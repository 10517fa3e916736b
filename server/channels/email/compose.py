"""Writes a reply as a mail (E20, E23, E24). Pure: the bytes of files come in."""

import html
import re
import unicodedata
from datetime import UTC, datetime
from email.headerregistry import Address as MailAddress
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Final

from support_tui.wire.values import Address

from ...core.outgoing import Outgoing

_MAX_REFERENCES: Final = 20
_ANSWER_MARK: Final = re.compile(r"^\s*((re|aw|sv|antw|رد)\s*:\s*)+", re.IGNORECASE)
_BLANK_LINES: Final = re.compile(r"\n{2,}")
_BREAKS: Final = re.compile(r"[\r\n\0]+")


def compose(outgoing: Outgoing, message_id: str, contents: tuple[bytes, ...]) -> EmailMessage:
    """The mail of a reply under our own `message_id`; `contents` are its files' bytes in order. Raises ValueError for an
    address that no mail can be sent to."""
    mail = EmailMessage(policy=SMTP.clone(max_line_length=78))
    mail["From"] = _address(outgoing.sender)
    mail["To"] = [_address(address) for address in outgoing.to]
    if outgoing.cc:
        mail["Cc"] = [_address(address) for address in outgoing.cc]
    mail["Subject"] = subject_of(outgoing)
    mail["Date"] = format_datetime(datetime.fromtimestamp(outgoing.written_at / 1_000_000, UTC))
    mail["Message-ID"] = f"<{message_id}>"
    if outgoing.answers:
        mail["In-Reply-To"] = f"<{outgoing.answers[-1]}>"
        mail["References"] = " ".join(f"<{answered}>" for answered in _capped(outgoing.answers))
    text = letter(outgoing.text, outgoing.signature)
    mail.set_content(text + "\n", cte="quoted-printable" if not text.isascii() else None)
    mail.add_alternative(as_html(text), subtype="html", cte="quoted-printable")
    for file, content in zip(outgoing.files, contents, strict=True):
        maintype, _, subtype = file.media_type.partition("/")
        filename = _one_line(file.filename)
        mail.add_attachment(content, maintype=maintype, subtype=subtype or "octet-stream", filename=filename)
    return mail


def letter(text: str, signature: str) -> str:
    """The words with the mailbox's signature below the mark that mail programs know (RFC 3676 §4.3)."""
    return f"{text}\n\n-- \n{signature.strip()}" if signature.strip() else text


def as_html(text: str) -> str:
    """The same words for programs that show HTML; each paragraph runs in its own direction (E20)."""
    paragraphs = (_paragraph(part) for part in _BLANK_LINES.split(text.strip("\n")))
    return f"<!DOCTYPE html><html><body>{''.join(paragraphs)}</body></html>\n"


def _paragraph(text: str) -> str:
    lines = "<br>\n".join(
        html.escape(line, quote=False).replace("  ", "&nbsp; ") for line in text.split("\n")
    )
    return f'<p dir="{_direction(text)}">{lines}</p>\n'


def _direction(text: str) -> str:
    """By the first letter that has one (UAX #9, P2); programs that know `auto` would find the same, older ones need to be told."""
    strong = (unicodedata.bidirectional(character) for character in text)
    first = next((direction for direction in strong if direction in ("L", "R", "AL")), "")
    return "rtl" if first in ("R", "AL") else "auto"


def subject_of(outgoing: Outgoing) -> str:
    """The title, with one mark of an answer where it answers something."""
    title = _ANSWER_MARK.sub("", _one_line(outgoing.title))
    return f"Re: {title}" if outgoing.answers else title


def _capped(answers: tuple[str, ...]) -> tuple[str, ...]:
    """The first and the last of a long thread: what readers need to join it."""
    return answers if len(answers) <= _MAX_REFERENCES else (answers[0], *answers[-_MAX_REFERENCES + 1 :])


def _address(address: Address) -> MailAddress:
    email = _BREAKS.sub("", address.email)
    username, _, domain = email.rpartition("@")
    if not username or not domain:
        raise ValueError(f"not an address: {address.email!r}")
    return MailAddress(_one_line(address.name), username, domain)


def _one_line(text: str) -> str:
    """Nothing that could end a header and begin another (E24)."""
    return _BREAKS.sub(" ", text).strip()
