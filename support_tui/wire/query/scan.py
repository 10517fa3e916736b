"""Read a query text character by character: blanks, quotes, names and values with their exact positions. Knows no fields."""

import msgspec

from support_tui.wire.query.errors import QueryError, QueryErrorCode

#: Opening quotes with what closes each.
QUOTES = {'"': '"', "«": "»", "“": "”"}
COMMAS = ",،٬"
_PARENS = "()"
#: Invisible direction marks that an Arabic keyboard or a paste leaves behind; they separate nothing and mean nothing.
_MARKS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


class WrongQuery(Exception):
    """Unwinds the parser; `parse` turns it into its value."""

    def __init__(self, position: int, length: int, code: QueryErrorCode, **params: str | int) -> None:
        super().__init__(code)
        self.error = QueryError(position, length, code, params)


class Piece(msgspec.Struct, frozen=True):
    """A stretch of the query: `text` without quotes and marks, `position` and `length` of it all in the source."""

    text: str
    position: int
    length: int
    is_quoted: bool = False

    def wrong(self, code: QueryErrorCode, **params: str | int) -> WrongQuery:
        """The error that blames this piece."""
        return WrongQuery(self.position, self.length, code, **params)


def is_blank(character: str) -> bool:
    """Whether a character only separates."""
    return character.isspace() or character in _MARKS


class Scanner:
    """A cursor over the text; every `take_…` moves it forward, `peek` does not."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0

    def peek(self) -> str:
        """The next character, "" at the end."""
        return self.text[self.position : self.position + 1]

    def skip_blanks(self) -> None:
        while (character := self.peek()) and is_blank(character):
            self.position += 1

    def skip_marks(self) -> None:
        while (character := self.peek()) and character in _MARKS:
            self.position += 1

    def take_one_of(self, characters: str) -> bool:
        """Step over the next character if it is one of these."""
        if (character := self.peek()) and character in characters:
            self.position += 1
            return True
        return False

    def take_quoted(self) -> Piece:
        """What stands between the quote at the cursor and its partner."""
        start = self.position
        closing = QUOTES[self.peek()]
        end = self.text.find(closing, start + 1)
        if end < 0:
            raise WrongQuery(start, len(self.text) - start, QueryErrorCode.UNCLOSED_QUOTE)
        self.position = end + 1
        return Piece(self.text[start + 1 : end], start, self.position - start, is_quoted=True)

    def take_bare(self, stops: str) -> Piece:
        """Everything up to a blank, parenthesis, quote or one of `stops`; may be empty."""
        start = self.position
        while (character := self.peek()) and not (
            character.isspace() or character in _PARENS or character in QUOTES or character in stops
        ):
            self.position += 1
        raw = self.text[start : self.position]
        return Piece("".join(c for c in raw if c not in _MARKS), start, len(raw))

    def field_name_here(self) -> Piece | None:
        """The field name that stands at the cursor with its colon, stepped over, or None where plain text begins.

        A colon after digits (`12:30`) or before slashes (`https://…`) makes no field."""
        end = self.position
        while end < len(self.text) and (
            self.text[end].isalpha() or self.text[end] in "_-" or self.text[end] in _MARKS
        ):
            end += 1
        if end == self.position or self.text[end : end + 1] != ":" or self.text.startswith("//", end + 1):
            return None
        piece = Piece(
            "".join(c for c in self.text[self.position : end] if c not in _MARKS),
            self.position,
            end - self.position,
        )
        self.position = end + 1
        return piece
