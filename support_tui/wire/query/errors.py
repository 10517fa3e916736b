"""Why a text is no query: a closed set of codes with position and parameters, never a sentence (those: `wire/locale`)."""

from enum import StrEnum

import msgspec


class QueryErrorCode(StrEnum):
    """Every way to write a wrong query. The comment names the parameters."""

    UNKNOWN_FIELD = "unknown_field"  # field, nearest (may be empty)
    MISSING_VALUE = "missing_value"  # field
    BAD_VALUE = "bad_value"  # field, value, allowed (comma separated), nearest (may be empty)
    BAD_DURATION = "bad_duration"  # field, value
    BAD_DATE = "bad_date"  # field, value
    BAD_RANGE = "bad_range"  # field, value
    BAD_NUMBER = "bad_number"  # field, value
    NOT_COMPARABLE = "not_comparable"  # field
    UNKNOWN_NAME = "unknown_name"  # field, value, nearest (may be empty)
    EMPTY_WORD = "empty_word"
    UNCLOSED_QUOTE = "unclosed_quote"
    UNCLOSED_PAREN = "unclosed_paren"
    UNOPENED_PAREN = "unopened_paren"
    EMPTY_GROUP = "empty_group"
    MISSING_OPERAND = "missing_operand"  # operator
    TOO_LONG = "too_long"  # limit
    TOO_MANY_TERMS = "too_many_terms"  # limit
    TOO_DEEP = "too_deep"  # limit


class QueryError(msgspec.Struct, frozen=True):
    """Where and why a text stops being a query: `length` characters of it from `position` (0-based) are to blame."""

    position: int
    length: int
    code: QueryErrorCode
    params: dict[str, str | int] = {}
