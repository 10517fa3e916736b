"""Which lines of a plain-text message are quoted, for folding in the thread (E30); must never delete or change anything.

The reading goes by blocks: a message copied whole (separator or header block) reaches to the end; an attribution line with quoted
lines behind it is one quotation; quoted lines between the writer's own words stay visible, because the words answer them.
"""

from typing import Final, Literal, NamedTuple

from .quote_lines import (
    ARROWS,
    BROKEN_ADDRESS,
    DATE_AND_SENDER,
    INITIALED,
    MARKED,
    QUOTED,
    QUOTING_LINE,
    RULE,
    SENT_BY_DEVICE,
    SIGNATURE,
    ends_attribution,
    has_address,
    has_moment,
    has_time,
    is_attribution,
    is_certain,
    is_separator,
    is_title,
    label_of,
    may_start_attribution,
    points_below,
    recognisable,
)

Kind = Literal["text", "quote", "inline", "signature", "header"]
"""`quote` and `header` (the line that announces a quotation) are folded; `inline` is a quotation that is answered within or below it."""
FOLDED: Final = frozenset({"quote", "header"})

_MAX_ATTRIBUTION_LINES: Final = 4
_MAX_ATTRIBUTION: Final = 400
_MAX_HEADER_LINES: Final = 16
_MAX_SIGNATURE_LINES: Final = 12
_MAX_POINTING_CHARS: Final = 600


class Block(NamedTuple):
    """Lines `start_line` to `end_line` (exclusive) of one kind."""

    kind: Kind
    start_line: int
    end_line: int


class _Reader:
    """Walks down a message once and notes the kind of each line."""

    def __init__(self, body: str) -> None:
        self.lines = [recognisable(line) for line in body.split("\n")]
        self.kinds: list[Kind] = ["text"] * len(self.lines)
        self._starts: dict[int, bool] = {}
        self._whole_from: int | None = None  # where a message begins that was copied without marks

    def read(self) -> list[Kind]:
        place = 0
        while place < len(self.lines):
            place = (
                self._whole_message(place) or self._quotation(place) or self._signature(place) or place + 1
            )
        self._answered_quotes()
        self._answered_within()
        self._trailing_rules()
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
        while place and (self._is_blank(place - 1) or self._is_rule(place - 1)):
            place -= 1
            if not self._is_blank(place):
                self.kinds[place] = "header"
        self._whole_from = place
        return len(self.lines)

    def _is_rule(self, place: int) -> bool:
        return bool(RULE.match(self.lines[place])) or is_title(self.lines[place])

    def _separator(self, place: int) -> int | None:
        if not is_separator(self.lines[place]) and not self._is_between_arrows(place):
            return None
        behind = self._next_words(place + 1)
        return (self._header_block(behind) if behind < len(self.lines) else None) or place + 1

    def _is_between_arrows(self, place: int) -> bool:
        """Whether the line announces a message by marks that would make it quoted itself, were the next ones so too."""
        if not ARROWS.match(self.lines[place]):
            return False
        behind = self._next_words(place + 1)
        return not (behind < len(self.lines) and QUOTED.match(self.lines[behind]))

    def _header_block(self, place: int) -> int | None:
        """At least three labelled lines with a sender and a date or subject (From, Sent, To, Subject), as only programs write them:
        with an address or a time, and with no field of somebody's form among them."""
        found: set[str] = set()
        end = place
        for index in range(place, min(len(self.lines), place + _MAX_HEADER_LINES)):
            label = label_of(self.lines[index])
            if (index == place and label not in ("from", "date", "sent", "subject")) or label == "form":
                return None
            if label:
                found.add(label)
                end = index + 1
            elif self._is_blank(index) and not self._is_label(index + 1):
                break
        is_block = len(found) >= 3 and "from" in found and bool(found & {"date", "sent", "subject"})
        return end if is_block and self._is_of_program(found, place, end) else None

    def _is_label(self, place: int) -> bool:
        return place < len(self.lines) and label_of(self.lines[place]) not in ("", "form")

    def _is_of_program(self, labels: set[str], start: int, end: int) -> bool:
        block = self.lines[start:end]
        if "sent" in labels or any(map(has_address, block)):
            return True
        return "subject" in labels and any(map(has_time, block))

    def _quotation(self, place: int) -> int | None:
        """An attribution with what it announces, or quoted lines alone."""
        attribution = self._attribution(place)
        if attribution is None:
            return self._quoted_lines(place) if self._is_quoted(place) else None
        behind = self._next_words(attribution)
        end = self._quoted_lines(behind, after_attribution=True)
        if end is None and not is_certain(" ".join(self.lines[place:attribution])):
            return None
        place = self._above(place)
        self._mark("header", place, attribution)
        if end is None:
            self._whole_from = place
            self._mark("quote", attribution, len(self.lines))
            return len(self.lines)
        return end

    def _above(self, place: int) -> int:
        """The first of the lines right above an attribution that tell whom the quoted message was for, and of what."""
        while (
            place
            and label_of(self.lines[place - 1]) in ("to", "subject")
            and self.lines[place - 1].rstrip().endswith(";")
        ):
            place -= 1
        return place

    def _is_quoted(self, place: int) -> bool:
        line = self.lines[place]
        if QUOTED.match(line):
            return True
        following = self.lines[place + 1] if place + 1 < len(self.lines) else ""
        return bool(INITIALED.match(line) and INITIALED.match(following))

    def _quoted_lines(self, place: int, *, after_attribution: bool = False) -> int | None:
        """Mark the quoted lines from `place`, blank ones between them included; gives the line behind them."""
        end = place
        index = place
        while index < len(self.lines):
            line = self.lines[index]
            if QUOTED.match(line) or (
                INITIALED.match(line) and (after_attribution or index > place or self._is_quoted(index))
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
        first = MARKED.sub("", self.lines[place].strip(), count=1)
        if QUOTING_LINE.match(first) and self._announces_quoted(place + 1):
            return place + 1
        if len(first) > _MAX_ATTRIBUTION or not may_start_attribution(first):
            return None
        joined = ""
        for index in range(place, min(len(self.lines), place + _MAX_ATTRIBUTION_LINES)):
            broken_address = index > place and BROKEN_ADDRESS.match(self.lines[index])
            is_marked = QUOTED.match(self.lines[index]) and (
                index > place or first == self.lines[place].strip()
            )
            if self._is_blank(index) or (is_marked and not broken_address):
                break
            joined = f"{joined} {self.lines[index].strip() if index > place else first}"
            if len(joined) > _MAX_ATTRIBUTION:
                break
            if ends_attribution(joined) and is_attribution(joined):
                return None if self._starts_later(place, index) else index + 1
        return place + 1 if DATE_AND_SENDER.match(first) else None

    def _announces_quoted(self, place: int) -> bool:
        behind = self._next_words(place)
        return behind < len(self.lines) and self._is_quoted(behind)

    def _starts_later(self, place: int, last: int) -> bool:
        """Whether the writer's own words stand before the attribution in the same lines. What begins with day and time is one
        with the sender below it."""
        if has_moment(self.lines[place]) and not has_moment(" ".join(self.lines[place + 1 : last + 1])):
            return False
        return any(self._attribution(index) == last + 1 for index in range(place + 1, last + 1))

    def _signature(self, place: int) -> int | None:
        """A signature mark, or the line that a telephone adds, up to the next quotation."""
        line = self.lines[place]
        if not (SIGNATURE.match(line) or SENT_BY_DEVICE.match(line)):
            return None
        limit = min(len(self.lines), place + _MAX_SIGNATURE_LINES) if SIGNATURE.match(line) else place + 1
        end = place + 1
        while end < limit and not self._starts_quotation(end):
            end += 1
        if SIGNATURE.match(line) and end == limit < len(self.lines) and not self._starts_quotation(end):
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
        """Rules and blank lines at the end of the writer's words announce nothing and are folded, and so are those above a quotation."""
        is_above_folded = True
        for index in range(len(self.lines) - 1, -1, -1):
            if self.kinds[index] not in ("text", "signature"):
                is_above_folded = self.kinds[index] in FOLDED
            elif is_above_folded and not self._is_blank(index):
                is_above_folded = bool(RULE.match(self.lines[index]))
                if is_above_folded:
                    self.kinds[index] = "header"

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

    def _answered_within(self) -> None:
        """A copied message stays visible where the words above it say that one is to read on in it."""
        if self._whole_from is None:
            return
        own = " ".join(self.lines[index] for index in range(self._whole_from) if self.kinds[index] == "text")
        if len(own) <= _MAX_POINTING_CHARS and points_below(own):
            self._mark("inline", self._whole_from, len(self.lines))

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
