"""Mails that Outlook has saved as files (.msg, MS-OXMSG): whom they are from, what they say, their files. Pure."""

from typing import Final

from .charsets import decode, known
from .compound import Compound, Entry, compound_of
from .files import MailFile, safe_name
from .rtf import rich_text, unpacked
from .tnef import Envelope

_SUBJECT, _SENDER_NAME, _SENDER_EMAIL, _SENDER_SMTP, _TO, _CC = 0x0037, 0x0C1A, 0x0C1F, 0x5D01, 0x0E04, 0x0E03
_BODY, _RTF, _HTML, _CODE_PAGE = 0x1000, 0x1009, 0x1013, 0x3FFD
_NAME, _SHORT_NAME, _TYPE, _CONTENT, _CONTENT_ID = 0x3707, 0x3704, 0x370E, 0x3701, 0x3712
_MOST_FILES: Final = 200


def saved_mail(raw: bytes) -> Envelope | None:
    """The mail in the file, None where there is none in it."""
    whole = compound_of(raw)
    if whole is None:
        return None
    folder = whole.root()
    if not any(name.startswith("__substg1.0_") for name in folder):
        return None
    rich = rich_text(unpacked(_bytes(whole, folder, _RTF)))
    files = [
        _file(whole, whole.within(entry))
        for name, entry in sorted(folder.items())
        if name.startswith("__attach_version1.0_")
    ]
    sender = (
        _text(whole, folder, _SENDER_NAME),
        _text(whole, folder, _SENDER_SMTP) or _text(whole, folder, _SENDER_EMAIL),
    )
    return Envelope(
        subject=_text(whole, folder, _SUBJECT),
        text=_text(whole, folder, _BODY) or rich.text,
        html=decode(_bytes(whole, folder, _HTML)) or rich.html,
        files=tuple(files[:_MOST_FILES]),
        sender=f"{sender[0]} <{sender[1]}>" if "@" in sender[1] and sender[0] != sender[1] else sender[0] or sender[1],
        to=_text(whole, folder, _TO),
        cc=_text(whole, folder, _CC),
    )  # fmt: skip


def _file(whole: Compound, folder: dict[str, Entry]) -> MailFile:
    name = _text(whole, folder, _NAME) or _text(whole, folder, _SHORT_NAME)
    kind = _text(whole, folder, _TYPE) or "application/octet-stream"
    content = _bytes(whole, folder, _CONTENT)
    return MailFile(safe_name(name) or "attachment", kind, content, _text(whole, folder, _CONTENT_ID))


def _bytes(whole: Compound, folder: dict[str, Entry], number: int) -> bytes:
    entry = folder.get(f"__substg1.0_{number:04X}0102")
    return whole.content(entry) if entry else b""


def _text(whole: Compound, folder: dict[str, Entry], number: int) -> str:
    if entry := folder.get(f"__substg1.0_{number:04X}001F"):
        return whole.content(entry).decode("utf-16-le", "replace").rstrip("\0")
    entry = folder.get(f"__substg1.0_{number:04X}001E")
    return decode(whole.content(entry).rstrip(b"\0"), known("cp1252")) if entry else ""
