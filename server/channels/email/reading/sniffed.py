"""What a file is by its first bytes, whatever the sender calls it (E35). Pure."""

from typing import Final

#: First bytes that only one type has.
_SIGNS: Final = (
    (b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF87a", "image/gif"), (b"GIF89a", "image/gif"),
    (b"%PDF-", "application/pdf"), (b"\x78\x9f\x3e\x22", "application/ms-tnef"), (b"\x7fELF", "application/x-executable"),
)  # fmt: skip
#: First bytes of what many types are packed in: a type that is declared and can be packed so is not doubted.
_PACKED: Final = (
    (b"PK\x03\x04", "application/zip"), (b"Rar!\x1a\x07", "application/vnd.rar"), (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"\x1f\x8b\x08", "application/gzip"), (b"OggS\0", "audio/ogg"), (b"ID3", "audio/mpeg"),
)  # fmt: skip
_WORDS: Final = (
    (b"begin:vcalendar", "text/calendar"), (b"begin:vcard", "text/vcard"), (b"<!doctype html", "text/html"), (b"<html", "text/html"),
)  # fmt: skip
_PLAIN: Final = ("text/", "message/")
_SAYS_NOTHING: Final = frozenset(
    {"application/octet-stream", "application/x-octet-stream", "binary/octet-stream", "application/unknown", "application/force-download", "application/download"}
)  # fmt: skip
_LOOKED_AT: Final = 512
_PROGRAM_HEAD: Final = 64


def sniffed(content: bytes, declared: str) -> str:
    """The type of these bytes: by signs that cannot be mistaken, else what is declared. Words say what they are only where nothing else
    does: any text may begin with them."""
    start = content[:_LOOKED_AT]
    if _is_program(start):
        return "application/x-msdownload"
    for sign, kind in _SIGNS:
        if start.startswith(sign):
            return kind
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return "image/webp"
    for sign, kind in _PACKED:
        if start.startswith(sign):
            return kind if _says_nothing(declared) or declared.startswith((*_PLAIN, "image/")) else declared
    if _says_nothing(declared):
        words = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
        return next((kind for sign, kind in _WORDS if words.startswith(sign)), declared)
    return declared


def _says_nothing(declared: str) -> bool:
    return declared in _SAYS_NOTHING


def _is_program(start: bytes) -> bool:
    """A program of Windows; words that begin with the same two letters hold no zeros."""
    return start.startswith(b"MZ") and len(start) >= _PROGRAM_HEAD and b"\0" in start[:_PROGRAM_HEAD]
