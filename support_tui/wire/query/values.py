"""Read the values of one field into its term: words of the table, names, comparisons, durations, days, ranges, numbers. Pure."""

import datetime
import re
from collections.abc import Sequence
from typing import assert_never

from support_tui.wire.folding import fold
from support_tui.wire.nearest import nearest
from support_tui.wire.query.errors import QueryErrorCode
from support_tui.wire.query.fields import DAY_WORDS, UNIT_WORDS, Field, ValueKind, choice_called
from support_tui.wire.query.scan import Piece
from support_tui.wire.query.tree import (
    Between,
    Bound,
    Compare,
    Day,
    Duration,
    Flag,
    Has,
    IdIs,
    Is,
    Keyword,
    Named,
    NameField,
    NameIs,
    Numbered,
    PriorityIs,
    RatingIs,
    Ref,
    RelativeDay,
    SlaIs,
    SlaState,
    StatusIs,
    Term,
    Thing,
    TimeField,
    TimeIs,
    When,
)
from support_tui.wire.values import Priority, Rating, Status

_COMPARE = re.compile(r"(<=|>=|=<|=>|≤|≥|<|>|=)")
_SIGNS = {
    "<": Compare.LESS,
    "<=": Compare.AT_MOST,
    "=<": Compare.AT_MOST,
    "≤": Compare.AT_MOST,
    ">": Compare.MORE,
    ">=": Compare.AT_LEAST,
    "=>": Compare.AT_LEAST,
    "≥": Compare.AT_LEAST,
}
_DURATION = re.compile(r"([0-9]{1,6})([^\W\d_]+)")
_DATE = re.compile(r"([0-9]{4})(?:[-/]([0-9]{1,2})(?:[-/]([0-9]{1,2}))?)?")
_RANGE_DOTS = re.compile(r"\.\.+|…")
#: Ids are SQLite integers; no desk reaches this many.
_MAX_ID_DIGITS = 15


def term_of(field: Field, values: Sequence[Piece]) -> Term:
    """The term that `field` makes of its values. Raises WrongQuery at the first value that is none."""
    match field.kind:
        case ValueKind.CHOICE:
            return _choice_term(field, [_choice(field, value) for value in values])
        case ValueKind.PRIORITY:
            return PriorityIs(_priorities(field, values))
        case ValueKind.NAME:
            return NameIs(NameField(field.name), tuple(_ref(field, value) for value in values))
        case ValueKind.TIME:
            whens = tuple(_when(field, value, _bare_compare(field)) for value in values)
            return TimeIs(TimeField(field.name), whens)
        case ValueKind.SLA:
            return SlaIs(tuple(_sla(field, value) for value in values))
        case ValueKind.ID:
            return IdIs(tuple(number_in(field, value) for value in values))
        case _:
            assert_never(field.kind)


def _choice_term(field: Field, chosen: list[str]) -> Term:
    match field.name:
        case "status":
            return StatusIs(tuple(Status(value) for value in chosen))
        case "is":
            return Is(tuple(Flag(value) for value in chosen))
        case "has":
            return Has(tuple(Thing(value) for value in chosen))
        case "rating":
            return RatingIs(tuple(None if value == "none" else Rating(value) for value in chosen))
        case _:
            raise AssertionError(f"no term for the choices of {field.name}")


def _bad_value(field: Field, value: Piece) -> Exception:
    allowed = [choice.value for choice in field.choices]
    spellings = {
        spelling: choice.value for choice in field.choices for spelling in (choice.value, fold(choice.arabic))
    }
    guess = nearest(fold(value.text), spellings)
    return value.wrong(
        QueryErrorCode.BAD_VALUE,
        field=field.name,
        value=value.text,
        allowed=", ".join(allowed),
        nearest=spellings.get(guess, ""),
    )


def _choice(field: Field, value: Piece) -> str:
    if _COMPARE.match(value.text):
        raise value.wrong(QueryErrorCode.NOT_COMPARABLE, field=field.name)
    chosen = choice_called(field, value.text)
    if chosen is None:
        raise _bad_value(field, value)
    return chosen


def _priorities(field: Field, values: Sequence[Piece]) -> tuple[Priority, ...]:
    wanted: set[Priority] = set()
    for value in values:
        compare, rest = _split_compare(value)
        chosen = choice_called(field, rest.text)
        if chosen is None:
            raise _bad_value(field, rest)
        rank = Priority(chosen).rank
        wanted |= {priority for priority in Priority if _holds(compare, priority.rank, rank)}
    return tuple(sorted(wanted, key=lambda priority: priority.rank))


def _holds(compare: Compare | None, left: int, right: int) -> bool:
    match compare:
        case None:
            return left == right
        case Compare.LESS:
            return left < right
        case Compare.AT_MOST:
            return left <= right
        case Compare.MORE:
            return left > right
        case Compare.AT_LEAST:
            return left >= right
        case _:
            assert_never(compare)


def _split_compare(value: Piece) -> tuple[Compare | None, Piece]:
    """The comparison a value begins with (None for equality) and what is compared."""
    sign = None if value.is_quoted else _COMPARE.match(value.text)
    if sign is None:
        return None, value
    skipped = sign.end()
    rest = Piece(value.text[skipped:].strip(), value.position + skipped, max(value.length - skipped, 1))
    return _SIGNS.get(sign.group()), rest


def _ref(field: Field, value: Piece) -> Ref:
    if value.is_quoted:
        return Named(value.text)
    if _COMPARE.match(value.text):
        raise value.wrong(QueryErrorCode.NOT_COMPARABLE, field=field.name)
    if value.text.startswith("#") and field.name != NameField.CHANNEL:
        return Numbered(number_in(field, value))
    keyword = choice_called(field, value.text)
    return Named(value.text) if keyword is None else Keyword(keyword)


def number_in(field: Field, value: Piece) -> int:
    """The id a value names, with or without `#`, in any digits."""
    digits = fold(value.text).removeprefix("#")
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > _MAX_ID_DIGITS:
        raise value.wrong(QueryErrorCode.BAD_NUMBER, field=field.name, value=value.text)
    return int(digits)


def _sla(field: Field, value: Piece) -> When | SlaState:
    state = choice_called(field, value.text)
    if state is not None:
        return SlaState(state)
    when = _when(field, value, Compare.AT_MOST)
    if isinstance(when, Bound) and not isinstance(when.moment, Duration):
        raise value.wrong(QueryErrorCode.BAD_DURATION, field=field.name, value=value.text)
    if isinstance(when, Between) and not isinstance(when.first, Duration):
        raise value.wrong(QueryErrorCode.BAD_DURATION, field=field.name, value=value.text)
    return when


def _bare_compare(field: Field) -> Compare:
    """What a duration without a sign means: *at least* for a wait, *within* for everything else."""
    return Compare.AT_LEAST if field.name == TimeField.WAITING else Compare.AT_MOST


def _when(field: Field, value: Piece, bare: Compare) -> When:
    dots = _RANGE_DOTS.search(value.text)
    if dots:
        return _range(field, value, dots)
    compare, rest = _split_compare(value)
    moment = _moment(field, rest)
    if compare is not None:
        return Bound(compare, moment)
    return Bound(bare, moment) if isinstance(moment, Duration) else Between(moment, moment)


def _range(field: Field, value: Piece, dots: re.Match[str]) -> When:
    left, right = value.text[: dots.start()], value.text[dots.end() :]
    if not left and not right:
        raise value.wrong(QueryErrorCode.BAD_RANGE, field=field.name, value=value.text)
    after = value.position + value.length - len(right)
    first = _moment(field, Piece(left, value.position, len(left))) if left else None
    last = _moment(field, Piece(right, after, len(right))) if right else None
    if first is None or last is None:
        return _open_range(first, last)
    if isinstance(first, Duration) != isinstance(last, Duration) or _is_backwards(first, last):
        raise value.wrong(QueryErrorCode.BAD_RANGE, field=field.name, value=value.text)
    return Between(first, last)


def _open_range(
    first: Duration | Day | RelativeDay | None, last: Duration | Day | RelativeDay | None
) -> Bound:
    if first is not None:
        return Bound(Compare.AT_LEAST, first)
    assert last is not None
    return Bound(Compare.AT_MOST, last)


def _is_backwards(first: Duration | Day | RelativeDay, last: Duration | Day | RelativeDay) -> bool:
    if isinstance(first, Duration) and isinstance(last, Duration):
        return first.microseconds > last.microseconds
    if isinstance(first, Day) and isinstance(last, Day):
        return first.first > last.first
    return first is RelativeDay.TODAY and last is RelativeDay.YESTERDAY


def _moment(field: Field, value: Piece) -> Duration | Day | RelativeDay:
    folded = fold(value.text)
    if field.kind is ValueKind.TIME and (word := DAY_WORDS.get(folded)) is not None:
        return word
    if duration := _DURATION.fullmatch(folded):
        unit = UNIT_WORDS.get(duration[2])
        if unit is not None:
            return Duration(int(duration[1]), unit)
    elif field.kind is ValueKind.TIME and (date := _DATE.fullmatch(folded)):
        return _day(field, value, date)
    is_date_like = field.kind is ValueKind.TIME and ("-" in folded or "/" in folded)
    code = QueryErrorCode.BAD_DATE if is_date_like else QueryErrorCode.BAD_DURATION
    raise value.wrong(code, field=field.name, value=value.text)


def _day(field: Field, value: Piece, date: re.Match[str]) -> Day:
    year, month, day = (int(part or 0) for part in date.groups())
    has_zero = (date[2] is not None and month == 0) or (date[3] is not None and day == 0)
    # The last representable year is left out: the day after a day must exist.
    if has_zero or not 1 <= year < datetime.MAXYEAR:
        raise value.wrong(QueryErrorCode.BAD_DATE, field=field.name, value=value.text)
    try:
        datetime.date(year, month or 1, day or 1)
    except ValueError:
        raise value.wrong(QueryErrorCode.BAD_DATE, field=field.name, value=value.text) from None
    return Day(year, month, day)
