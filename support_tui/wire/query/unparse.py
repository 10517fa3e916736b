"""Write a query tree as the shortest text that parses back to the same tree. Pure."""

from typing import assert_never

from support_tui.wire.query.fields import FIELD_BY_NAME, choice_called
from support_tui.wire.query.scan import COMMAS, QUOTES, is_blank
from support_tui.wire.query.tree import (
    And,
    Between,
    Bound,
    Day,
    Duration,
    Has,
    IdIs,
    Is,
    Keyword,
    Named,
    NameIs,
    Not,
    Numbered,
    Or,
    PriorityIs,
    Query,
    RatingIs,
    Ref,
    RelativeDay,
    SlaIs,
    SlaState,
    StatusIs,
    Term,
    TimeIs,
    When,
    Word,
    WordMatch,
)


def unparse(query: Query) -> str:
    """`parse(unparse(q)) == q` for every tree that `parse` can give; `EVERYTHING` is "". Always English field names."""
    match query:
        case And(parts):
            return " ".join(_inside(part, Or) for part in parts)
        case Or(parts):
            return " OR ".join(unparse(part) for part in parts)
        case Not(part):
            return f"-{_inside(part, And | Or)}"
        case _:
            return _term(query)


def _inside(part: Query, grouped: object) -> str:
    text = unparse(part)
    return f"({text})" if isinstance(part, grouped) else text  # type: ignore[arg-type]


def _term(term: Term) -> str:
    match term:
        case Word(text, match):
            return _word(text, match)
        case StatusIs(values):
            return f"status:{','.join(values)}"
        case PriorityIs(values):
            return f"priority:{','.join(values)}"
        case RatingIs(ratings):
            return f"rating:{','.join(rating or 'none' for rating in ratings)}"
        case NameIs(field, refs):
            return f"{field}:{','.join(_ref(field, ref) for ref in refs)}"
        case TimeIs(field, whens):
            return f"{field}:{','.join(_when(when) for when in whens)}"
        case SlaIs(conditions):
            return f"sla:{','.join(c.value if isinstance(c, SlaState) else _when(c) for c in conditions)}"
        case Is(flags):
            return f"is:{','.join(flags)}"
        case Has(things):
            return f"has:{','.join(things)}"
        case IdIs((only,)):
            return f"#{only}"
        case IdIs(ids):
            return f"id:{','.join(map(str, ids))}"
        case _:
            assert_never(term)


def _word(text: str, match: WordMatch) -> str:
    match match:
        case WordMatch.WORD:
            return text
        case WordMatch.PREFIX:
            return f"{text}*"
        case WordMatch.PHRASE:
            return quoted(text)
        case _:
            assert_never(match)


def quoted(text: str) -> str:
    """`text` in the first pair of quotes whose closing one it does not hold."""
    for opening, closing in QUOTES.items():
        if closing not in text:
            return f"{opening}{text}{closing}"
    # Only a name from elsewhere can hold all three; quotes compare as nothing, so dropping them asks the same.
    return f'"{text.replace(chr(34), " ")}"'


def name_text(field: str, name: str) -> str:
    """A name as a value of `field`, in quotes where it would otherwise be read as something else."""
    is_plain = (
        name.isprintable()
        and not any(is_blank(c) or c in COMMAS or c in "()<>=≤≥#*" or c in QUOTES or c in "»”" for c in name)
        and choice_called(FIELD_BY_NAME[field], name) is None
    )
    return name if is_plain else quoted(name)


def _ref(field: str, ref: Ref) -> str:
    match ref:
        case Named(text):
            return name_text(field, text)
        case Numbered(number):
            return f"#{number}"
        case Keyword():
            return ref.value
        case _:
            assert_never(ref)


def _when(when: When) -> str:
    match when:
        case Bound(compare, moment):
            return f"{compare.value}{_moment(moment)}"
        case Between(first, last) if first == last and not isinstance(first, Duration):
            return _moment(first)
        case Between(first, last):
            return f"{_moment(first)}..{_moment(last)}"
        case _:
            assert_never(when)


def _moment(moment: Duration | Day | RelativeDay) -> str:
    match moment:
        case Duration(amount, unit):
            return f"{amount}{unit.value}"
        case Day(year, 0, _):
            return f"{year:04}"
        case Day(year, month, 0):
            return f"{year:04}-{month:02}"
        case Day(year, month, day):
            return f"{year:04}-{month:02}-{day:02}"
        case RelativeDay():
            return moment.value
        case _:
            assert_never(moment)
