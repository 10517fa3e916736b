"""The one gate for foreign text before a terminal, a log or command-line output (E32); must not interpret or shorten it.

What a customer wrote stays readable as it is; what could act on a terminal or deceive a reader goes: escape sequences whole, control
and invisible characters, bidi overrides, and bidi controls that nothing closes. Each result is a fixed point: sanitising it again
changes nothing.
"""

import re
from collections.abc import Iterator
from typing import Final
from unicodedata import category

MAX_MARKS: Final = 4
"""Combining marks kept on one base; real writing needs three (Hebrew, Vietnamese, Quranic Arabic)."""
MAX_ISOLATES: Final = 16
"""How deep bidi isolates may nest in foreign text."""
TAB_CELLS: Final = 4

# ESC [ …: CSI. ESC ] P X ^ _ … terminator: OSC, DCS, SOS, PM, APC. ESC x: all others. One that never ends loses its introducer
# only, so that no text behind it is lost. The 8-bit introducers also occur as wrongly decoded Windows letters: they must look
# like a sequence (digits after CSI and OSC) to be taken whole.
_PAYLOAD: Final = "[^\x00-\x1f\x7f-\x9f]{0,4096}(?:\x07|\x1b\\\\|\x9c)"
_SEQUENCES: Final = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]"
    f"|\x1b[\\]PX^_]{_PAYLOAD}"
    "|\x9b[0-?]+[ -/]*[@-~]"
    f"|\x9d[0-9]{_PAYLOAD}"
    f"|[\x90\x98\x9e\x9f]{_PAYLOAD}"
    "|\x1b[ -/]+[0-~]|\x1b[0-Z\\\\-~]?"
)

# Never shown: controls, soft hyphen, grapheme joiner, Hangul fillers, Khmer inherent vowels, Mongolian vowel separator, blanks of
# no width, invisible operators, deprecated format characters, byte order mark, interlinear annotation, object replacement, shorthand
# and musical controls, surrogates, noncharacters, the whole tag and variation supplement block.
_FORBIDDEN: Final = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065"
    "\u206a-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 17))
)
_INVISIBLE: Final = re.compile(f"[{_FORBIDDEN}]")
_LINE_ENDS: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BIDI_CONTROL: Final = re.compile("[\u202a-\u202e\u2066-\u2069\n]")
_OVERRIDE: Final = frozenset("\u202d\u202e")
_OPENED: Final = {
    "\u202a": "\u2066",
    "\u202b": "\u2067",
    "\u2066": "\u2066",
    "\u2067": "\u2067",
    "\u2068": "\u2068",
}
_DIRECTION_MARKS: Final = re.compile("[\u200e\u200f\u061c]+(?=[\u200e\u200f\u061c])")
# A joiner means something only behind a letter, mark or picture of a script that joins: nothing in Latin, no blank, no other joiner.
_IDLE_JOINERS: Final = re.compile(
    "(?<![\u0300-\u1fff\u2190-\u2fff\u3030-\ud7ff\uf900-\uffef\U00010000-\U0003ffff])[\u200c\u200d]+|(?<=[\u200c\u200d])[\u200c\u200d]+"
)
# Runs that may hold more marks than one base bears: everything but the letters that writing is mostly made of.
_MARK_RUN: Final = re.compile(
    "[^\x00-\u02ff\u0370-\u0482\u048a-\u0590\u05be-\u05ff\u0620-\u064a\u0660-\u066f\u0671-\u06d5\u1e00-\u2fff\u3000-\u3029"
    f"\u3030-\u3098\u309b-\ua66e\uac00-\ud7ff\uf900-\ufb1d\ufb1f-\ufdff\U0001f000-\U0003ffff]{{{MAX_MARKS + 1},}}"
)
_ASCII_SUSPECT: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f]")
_SUSPECT: Final = re.compile(f"[{_FORBIDDEN}\x09\x0b-\x0d\x85\u061c\u200c-\u200f\u2028-\u202e\u2066-\u2069]")
MAX_NAME_BYTES: Final = 200
"""File systems take 255 bytes; the rest is left for a number that keeps two names apart."""
MAX_ENDING_BYTES: Final = 16
_DIRECTION: Final = re.compile("[\u061c\u200e\u200f\u2066-\u2069]")
_NOT_IN_NAMES: Final = re.compile(r'[/\\:*?"<>|]')
_DEVICE_NAME: Final = re.compile("con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]", re.IGNORECASE)
_BLANK_RUN: Final = re.compile(r"\s+")


def _balanced(text: str) -> Iterator[tuple[int, str]]:
    """Bidi controls to keep, as (index, character): overrides go, embeddings turn into isolates, both only where closed.

    An end belongs to the nearest opening of its own kind; a paragraph ends everything.
    """
    opened: list[tuple[int, str, bool]] = []
    open_isolates = 0
    for found in _BIDI_CONTROL.finditer(text):
        control = found[0]
        if control == "\n":
            opened.clear()
            open_isolates = 0
        elif control in _OVERRIDE or control in _OPENED:
            is_isolate = control >= "\u2066"
            open_isolates += is_isolate
            opened.append((found.start(), _OPENED.get(control, ""), is_isolate))
        elif control == "\u2069" and open_isolates:
            open_isolates -= 1
            while not opened[-1][2]:
                opened.pop()
            yield from _pair(opened, found.start())
        elif control == "\u202c" and opened and not opened[-1][2]:
            yield from _pair(opened, found.start())


def _pair(opened: list[tuple[int, str, bool]], end: int) -> Iterator[tuple[int, str]]:
    start, replacement, _ = opened.pop()
    if replacement and len(opened) < MAX_ISOLATES:
        yield start, replacement
        yield end, "\u2069"


def _isolate_bidi(text: str) -> str:
    kept = dict(_balanced(text))
    return _BIDI_CONTROL.sub(
        lambda found: found[0] if found[0] == "\n" else kept.get(found.start(), ""), text
    )


def _cap_marks(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        marks = marks + 1 if category(character) in ("Mn", "Me") else 0
        if marks <= MAX_MARKS:
            kept.append(character)
    return "".join(kept)


def _one_pass(text: str) -> str:
    text = _LINE_ENDS.sub("\n", _SEQUENCES.sub("", text))
    text = _INVISIBLE.sub("", text)
    if "\t" in text:
        text = text.expandtabs(TAB_CELLS)
    if text.isascii():
        return text
    text = _DIRECTION_MARKS.sub("", _isolate_bidi(text))
    text = _IDLE_JOINERS.sub("", text)
    return _MARK_RUN.sub(_cap_marks, text)


def is_clean(text: str) -> bool:
    """Whether the text holds nothing that sanitising would even look at."""
    if text.isascii():
        return not _ASCII_SUSPECT.search(text)
    return not (_SUSPECT.search(text) or _MARK_RUN.search(text))


def sanitize(text: str, *, multiline: bool = True) -> str:
    """Text that cannot act on a terminal or hide what it says; every line and paragraph end becomes a newline.

    Balanced isolates stay, balanced embeddings become isolates, overrides and unbalanced controls go. Tabs become blanks. With
    `multiline` false all white space runs become one blank, for names, titles and log fields.
    """
    if not is_clean(text):
        text = _settled(text)
    if not multiline:
        text = _BLANK_RUN.sub(" ", text).strip()
    return text


def _settled(text: str) -> str:
    """Repeat until nothing changes: taking something out can join two halves of something else."""
    while (cleaned := _one_pass(text)) != text:
        text = cleaned
    return text


def sanitize_line(text: str) -> str:
    """The same for a name, subject, tag or log field: one line, no blanks at its ends."""
    return sanitize(text, multiline=False)


def hides_something(text: str) -> bool:
    """Whether the raw text held escape sequences, overrides or unclosed bidi controls, so that a reader can be warned."""
    if text.isascii():
        return "\x1b" in text
    if any(character in text for character in "\x1b\u202d\u202e"):
        return True
    controls = sum(found[0] != "\n" for found in _BIDI_CONTROL.finditer(text))
    return controls > len(dict(_balanced(text)))


def _cut_bytes(text: str, limit: int) -> str:
    return text.encode("utf-8")[: max(0, limit)].decode("utf-8", "ignore")


def safe_filename(name: str) -> str:
    """A name under which an attachment can be saved in any folder of any system: no path, no hidden file, no device name.

    Bidi controls go altogether, because they can hide a true ending (`exe` behind `gpj`). At most 200 bytes of UTF-8, cut before
    the ending; a name of nothing becomes `attachment`.
    """
    text = _DIRECTION.sub("", sanitize_line(name))
    text = _NOT_IN_NAMES.sub("_", text).lstrip(". ").rstrip(". ")
    stem, dot, ending = text.rpartition(".")
    if not dot or not stem or len(ending.encode("utf-8")) > MAX_ENDING_BYTES:
        stem, ending = text, ""
    stem = stem.rstrip(". ")
    suffix = f".{ending}" if ending else ""
    if _DEVICE_NAME.fullmatch(stem.partition(".")[0].strip()):
        stem = f"_{stem}"
    return (
        _cut_bytes(stem, MAX_NAME_BYTES - len(suffix.encode("utf-8"))).rstrip(". ") or "attachment"
    ) + suffix
