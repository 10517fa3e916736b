"""Makes the message that stands for a mail which cannot be read, or is too large to be taken (E7, E8). Looks at headers alone, and at
those without the parser that may just have failed. Pure.
"""

import re
from typing import Final

from support_tui.wire import limits
from support_tui.wire.commands import IncomingFile, ReceiveMessage
from support_tui.wire.quarantine import MailProblem
from support_tui.wire.standing_wording import standing_text
from support_tui.wire.values import Address

from ...core.plain import one_line

#: As much of a mail as holds its headers; what is longer is no header that anybody needs here.
HEAD_BYTES: Final = 64 * 1024
_HEADER: Final = re.compile(
    rb"^(From|Subject|Date|To|Cc):[ \t]*([^\r\n]{0,2000})", re.IGNORECASE | re.MULTILINE
)
_ADDRESS: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w.-]{1,200}")
_SHOWN_CHARS: Final = 300
_FILENAME: Final = "mail.eml"


WITHHELD: Final = "withheld"
"""The reason of a mail that its server lists and does not give out; every other reason is in words already."""


def unreadable(mailbox_id: int, raw: bytes, raw_digest: str, why: str, language: str) -> ReceiveMessage:
    """What stands for a mail that could not be read: who and what it is about as far as that can be seen, the reason, and all its bytes as a
    file."""
    headers = _headers(raw[:HEAD_BYTES])
    subject = headers.get("subject", "")
    shown = "\n".join(f"    {name.capitalize()}: {value}" for name, value in headers.items())
    reason = standing_text("standing-withheld", language) if why == WITHHELD else one_line(why)[:_SHOWN_CHARS]
    said = (
        standing_text("standing-unread", language, size=f"{len(raw):,}"),
        standing_text("standing-reason", language, why=reason),
        shown,
    )
    return ReceiveMessage(
        mailbox_id=mailbox_id,
        sender=_sender(headers.get("from", ""), language),
        text="\n\n".join(part for part in said if part),
        external_id=f"unreadable:{raw_digest}",
        title=_title(subject, language)[: limits.TITLE_CHARS],
        channel="email",
        raw_digest=raw_digest,
        files=(IncomingFile(_FILENAME, "message/rfc822", len(raw), raw_digest),),
        problem=MailProblem.UNREADABLE,
    )


def _title(subject: str, language: str) -> str:
    text_id = "standing-title" if subject else "standing-title-bare"
    return standing_text(text_id, language, subject=subject)


def notice_of_size(size_bytes: int, limit_bytes: int, headers: dict[str, str], language: str) -> str:
    """What is said in place of a mail above the limit; its headers are all that was taken of it."""
    shown = "\n".join(
        f"    {name.capitalize()}: {headers[name][:_SHOWN_CHARS]}"
        for name in _SHOWN_HEADERS
        if headers.get(name)
    )
    sizes = {"size": _megabytes(size_bytes), "limit": _megabytes(limit_bytes)}
    return f"{standing_text('standing-large', language, **sizes)}\n\n{shown}"


_SHOWN_HEADERS: Final = ("from", "to", "cc", "subject", "date", "message-id")


def _megabytes(size_bytes: int) -> str:
    return f"{size_bytes / 1_000_000:,.1f}".removesuffix(".0")


def _headers(head: bytes) -> dict[str, str]:
    """The few headers that matter, as they stand there: nothing is decoded that could be decoded wrongly."""
    block = re.split(rb"\r?\n\r?\n", head.lstrip(b"\r\n"), maxsplit=1)[0]
    found: dict[str, str] = {}
    for name, value in _HEADER.findall(block):
        shown = one_line(value.decode("utf-8", "replace"))[:_SHOWN_CHARS]
        if shown:
            found.setdefault(name.decode("ascii").lower(), shown)
    return found


def _sender(written: str, language: str) -> Address:
    found = _ADDRESS.search(written)
    if found is None:
        return Address("", standing_text("standing-nobody", language))
    return Address(found[0][: limits.ADDRESS_CHARS])
