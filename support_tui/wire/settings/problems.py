"""What can be wrong with a setting, as values; the sentences stand in `wire/locale`."""

from enum import StrEnum

import msgspec


class ProblemCode(StrEnum):
    """What can be wrong with a setting. The comment names the parameters; texts stand in `wire/locale`."""

    UNREADABLE = "unreadable"  # reason
    SYNTAX = "syntax"  # reason
    UNKNOWN = "unknown"  # nearest (may be empty)
    BAD_VALUE = "bad_value"  # value, expected (settings.table.expected_of), allowed, least, most
    NEEDS = "needs"  # other
    CLASHES = "clashes"  # other
    NO_FILE = "no_file"  # value
    NOT_LOOPBACK = "not_loopback"  # value


class Problem(msgspec.Struct, frozen=True):
    """One wrong setting: the file (or `environment`), its line (0 where there is none), the dotted key, and why."""

    file: str
    line: int
    key: str
    code: ProblemCode
    params: dict[str, str | int] = {}
