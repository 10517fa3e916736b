"""The words of a letter as mail programs show them: plain, and as HTML in which each paragraph has its direction (E20). Pure."""

import html
import re
import unicodedata
from datetime import UTC, datetime
from itertools import groupby
from typing import Final

from ...core.outgoing import Earlier
from .markers import hidden, without_marks

_BLANK_LINES: Final = re.compile(r"\n{2,}")
_LINK: Final = re.compile(r"https?://[^\s<>\"'«»]+[^\s<>\"'«».,;:!?)\]}؟،؛]")
_DEEPEST: Final = 8
_CITE: Final = (
    '<blockquote type="cite" dir="{}" style="margin:0 .8ex;padding:0 1ex;border-inline-start:1px solid #ccc">'
)


def plain(text: str, signature: str, quoted: tuple[Earlier, ...] = (), mark: str = "") -> str:
    """The words, the conversation's mark (above the signature, which many programs do not quote), the mailbox's signature below the mark that mail programs know (RFC 3676 §4.3), and below that what they answer."""
    parts = [text, mark]
    if signature.strip():
        parts.append(f"-- \n{signature.strip()}")
    parts += [f"{_attribution(earlier, text)}\n{_marked(without_marks(earlier.text))}" for earlier in quoted]
    return "\n\n".join(part for part in parts if part)


def as_html(text: str, signature: str = "", quoted: tuple[Earlier, ...] = (), mark: str = "") -> str:
    """The same for programs that show HTML; the mark is seen by nobody."""
    body = _paragraphs(plain(text, signature)) + (hidden(mark) if mark else "")
    for earlier in quoted:
        body += f"{_paragraph(_attribution(earlier, text))}{_cited(without_marks(earlier.text))}\n"
    return f"<!DOCTYPE html><html><body>{body}</body></html>\n"


def is_from_the_right(text: str) -> bool:
    """Whether a text runs from the right, by the first letter that has a direction (UAX #9, P2)."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((direction for direction in strong if direction in ("L", "R", "AL")), "L") != "L"


def _direction(text: str) -> str:
    """Programs that know `auto` would find the same, older ones need to be told."""
    return "rtl" if is_from_the_right(text) else "auto"


def _paragraphs(text: str) -> str:
    return "".join(_paragraph(part) for part in _BLANK_LINES.split(text.strip("\n")))


def _cited(text: str, depth: int = 1) -> str:
    """A quotation, with those in it inside it."""
    inside = ""
    for is_deeper, group in groupby(text.split("\n"), lambda line: line.startswith(">")):
        words = "\n".join(line[1:].removeprefix(" ") if is_deeper else line for line in group)
        inside += _cited(words, depth + 1) if is_deeper and depth < _DEEPEST else _paragraphs(words)
    return f"{_CITE.format(_direction(text.lstrip('> ')))}{inside}</blockquote>"


def _paragraph(text: str) -> str:
    lines = "<br>\n".join(_linked(line) for line in text.split("\n"))
    return f'<p dir="{_direction(text)}">{lines}</p>\n'


def _linked(line: str) -> str:
    """A line whose addresses can be followed."""
    written, end = "", 0
    for link in _LINK.finditer(line):
        target = html.escape(link[0])
        written += f'{_escaped(line[end : link.start()])}<a href="{target}">{target}</a>'
        end = link.end()
    return written + _escaped(line[end:])


def _escaped(text: str) -> str:
    return html.escape(text, quote=False).replace("  ", "&nbsp; ")


def _marked(text: str) -> str:
    return "\n".join(f">{line}" if line.startswith(">") else f"> {line}" for line in text.split("\n"))


def _attribution(earlier: Earlier, answer: str) -> str:
    """The line that mail programs, ours among them, know a quotation by, in the language of the answer."""
    moment = datetime.fromtimestamp(earlier.written_at / 1_000_000, UTC)
    who = " ".join(earlier.author.split()) or "?"
    if is_from_the_right(answer):
        return f"في {moment:%Y-%m-%d %H:%M} UTC، كتب {who}:"
    return f"On {moment:%Y-%m-%d} at {moment:%H:%M} UTC, {who} wrote:"
