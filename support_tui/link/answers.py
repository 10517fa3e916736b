"""What an HTTP exchange with the server comes to, alike for the console's client and the command line's. Does no I/O."""

from typing import TypeVar

import msgspec

from support_tui.wire import codec
from support_tui.wire.refusals import Refusal, RefusalCode

T = TypeVar("T")

#: Seconds: a server on the other side of the world connects in one, and no page takes longer than its deadline there.
CONNECT_TIMEOUT_S = 5
ANSWER_TIMEOUT_S = 20


class Unreachable(msgspec.Struct, frozen=True):
    """No answer, so nobody knows whether the request was done: the same key may be sent again. `is_distrusted` where a server is there
    whose certificate is not trusted; nothing was sent to it."""

    reason: str
    is_distrusted: bool = False


class _ErrorDetail(msgspec.Struct, frozen=True):
    code: str
    params: dict[str, str | int] = {}


class _Error(msgspec.Struct, frozen=True):
    error: _ErrorDetail


def answer_of(raw: tuple[int, bytes] | Unreachable, kind: type[T]) -> T | Refusal | Unreachable:
    """What an exchange of status and body says, in the type that was asked for."""
    if isinstance(raw, Unreachable):
        return raw
    payload = payload_of(*raw)
    if not isinstance(payload, bytes):
        return payload
    try:
        return codec.decode(payload, kind)
    except msgspec.MsgspecError as error:
        return Refusal(RefusalCode.MALFORMED, {"reason": str(error), "unread": str(error)})


def of_command(answer: T | Refusal | Unreachable) -> T | Refusal | Unreachable:
    """To a command, an answer that cannot be read (the page of a hotel's network) is none: the command may be sent again."""
    if isinstance(answer, Refusal) and answer.code is RefusalCode.MALFORMED and "unread" in answer.params:
        return Unreachable(str(answer.params["unread"]))
    return answer


def payload_of(status: int, body: bytes) -> bytes | Refusal | Unreachable:
    """The body of a success, or why there was none; an error that is not ours (a proxy's) is no answer."""
    if 200 <= status < 300:
        return body
    try:
        detail = codec.decode(body, _Error).error
        return Refusal(RefusalCode(detail.code), detail.params)
    except (msgspec.MsgspecError, ValueError):
        return Unreachable(f"HTTP {status}")
