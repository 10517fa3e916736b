"""What a failed transaction means to whoever asked for it: a full disk, a database that cannot be written, or a fault of ours."""

import secrets
from enum import IntEnum
from typing import Final, NamedTuple

from support_tui.wire.refusals import Refusal, RefusalCode

from .db import sqlite


class Code(IntEnum):
    """Primary result codes of SQLite, https://www.sqlite.org/rescode.html."""

    READONLY = 8
    IOERR = 10
    CORRUPT = 11
    FULL = 13
    CANTOPEN = 14
    NOTADB = 26


_WORDS: Final = {
    "readonly": Code.READONLY,
    "disk i/o": Code.IOERR,
    "malformed": Code.CORRUPT,
    "full": Code.FULL,
    "unable to open": Code.CANTOPEN,
    "not a database": Code.NOTADB,
}


class Failure(NamedTuple):
    """What the asker is told, and whether every other request will fail the same way for now."""

    refusal: Refusal
    is_lasting: bool


def refusal_for(error: Exception) -> Failure:
    """The refusal that stands for an error; a fault of ours gets a reference that the server's log shows too."""
    if isinstance(error, OverflowError):
        refusal = Refusal(RefusalCode.INVALID_FIELD, {"field": "$", "reason": "number_too_large"})
        return Failure(refusal, is_lasting=False)
    match _code_of(error):
        case Code.FULL | Code.IOERR:
            return Failure(Refusal(RefusalCode.DISK_FULL), is_lasting=True)
        case Code.READONLY:
            return Failure(Refusal(RefusalCode.READ_ONLY, {"reason": "no_permission"}), is_lasting=True)
        case Code.CANTOPEN:
            return Failure(Refusal(RefusalCode.READ_ONLY, {"reason": "cannot_open"}), is_lasting=True)
        case Code.CORRUPT | Code.NOTADB:
            return Failure(Refusal(RefusalCode.READ_ONLY, {"reason": "damaged"}), is_lasting=True)
        case _:
            reference = secrets.token_hex(4)
            return Failure(Refusal(RefusalCode.INTERNAL, {"reference": reference}), is_lasting=False)


def _code_of(error: Exception) -> int:
    """SQLite's primary code, by number where the module tells it, else by its words."""
    if not isinstance(error, sqlite.DatabaseError):
        return 0
    code = getattr(error, "sqlite_errorcode", None)
    if code is not None:
        return int(code) & 0xFF
    words = str(error).lower()
    return next((number for part, number in _WORDS.items() if part in words), 0)
