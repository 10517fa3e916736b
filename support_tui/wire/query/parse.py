"""Parse the query language (PRODUCT.md) into its tree by recursive descent; every error knows its position. Knows no clock, no names.

query := all (("OR" | "|" | "أو") all)*          all  := part (["AND"] part)*
part  := ("-" | "NOT") part | "(" query ")" | term
term  := field ":" value ("," value)* | "#" number | quoted text | word ["*"]
"""

from support_tui.wire import limits
from support_tui.wire.folding import fold
from support_tui.wire.nearest import nearest
from support_tui.wire.query.errors import QueryError, QueryErrorCode
from support_tui.wire.query.fields import FIELD_BY_NAME, FIELD_BY_SPELLING, field_called
from support_tui.wire.query.scan import COMMAS, QUOTES, Piece, Scanner, WrongQuery
from support_tui.wire.query.tree import EVERYTHING, Query, Term, Word, WordMatch, all_of, any_of, negate
from support_tui.wire.query.values import term_of
from support_tui.wire.words import words

MAX_DEPTH = 20
_OR_WORDS = frozenset(("OR", "|", fold("أو")))
_AND_WORDS = frozenset(("AND", "&"))
_NOT_WORDS = frozenset(("NOT",))
#: Minus signs and dashes that negate, hyphen first.
_MINUS = "-\u2212"


def parse(text: str) -> Query | QueryError:
    """What `text` asks for, or the first error in it. Blank text is `EVERYTHING`. Both languages may be mixed."""
    if len(text) > limits.QUERY_CHARS:
        over = len(text) - limits.QUERY_CHARS
        return QueryError(limits.QUERY_CHARS, over, QueryErrorCode.TOO_LONG, {"limit": limits.QUERY_CHARS})
    try:
        return _Parser(text).whole()
    except WrongQuery as wrong:
        return wrong.error


class _Parser:
    def __init__(self, text: str) -> None:
        self.scanner = Scanner(text)
        self.terms = 0
        self.depth = 0

    def whole(self) -> Query:
        self.scanner.skip_blanks()
        if not self.scanner.peek():
            return EVERYTHING
        query = self.alternatives()
        if self.scanner.peek() == ")":
            raise WrongQuery(self.scanner.position, 1, QueryErrorCode.UNOPENED_PAREN)
        return query

    def alternatives(self) -> Query:
        parts = [self.conjunction()]
        while operator := self.operator_here(_OR_WORDS):
            self.need_operand(operator)
            parts.append(self.conjunction())
        return any_of(*parts)

    def conjunction(self) -> Query:
        if operator := self.operator_here(_OR_WORDS | _AND_WORDS):
            raise operator.wrong(QueryErrorCode.MISSING_OPERAND, operator=operator.text)
        parts = [self.part()]
        while not self.is_at_end() and not self.operator_here(_OR_WORDS, peek=True):
            if operator := self.operator_here(_AND_WORDS):
                self.need_operand(operator)
            parts.append(self.part())
        return all_of(*parts)

    def part(self) -> Query:
        self.scanner.skip_blanks()
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise WrongQuery(self.scanner.position, 1, QueryErrorCode.TOO_DEEP, limit=MAX_DEPTH)
        query = self.negated() or self.group() or self.term()
        self.depth -= 1
        return query

    def negated(self) -> Query | None:
        start = self.scanner.position
        if self.scanner.take_one_of(_MINUS):
            operator: Piece | None = Piece(self.scanner.text[start], start, 1)
        else:
            operator = self.operator_here(_NOT_WORDS)
        if operator is None:
            return None
        self.need_operand(operator)
        return negate(self.part())

    def group(self) -> Query | None:
        start = self.scanner.position
        if not self.scanner.take_one_of("("):
            return None
        self.scanner.skip_blanks()
        if self.scanner.peek() == ")":
            raise WrongQuery(start, self.scanner.position + 1 - start, QueryErrorCode.EMPTY_GROUP)
        if not self.scanner.peek():
            raise WrongQuery(start, 1, QueryErrorCode.UNCLOSED_PAREN)
        query = self.alternatives()
        if not self.scanner.take_one_of(")"):
            raise WrongQuery(start, 1, QueryErrorCode.UNCLOSED_PAREN)
        self.scanner.skip_blanks()
        return query

    def term(self) -> Term:
        start = self.scanner.position
        self.terms += 1
        if name := self.scanner.field_name_here():
            term = self.field_term(name)
        elif self.scanner.peek() in QUOTES:
            term = _phrase(self.scanner.take_quoted())
        else:
            term = _free_word(self.scanner.take_bare(""))
        if self.terms > limits.QUERY_TERMS:
            length = self.scanner.position - start
            raise WrongQuery(start, length, QueryErrorCode.TOO_MANY_TERMS, limit=limits.QUERY_TERMS)
        self.scanner.skip_blanks()
        return term

    def field_term(self, name: Piece) -> Term:
        field = field_called(name.text)
        if field is None:
            guess = nearest(fold(name.text), FIELD_BY_SPELLING)
            found = FIELD_BY_SPELLING[guess].name if guess else ""
            raise name.wrong(QueryErrorCode.UNKNOWN_FIELD, field=name.text, nearest=found)
        values = [self.value(name, field.name)]
        while self.scanner.take_one_of(COMMAS):
            values.append(self.value(name, field.name))
        self.terms += len(values) - 1
        return term_of(field, values)

    def value(self, name: Piece, field: str) -> Piece:
        self.scanner.skip_marks()
        value = (
            self.scanner.take_quoted() if self.scanner.peek() in QUOTES else self.scanner.take_bare(COMMAS)
        )
        if not value.text.strip():
            length = self.scanner.position - name.position
            raise WrongQuery(name.position, length, QueryErrorCode.MISSING_VALUE, field=field)
        return value

    def is_at_end(self) -> bool:
        return self.scanner.peek() in ("", ")")

    def operator_here(self, spellings: frozenset[str], *, peek: bool = False) -> Piece | None:
        """The operator word at the cursor, stepped over unless only peeked at."""
        start = self.scanner.position
        word = self.scanner.take_bare("")
        found = word.text in spellings or (not word.text.isascii() and fold(word.text) in spellings)
        if peek or not found:
            self.scanner.position = start
        if not found:
            return None
        if not peek:
            self.scanner.skip_blanks()
        return word

    def need_operand(self, operator: Piece) -> None:
        following = self.scanner.peek()
        is_dangling = operator.text in _MINUS and following.isspace()
        if is_dangling or self.is_at_end():
            raise operator.wrong(QueryErrorCode.MISSING_OPERAND, operator=operator.text)


def _phrase(quoted: Piece) -> Word:
    if not words(quoted.text):
        raise quoted.wrong(QueryErrorCode.EMPTY_WORD)
    return Word(quoted.text, WordMatch.PHRASE)


def _free_word(piece: Piece) -> Term:
    if piece.text.startswith("#") and piece.text[1:].isdecimal():
        return term_of(FIELD_BY_NAME["id"], [piece])
    text, match = piece.text, WordMatch.WORD
    if text.endswith("*"):
        text, match = text[:-1], WordMatch.PREFIX
    if not words(text):
        raise Piece(piece.text, piece.position, max(piece.length, 1)).wrong(QueryErrorCode.EMPTY_WORD)
    return Word(text, match)
