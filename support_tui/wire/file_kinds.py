"""What a file is by its name and declared type, and whether opening it can do more than show something. Pure; looks at no bytes."""

import re
from enum import StrEnum
from typing import Final


class FileKind(StrEnum):
    """What a person would call it."""

    IMAGE = "image"
    PDF = "pdf"
    TEXT = "text"
    DOCUMENT = "document"
    SHEET = "sheet"
    SLIDES = "slides"
    ARCHIVE = "archive"
    MAIL = "mail"
    INVITE = "invite"
    CONTACT = "contact"
    AUDIO = "audio"
    VIDEO = "video"
    PAGE = "page"
    PROGRAM = "program"
    SIGNATURE = "signature"
    OUTLOOK = "outlook"
    OTHER = "other"


class Danger(StrEnum):
    """Why a file is not opened without a question: it runs; it runs and its name pretends that it does not; it holds macros; it is a
    page that a browser would run."""

    PROGRAM = "program"
    DISGUISED = "disguised"
    MACRO = "macro"
    PAGE = "page"


def _of(kind: FileKind, endings: str) -> dict[str, FileKind]:
    return dict.fromkeys(endings.split(), kind)


_KINDS: Final = {
    **_of(FileKind.IMAGE, "png jpg jpeg jfif gif webp bmp tif tiff heic heif avif ico"),
    **_of(FileKind.PDF, "pdf"),
    **_of(FileKind.TEXT, "txt log md csv tsv json xml yaml yml ini conf diff patch"),
    **_of(FileKind.DOCUMENT, "doc docx docm dot dotx dotm odt rtf pages epub"),
    **_of(FileKind.SHEET, "xls xlsx xlsm xlsb xltm xlam ods numbers"),
    **_of(FileKind.SLIDES, "ppt pptx pptm potm ppam ppsm odp key"),
    **_of(FileKind.ARCHIVE, "zip rar 7z tar gz tgz bz2 xz zst cab ace arj"),
    **_of(FileKind.MAIL, "eml msg mbox"),
    **_of(FileKind.INVITE, "ics ical"),
    **_of(FileKind.CONTACT, "vcf vcard"),
    **_of(FileKind.AUDIO, "mp3 m4a ogg oga opus wav flac aac amr"),
    **_of(FileKind.VIDEO, "mp4 mov avi mkv webm m4v 3gp mpg mpeg"),
    **_of(FileKind.PAGE, "html htm xhtml xht shtml mht mhtml svg svgz"),
    **_of(FileKind.SIGNATURE, "asc sig p7s p7m pgp gpg"),
}  # fmt: skip
_RUNS: Final = frozenset(
    [
        "exe",
        "com",
        "scr",
        "bat",
        "cmd",
        "pif",
        "msi",
        "msp",
        "mst",
        "cpl",
        "jar",
        "js",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "wsh",
        "ws",
        "ps1",
        "psm1",
        "psd1",
        "hta",
        "lnk",
        "url",
        "reg",
        "scf",
        "inf",
        "gadget",
        "application",
        "appref-ms",
        "dll",
        "sys",
        "sh",
        "bash",
        "zsh",
        "fish",
        "command",
        "run",
        "bin",
        "appimage",
        "deb",
        "rpm",
        "apk",
        "dmg",
        "pkg",
        "app",
        "iso",
        "img",
        "vhd",
        "vhdx",
        "desktop",
        "py",
        "pyw",
        "pl",
        "rb",
        "php",
        "chm",
        "hlp",
        "xll",
        "workflow",
        "terminal",
        "scpt",
        "action",
        "msix",
        "appx",
        "library-ms",
        "search-ms",
        "settingcontent-ms",
        "diagcab",
        "one",
        "jnlp",
    ]
)
_MACROS: Final = frozenset(
    ["docm", "dotm", "xlsm", "xlsb", "xltm", "xlam", "pptm", "potm", "ppam", "ppsm", "sldm"]
)
_RUN_TYPES: Final = frozenset(
    {"application/x-msdownload", "application/x-msdos-program", "application/x-dosexec", "application/x-executable",
     "application/x-sh", "application/x-shellscript", "application/java-archive", "application/javascript", "text/javascript",
     "application/x-ms-shortcut", "application/vnd.microsoft.portable-executable", "application/hta", "application/x-bat"}
)  # fmt: skip
_TYPES: Final = (
    ("image/svg", FileKind.PAGE), ("image/", FileKind.IMAGE), ("audio/", FileKind.AUDIO), ("video/", FileKind.VIDEO),
    ("application/pdf", FileKind.PDF), ("text/html", FileKind.PAGE), ("text/calendar", FileKind.INVITE), ("text/vcard", FileKind.CONTACT),
    ("text/x-vcard", FileKind.CONTACT), ("message/", FileKind.MAIL), ("application/ms-tnef", FileKind.OUTLOOK),
    ("application/vnd.ms-tnef", FileKind.OUTLOOK), ("application/zip", FileKind.ARCHIVE), ("application/pgp", FileKind.SIGNATURE),
    ("application/pkcs7", FileKind.SIGNATURE), ("application/x-pkcs7", FileKind.SIGNATURE), ("text/", FileKind.TEXT),
)  # fmt: skip
_ENDING: Final = re.compile(r"[a-z0-9-]{1,20}$")


def kind_of(filename: str, media_type: str = "") -> FileKind:
    """By the name's ending, which is what a system opens it by; else by the type that the sender claims."""
    if filename.casefold() == "winmail.dat":
        return FileKind.OUTLOOK
    ending = endings_of(filename)[-1:]
    if ending and ending[0] in _RUNS:
        return FileKind.PROGRAM
    if ending and ending[0] in _KINDS:
        return _KINDS[ending[0]]
    claimed = media_type.lower()
    if claimed in _RUN_TYPES:
        return FileKind.PROGRAM
    return next((kind for start, kind in _TYPES if claimed.startswith(start)), FileKind.OTHER)


def danger_of(filename: str, media_type: str = "") -> Danger | None:
    """Why it is not opened without a question, None where it only shows something."""
    endings = endings_of(filename)
    last = endings[-1] if endings else ""
    kind = kind_of(filename, media_type)
    if kind is FileKind.PROGRAM:
        is_disguised = len(endings) > 1 and endings[-2] in _KINDS
        return Danger.DISGUISED if is_disguised else Danger.PROGRAM
    if media_type.lower() in _RUN_TYPES and last in _KINDS and kind is not FileKind.TEXT:
        return Danger.DISGUISED
    if last in _MACROS:
        return Danger.MACRO
    return Danger.PAGE if kind is FileKind.PAGE else None


def endings_of(filename: str) -> list[str]:
    """The endings of a name in lower case, in order; blanks before a dot do not hide one."""
    parts = [part.strip().casefold() for part in filename.rstrip(". ").split(".")]
    return [part for part in parts[1:] if _ENDING.match(part)]
