"""Turns refusals into HTTP answers: a status, the code with its parameters, and the sentence in both languages."""

from typing import Final

import msgspec

from support_tui.wire import codec
from support_tui.wire.query.errors import QueryError
from support_tui.wire.refusals import Refusal, RefusalCode
from support_tui.wire.wording import query_wording, wording

from .answers import JSON, Answer

C = RefusalCode

#: The HTTP status of every refusal; a test enumerates the codes.
STATUS: Final[dict[RefusalCode, int]] = {
    C.MALFORMED: 400,
    C.INVALID_FIELD: 422,
    C.TOO_LARGE: 413,
    C.UNKNOWN_ROUTE: 404,
    C.METHOD_NOT_ALLOWED: 405,
    C.QUERY_INVALID: 422,
    C.RATE_LIMITED: 429,
    C.NOT_LOGGED_IN: 401,
    C.TOKEN_EXPIRED: 401,
    C.BAD_CREDENTIALS: 401,
    C.FORBIDDEN: 403,
    C.NOT_FOUND: 404,
    C.CONVERSATION_MERGED: 409,
    C.CONVERSATION_PURGED: 410,
    C.NO_CHANGE: 409,
    C.CHANGED_SINCE: 409,
    C.ALREADY_UNDONE: 409,
    C.NOT_UNDOABLE: 409,
    C.KEY_REUSED: 409,
    C.EMPTY_TEXT: 422,
    C.NO_RECIPIENT: 422,
    C.NO_CHANNEL: 422,
    C.BAD_ADDRESS: 422,
    C.ALREADY_SENT: 409,
    C.TOO_MANY: 409,
    C.NAME_TAKEN: 409,
    C.TIME_IN_PAST: 422,
    C.TIME_TOO_FAR: 422,
    C.WAITED_TOO_LONG: 409,
    C.NOT_IN_TRASH: 409,
    C.SHARES_MESSAGES: 409,
    C.MAILBOX_IN_USE: 409,
    C.MAIL_QUEUED: 409,
    C.LAST_MAILBOX: 409,
    C.SECRET_SET_SINCE: 409,
    C.MERGE_INTO_ITSELF: 409,
    C.MERGE_CIRCLE: 409,
    C.MERGE_INTO_FOLDER: 409,
    C.SPLIT_LEAVES_NOTHING: 409,
    C.LINK_TO_ITSELF: 409,
    C.ALREADY_LINKED: 409,
    C.DISK_FULL: 507,
    C.READ_ONLY: 503,
    C.SECRETS_LOCKED: 500,
    C.TOO_SLOW: 503,
    C.SHUTTING_DOWN: 503,
    C.INTERNAL: 500,
}


class ErrorDetail(msgspec.Struct, frozen=True):
    """Why: `code` and `params` for programs, `en` and `ar` for people."""

    code: RefusalCode
    params: dict[str, str | int]
    en: str
    ar: str


class Error(msgspec.Struct, frozen=True):
    """The body of every answer that is not a success."""

    error: ErrorDetail


def answer_of(refusal: Refusal) -> Answer:
    """The HTTP answer that carries a refusal."""
    return _answer(refusal, wording(refusal, "en"), wording(refusal, "ar"))


def answer_of_query(error: QueryError) -> Answer:
    """The HTTP answer to a wrong query: where it is wrong, how, and the sentence that says so."""
    params = {**error.params, "position": error.position, "length": error.length, "reason": error.code.value}
    refusal = Refusal(C.QUERY_INVALID, params)
    return _answer(refusal, query_wording(error, "en"), query_wording(error, "ar"))


def _answer(refusal: Refusal, en: str, ar: str) -> Answer:
    code = refusal.code
    headers: tuple[tuple[bytes, bytes], ...] = ()
    if STATUS[code] == 401:
        headers = ((b"www-authenticate", b"Bearer"),)
    elif code is C.RATE_LIMITED:
        headers = ((b"retry-after", str(refusal.params["retry_after_s"]).encode()),)
    elif code is C.TOO_LARGE:
        headers = ((b"connection", b"close"),)
    return Answer(codec.encode(Error(ErrorDetail(code, refusal.params, en, ar))), JSON, STATUS[code], headers)
