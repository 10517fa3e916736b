"""Which lines of a plain-text message are quoted, for folding in the thread (E30); must never delete or change anything.

The reading goes by blocks: a message copied whole (separator or header block) reaches to the end; an attribution line with quoted
lines behind it is one quotation; quoted lines between the writer's own words stay visible, because the words answer them.
"""

import re
from collections.abc import Sequence
from typing import Final, Literal, NamedTuple

from .quote_phrases import DATE, FORWARDED, FROM, ORIGINAL_MESSAGE, SENT_FROM, SUBJECT, TO, WROTE

Kind = Literal["text", "quote", "inline", "signature", "header"]
"""`quote` and `header` (the line that announces a quotation) are folded; `inline` is a quotation that is answered below it."""
FOLDED: Final = frozenset({"quote", "header"})

_MAX_ATTRIBUTION_LINES: Final = 4
_MAX_ATTRIBUTION: Final = 400
_LOOKED_AT: Final = 600
_MAX_HEADER_LINES: Final = 12
_MAX_SIGNATURE_LINES: Final = 12


def _any_of(phrases: Sequence[str]) -> str:
    longest_first = sorted(phrases, key=len, reverse=True)
    return "|".join(re.escape(phrase).replace("\\ ", r"\s+") for phrase in longest_first)


_HIDDEN: Final = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_QUOTED: Final = re.compile(r"\s{0,3}>")
#: Marks of quotation that some programs write; a bar at the other end of the line too makes it a row of a table.
_INITIALED: Final = re.compile(r"[^\W\d_]\w{0,11}>(?:\s|$)|\|(?:\s|$)(?!.*\|\s*$)")
_RULE: Final = re.compile(r"\s*(?:[-_=*~#+—–─]{2,}|ᐧ)\s*$")
_WROTE: Final = re.compile(rf"(?:^|[^\w])(?:{_any_of(WROTE)})|(?:写道|寫道)")
_COLON_END: Final = re.compile(r"[:：]\s*\*?\s*$")
_EARLY_DIGIT: Final = re.compile(r"[^\d!?:<>]{0,25}\d")
_NAME_AND_ADDRESS: Final = re.compile(r"[^<>@:!?]{1,60}<\s*(?:mailto:)?[^<>\s]+@")
_ADDRESS: Final = re.compile(r"[^\s<>@]+@[^\s<>@]+")
_BROKEN_ADDRESS: Final = re.compile(r"\s{0,3}>\s*[:：]")
_YEAR: Final = re.compile(r"(?<!\d)(?:19|20|١٩|٢٠|۱۳|۱۴)\d\d(?!\d)|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")
_TIME: Final = re.compile(r"\d{1,2}\s*[:.hH٫]\s*\d{2}")
_DATE_AND_SENDER: Final = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}\b.*(?:<\s*[^<>\s]+@[^<>\s]+>|GMT[+-]\d)", re.I
)
_SEPARATOR: Final = re.compile(rf"\s*\*?[-—_]{{2,}}\s*(?:{_any_of(ORIGINAL_MESSAGE)})\b.*$")
_FORWARDED: Final = re.compile(rf"\s*(?:{_any_of(FORWARDED)})\s*[:：]?\s*$")
_LABEL: Final = re.compile(r"\s*\*?([^\W\d_][^:：<>@\n]{0,24}?)\s*[:：]\*?(?:\s|$|[^/\s])")
_SIGNATURE: Final = re.compile(r"--\s*$|—\s*$")
_SENT_FROM: Final = re.compile(rf"\s*(?:{_any_of(SENT_FROM)})")

_LABELS: Final = {
    **dict.fromkeys(TO, "to"),
    **dict.fromkeys(SUBJECT, "subject"),
    **dict.fromkeys(DATE, "date"),
    **dict.fromkeys(FROM, "from"),
}


class Block(NamedTuple):
    """Lines `start_line` to `end_line` (exclusive) of one kind."""

    kind: Kind
    start_line: int
    end_line: int


def _recognisable(line: str) -> str:
    """As much of a line as decides its kind, without invisible characters and case."""
    start = line if len(line) <= _LOOKED_AT else line[:_LOOKED_AT].rstrip() or line.strip()[:_LOOKED_AT]
    return _HIDDEN.sub("", start).casefold()


class _Reader:
    """Walks down a message once and notes the kind of each line."""

    def __init__(self, body: str) -> None:
        self.lines = [_recognisable(line) for line in body.split("\n")]
        self.kinds: list[Kind] = ["text"] * len(self.lines)
        self._starts: dict[int, bool] = {}

    def read(self) -> list[Kind]:
        place = 0
        while place < len(self.lines):
            place = (
                self._whole_message(place) or self._quotation(place) or self._signature(place) or place + 1
            )
        self._trailing_rules()
        self._answered_quotes()
        self._close_tail()
        return self.kinds

    def _mark(self, kind: Kind, start: int, end: int) -> None:
        self.kinds[start:end] = [kind] * (end - start)

    def _is_blank(self, place: int) -> bool:
        return not self.lines[place].strip()

    def _next_words(self, place: int) -> int:
        while place < len(self.lines) and self._is_blank(place):
            place += 1
        return place

    def _whole_message(self, place: int) -> int | None:
        """A separator or a header block: the rest of the mail is the copied message."""
        end = self._separator(place) or self._header_block(place)
        if end is None:
            return None
        self._mark("header", place, end)
        self._mark("quote", end, len(self.lines))
        while place and (self._is_blank(place - 1) or _RULE.match(self.lines[place - 1])):
            place -= 1
            if not self._is_blank(place):
                self.kinds[place] = "header"
        return len(self.lines)

    def _separator(self, place: int) -> int | None:
        line = self.lines[place]
        if not (_SEPARATOR.match(line) or _FORWARDED.match(line)):
            return None
        behind = self._next_words(place + 1)
        return (self._header_block(behind) if behind < len(self.lines) else None) or place + 1

    def _header_block(self, place: int) -> int | None:
        """At least three labelled lines with a sender and a date or subject (From, Sent, To, Subject)."""
        found: set[str] = set()
        end = place
        for index in range(place, min(len(self.lines), place + _MAX_HEADER_LINES)):
            label = _LABEL.match(self.lines[index])
            name = _LABELS.get(label[1].strip(" *")) if label else None
            if index == place and name not in ("from", "date", "subject"):
                return None
            if name:
                found.add(name)
                end = index + 1
            elif self._is_blank(index):
                break
        is_block = len(found) >= 3 and "from" in found and bool(found & {"date", "subject"})
        return end if is_block else None

    def _quotation(self, place: int) -> int | None:
        """An attribution with what it announces, or quoted lines alone."""
        attribution = self._attribution(place)
        if attribution is None:
            return self._quoted_lines(place) if self._is_quoted(place) else None
        behind = self._next_words(attribution)
        end = self._quoted_lines(behind, after_attribution=True)
        if end is None and not self._is_certain(place, attribution):
            return None
        self._mark("header", place, attribution)
        if end is None:
            self._mark("quote", attribution, len(self.lines))
            return len(self.lines)
        return end

    def _is_quoted(self, place: int) -> bool:
        line = self.lines[place]
        if _QUOTED.match(line):
            return True
        following = self.lines[place + 1] if place + 1 < len(self.lines) else ""
        return bool(_INITIALED.match(line) and _INITIALED.match(following))

    def _quoted_lines(self, place: int, *, after_attribution: bool = False) -> int | None:
        """Mark the quoted lines from `place`, blank ones between them included; gives the line behind them."""
        end = place
        index = place
        while index < len(self.lines):
            line = self.lines[index]
            if _QUOTED.match(line) or (
                _INITIALED.match(line) and (after_attribution or index > place or self._is_quoted(index))
            ):
                end = index + 1
            elif not self._is_blank(index):
                break
            index += 1
        if end == place:
            return None
        self._mark("quote", place, end)
        return end

    def _attribution(self, place: int) -> int | None:
        """The line behind an attribution that starts at `place`, or None."""
        first = self.lines[place].strip()
        if len(first) > _MAX_ATTRIBUTION or not (_EARLY_DIGIT.match(first) or _NAME_AND_ADDRESS.match(first)):
            return None
        joined = ""
        for index in range(place, min(len(self.lines), place + _MAX_ATTRIBUTION_LINES)):
            broken_address = index > place and _BROKEN_ADDRESS.match(self.lines[index])
            if self._is_blank(index) or (_QUOTED.match(self.lines[index]) and not broken_address):
                break
            joined = f"{joined} {self.lines[index].strip()}"
            if len(joined) > _MAX_ATTRIBUTION:
                break
            if _COLON_END.search(joined) and self._is_attribution(joined):
                return None if self._starts_later(place, index) else index + 1
        return place + 1 if _DATE_AND_SENDER.match(first) else None

    def _is_attribution(self, joined: str) -> bool:
        if _DATE_AND_SENDER.match(joined.strip()):
            return True
        has_address, has_moment = _ADDRESS.search(joined), _YEAR.search(joined) and _TIME.search(joined)
        if has_address and has_moment:
            return True  # no language needs a word for it
        return bool(_WROTE.search(joined)) and bool(
            has_address or _YEAR.search(joined) or _TIME.search(joined)
        )

    def _starts_later(self, place: int, last: int) -> bool:
        """Whether the writer's own words stand before the attribution in the same lines."""
        return any(self._attribution(index) == last + 1 for index in range(place + 1, last + 1))

    def _is_certain(self, start: int, end: int) -> bool:
        """Whether only a mail program writes so: with an address, or with both date and time."""
        joined = " ".join(self.lines[start:end])
        return bool(_ADDRESS.search(joined)) or bool(_YEAR.search(joined) and _TIME.search(joined))

    def _signature(self, place: int) -> int | None:
        """A signature mark, or the line that a telephone adds, up to the next quotation."""
        line = self.lines[place]
        if not (_SIGNATURE.match(line) or _SENT_FROM.match(line)):
            return None
        limit = min(len(self.lines), place + _MAX_SIGNATURE_LINES) if _SIGNATURE.match(line) else place + 1
        end = place + 1
        while end < limit and not self._starts_quotation(end):
            end += 1
        if _SIGNATURE.match(line) and end == limit < len(self.lines) and not self._starts_quotation(end):
            return None  # too long for a signature: somebody drew a line between two thoughts
        self._mark("signature", place, end)
        return end

    def _starts_quotation(self, place: int) -> bool:
        """Asked of one line for every mark of a signature above it, so it is remembered."""
        if place not in self._starts:
            self._starts[place] = (
                self._is_quoted(place)
                or self._attribution(place) is not None
                or self._separator(place) is not None
                or self._header_block(place) is not None
            )
        return self._starts[place]

    def _trailing_rules(self) -> None:
        """Rules and blank lines at the end of the writer's words announce nothing and are folded."""
        place = len(self.lines)
        while place and (self._is_blank(place - 1) or _RULE.match(self.lines[place - 1])):
            place -= 1
        if any(not self._is_blank(index) for index in range(place, len(self.lines))):
            self._mark("header", place, len(self.lines))

    def _answered_quotes(self) -> None:
        """Quoted lines with the writer's words before and behind them stay visible."""
        words = [
            index for index, kind in enumerate(self.kinds) if kind == "text" and not self._is_blank(index)
        ]
        if not words:
            return
        for index in range(words[0], words[-1]):
            if self.kinds[index] == "quote":
                self.kinds[index] = "inline"

    def _close_tail(self) -> None:
        """Blank lines between folded ones are folded; so is a signature right behind the quoted tail."""
        before: Kind = "text"
        gap = 0
        for index in range(len(self.kinds)):
            if self._is_blank(index) and self.kinds[index] == "text":
                continue
            if self.kinds[index] == "signature" and before == "quote":
                self.kinds[index] = "quote"
            if before in FOLDED and self.kinds[index] in FOLDED:
                self._mark("quote", gap, index)
            before, gap = self.kinds[index], index + 1


def blocks(body: str) -> list[Block]:
    """The message as blocks that cover every line in order; one block of text where nothing visible would remain."""
    kinds = _Reader(body).read()
    lines = body.split("\n")
    if not any(kind not in FOLDED and lines[index].strip() for index, kind in enumerate(kinds)):
        return [Block("text", 0, len(kinds))]
    found: list[Block] = []
    start = 0
    for index in range(1, len(kinds) + 1):
        if index == len(kinds) or kinds[index] != kinds[start]:
            found.append(Block(kinds[start], start, index))
            start = index
    return found


def visible_text(body: str) -> str:
    """What the writer newly wrote, signature included, without the folded blocks and the blank lines around them."""
    lines = body.split("\n")
    shown = [
        line
        for block in blocks(body)
        if block.kind not in FOLDED
        for line in lines[block.start_line : block.end_line]
    ]
    return "\n".join(shown).strip("\n")
