"""Writes a reply as a mail (E20, E23, E24). Pure: the bytes of files come in."""

import re
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
    mail.set_content(outgoing.text + "\n", cte="quoted-printable" if not outgoing.text.isascii() else None)
    for file, content in zip(outgoing.files, contents, strict=True):
        maintype, _, subtype = file.media_type.partition("/")
        filename = _one_line(file.filename)
        mail.add_attachment(content, maintype=maintype, subtype=subtype or "octet-stream", filename=filename)
    return mail


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
