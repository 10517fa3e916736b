"""How a run ends: exit codes, a promise to scripts, and the code that each refusal leads to. Pure."""

from enum import IntEnum
from typing import Final

from support_tui.link.answers import Unreachable
from support_tui.wire.refusals import Refusal, RefusalCode


class Exit(IntEnum):
    """Each has its meaning in the text `exit-<number>`, which `docs/cli.md` prints."""

    DONE = 0
    REFUSED = 1
    MISUSE = 2
    NOT_ALLOWED = 3
    UNREACHABLE = 4
    NOT_FOUND = 5
    INTERRUPTED = 130


_C = RefusalCode
_CODES: Final[dict[RefusalCode, Exit]] = {
    _C.NOT_LOGGED_IN: Exit.NOT_ALLOWED,
    _C.TOKEN_EXPIRED: Exit.NOT_ALLOWED,
    _C.BAD_CREDENTIALS: Exit.NOT_ALLOWED,
    _C.FORBIDDEN: Exit.NOT_ALLOWED,
    _C.NOT_FOUND: Exit.NOT_FOUND,
    _C.CONVERSATION_PURGED: Exit.NOT_FOUND,
    _C.QUERY_INVALID: Exit.MISUSE,
    _C.INVALID_FIELD: Exit.MISUSE,
    _C.MALFORMED: Exit.MISUSE,
    _C.SHUTTING_DOWN: Exit.UNREACHABLE,
}


def exit_of(answer: Refusal | Unreachable) -> Exit:
    """The exit code where this answer is all there is."""
    return Exit.UNREACHABLE if isinstance(answer, Unreachable) else _CODES.get(answer.code, Exit.REFUSED)


class Failed(Exception):
    """A question that the whole run hangs on was not answered."""

    def __init__(self, answer: Refusal | Unreachable) -> None:
        super().__init__(str(answer))
        self.answer = answer


class Ended(Exception):
    """Nothing more to do; what there was to say has been said."""

    def __init__(self, code: Exit) -> None:
        super().__init__(code.name)
        self.code = code
