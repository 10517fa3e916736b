"""What a person may type into the filter bar, and what the desk understands of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support_tui.wire import limits
from support_tui.wire.query import EVERYTHING, Query, QueryError, QueryErrorCode, parse, unparse
from support_tui.wire.query.fields import DAY_WORDS, FIELDS, UNIT_WORDS
from support_tui.wire.query.tree import (
    And,
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
    Not,
    Numbered,
    Or,
    PriorityIs,
    RatingIs,
    RelativeDay,
    SlaIs,
    SlaState,
    StatusIs,
    Thing,
    TimeField,
    TimeIs,
    Unit,
    Word,
    WordMatch,
)
from support_tui.wire.values import Priority, Rating, Status


def name_is(field: NameField, *names: str) -> NameIs:
    return NameIs(field, tuple(Named(name) for name in names))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", EVERYTHING),
        (" \t\u200f", EVERYTHING),
        ("status:open,in_progress", StatusIs((Status.OPEN, Status.IN_PROGRESS))),
        ("STATUS:In-Progress", StatusIs((Status.IN_PROGRESS,))),
        ("assignee:me", NameIs(NameField.ASSIGNEE, (Keyword.ME,))),
        ('assignee:"me"', name_is(NameField.ASSIGNEE, "me")),
        ("assignee:none,salma", NameIs(NameField.ASSIGNEE, (Keyword.NONE, Named("salma")))),
        ("tag:billing,refund", name_is(NameField.TAG, "billing", "refund")),
        ('tag:"late delivery",refund', name_is(NameField.TAG, "late delivery", "refund")),
        ("box:sales", name_is(NameField.MAILBOX, "sales")),
        ("mailbox:#3", NameIs(NameField.MAILBOX, (Numbered(3),))),
        ('customer:"amal"', name_is(NameField.CUSTOMER, "amal")),
        ("priority:>=high", PriorityIs((Priority.HIGH, Priority.URGENT))),
        ("priority:<normal", PriorityIs((Priority.LOW,))),
        ("rating:bad,none", RatingIs((Rating.BAD, None))),
        ("is:unread", Is((Flag.UNREAD,))),
        ("has:attachment", Has((Thing.ATTACHMENT,))),
        ("#123", IdIs((123,))),
        ("id:123,#124", IdIs((123, 124))),
        ("last:<2d", TimeIs(TimeField.LAST, (Bound(Compare.LESS, Duration(2, Unit.DAY)),))),
        ("last:2d", TimeIs(TimeField.LAST, (Bound(Compare.AT_MOST, Duration(2, Unit.DAY)),))),
        ("waiting:4h", TimeIs(TimeField.WAITING, (Bound(Compare.AT_LEAST, Duration(4, Unit.HOUR)),))),
        (
            "created:2026-01-01..2026-01-31",
            TimeIs(TimeField.CREATED, (Between(Day(2026, 1, 1), Day(2026, 1, 31)),)),
        ),
        ("created:2026-01", TimeIs(TimeField.CREATED, (Between(Day(2026, 1), Day(2026, 1)),))),
        ("created:..2026", TimeIs(TimeField.CREATED, (Bound(Compare.AT_MOST, Day(2026)),))),
        ("closed:today", TimeIs(TimeField.CLOSED, (Between(RelativeDay.TODAY, RelativeDay.TODAY),))),
        ("sla:<1h,breached", SlaIs((Bound(Compare.LESS, Duration(1, Unit.HOUR)), SlaState.BREACHED))),
        ("-tag:spam", Not(name_is(NameField.TAG, "spam"))),
        ('"exact words"', Word("exact words", WordMatch.PHRASE)),
        ("words*", Word("words", WordMatch.PREFIX)),
        ("https://shop.example", Word("https://shop.example")),
        ("at 12:30", And((Word("at"), Word("12:30")))),
        ("a b", And((Word("a"), Word("b")))),
        ("a AND b", And((Word("a"), Word("b")))),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("-(a b)", Not(And((Word("a"), Word("b"))))),
        ("NOT a", Not(Word("a"))),
        ("--a", Word("a")),
        ("((a) (b c))", And((Word("a"), Word("b"), Word("c")))),
    ],
)
def test_a_query_is_understood(text: str, tree: Query) -> None:
    """Each form of the language has one meaning, however it is grouped or spelled."""
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("arabic", "english"),
    [
        ("الحالة:مفتوحة", "status:open"),
        ("حالة:مُغلقة،بانتظار_الرد", "status:closed,awaiting_reply"),
        ("المسؤول:أنا", "assignee:me"),
        ("المسؤول:بدون", "assignee:none"),
        ("الوسم:فواتير،«رد المال»", 'tag:فواتير,"رد المال"'),
        ("رقم:١٢٣", "id:123"),
        ("#١٢٣", "#123"),
        ("آخر:<٢ي", "last:<2d"),
        ("تنتظر:>٤س", "waiting:>4h"),
        ("أنشئت:٢٠٢٦-٠١-٠١..٢٠٢٦-٠١-٣١", "created:2026-01-01..2026-01-31"),
        ("أنشئت:أمس", "created:yesterday"),
        ("الأولوية:≥عالية", "priority:>=high"),
        ("هي:غير_مقروءة", "is:unread"),
        ("شحن أو استرجاع", "شحن OR استرجاع"),
        ("الحالة:\u200fمفتوحة\u200f", "status:open"),
    ],
)
def test_arabic_asks_the_same(arabic: str, english: str) -> None:
    """A query in Arabic words, digits, commas and quotes is the same tree as the English one."""
    assert not isinstance(parse(arabic), QueryError)
    assert parse(arabic) == parse(english)


@pytest.mark.parametrize(
    ("text", "blamed", "code", "params"),
    [
        ("hello stats:open", "stats", QueryErrorCode.UNKNOWN_FIELD, {"field": "stats", "nearest": "status"}),
        ("zzzzz:1", "zzzzz", QueryErrorCode.UNKNOWN_FIELD, {"field": "zzzzz", "nearest": ""}),
        (
            "status:open,clsed",
            "clsed",
            QueryErrorCode.BAD_VALUE,
            {
                "field": "status",
                "value": "clsed",
                "allowed": "open, in_progress, awaiting_reply, closed",
                "nearest": "closed",
            },
        ),
        ("a tag:", "tag:", QueryErrorCode.MISSING_VALUE, {"field": "tag"}),
        ("tag:a,,b", "tag:a,", QueryErrorCode.MISSING_VALUE, {"field": "tag"}),
        ('x "abc d', '"abc d', QueryErrorCode.UNCLOSED_QUOTE, {}),
        ("x («abc", "«abc", QueryErrorCode.UNCLOSED_QUOTE, {}),
        ("x (a (b)", "(", QueryErrorCode.UNCLOSED_PAREN, {}),
        ("x)", ")", QueryErrorCode.UNOPENED_PAREN, {}),
        ("x ( )", "( )", QueryErrorCode.EMPTY_GROUP, {}),
        ("x OR", "OR", QueryErrorCode.MISSING_OPERAND, {"operator": "OR"}),
        ("(x) OR OR", "OR", QueryErrorCode.MISSING_OPERAND, {"operator": "OR"}),
        ("x -", "-", QueryErrorCode.MISSING_OPERAND, {"operator": "-"}),
        ("last:<2x", "2x", QueryErrorCode.BAD_DURATION, {"field": "last", "value": "2x"}),
        (
            "created:2026-02-30",
            "2026-02-30",
            QueryErrorCode.BAD_DATE,
            {"field": "created", "value": "2026-02-30"},
        ),
        (
            "created:2026-01-01..2026-13-01",
            "2026-13-01",
            QueryErrorCode.BAD_DATE,
            {"field": "created", "value": "2026-13-01"},
        ),
        ("last:3d..1d", "3d..1d", QueryErrorCode.BAD_RANGE, {"field": "last", "value": "3d..1d"}),
        ("last:2d..2026", "2d..2026", QueryErrorCode.BAD_RANGE, {"field": "last", "value": "2d..2026"}),
        (
            "sla:<2026-01-01",
            "2026-01-01",
            QueryErrorCode.BAD_DURATION,
            {"field": "sla", "value": "2026-01-01"},
        ),
        ("id:x1", "x1", QueryErrorCode.BAD_NUMBER, {"field": "id", "value": "x1"}),
        ("status:>open", ">open", QueryErrorCode.NOT_COMPARABLE, {"field": "status"}),
        ("tag:>a", ">a", QueryErrorCode.NOT_COMPARABLE, {"field": "tag"}),
        ("a ***", "***", QueryErrorCode.EMPTY_WORD, {}),
        ('a ""', '""', QueryErrorCode.EMPTY_WORD, {}),
    ],
)
def test_a_wrong_query_says_where_and_why(
    text: str, blamed: str, code: QueryErrorCode, params: dict[str, str]
) -> None:
    """The error names its reason and points at exactly the characters to blame."""
    error = parse(text)
    assert isinstance(error, QueryError)
    assert (error.code, error.params) == (code, params)
    blamed_at = slice(error.position, error.position + error.length)
    assert text[blamed_at] == blamed
    assert error.position in (text.find(blamed), text.rfind(blamed))


@pytest.mark.parametrize(
    ("text", "code", "limit"),
    [
        ("x" * (limits.QUERY_CHARS + 1), QueryErrorCode.TOO_LONG, limits.QUERY_CHARS),
        ("x " * (limits.QUERY_TERMS + 1), QueryErrorCode.TOO_MANY_TERMS, limits.QUERY_TERMS),
        (
            "tag:" + ",".join("x" * (limits.QUERY_TERMS + 1)),
            QueryErrorCode.TOO_MANY_TERMS,
            limits.QUERY_TERMS,
        ),
        ("(" * 999 + "x" + ")" * 999, QueryErrorCode.TOO_DEEP, 20),
        ("-" * 1999 + "x", QueryErrorCode.TOO_DEEP, 20),
    ],
)
def test_an_oversized_query_is_refused(text: str, code: QueryErrorCode, limit: int) -> None:
    """Neither length nor depth nor number of terms can hurt the desk."""
    error = parse(text)
    assert isinstance(error, QueryError)
    assert (error.code, error.params) == (code, {"limit": limit})


def test_every_documented_example_is_a_query() -> None:
    """The table's own examples are valid."""
    assert [field.name for field in FIELDS if isinstance(parse(field.example), QueryError)] == []


def test_every_name_and_value_is_known_in_both_languages() -> None:
    """Each field and each of its words means the same in English and Arabic."""
    for field in FIELDS:
        for choice in field.choices:
            assert parse(f"{field.arabic}:{choice.arabic}") == parse(f"{field.name}:{choice.value}")
            assert not isinstance(parse(f"{field.name}:{choice.value}"), QueryError)


WORDS = (
    [field.name for field in FIELDS]
    + [field.arabic for field in FIELDS]
    + [choice.value for field in FIELDS for choice in field.choices]
    + list(DAY_WORDS)
    + [f"2{unit}" for unit in UNIT_WORDS]
    + ["2026-01-01", "2026", "#7", "a", "كلمة", "OR", "AND", "أو", "me", "»", "”", "x*", "-", "12:30"]
)
SIGNS = [*'():,"«»“”،<>=-#*.', "..", ">=", " ", " ", " ", "\u200f", "|"]
scraps = st.lists(st.sampled_from(WORDS) | st.sampled_from(SIGNS), max_size=25).map("".join)
terms = st.builds(
    lambda field, value: f"{field.name}:{value}",
    st.sampled_from(FIELDS),
    st.sampled_from(WORDS),
)
sentences = st.lists(terms | st.sampled_from([*WORDS, "(", ")", "OR", "-"]), max_size=12).map(" ".join)


@given(st.text(max_size=80) | scraps | sentences)
def test_writing_a_query_down_keeps_its_meaning(text: str) -> None:
    """What was understood once is understood the same after being written by the desk; anything else is an error inside the text."""
    query = parse(text)
    if isinstance(query, QueryError):
        assert 0 <= query.position <= len(text)
        assert query.position + query.length <= max(len(text), query.position + 1)
    else:
        assert parse(unparse(query)) == query
